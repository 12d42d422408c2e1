/** Whether PostgreSQL lets us keep the store there, without making it and without bringing it up to date. */
import { Kysely, sql } from "kysely";
import { StoreError } from "../engine.ts";
import { migrations, sayVersion, versionOf } from "../migrations.ts";
import { postgres } from "../postgres.ts";
import type { Schema } from "../schema.ts";
import { tablesOf } from "../tables.ts";

interface Facts {
  readonly release: string;
  readonly number: number;
  readonly encoding: string;
  /** Null where it is yet to be made. */
  readonly schema: string | null;
  readonly maymake: boolean;
}

/** The oldest that its makers still look after. */
const oldest = 140_000;

/** @returns what is so @throws StoreError */
export async function checkServer(address: string): Promise<string> {
  const db = new Kysely<Schema>({ dialect: postgres(address).dialect });
  try {
    const { rows } = await sql<Facts>`
      select current_setting('server_version') as release, current_setting('server_version_num')::int as number,
        current_setting('server_encoding') as encoding, current_schema() as schema,
        coalesce(has_schema_privilege(current_schema(), 'create'),
          has_database_privilege(current_database(), 'create')) as maymake`.execute(db);
    const [facts] = rows;
    if (!facts) throw new StoreError("does not say what it is");
    if (facts.number < oldest) throw new StoreError(`is PostgreSQL ${facts.release}: 14 is the oldest that will do`);
    if (facts.encoding !== "UTF8") throw new StoreError(`is encoded as ${facts.encoding}: make one with encoding UTF8`);
    return `is PostgreSQL ${facts.release.split(" ")[0] ?? ""}, ${await rights(db, facts)}`;
  } finally {
    await db.destroy();
  }
}

async function rights(db: Kysely<Schema>, { schema, maymake: mayMake }: Facts): Promise<string> {
  const ours = ["schema_version", ...(await tablesOf(migrations)).map(({ name }) => name)];
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relname in (${sql.join(ours)})
      and not (has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
        and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))`.execute(db);
  const closed = rows.map(({ name }) => name).join(", ");
  if (closed) throw new StoreError(`does not let this user read and write ${closed}`);
  const version = await versionOf(db);
  const says = version === undefined ? "and our tables will be made when they are first needed" : sayVersion(version);
  if (version !== migrations.length && !mayMake)
    throw new StoreError(`does not let this user make ${schema === null ? "a schema" : "tables"}`);
  return says;
}
