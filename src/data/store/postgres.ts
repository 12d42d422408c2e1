/** PostgreSQL, where several instances share one store, or where a newsroom has one already. */
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import {
  PostgresDialect,
  sql,
  type DatabaseIntrospector,
  type Kysely,
  type PostgresCursor,
  type PostgresPoolClient,
  type PostgresQueryResult,
  type TableMetadata,
} from "kysely";
import { StoreError, type Engine } from "./engine.ts";
import { listen } from "./listener.ts";
import type { Schema } from "./schema.ts";
import { sound } from "./parameters.ts";
import { serverTrouble, unreachable } from "./trouble.ts";

/** Milliseconds. The address may give each as well, and then has the last word. */
const patience = {
  /** Until there is a connection: a new one, or one that others have given back. */
  connectionTimeoutMillis: 10_000,
  /** One program waits while another writes. */
  lock_timeout: 10_000,
  statement_timeout: 30_000,
  /** A program that stopped in the middle of a transaction must not hold the others up for good. */
  idle_in_transaction_session_timeout: 60_000,
  /** Longer than the server's own limit: after this there is no server at the other end. */
  query_timeout: 45_000,
} as const;

export interface PostgresOptions {
  /** The schema of the tables, made where it is missing; otherwise the user's own, mostly "public". */
  readonly schema?: string;
}

/**
 * @param address postgres://user:password@host/database, with `?schema=` and any parameter that PostgreSQL's own
 *   programs take
 * @throws StoreError for an address that is none
 */
export function postgres(address: string, options: PostgresOptions = {}): Engine {
  const { url, schema } = read(address, options);
  return {
    dialect: new Dialect({ pool: async () => poolAt(url) }),
    async lock(transaction) {
      // The lock comes first: two that make a schema at once fail. It is a number, made of the schema's name.
      const name = sql`coalesce(${schema ?? null}::text, current_schema(), '')`;
      await sql`select pg_advisory_xact_lock(hashtextextended('teller ' || ${name}, 0))`.execute(transaction);
      if (schema === undefined) return;
      // Not "if not exists", which asks for the right to make one even where there is one.
      const { rows } = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(transaction);
      if (rows.length === 0) await transaction.schema.createSchema(schema).execute();
    },
    async clock(db) {
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
      return rows[0]?.now ?? Number.NaN;
    },
    listen: (heard) => listen(url, heard),
    // The server's own, with those of its replicas and archives.
    cutJournal: async () => true,
    async rewrite(db, tables) {
      for (let left = tries; left > 0; left--) {
        if (await db.transaction().execute((transaction) => rewrite(transaction, tables))) return true;
        await pause(10 + Math.random() * 40);
      }
      return false;
    },
  };
}

const tries = 5;

/**
 * A table that is emptied begins a new file, without dead rows; what is put back in a random order, by one transaction, has
 * one `xmin`. The rows do not leave the server, and what waits for the locks would hold up all who come after it. That others
 * hold them is no error to the server, whose own log would have it with its moment.
 *
 * @returns false where others hold them
 */
async function rewrite(transaction: Kysely<Schema>, tables: readonly string[]): Promise<boolean> {
  const steps = tables.map(
    (name, i) => `
      if exists (select from ${name}) or pg_relation_size('${name}') > 0 then
        select array_agg(its order by gen_random_uuid()) into rows${i} from ${name} its;
        truncate ${name};
        insert into ${name} select * from unnest(rows${i});
      end if;`,
  );
  const kept = tables.map((name, i) => `rows${i} ${name}[];`).join(" ");
  const block = `do $$ declare ${kept} begin
    begin
      lock table ${tables.join(", ")} in access exclusive mode nowait;
    exception when lock_not_available then
      perform set_config('teller.rewritten', 'no', true);
      return;
    end;
    ${steps.join("")}
    perform set_config('teller.rewritten', 'yes', true);
  end $$`;
  await sql.raw(block).execute(transaction);
  const { rows } = await sql<{ is: string }>`select current_setting('teller.rewritten') as is`.execute(transaction);
  return rows[0]?.is === "yes";
}

function read(address: string, options: PostgresOptions): { readonly url: URL; readonly schema: string | undefined } {
  const url = URL.parse(address);
  if (!url) throw new StoreError("DATABASE_URL is no address: postgres://user:password@host/database.");
  const schema = options.schema ?? url.searchParams.get("schema") ?? undefined;
  url.searchParams.delete("schema");
  if (schema === undefined) return { url, schema };
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new StoreError("A schema's name is small letters, digits and _: DATABASE_URL has another after ?schema=.");
  // The path is set as the connection begins, so that none is ever without it.
  url.searchParams.set("options", `${url.searchParams.get("options") ?? ""} -c search_path=${schema}`.trim());
  return { url, schema };
}

class Dialect extends PostgresDialect {
  override createIntrospector = introspector;
}

/** A pool, as far as Kysely asks for one. */
function poolAt(url: URL) {
  const pool = new pg.Pool({
    connectionString: url.href,
    application_name: "teller",
    max: 8,
    keepAlive: true,
    types: numbers(),
    ...patience,
  });
  // The next statement hears that its connection is lost; an error without a listener would end the process.
  pool.on("error", () => {});
  const ends = new WeakMap<pg.PoolClient, Error>();
  pool.on("connect", (client) => {
    client.on("error", (error) => {
      // The first error gives the reason; others follow from it.
      if (!ends.has(client)) ends.set(client, error);
    });
  });
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      try {
        const client = await pool.connect();
        return careful(client, (error) => serverTrouble(ends.get(client) ?? error, url));
      } catch (error) {
        throw unreachable(error, url);
      }
    },
  };
}

/** Whole numbers of 64 bits, and sums of them, which pg gives as text: ours are counts and milliseconds, and fit. */
function numbers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  for (const type of [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]) types.setTypeParser(type, Number);
  return types;
}

/** Refuses parameters that pg would store as something else, and never gives a lost connection back to the pool. */
function careful(client: pg.PoolClient, troubleOf: (error: unknown) => unknown): PostgresPoolClient {
  let lost: StoreError | undefined;
  function query<R>(words: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(words: unknown, parameters: readonly unknown[] = []): unknown {
    return ask(String(words), parameters.map(sound));
  }
  async function ask(words: string, parameters: unknown[]): Promise<pg.QueryResult> {
    // A lost connection gives its reason to a rollback as well, which would otherwise hide it.
    if (lost) throw lost;
    try {
      return await client.query(words, parameters);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble instanceof StoreError && trouble.code === "lost") lost = trouble;
      throw trouble;
    }
  }
  return { query, release: (destroy = false) => client.release(destroy || lost !== undefined) };
}

interface Column {
  readonly table: string;
  readonly view: boolean;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly preset: boolean;
}

/** The tables of our schema alone: Kysely's own looks through every schema, and fails where another program drops a table. */
function introspector<DB>(db: Kysely<DB>): DatabaseIntrospector {
  const getTables = async (): Promise<TableMetadata[]> => {
    const { rows } = await sql<Column>`
      select c.relname as "table", c.relkind = 'v' as view, a.attname as name, format_type(a.atttypid, null) as type,
        not a.attnotnull as nullable, a.atthasdef as preset
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v', 'p')
        and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`.execute(db);
    return Array.from(
      Map.groupBy(rows, ({ table }) => table),
      ([name, columns]) => ({
        name,
        isView: columns.some(({ view }) => view),
        isForeign: false,
        columns: columns.map((column) => ({
          name: column.name,
          dataType: column.type,
          isNullable: column.nullable,
          hasDefaultValue: column.preset,
          isAutoIncrementing: false,
        })),
      }),
    );
  };
  const getSchemas: DatabaseIntrospector["getSchemas"] = async () =>
    (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows;
  return { getTables, getSchemas };
}
