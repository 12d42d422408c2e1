/**
 * Whether anything that is kept tells in which order tips came: places of their bytes in files, row numbers, `xmin`, `ctid`.
 * A trace is compared with the arrivals by rank, and, for bytes, within each page as well.
 */
import { existsSync, readFileSync } from "node:fs";
import pg from "pg";

/** Arrivals in their order, each with where it is; NaN for one that is not there. */
export interface Trace {
  readonly where: string;
  readonly at: readonly number[];
  /** Bytes of a page, for places in a file. */
  readonly page?: number;
}

export interface Order {
  readonly where: string;
  readonly by: "rank" | "places within pages";
  /** Arrivals that were compared. */
  readonly n: number;
  /** Standard deviations from what chance gives on average. */
  readonly z: number;
}

/** Chance goes beyond it in one trace of forty thousand. */
const beyondChance = 4.2;
/** Fewer arrivals say nothing. */
const fewest = 8;

/** @returns what betrays an order */
export const betrayals = (traces: readonly Trace[]): readonly Order[] =>
  traces.flatMap(ordersIn).filter(({ z }) => Math.abs(z) > beyondChance);

export function ordersIn({ where, at, page }: Trace): readonly Order[] {
  const known = at.filter((place) => !Number.isNaN(place));
  if (known.length < fewest) return [];
  const ranked: Order = { where, by: "rank", n: known.length, z: spearman(known) * Math.sqrt(known.length - 1) };
  if (page === undefined) return [ranked];
  return [ranked, { where, by: "places within pages", n: known.length, z: withinPages(known, page) }];
}

/** Spearman's rank correlation of a list with its own order: 1 where it only grows, 0 where all are the same. */
export function spearman(list: readonly number[]): number {
  const ranks = ranksOf(list);
  const mean = (list.length - 1) / 2;
  let [both, its, own] = [0, 0, 0];
  for (const [index, rank] of ranks.entries()) {
    both += (index - mean) * (rank - mean);
    its += (rank - mean) ** 2;
    own += (index - mean) ** 2;
  }
  return its === 0 ? 0 : both / Math.sqrt(its * own);
}

/** Equal ones share the mean of their ranks. */
function ranksOf(list: readonly number[]): readonly number[] {
  const sorted = list.toSorted((a, b) => a - b);
  return list.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

/** Kendall's score of the arrivals of each page among themselves, over all pages, in standard deviations. */
function withinPages(places: readonly number[], page: number): number {
  let [score, variance] = [0, 0];
  for (const those of Map.groupBy(places, (place) => Math.floor(place / page)).values()) {
    const n = those.length;
    for (const [i, a] of those.entries()) for (const b of those.slice(i + 1)) score += Math.sign(b - a);
    variance += (n * (n - 1) * (2 * n + 5)) / 18;
  }
  return variance === 0 ? 0 : score / Math.sqrt(variance);
}

/** Bytes by which arrivals are known, in their order, for each kind: "case number". */
export type Needles = Readonly<Record<string, readonly (Uint8Array | undefined)[]>>;

/** Where each is for the first time, and for the last: journals have several copies of a page. */
export function tracesOfFiles(files: ReadonlyMap<string, Uint8Array>, needles: Needles, page: number): Trace[] {
  return [...files].flatMap(([name, bytes]) => {
    const text = Buffer.from(bytes);
    return Object.entries(needles).flatMap(([kind, those]) => {
      const find = (how: (needle: Uint8Array) => number): number[] =>
        those.map((needle) => {
          const place = needle ? how(needle) : -1;
          return place < 0 ? Number.NaN : place;
        });
      return [
        { where: `${name}: ${kind}, first`, at: find((needle) => text.indexOf(needle)), page },
        { where: `${name}: ${kind}, last`, at: find((needle) => text.lastIndexOf(needle)), page },
      ];
    });
  });
}

/** All files of a database, as whoever copies them has them. */
export function filesOfSqlite(path: string): ReadonlyMap<string, Uint8Array> {
  const names = ["", ".tips"].flatMap((own) => ["", "-journal", "-wal", "-shm"].map((end) => `${own}${end}`));
  const there = names.filter((name) => existsSync(`${path}${name}`));
  return new Map(there.map((name) => [`file${name}`, readFileSync(`${path}${name}`)]));
}

/** Bytes of PostgreSQL's pages. */
export const postgresPage = 8_192;

export interface PostgresTraces {
  /** Hidden columns of the rows. */
  readonly traces: readonly Trace[];
  /** Tables, TOAST and indexes as the server has them on its disk; none where it does not let us read them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * @param address with `?schema=` @param numbers case numbers in the order of arrival
 * @param withFiles waits until the server has written all that it has in memory
 */
export async function readPostgres(
  address: string,
  numbers: readonly string[],
  withFiles: boolean,
): Promise<PostgresTraces> {
  const url = new URL(address);
  const schema = url.searchParams.get("schema") ?? "public";
  url.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = $1 and column_name = 'number'",
      [schema],
    );
    const traces: Trace[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ number: string; xmin: string; ctid: string }>(
        `select number, xmin::text as xmin, ctid::text as ctid from ${schema}.${name}`,
      );
      const of = (place: (row: (typeof rows)[number]) => number): number[] =>
        numbers.map((number) => {
          const row = rows.find((one) => one.number === number);
          return row ? place(row) : Number.NaN;
        });
      const ctid = ({ ctid: text }: { readonly ctid: string }): number => {
        const [block = 0, item = 0] = text.slice(1, -1).split(",").map(Number);
        return block * 10_000 + item;
      };
      traces.push({ where: `${name}: xmin`, at: of(({ xmin }) => Number(xmin)) });
      traces.push({ where: `${name}: ctid`, at: of(ctid), page: 10_000 });
    }
    return { traces, files: withFiles ? await heapsOf(client, schema) : new Map() };
  } finally {
    await client.end();
  }
}

async function heapsOf(client: pg.Client, schema: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  try {
    await client.query("checkpoint");
    const { rows } = await client.query<{ name: string; bytes: Buffer }>(
      `with ours as (select c.oid, c.relname as name, c.reltoastrelid from pg_class c
         where c.relnamespace = $1::regnamespace and c.relname like 'tip\\_%' and c.relkind in ('r', 'i')),
       all_of as (select oid, name from ours union all
         select t.oid, o.name || ', TOAST' from ours o join pg_class t on t.oid = o.reltoastrelid)
       select name, pg_read_binary_file(pg_relation_filepath(oid)) as bytes from all_of
       where pg_relation_filepath(oid) is not null`,
      [schema],
    );
    for (const { name, bytes } of rows) files.set(name, bytes);
  } catch (error) {
    // A server of others' lets nobody read its disk.
    if (!(error instanceof Error && "code" in error && error.code === "42501")) throw error;
  }
  return files;
}
