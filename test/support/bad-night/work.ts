/**
 * The work of each instance. PostgreSQL knows an instance by the name of its connections, and counts the work itself.
 */
import { sql, type Kysely } from "kysely";
import { isDatabaseAddress } from "../../../src/lib/address.ts";
import type { Schema } from "../../../src/data/store/schema.ts";

const nameOf = (n: number): string => `instance ${n + 1}`;

/** The store's address for one instance. @param n of the instance, from 0 */
export function addressOf(database: string, n: number): string {
  if (!isDatabaseAddress(database)) return database;
  const url = new URL(database);
  url.searchParams.set("application_name", nameOf(n));
  return url.href;
}

/**
 * Counts each change of a message from here on, for the instance that made it. A restore makes the table of messages anew,
 * and then it is watched again. @param db on PostgreSQL
 */
export async function watchWork(db: Kysely<Schema>): Promise<void> {
  await sql`create table if not exists bad_night_work (instance text)`.execute(db);
  await sql`create or replace function bad_night_works() returns trigger language plpgsql as
    $$ begin insert into bad_night_work values (current_setting('application_name')); return null; end $$`.execute(db);
  await sql`create trigger bad_night_works after insert or update on messages
    for each row execute function bad_night_works()`.execute(db);
}

/** Ends every connection of one instance, as a server does that is restarted. @returns their number */
export async function cutOff(db: Kysely<Schema>, n: number): Promise<number> {
  const { rows } = await sql<{ cut: boolean }>`
    select pg_terminate_backend(pid) as cut from pg_stat_activity
    where application_name = ${nameOf(n)} and datname = current_database()`.execute(db);
  return rows.filter(({ cut }) => cut).length;
}

/** @returns changes of messages, by instance from the first */
export async function workOf(db: Kysely<Schema>, instances: number): Promise<readonly number[]> {
  const { rows } = await sql<{ instance: string; n: number }>`
    select instance, count(*) as n from bad_night_work group by instance`.execute(db);
  return Array.from({ length: instances }, (_, i) => rows.find(({ instance }) => instance === nameOf(i))?.n ?? 0);
}
