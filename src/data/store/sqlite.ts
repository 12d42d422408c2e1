/** SQLite, by Node's own module: nothing to install, nothing to run, one file. */
import { closeSync, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type SqliteDatabase,
  type TransactionSettings,
} from "kysely";
import { StoreError, type Engine } from "./engine.ts";
import { sound } from "./parameters.ts";

/**
 * How long one program waits while another writes, in milliseconds. It does nothing else meanwhile, so a program has a file
 * open once: its own second connection would wait for the first in vain.
 */
const patience = 5_000;

/** @param path of the file, made when it is not there; ":memory:" for one that ends with the process */
export function sqlite(path: string): Engine {
  return {
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new Driver({ database: async () => open(path) }),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    // `begin immediate` is the lock: SQLite has one writer.
    lock: async () => {},
  };
}

class Driver extends SqliteDriver {
  /** A plain `begin` takes the lock at the first write, and fails there when another has written since the first read. */
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    // Who only reads has the snapshot of the first read, and holds nobody up.
    const begin = settings?.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** @throws StoreError */
function open(path: string): SqliteDatabase {
  try {
    // Made before SQLite does, which would let everyone on the machine read it; its journals take the mode over.
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    const database = new DatabaseSync(path, { timeout: patience });
    // What is deleted is overwritten, in the file; `scrub` sees to its journal.
    // WAL: readers do not wait for the writer. FULL: what was said to be kept is kept through a loss of power.
    database.exec(
      "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on",
    );
    return { close: () => database.close(), prepare: prepared(database) };
  } catch (error) {
    const why = error instanceof Error ? error.message : "no reason given";
    throw new StoreError(
      `The database ${path} cannot be opened (${why}). DATABASE names a file in a folder that we may write in.`,
    );
  }
}

type Statement = ReturnType<SqliteDatabase["prepare"]>;

/** Statements that are kept: more than the night's work has. */
const mostKept = 300;

/**
 * The same words are prepared once: preparing takes longer than most of ours take to run. What was prepared before another
 * program brought the tables up to date is prepared anew by SQLite itself.
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

/** What Kysely expects of a statement. @param another for rows that are read one by one, as others may be at the same time */
function wrap(statement: StatementSync, another: () => StatementSync): Statement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(sound)),
    run: (parameters) => statement.run(...parameters.map(sound)),
    iterate: (parameters) => another().iterate(...parameters.map(sound)),
  };
}
