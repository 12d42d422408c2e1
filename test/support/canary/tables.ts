/** Databases as rows, with what they hide: row numbers, places in pages, numbers of transactions. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import pg from "pg";

export type Value = string | number | bigint | Uint8Array | null;

export interface Table {
  /** "teller.sqlite tip_cases". */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

export const isSqlite = (bytes: Buffer): boolean => bytes.subarray(0, 15).toString("latin1") === "SQLite format 3";

/** @param files by name, each with its journal beside it, as they were when the program was killed */
export function tablesOfFiles(files: ReadonlyMap<string, Buffer>): readonly Table[] {
  const folder = mkdtempSync(join(tmpdir(), "teller-tables-"));
  try {
    return [...files]
      .filter(([, bytes]) => isSqlite(bytes))
      .flatMap(([name, bytes], i) => {
        const path = join(folder, `${i}.sqlite`);
        writeFileSync(path, bytes);
        for (const end of ["-wal", "-journal"]) {
          const journal = files.get(`${name}${end}`);
          if (journal) writeFileSync(`${path}${end}`, journal);
        }
        return tablesOfFile(path, name.split("/").at(-1) ?? name);
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tablesOfFile(path: string, name: string): readonly Table[] {
  const db = new DatabaseSync(path);
  try {
    const list = db
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' union select name from sqlite_master where name = 'sqlite_sequence'",
      )
      .all();
    return list.map(({ name: table }) => {
      const from = `from "${String(table)}"`;
      const read = (words: string) => {
        const statement = db.prepare(words);
        statement.setReadBigInts(true);
        return { columns: statement.columns().map(({ name: column }) => column), rows: statement.all() };
      };
      const some = ((): ReturnType<typeof read> => {
        try {
          return read(`select rowid as "the row’s number", * ${from}`);
        } catch {
          return read(`select * ${from}`);
        }
      })();
      // The order in which a scan gives them is their place in the file.
      const rows = some.rows.map((row, i) => [i, ...some.columns.map((column) => valueOf(row[column]))]);
      return { name: `${name} ${String(table)}`, columns: ["place", ...some.columns], rows };
    });
  } catch {
    // A file that was copied in the midst of a write, and cannot be opened: its bytes are searched all the same.
    return [];
  } finally {
    db.close();
  }
}

const valueOf = (value: SQLOutputValue | undefined): Value => value ?? null;

export interface Server {
  readonly tables: readonly Table[];
  /** Files of the tables, where the server lets us read them. */
  readonly files: ReadonlyMap<string, Buffer> | undefined;
  readonly others: Buffer;
}

/** @param database an address with a schema */
export async function tablesOfServer(database: string): Promise<Server> {
  const url = new URL(database);
  const schema = url.searchParams.get("schema") ?? "public";
  url.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const like = `${schema.replaceAll("_", String.raw`\_`)}%`;
    const ask = async (words: string, of: unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
      (await client.query<Record<string, unknown>>(words, of)).rows;
    const list = await ask("select schemaname as own, tablename as name from pg_tables where schemaname like $1", [
      like,
    ]);
    const tables: Table[] = [];
    for (const { own, name } of list) {
      const rows = await ask(
        `select ctid::text as "its place", xmin::text::bigint as "its transaction", cmin::text::bigint as "its command", t.* from "${String(own)}"."${String(name)}" t`,
      );
      const columns = Object.keys(rows[0] ?? {});
      const its = rows.map((row, i) => [i, ...columns.map((column) => plain(row[column]))]);
      tables.push({ name: `the tables, ${String(name)}`, columns: ["place", ...columns], rows: its });
    }
    const counts = await ask(
      "select relname, n_tup_ins, n_tup_upd, n_tup_del, n_dead_tup, n_mod_since_analyze, last_vacuum, last_autovacuum, last_analyze, last_autoanalyze from pg_stat_all_tables where schemaname like $1",
      [like],
    );
    const named = Object.keys(counts[0] ?? {});
    tables.push({
      name: "the server’s counts",
      columns: named,
      rows: counts.map((row) => named.map((column) => plain(row[column]))),
    });
    const others = [
      ...(await ask("select sequencename, last_value::text from pg_sequences where schemaname like $1", [like])),
      ...(await ask(
        "select d.description from pg_description d join pg_class c on c.oid = d.objoid join pg_namespace n on n.oid = c.relnamespace where n.nspname like $1",
        [like],
      )),
      ...(await ask(
        "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like $1",
        [like],
      )),
      ...(await ask(
        "select proname, prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname like $1",
        [like],
      )),
      ...(await ask("select loid::text, data from pg_largeobject").catch(() => [])),
    ];
    return { tables, others: Buffer.from(JSON.stringify(others)), files: await heaps(ask, like) };
  } finally {
    await client.end();
  }
}

/** Tables, what is too long for their rows, and indexes, as the server has them on its disk. */
async function heaps(
  ask: (words: string, of?: unknown[]) => Promise<readonly Record<string, unknown>[]>,
  like: string,
): Promise<ReadonlyMap<string, Buffer> | undefined> {
  try {
    await ask("checkpoint");
    const all = await ask(
      `with ours as (select c.oid, c.relname as name, c.reltoastrelid as long from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like $1),
        files as (select oid, name from ours union all select long, name || ', its long values' from ours where long <> 0)
        select name, pg_read_binary_file(pg_relation_filepath(oid)) as bytes from files where pg_relation_filepath(oid) is not null`,
      [like],
    );
    return new Map(
      all.flatMap(({ name, bytes }) =>
        bytes instanceof Buffer ? [[`the server’s file of ${String(name)}`, bytes] as const] : [],
      ),
    );
  } catch {
    // A server of others' lets nobody read its disk.
    return undefined;
  }
}

const plain = (value: unknown): Value => {
  if (value === null || value === undefined) return null;
  if (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "bigint" ||
    value instanceof Uint8Array
  )
    return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
};

/** One column of a table, a value a line. */
export const columnsOf = ({
  name,
  columns,
  rows,
}: Table): readonly { readonly where: string; readonly values: readonly Value[] }[] =>
  columns.map((column, i) => ({ where: `${name}.${column}`, values: rows.map((row) => row[i] ?? null) }));

export const bytesOfValue = (value: Value): Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value ?? ""));
