/**
 * Whether what is kept tells which tips are one source's, by any value that is the same for these, or which tip came after which, by
 * naming both: neither needs an id, nor a number that grows.
 */
import { repeatable } from "../chance.ts";
import { below } from "../../../src/tips/rules/random.ts";
import { knownIn, ownedRows, type Sent } from "./order.ts";
import type { Found } from "./search.ts";
import { bytesOfValue, type Table, type Value } from "./tables.ts";

const shuffles = 300;
/** In standard deviations: of a hundred columns none is to look like this in ten thousand runs. */
const limit = 6;
/** Pairs of tips at the least: fewer prove nothing. */
const few = 4;

export function links(tables: readonly Table[], sent: readonly Sent[]): readonly Found[] {
  const sources = new Map(sent.flatMap(({ number, source }) => (source === undefined ? [] : [[number, source]])));
  return tables.flatMap((table) => [
    ...(sources.size > 0 ? ofSources(table, tables, sent, sources) : []),
    ...ofChains(table, tables, sent),
  ]);
}

/** Lines of a file that name tips, as a table: their words are its columns. */
export const linesAsTable = (name: string, bytes: Buffer, sent: readonly Sent[]): Table => ({
  name,
  columns: Array.from({ length: most }, (_, n) => `word ${n}`),
  rows: bytes
    .toString("latin1")
    .split("\n")
    .filter((line) => sent.some(({ number }) => line.includes(number)))
    .map((line) => line.split(/[^\w-]+/).slice(0, most))
    .map((words): readonly Value[] => Array.from({ length: most }, (_, n) => words[n] ?? "")),
});
const most = 16;

function ofSources(
  table: Table,
  tables: readonly Table[],
  sent: readonly Sent[],
  sources: ReadonlyMap<string, string>,
): readonly Found[] {
  const owned = ownedRows(table, tables, sent);
  const first = [...new Map(owned.toReversed()).entries()];
  if (first.length < 2 * few) return [];
  return table.columns.flatMap((column, i) =>
    (
      [
        ["", (value: Value) => bytesOfValue(value).toString("latin1")],
        [", its length", (value: Value) => String(bytesOfValue(value).length)],
      ] as const
    ).flatMap(([what, of]) => {
      const pairs = first.map(([is, row]) => [of(row[i] ?? null), sources.get(is) ?? is] as const);
      const z = together(pairs);
      return z > limit
        ? [
            {
              secret: "attribute" as const,
              form: "one source’s",
              where: `${table.name}.${column}${what}`,
              around: `${pairs.length} tips, ${z.toFixed(1)} standard deviations`,
            },
          ]
        : [];
    }),
  );
}

/** By how many standard deviations of chance tips of one source have one value more often than others. */
function together(pairs: readonly (readonly [value: string, source: string])[]): number {
  const [values, theirs] = [pairs.map(([value]) => value), pairs.map(([, source]) => source)];
  const distinct = new Set(values).size;
  if (distinct < 2 || distinct === values.length) return 0;
  const there = both(values, theirs);
  if (there < few) return 0;
  const random = repeatable(11);
  const counts = Array.from({ length: shuffles }, () => {
    for (let left = theirs.length; left > 1; left--) {
      const at = below(left, random);
      [theirs[left - 1], theirs[at]] = [theirs[at] ?? "", theirs[left - 1] ?? ""];
    }
    return both(values, theirs);
  });
  const mean = counts.reduce((sum, n) => sum + n, 0) / shuffles;
  const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / shuffles;
  return (there - mean) / Math.sqrt(Math.max(variance, 0.25));
}

/** Pairs of tips that have both a value and a source in common. */
function both(values: readonly string[], theirs: readonly string[]): number {
  const groups = new Map<string, number>();
  let sum = 0;
  values.forEach((value, i) => {
    const key = `${theirs[i]}\0${value}`;
    const before = groups.get(key) ?? 0;
    sum += before;
    groups.set(key, before + 1);
  });
  return sum;
}

/** Rows that name two tips of one window, one right after the other more often than chance has it. */
function ofChains(table: Table, tables: readonly Table[], sent: readonly Sent[]): readonly Found[] {
  const known = knownIn(tables, sent);
  const rank = new Map(sent.toSorted((a, b) => a.arrival - b.arrival).map(({ number }, n) => [number, n] as const));
  let [rows, next] = [0, 0];
  for (const row of table.rows) {
    const [one, other] = [...new Set(row.flatMap((value) => known(value) ?? []))];
    if (one === undefined || other === undefined) continue;
    rows++;
    if (Math.abs((rank.get(one) ?? 0) - (rank.get(other) ?? 0)) <= 2) next++;
  }
  const chance = Math.min(0.9, 4 / Math.max(1, sent.length));
  const z = (next - rows * chance) / Math.sqrt(rows * chance * (1 - chance));
  if (rows < 2 * few || sent.length < 2 * few || z <= limit) return [];
  return [
    {
      secret: "order",
      form: "one after the other",
      where: table.name,
      around: `${next} of ${rows} rows name two tips that came one after the other`,
    },
  ];
}
