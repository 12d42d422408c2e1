/** SQLite, by Node's own module: nothing to install, nothing to run, one file. */
import { closeSync, existsSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import {
  CompiledQuery,
  sql,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Kysely,
  type SqliteDatabase,
  type TransactionSettings,
} from "kysely";
import { StoreError, type Apart, type Engine } from "./engine.ts";
import { sound } from "./parameters.ts";
import type { Schema } from "./schema.ts";
import { fileTrouble } from "./trouble.ts";

export interface SqliteOptions {
  /** Milliseconds for which another program may hold the file before our own statement fails. */
  readonly patience?: number;
}

/** Pages that were, and pages to be, wait in a file beside the database. */
type Journal =
  /** Readers do not wait for the writer. It is cut off when nobody reads any more. */
  | "wal"
  /** Cut off at the end of each transaction, and so nothing is left of it. */
  | "truncate";

const usualPatience = 5_000;

/** @param path of the file, made where it is missing; ":memory:" for a database that ends with the process */
export function sqlite(path: string, options: SqliteOptions = {}): Engine {
  const own = besideOf(path);
  const apart: Apart = { ...fileAt(own, "truncate", options), isThere: () => existsSync(own) };
  return { ...fileAt(path, "wal", options), apart };
}

/** The tip line's own file beside a database's. */
export const besideOf = (path: string): string => (path === ":memory:" ? path : `${path}.tips`);

function fileAt(path: string, journal: Journal, { patience = usualPatience }: SqliteOptions): Engine {
  return {
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new Driver(path, journal, patience),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    // `begin immediate` is the lock: SQLite has one writer.
    lock: async () => {},
    rewrite: (db) =>
      unlessLocked(async () => {
        // The file is then made of its rows in the order of their keys, whatever happened before.
        await sql`vacuum`.execute(db);
        return journal === "truncate" || cutOff(db);
      }),
    cutJournal: (db) => unlessLocked(async () => journal === "truncate" || cutOff(db)),
  };
}

/** Of a journal that goes on nothing is left, unless somebody reads from it. */
async function cutOff(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

async function unlessLocked(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError && error.code === "locked") return false;
    throw error;
  }
}

/**
 * Tries again while another program holds the file. SQLite's own wait would hold up the whole process, so it is
 * switched off wherever a file is opened. A statement that met the lock has done nothing yet.
 * @throws StoreError for trouble that an operator can mend
 */
export async function whenFree<T>(path: string, work: () => T | Promise<T>, patience = usualPatience): Promise<T> {
  const end = performance.now() + patience;
  for (let longest = 2; ; longest = Math.min(2 * longest, 50)) {
    try {
      return await work();
    } catch (error) {
      const trouble = fileTrouble(error, path);
      if (!(trouble instanceof StoreError && trouble.code === "locked") || performance.now() >= end) throw trouble;
    }
    // A random pause, so that two that wait do not meet each time.
    await pause(1 + Math.random() * longest);
  }
}

type WhenFree = <T>(work: () => T | Promise<T>) => Promise<T>;

class Driver extends SqliteDriver {
  readonly #whenFree: WhenFree;
  #database: DatabaseSync | undefined;
  #patient: DatabaseConnection | undefined;

  constructor(path: string, journal: Journal, patience: number) {
    const free: WhenFree = (work) => whenFree(path, work, patience);
    super({
      database: async () => {
        const database = await free(() => open(path, journal));
        this.#database = database;
        return { close: () => database.close(), prepare: prepared(database) };
      },
    });
    this.#whenFree = free;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    this.#patient ??= {
      executeQuery: (query) => this.#whenFree(() => connection.executeQuery(query)),
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
    return this.#patient;
  }

  /** A plain `begin` takes the lock at the first write, and fails there when another has written since the first read. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    // A transaction that only reads has the snapshot of its first read, and holds nobody up.
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  /** On a full disk SQLite has rolled back already: to do so again would fail, and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database?.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** @throws StoreError, or SQLite's own error */
function open(path: string, journal: Journal): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    // Made before SQLite does, which would let everyone on the machine read it. SQLite's journals take its mode over.
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    database = new DatabaseSync(path, { timeout: 0 });
    // Deleted rows are overwritten in the file, and what is sorted or put together for a while is in no file at all.
    // FULL: a commit outlives a loss of power.
    database.exec(
      `pragma journal_mode = ${journal}; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma temp_store = memory`,
    );
    return database;
  } catch (error) {
    database?.close();
    const trouble = fileTrouble(error, path);
    if (trouble !== error) throw error;
    const why = error instanceof Error ? error.message : "no reason given";
    throw new StoreError(
      `The database ${path} cannot be opened (${why}). DATABASE names a file in a folder that we may write in.`,
      { code: "closed", cause: error },
    );
  }
}

type Statement = ReturnType<SqliteDatabase["prepare"]>;

/** Prepared statements that are kept: more than a night's work has. */
const mostKept = 300;

/**
 * Prepares each statement once: preparing takes longer than most of ours take to run. After another program has changed
 * the tables SQLite itself prepares a statement anew.
 */
function prepared(database: DatabaseSync): SqliteDatabase["prepare"] {
  const kept = new Map<string, Statement>();
  return (words) => {
    const found = kept.get(words) ?? wrap(database.prepare(words), () => database.prepare(words));
    if (kept.size >= mostKept) kept.clear();
    kept.set(words, found);
    return found;
  };
}

/** A statement as Kysely expects it. @param another for rows that are read one by one, while others may be as well */
function wrap(statement: StatementSync, another: () => StatementSync): Statement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(sound)),
    run: (parameters) => statement.run(...parameters.map(sound)),
    iterate: (parameters) => another().iterate(...parameters.map(sound)),
  };
}
