/** Finding a seat: ours against Fuse.js and plain MiniSearch, on the same queries in the same run. */
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { parseArgs } from "node:util";
import type { Election } from "../src/core/election.ts";
import { loadElection } from "../src/data/election-pack.ts";
import { createSeatFinder } from "../src/data/find-seat.ts";
import { row } from "./figures.ts";
import { areFiveRight, isFirstRight, type Query, readQueries, sets } from "./queries/read.ts";

interface Rival {
  readonly name: string;
  /** ONS codes, best first. */
  readonly rank: (text: string) => string[];
  /** Milliseconds to build it. */
  readonly build: number;
}

interface Named {
  readonly text: string;
  readonly code: string;
}

/** Milliseconds. */
const warmUp = 1500;

const peopleKinds = new Set(["person", "family name", "person, a slip"]);

function built(name: string, build: () => (text: string) => string[]): Rival {
  const start = performance.now();
  const rank = build();
  return { name, rank, build: performance.now() - start };
}

/** The first five seats of a ranking in which a seat may come several times. */
function firstFive(found: Iterable<Named>): string[] {
  const codes = new Set<string>();
  for (const { code } of found) {
    codes.add(code);
    if (codes.size === 5) break;
  }
  return [...codes];
}

/** Every name that ours knows: official, press, Welsh, aliases, codes, and former names with their first successor. */
function placesOf({ seats }: Election): Named[] {
  const heirs = new Map<string, { name: string; code: string; kept: number }>();
  for (const { code, from } of seats) {
    for (const { code: former, name, kept } of from) {
      if (kept > (heirs.get(former)?.kept ?? 0)) heirs.set(former, { name, code, kept });
    }
  }
  return [
    ...seats.flatMap(({ code, short = code, name, pa = name, welsh, aliases }) =>
      [...new Set([name, pa, welsh ?? name, short, code, ...aliases])].map((text) => ({ text, code })),
    ),
    ...Array.from(heirs, ([former, { name, code }]) => [
      { text: name, code },
      { text: former, code },
    ]).flat(),
  ];
}

function rivalsOf(election: Election): Rival[] {
  const official = election.seats.map(({ name, code }) => ({ text: name, code }));
  const places = placesOf(election);
  const people = election.candidates.map(({ given, family, seat }) => ({ text: `${given} ${family}`, code: seat }));
  const fuse = (names: readonly Named[]) => () => {
    const index = new Fuse(names, { keys: ["text"], ignoreLocation: true, ignoreDiacritics: true });
    return (text: string) => firstFive(index.search(text, { limit: 25 }).map(({ item }) => item));
  };
  const mini = (names: readonly Named[]) => () => {
    const index = new MiniSearch<Named & { id: number }>({ fields: ["text"], storeFields: ["code"] });
    index.addAll(names.map((name, id) => ({ ...name, id })));
    return (text: string) =>
      firstFive(index.search(text, { fuzzy: 0.2, prefix: true }).map(({ code }) => ({ text, code: String(code) })));
  };
  return [
    built("ours", () => {
      const finder = createSeatFinder(election);
      // The people's index is made when first needed, and belongs to the price.
      finder.rank("someone");
      return (text) => finder.rank(text).map(({ code }) => code);
    }),
    built("MiniSearch, names", mini(official)),
    built("MiniSearch, all names", mini([...places, ...people])),
    built("Fuse.js, names", fuse(official)),
    built("Fuse.js, names and aliases", fuse(places)),
  ];
}

interface Score {
  count: number;
  first: number;
  five: number;
}

interface Measured {
  readonly byKind: ReadonlyMap<string, Score>;
  /** Milliseconds, shortest first. */
  readonly times: readonly number[];
}

function measure(rival: Rival, queries: readonly Query[]): Measured {
  // The same while unmeasured for each, so that none is charged for the engine's warming up.
  const warm = performance.now() + warmUp;
  for (let turn = 0; performance.now() < warm; turn++) rival.rank(queries[turn % queries.length]?.text ?? "");
  const byKind = new Map<string, Score>();
  const times = queries.map((query) => {
    const start = performance.now();
    const ranking = rival.rank(query.text);
    const time = performance.now() - start;
    const score = byKind.get(query.kind) ?? { count: 0, first: 0, five: 0 };
    byKind.set(query.kind, score);
    score.count++;
    if (isFirstRight(query, ranking)) score.first++;
    if (areFiveRight(query, ranking)) score.five++;
    return time;
  });
  return { byKind, times: times.toSorted((a, b) => a - b) };
}

const sum = (scores: Iterable<Score>): Score => {
  const total = { count: 0, first: 0, five: 0 };
  for (const { count, first, five } of scores) {
    total.count += count;
    total.first += first;
    total.five += five;
  }
  return total;
};

const percent = (part: number, whole: number): string => (whole === 0 ? "-" : ((100 * part) / whole).toFixed(1));

/** The election, the queries and what each of them came to with everyone. */
function measureAll(part: Part): { readonly count: number; readonly all: readonly (Measured & { rival: Rival })[] } {
  const rivals = rivalsOf(loadElection(new URL("../elections/uk-2024/", import.meta.url)));
  const queries = sets
    .filter((set) => set.endsWith(`-${part}`))
    .flatMap(readQueries)
    .filter(({ first }) => first.length > 0);
  return { count: queries.length, all: rivals.map((rival) => ({ rival, ...measure(rival, queries) })) };
}

/** `tuned`: the queries that ours was tuned to, which flatter it. */
type Part = "held-out" | "tuned";

/** About a minute. */
export const findTable = (part: Part): string => tableOf(part, measureAll(part));

function tableOf(part: Part, { count, all }: ReturnType<typeof measureAll>): string {
  const at = (times: readonly number[], share: number): number => times[Math.floor(times.length * share)] ?? 0;
  const ours = all[0]?.times ?? [];
  const shares = ({ first, five, count: of }: Score): readonly string[] => [percent(first, of), percent(five, of)];
  return [
    `Finding a seat: ${count} queries, ${part}`,
    row("", "of all", "", "of places", ""),
    row("", "first %", "in five %", "first %", "in five %"),
    ...all.map(({ rival, byKind }) => {
      const places = [...byKind].filter(([kind]) => !peopleKinds.has(kind)).map(([, score]) => score);
      return row(rival.name, ...shares(sum(byKind.values())), ...shares(sum(places)));
    }),
    "",
    row("", "p50 ms", "ratio", "p99 ms", "ratio", "build ms"),
    ...all.map(({ rival, times }) => {
      const of = (share: number): readonly string[] => [
        at(times, share).toFixed(3),
        (at(times, share) / at(ours, share)).toFixed(1),
      ];
      return row(rival.name, ...of(0.5), ...of(0.99), Math.round(rival.build));
    }),
  ].join("\n");
}

/** Each kind of query by itself: first right, and right among five. */
function kindsTable({ all }: ReturnType<typeof measureAll>): string {
  const rows = [...(all[0]?.byKind ?? [])].map(([kind, { count }]) =>
    row(
      `${kind}, ${count}`,
      ...all.map(({ byKind }) => {
        const { first, five } = byKind.get(kind) ?? { first: 0, five: 0 };
        return `${((100 * first) / count).toFixed(0)} / ${((100 * five) / count).toFixed(0)}`;
      }),
    ),
  );
  return [`In the order ${all.map(({ rival }) => rival.name).join("; ")}`, ...rows].join("\n");
}

/** Places that are no seats, counted apart: ours alone knows them, and reads them when first asked. */
function placesTable(part: Part): string {
  const election = loadElection(new URL("../elections/uk-2024/", import.meta.url));
  const start = performance.now();
  const finder = createSeatFinder(election);
  finder.rank("danbury");
  const rival: Rival = {
    name: "ours",
    rank: (text) => finder.rank(text).map(({ code }) => code),
    build: performance.now() - start,
  };
  const queries = readQueries(`places-${part}`);
  const { byKind, times } = measure(rival, queries);
  const { count, first, five } = sum(byKind.values());
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  return [
    `Finding a place: ${queries.length} queries, ${part}`,
    row("", "first %", "in five %", "p50 ms", "p99 ms", "build ms"),
    row(rival.name, percent(first, count), percent(five, count), at(0.5), at(0.99), Math.round(rival.build)),
  ].join("\n");
}

if (import.meta.main) {
  const { kinds, tuned } = parseArgs({ options: { kinds: { type: "boolean" }, tuned: { type: "boolean" } } }).values;
  for (const part of tuned ? (["held-out", "tuned"] as const) : (["held-out"] as const)) {
    const measured = measureAll(part);
    console.log(tableOf(part, measured));
    console.log(`\n${placesTable(part)}`);
    if (kinds) console.log(`\n${kindsTable(measured)}`);
  }
}
