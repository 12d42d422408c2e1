/**
 * A crowd that asks: people who ask, read and ask again; people who do not read; a first question of each kind; and a burst, in
 * which everyone asks something else at once. Each rival is asked the same things, by the same client, in the same run.
 */
import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import type { House } from "../src/cli/house.ts";
import { asDeclarations } from "../src/core/declaration.ts";
import { provenanceAt } from "../src/core/provenance.ts";
import { Results } from "../src/core/results.ts";
import { loadPack } from "../src/data/election-pack.ts";
import { openHouse } from "../src/main.ts";
import { quantile, row } from "./figures.ts";

const people = 200;
/** Questions of each in a round. */
const each = 5;
const rounds = 4;
/** Milliseconds for which someone reads before they ask again, at most. */
const reads = 500;
/** Bursts in a round: the slowest of two hundred is chance. */
const bursts = 3;

export const usual = "/seat bath";

export interface Rival {
  readonly name: string;
  /** Asks, as one of so many people, and resolves at the answer. */
  readonly ask: (line: string, person: number) => Promise<unknown>;
  /** Forgets what it was asked, between rounds. */
  readonly tidy?: () => void;
  readonly stop: () => Promise<void>;
}

/** A house whose log can be moved: whatever was answered from it before is then of the past. */
export interface Moving {
  readonly house: House;
  readonly move: () => void;
}

export async function openMoving(): Promise<Moving> {
  const pack = join(import.meta.dirname, "..", "elections", "uk-2024");
  const fault = (error: unknown): never => {
    throw error;
  };
  let results: Results | undefined;
  const house = await openHouse({
    pack,
    fault,
    live: async (election, published) => {
      results = Results.before(election).with(published);
      const provenance = provenanceAt(election, undefined, undefined, new Date());
      return {
        results: () => results ?? Results.before(election),
        provenance: () => provenance,
        now: () => new Date(),
      };
    },
  });
  const [again] = asDeclarations(loadPack(pack).results, house.election.publisher.name);
  return { house, move: () => void (results = again && results?.with([again])) };
}

/** Two hundred questions, each another, as people ask them: seats and candidates by name, parties, regions, swings. */
export function questionsOf({ election }: House): readonly string[] {
  const { seats, candidates, regions, parties } = election;
  const some = <T>(all: readonly T[], most: number): readonly T[] =>
    all.filter((_, i) => i % Math.ceil(all.length / most) === 0).slice(0, most);
  const big = parties.filter(({ kind }) => kind === "party").slice(0, 4);
  return [
    ...some(seats, 120).map(({ name }) => `/seat ${name}`),
    ...some(candidates, 40).map(({ given, family }) => `/person ${given} ${family}`),
    ...regions.map(({ name }) => `/region ${name}`),
    ...big.flatMap(({ short }) => "gains losses targets second deposits".split(" ").map((name) => `/${name} ${short}`)),
    ..."results records latest portillo byelections newmps left".split(" ").map((name) => `/${name}`),
    ...some([...seats].toReversed(), 100).map(({ name }) => `/seat ${name}`),
  ]
    .filter((line, i, all) => all.indexOf(line) === i)
    .slice(0, people);
}

interface Taken {
  readonly calm: number[];
  readonly rates: number[];
  readonly first: number[];
  readonly burst: number[];
}

/** Ratios that are aimed at, of ours to the bare app's. */
const aims = { calm: { p50: 1.2, p99: 1.5 }, first: 2.5, burst: 1.5 };

/**
 * @param rivals the bare app that has every answer ready, which the others are measured against, and then those
 * @returns lines of a table under `heads`
 */
export async function race(rivals: readonly Rival[], lines: readonly string[], move: () => void): Promise<string[]> {
  const taken = rivals.map((): Taken => ({ calm: [], rates: [], first: [], burst: [] }));
  // In turn, so that a slow spell of the machine is shared; the first round warms all.
  for (let round = -1; round < rounds; round += 1)
    for (const [i, rival] of rivals.entries()) {
      const calm = await crowd(rival, true);
      const rush = await crowd(rival, false);
      move();
      const first = await oneByOne(rival, lines);
      const burst: number[] = [];
      for (let n = 0; n < bursts; n += 1) {
        move();
        burst.push(...(await atOnce(rival, lines)));
      }
      if (round < 0) continue;
      taken[i]?.calm.push(...calm.ms);
      taken[i]?.rates.push(rush.rate);
      taken[i]?.first.push(...first);
      taken[i]?.burst.push(...burst);
    }
  const base = taken[0];
  return taken.flatMap(({ calm, rates, first, burst }, i) => {
    const name = rivals[i]?.name ?? "";
    const of = (all: readonly number[], bare: readonly number[] = [], at = 0.5) =>
      quantile(all, at) / quantile(bare, at);
    const isBare = i === 0;
    const aim = (ratio: number, most: number): string | number => (isBare ? 1 : `${ratio.toFixed(2)} of ${most}`);
    return [
      row(
        name,
        quantile(calm, 0.5),
        aim(of(calm, base?.calm), aims.calm.p50),
        quantile(calm, 0.99),
        aim(of(calm, base?.calm, 0.99), aims.calm.p99),
        Math.round(quantile(rates, 0.5)),
      ),
      row(
        "  a first question of its kind",
        quantile(first, 0.5),
        aim(of(first, base?.first), aims.first),
        quantile(first, 0.99),
        "",
      ),
      row(
        "  200 ask 200 things at once",
        quantile(burst, 0.5),
        "",
        quantile(burst, 0.99),
        aim(of(burst, base?.burst, 0.99), aims.burst),
      ),
    ];
  });
}

export const heads = row("", "p50 ms", "ratio, aim", "p99 ms", "ratio, aim", "answers/s");

const time = async (work: Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work;
  return performance.now() - began;
};

/** Everyone asks, reads where they are calm, and asks again. */
async function crowd(rival: Rival, calm: boolean): Promise<{ readonly ms: readonly number[]; readonly rate: number }> {
  const ms: number[] = [];
  const start = performance.now();
  const one = async (person: number): Promise<void> => {
    for (let n = 0; n < each; n += 1) {
      if (calm) await pause(Math.random() * reads);
      ms.push(await time(rival.ask(usual, person)));
    }
  };
  await Promise.all(Array.from({ length: people }, (_, person) => one(person)));
  const rate = (1_000 * ms.length) / (performance.now() - start);
  rival.tidy?.();
  return { ms, rate };
}

/** Each question once, nobody else asking. */
async function oneByOne(rival: Rival, lines: readonly string[]): Promise<readonly number[]> {
  const ms: number[] = [];
  for (const [person, line] of lines.entries()) ms.push(await time(rival.ask(line, person)));
  rival.tidy?.();
  return ms;
}

async function atOnce(rival: Rival, lines: readonly string[]): Promise<readonly number[]> {
  const ms = await Promise.all(lines.map((line, person) => time(rival.ask(line, person))));
  rival.tidy?.();
  return ms;
}
