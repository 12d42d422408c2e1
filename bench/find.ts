/** Finding a seat: ours against Fuse.js and plain MiniSearch, on the same queries in the same run. */
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { parseArgs } from "node:util";
import type { Election } from "../src/core/election.ts";
import { loadElection } from "../src/data/election-pack.ts";
import { createSeatFinder } from "../src/data/find-seat.ts";
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
    ...seats.flatMap(({ code, short, name, pa, welsh, aliases }) =>
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

/**
 * Prints the tables; about a minute.
 * @param kinds each kind of query by itself, too
 * @param tuned the queries that ours was tuned to as well, which flatter it
 */
export function benchFind({ kinds = false, tuned = false } = {}): void {
  const election = loadElection(new URL("../elections/uk-2024/", import.meta.url));
  const rivals = rivalsOf(election);
  for (const part of tuned ? ["held-out", "tuned"] : ["held-out"]) {
    const queries = sets
      .filter((set) => set.endsWith(`-${part}`))
      .flatMap(readQueries)
      .filter(({ first }) => first.length > 0);
    const all = rivals.map((rival) => ({ rival, ...measure(rival, queries) }));
    const at = (times: readonly number[], share: number): number => times[Math.floor(times.length * share)] ?? 0;
    const ours = all[0];
    console.log(`\nFinding a seat: ${queries.length} queries, ${part}`);
    console.table(
      Object.fromEntries(
        all.map(({ rival, byKind, times }) => {
          const total = sum(byKind.values());
          const places = sum([...byKind].filter(([kind]) => !peopleKinds.has(kind)).map(([, score]) => score));
          return [
            rival.name,
            {
              "first %": percent(total.first, total.count),
              "in five %": percent(total.five, total.count),
              "places: first %": percent(places.first, places.count),
              "places: in five %": percent(places.five, places.count),
              "p50 ms": at(times, 0.5).toFixed(3),
              "p99 ms": at(times, 0.99).toFixed(3),
              "p50 to ours": (at(times, 0.5) / at(ours?.times ?? times, 0.5)).toFixed(1),
              "p99 to ours": (at(times, 0.99) / at(ours?.times ?? times, 0.99)).toFixed(1),
              "build ms": rival.build.toFixed(0),
            },
          ];
        }),
      ),
    );
    if (!kinds) continue;
    const rows = [...(ours?.byKind ?? [])].map(([kind, { count }]) => [
      kind,
      Object.fromEntries([
        ["queries", count],
        ...all.map(({ rival, byKind }) => [
          rival.name,
          `${percent(byKind.get(kind)?.first ?? 0, count)} / ${percent(byKind.get(kind)?.five ?? 0, count)}`,
        ]),
      ]),
    ]);
    console.table(Object.fromEntries(rows));
  }
}

if (import.meta.main) {
  benchFind(parseArgs({ options: { kinds: { type: "boolean" }, tuned: { type: "boolean" } } }).values);
}
