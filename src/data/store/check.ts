/**
 * The doctor's look at the database: it tests a write, without making the database and without bringing it up to date.
 */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql, type Transaction } from "kysely";
import { isDatabaseAddress } from "../../lib/address.ts";
import { StoreError, type Engine } from "./engine.ts";
import { engineAt } from "./index.ts";
import { heldOf, heldWords, type HeldElection } from "./one-election.ts";
import { bringUp, migrations, rewriteVersion, tipMigrations, versionOf } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { besideOf, whenFree } from "./sqlite.ts";
import { tablesOf } from "./tables.ts";

/**
 * @param election that is to be told on this database
 * @returns what was found, in words @throws StoreError
 */
export async function checkStore(where: string, election?: HeldElection): Promise<string> {
  const { says, held } = await (isDatabaseAddress(where) ? checkServer(where) : checkFile(where));
  const found = heldOf(held);
  if (found && election && found.id !== election.id)
    throw new StoreError(
      `holds ${heldWords(found)}, and ELECTION names ${heldWords(election)}: name another DATABASE, or close the other with teller archive`,
    );
  return found ? `${says}; it holds ${heldWords(found)}` : says;
}

interface Found {
  readonly says: string;
  /** The switch that names its election, as JSON. */
  readonly held?: string | undefined;
}

/** @throws StoreError when it is newer than this program */
function sayVersion(version: number): string {
  if (version > migrations.length)
    throw new StoreError(`is newer than this program (version ${version}, and we know ${migrations.length})`);
  return version < migrations.length ? "can be written, and will be brought up to date" : "can be written";
}

/** A server's clock, to be compared with this machine's. @throws StoreError */
export async function serverClock(address: string): Promise<Date> {
  const { dialect, clock } = await engineAt(address);
  const db = new Kysely<Schema>({ dialect });
  try {
    return new Date((await clock?.(db)) ?? Number.NaN);
  } finally {
    await db.destroy();
  }
}

async function checkFile(path: string): Promise<Found> {
  try {
    if (existsSync(path)) return await whenFree(path, () => writeFile(path));
    accessSync(dirname(path), constants.W_OK);
    return { says: "will be made when it is first needed" };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const why = error instanceof Error ? error.message : "no reason given";
    throw new StoreError(`cannot be written (${why})`, { code: "closed", cause: error });
  }
}

/** Opened as it is, and not as the store opens it, which would make a database of an empty file. */
function writeFile(path: string): Found {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("begin immediate");
    const isOurs = database.prepare("select 1 from sqlite_schema where name = 'schema_version'").get();
    const found = isOurs && database.prepare("select max(version) as version from schema_version").get()?.["version"];
    const says = sayVersion(typeof found === "number" ? found : 0);
    // SQLite begins a transaction even on a file that may only be read, and meets a full disk at the commit. So there
    // is a write, which is undone, and a commit. A database without our tables is left without.
    const [write, end] = isOurs
      ? ["update schema_version set version = version + 1; update schema_version set version = version - 1", "commit"]
      : ["create table teller_check (n integer)", "rollback"];
    database.exec(`${write}; ${end}`);
    const held = isOurs && hasSwitches(database) && database.prepare(heldQuery).get()?.["value"];
    return { says, ...(typeof held === "string" && { held }) };
  } finally {
    database.close();
  }
}

const heldQuery = "select value from switches where name = 'election'";

const hasSwitches = (database: DatabaseSync): boolean =>
  database.prepare("select 1 from sqlite_schema where name = 'switches'").get() !== undefined;

interface Facts {
  readonly release: string;
  readonly number: number;
  readonly encoding: string;
  /** Null where the schema is yet to be made. */
  readonly schema: string | null;
  readonly maymake: boolean;
}

/** The oldest version that its makers still look after. */
const oldest = 140_000;

async function checkServer(address: string): Promise<Found> {
  const { dialect, lock } = await engineAt(address);
  const db = new Kysely<Schema>({ dialect });
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
    const says = await rights(db, facts);
    await writeAndUndo(db, lock);
    const held = await heldIn(db);
    return { says: `is PostgreSQL ${facts.release.split(" ")[0] ?? ""}, ${says}`, ...(held && { held }) };
  } finally {
    await db.destroy();
  }
}

async function heldIn(db: Kysely<Schema>): Promise<string | undefined> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === "switches")) return undefined;
  return (await db.selectFrom("switches").select("value").where("name", "=", "election").executeTakeFirst())?.value;
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

/** Does all that a start does there, and undoes it: rights alone say nothing of a copy, or of a full disk. */
async function writeAndUndo(db: Kysely<Schema>, lock: Engine["lock"]): Promise<void> {
  const undo = Symbol("undo");
  try {
    await db.transaction().execute(async (transaction: Transaction<Schema>) => {
      await lock(transaction);
      await bringUp(transaction, migrations);
      await rewriteVersion(transaction);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
}

/**
 * Whether the tip line's own tables can be written anew, without which what was deleted and an order would stay in them.
 * @returns what was found, in words @throws StoreError
 */
export async function checkTipTables(where: string): Promise<string> {
  if (isDatabaseAddress(where)) return checkEmptying(where);
  const own = besideOf(where);
  if (!existsSync(own)) return "will be made when they are first needed";
  if ((statSync(own).mode & 0o077) !== 0)
    throw new StoreError(`are in ${own}, which others on this machine may read: chmod 600 ${own}`);
  await checkFile(own).catch((error: unknown) => {
    throw new StoreError(`are in ${own}, which ${error instanceof Error ? error.message : "cannot be written"}`);
  });
  return "are in a file of their own, which can be written anew";
}

async function checkEmptying(address: string): Promise<string> {
  const { dialect } = await engineAt(address);
  const db = new Kysely<Schema>({ dialect });
  try {
    const names = (await tablesOf(tipMigrations)).map(({ name }) => name);
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relname in (${sql.join(names)})
        and not has_table_privilege(oid, 'truncate') order by relname`.execute(db);
    if (rows.length === 0) return "can be written anew";
    const closed = rows.map(({ name }) => name).join(", ");
    throw new StoreError(
      `cannot be emptied by this user, so what was deleted stays in them, and the order of tips: grant truncate on ${closed}`,
    );
  } finally {
    await db.destroy();
  }
}
