/**
 * Whether what is kept tells which of two tips of one window came first, or anything of who sent them: by columns, hidden ones too,
 * by places in files and pages, by names and by the order in which things were posted.
 */
import { createHash } from "node:crypto";
import { bytesOfValue, isSqlite, type Table, type Value } from "./tables.ts";
import type { Found } from "./search.ts";

/** A tip as whoever judges knows it. */
export interface Sent {
  /** Its case number: what ties rows and posts to it. */
  readonly number: string;
  /** The window that it came in. */
  readonly window: number;
  /** Moments at which its form was sent, and was there: of both, their order alone counts. */
  readonly begun: number;
  readonly arrival: number;
  /** Traits that a row may tell of its source: "platform", "length". */
  readonly traits: Readonly<Record<string, number>>;
  /** Its source, where tips of one source are to be told apart from others’. */
  readonly source?: string;
}

/** Something with a number for some of the tips. */
interface Ranking {
  readonly where: string;
  readonly ranks: ReadonlyMap<string, number>;
  /** Bytes of a page, for places in a file: pages may be in any order, and rows in one in that of their coming. */
  readonly page?: number;
}

/** All that has a number for five tips at the least. */
export const rankingsOf = (
  tables: readonly Table[],
  blobs: ReadonlyMap<string, Buffer>,
  sent: readonly Sent[],
): readonly Ranking[] => [
  ...tables.flatMap((table) => ofTable(table, tables, sent)),
  ...[...blobs].flatMap(([name, bytes]) => ofBytes(name, bytes, sent, tables)),
];

/** Of a hundred rankings none is to look like this in ten thousand runs. */
const limit = 4.9;

export function orders(
  tables: readonly Table[],
  blobs: ReadonlyMap<string, Buffer>,
  sent: readonly Sent[],
): readonly Found[] {
  return rankingsOf(tables, blobs, sent).flatMap((ranking) => {
    const [byArrival = 0] = [({ arrival }: Sent) => arrival, ({ begun }: Sent) => begun]
      .flatMap((of) => [undefined, ranking.page].map((page) => concordance(ranking.ranks, sent, of, true, page)))
      .toSorted((a, b) => Math.abs(b) - Math.abs(a));
    const found: Found[] = [];
    const tell = (secret: "order" | "attribute", form: string, z: number): void =>
      void found.push({
        secret,
        form,
        where: ranking.where,
        around: `${ranking.ranks.size} tips, ${z.toFixed(1)} standard deviations`,
      });
    if (Math.abs(byArrival) > limit) tell("order", "arrival", byArrival);
    for (const trait of Object.keys(sent[0]?.traits ?? {})) {
      const z = concordance(ranking.ranks, sent, ({ traits }) => traits[trait] ?? 0, false);
      if (Math.abs(z) > limit) tell("attribute", trait, z);
    }
    return found;
  });
}

/**
 * Kendall's sum of pairs in the same order less those in the other, over pairs of one window, in standard deviations of chance
 * (with ties taken into account).
 */
export function concordance(
  ranks: ReadonlyMap<string, number>,
  sent: readonly Sent[],
  of: (one: Sent) => number,
  within: boolean,
  page = Infinity,
): number {
  let sum = 0;
  let variance = 0;
  const there = sent.filter(({ number }) => ranks.has(number));
  const groups = within
    ? Map.groupBy(there, ({ number, window }) => `${window} ${Math.floor((ranks.get(number) ?? 0) / page)}`).values()
    : [there];
  for (const group of groups) {
    const pairs = group.map((one) => [ranks.get(one.number) ?? 0, of(one)] as const);
    const n = pairs.length;
    if (n < 2) continue;
    for (const [i, [a, c]] of pairs.entries())
      for (const [b, d] of pairs.slice(i + 1)) sum += Math.sign(a - b) * Math.sign(c - d);
    variance += tied(
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    );
  }
  // A handful proves nothing, and one value for all tells nothing.
  return variance > 0 ? sum / Math.sqrt(variance) : 0;
}

/** The variance of Kendall's sum where values may be equal. */
function tied(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const groups = (values: readonly number[]): readonly number[] =>
    [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);
  const [t, u] = [groups(a), groups(b)];
  const sum = (all: readonly number[], f: (n: number) => number): number =>
    all.reduce((total, one) => total + f(one), 0);
  const v = (k: number): number => k * (k - 1) * (2 * k + 5);
  const two = (k: number): number => k * (k - 1);
  const three = (k: number): number => k * (k - 1) * (k - 2);
  const main = (v(n) - sum(t, v) - sum(u, v)) / 18;
  const ties2 = (sum(t, two) * sum(u, two)) / (2 * n * (n - 1));
  const ties3 = n > 2 ? (sum(t, three) * sum(u, three)) / (9 * n * (n - 1) * (n - 2)) : 0;
  return main + ties2 + ties3;
}

const text = (value: Value): string => bytesOfValue(value).toString("latin1");

/** Bytes that stand for one tip alone. */
interface Marker {
  readonly is: string;
  /** Its column, or that it is the case's number. */
  readonly kind: string;
}

type Markers = ReadonlyMap<string, Marker>;

/** Of a long value these are sought: what comes before is the same for many. */
const [from, to] = [400, 432];

/** A case's number, and fingerprints that stand for it. */
const namesOf = (number: string): readonly string[] => [
  number,
  number.toLowerCase(),
  ...["md5", "sha1", "sha256"].flatMap((name) => {
    const whole = createHash(name).update(number).digest();
    const hex = whole.toString("hex");
    return [
      whole.toString("latin1"),
      hex,
      hex.slice(0, 8),
      hex.slice(0, 12),
      hex.slice(0, 16),
      whole.toString("base64url"),
    ];
  }),
];

/** A case's number, and through it keys of rows and what they hold. */
function markers(tables: readonly Table[], sent: readonly Sent[]): Markers {
  const known = new Map<string, Marker>(
    sent.flatMap(({ number }) =>
      namesOf(number).map((name): [string, Marker] => [name, { is: number, kind: "case number" }]),
    ),
  );
  for (let round = 0; round < 2; round++)
    for (const { name, columns, rows } of tables) {
      const unique = columns.map((_, i) => new Set(rows.map((row) => text(row[i] ?? null))).size === rows.length);
      for (const row of rows) {
        const is = row.map((value) => known.get(text(value))?.is).find((one) => one !== undefined);
        if (is === undefined) continue;
        row.forEach((value, i) => {
          if (!unique[i] || !(typeof value === "string" || value instanceof Uint8Array) || value.length < 6) return;
          const whole = text(value);
          const marker = whole.length < 80 ? whole : whole.slice(from, to);
          const kind = `${name}.${columns[i]}`;
          if (marker.length >= 6 && !known.has(marker)) known.set(marker, { is, kind });
        });
      }
    }
  return known;
}

let last: { readonly tables: readonly Table[]; readonly sent: readonly Sent[]; readonly known: Markers } | undefined;
function markersOf(tables: readonly Table[], sent: readonly Sent[]): Markers {
  if (last?.tables !== tables || last.sent !== sent) last = { tables, sent, known: markers(tables, sent) };
  return last.known;
}

/** @returns the tip that a value stands for */
export function knownIn(tables: readonly Table[], sent: readonly Sent[]): (value: Value) => string | undefined {
  const known = markersOf(tables, sent);
  return (value) => known.get(text(value))?.is;
}

/** Rows that belong to a tip. */
export function ownedRows(
  { rows }: Table,
  tables: readonly Table[],
  sent: readonly Sent[],
): readonly (readonly [string, readonly Value[]])[] {
  const known = knownIn(tables, sent);
  return rows.flatMap((row) => {
    const is = row.map(known).find((one) => one !== undefined);
    return is === undefined ? [] : [[is, row] as const];
  });
}

function ofTable(table: Table, tables: readonly Table[], sent: readonly Sent[]): readonly Ranking[] {
  const { name, columns } = table;
  const owned = ownedRows(table, tables, sent);
  if (owned.length < 5) return [];
  return columns.map((column, i) => {
    const sorted = [...new Set(owned.map(([, row]) => sortable(row[i] ?? null)))].toSorted(compare);
    const at = new Map(sorted.map((value, n) => [value, n] as const));
    const ranks = new Map<string, number>();
    // The first row of each: a case has answers and posts, too.
    for (const [is, row] of owned) if (!ranks.has(is)) ranks.set(is, at.get(sortable(row[i] ?? null)) ?? 0);
    return { where: `${name}.${column}`, ranks };
  });
}

function sortable(value: Value): string | number {
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  if (value === null) return "";
  const place = typeof value === "string" ? /^\((\d+),(\d+)\)$/.exec(value) : null;
  if (place) return Number(place[1]) * 1e6 + Number(place[2]);
  if (typeof value === "string" && /^-?\d{1,15}(\.\d+)?$/.test(value)) return Number(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value;
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1;

/** Places of each tip's marks in bytes: the first time, and the last; of each kind of mark, and of all. */
function ofBytes(name: string, bytes: Buffer, sent: readonly Sent[], tables: readonly Table[]): readonly Ranking[] {
  const places = [...markersOf(tables, sent)].flatMap(([marker, { is, kind }]) => {
    const needle = Buffer.from(marker, "latin1");
    const first = bytes.indexOf(needle);
    return first < 0 ? [] : [{ is, kind, first, final: bytes.lastIndexOf(needle) }];
  });
  const page = isSqlite(bytes) || name.endsWith("-wal") ? 4_096 : /server’s file/.test(name) ? 8_192 : undefined;
  const kinds = [...Map.groupBy(places, ({ kind }) => kind)];
  return [["", places] as const, ...(kinds.length > 1 ? kinds : [])].flatMap(([kind, some]) => {
    const ranks = { first: new Map<string, number>(), last: new Map<string, number>() };
    for (const { is, first, final } of some) {
      ranks.first.set(is, Math.min(ranks.first.get(is) ?? Infinity, first));
      ranks.last.set(is, Math.max(ranks.last.get(is) ?? -1, final));
    }
    if (ranks.first.size < 5) return [];
    const where = kind === "" ? name : `${name}, ${kind}`;
    return (["first", "last"] as const).map((which) => ({
      where: `${where}, ${which} places`,
      ranks: ranks[which],
      ...(page !== undefined && { page }),
    }));
  });
}
