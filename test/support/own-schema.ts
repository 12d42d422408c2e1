/**
 * A PostgreSQL server for tests, tools and measurements: stores that are schemas of their own on it, and are dropped
 * again.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { isLong } from "./long.ts";

/** This machine's own. */
export const usualServer = "postgres://postgres@127.0.0.1:5432/postgres";

/** @throws whatever the server, or the way to it, throws */
export async function run(server: string, words: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(words);
  } finally {
    await client.end();
  }
}

export interface OwnSchema {
  /** The address of a new, empty store. */
  readonly where: string;
  readonly drop: () => Promise<void>;
}

/** @param name a word that tells what the schema is for */
export function ownSchema(server: string, name: string): OwnSchema {
  const schema = `teller_${name}_${randomBytes(8).toString("hex")}`;
  const url = new URL(server);
  url.searchParams.set("schema", schema);
  // No test of the short form takes the server's power away: a commit need not wait for the disk.
  if (process.env["TELLER_TESTS_RUN"] !== undefined && !isLong)
    url.searchParams.set("options", "-c synchronous_commit=off");
  return { where: url.href, drop: () => run(server, `drop schema if exists ${schema} cascade`) };
}

/** The name of schemas that one run of the tests lends from test to test, and drops at its end. */
export function readySchemas(): string {
  return `ready_${process.env["TELLER_TESTS_RUN"] ?? "alone"}`;
}

/** Drops what a run has lent, all at once. */
export async function dropReady(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ nspname: string }>(
      "select nspname from pg_namespace where starts_with(nspname, $1)",
      [`teller_${readySchemas()}_`],
    );
    await Promise.all(rows.map(({ nspname }) => run(server, `drop schema if exists ${nspname} cascade`)));
  } finally {
    await client.end();
  }
}

/** Works with a schema of its own, dropped in any case. @param server absent where the work has a store of its own */
export async function inOwnSchema<T>(
  server: string | undefined,
  name: string,
  work: (where?: string) => Promise<T>,
): Promise<T> {
  if (server === undefined) return work();
  const { where, drop } = ownSchema(server, name);
  try {
    return await work(where);
  } finally {
    await drop();
  }
}
