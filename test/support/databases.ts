/**
 * The databases that a store can be in, to run a suite on each. SQLite is always there; PostgreSQL where a server is:
 * TEST_DATABASE_URL, or else this machine's own. A server that is missing fails the suites where one is named or CI is
 * set, and skips them otherwise. TELLER_TEST_WITHOUT_POSTGRES skips them in any case.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { describe, onTestFinished } from "vitest";
import type { Engine } from "../../src/data/store/engine.ts";
import { migrate } from "../../src/data/store/migrations.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import { engineAt } from "../../src/data/store/index.ts";
import { lendable, type Lendable } from "./lendable-schema.ts";
import { ownSchema, readySchemas, run, usualServer, type OwnSchema } from "./own-schema.ts";

export interface Database {
  readonly name: "SQLite" | "PostgreSQL";
  /** The path or address of a new store without tables, which is gone when the test is over. */
  readonly fresh: () => Promise<string>;
  /**
   * A store with this version's tables and nothing in them, for tests that change rows alone and end with their
   * connections. PostgreSQL waits for the disk at each index that it makes: its schemas are emptied and lent again.
   */
  readonly ready: () => Promise<string>;
}

export const sqliteFile = (): string => join(mkdtempSync(join(tmpdir(), "teller-store-")), "teller.sqlite");

const onSqlite: Database = { name: "SQLite", fresh: async () => sqliteFile(), ready: async () => sqliteFile() };

const { TEST_DATABASE_URL: named, CI, TELLER_TEST_WITHOUT_POSTGRES: without } = process.env;
const server = named ?? usualServer;

function newSchema(name: string): OwnSchema {
  if (missing !== undefined)
    throw new Error(`${missing}. Start one, name it by TEST_DATABASE_URL, or set TELLER_TEST_WITHOUT_POSTGRES.`);
  const { where, drop } = ownSchema(server, name);
  const url = new URL(where);
  // Tests end programs and connections, and never the server: nothing of theirs is lost before the disk has it.
  url.searchParams.set("options", "-c synchronous_commit=off");
  return { where: url.href, drop };
}

const onPostgres: Database = {
  name: "PostgreSQL",
  async fresh() {
    const { where, drop } = newSchema("test");
    onTestFinished(drop);
    return where;
  },
  async ready() {
    const schema = lent.pop() ?? (await lendable(newSchema(readySchemas())));
    onTestFinished(async () => {
      if (await schema.empty()) lent.push(schema);
      else await schema.drop();
    });
    return schema.where;
  },
};

/** Those that no test has at present. They are dropped when all tests are over (tidy.ts). */
const lent: Lendable[] = [];

const missing = await run(server, "select 1").then(
  () => undefined,
  (error: unknown) => `no server: ${error instanceof Error && "code" in error ? String(error.code) : "no answer"}`,
);
const skipped = without ? "TELLER_TEST_WITHOUT_POSTGRES is set" : (named ?? CI) ? undefined : missing;

/** Runs a suite on SQLite, and on PostgreSQL unless told not to: heavy ones are tried there in their long form alone. */
export function onEveryDatabase(suite: string, tests: (database: Database) => void, postgres = true): void {
  describe(`${suite}, on SQLite`, () => {
    tests(onSqlite);
  });
  if (postgres) onPostgresAlone(suite, tests);
}

/** Runs a suite on PostgreSQL, where there is one. */
export function onPostgresAlone(suite: string, tests: (database: Database) => void): void {
  describe.skipIf(skipped)(`${suite}, on PostgreSQL${skipped === undefined ? "" : `: skipped (${skipped})`}`, () => {
    tests(onPostgres);
  });
}

export interface Connected extends Engine {
  readonly db: Kysely<Schema>;
}

/** A connection of its own to a store, closed when the test is over. */
export async function connect(where: string): Promise<Connected> {
  const engine = await engineAt(where);
  const db = new Kysely<Schema>({ dialect: engine.dialect });
  onTestFinished(() => db.destroy());
  return { ...engine, db };
}

/** The same, brought up to date. */
export async function connectUp(where: string): Promise<Kysely<Schema>> {
  const { db, lock } = await connect(where);
  await migrate(db, lock);
  return db;
}
