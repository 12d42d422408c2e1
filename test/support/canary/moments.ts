/** Whether stamps in what is kept fall on moments of tips more often than chance has it. */
import { repeatable } from "../chance.ts";
import { fraction, type Random } from "../../../src/tips/rules/random.ts";
import type { Found } from "./search.ts";
import type { Run, Stamp } from "./times.ts";

/** One act of a source, from when it was sent until it was answered: milliseconds of the real clock. */
export interface Moment {
  readonly kind: "form" | "press" | "send" | "confirm" | "check" | "answer" | "delete";
  readonly from: number;
  readonly to: number;
}

/** Stamps of one kind in one place. */
export interface Stamps {
  readonly where: string;
  readonly stamps: readonly Stamp[];
}

/** Milliseconds by which clocks, and what is written after an answer, may differ. */
const slack = 12;
const shifts = 500;
/** Milliseconds by which patterns are moved: at the least, and by a little at the most. */
const [least, nearby] = [300, 4_000];
/** Of some hundred places and kinds of moments none is to look like this in a thousand runs. */
const chance = 2e-6;

export function coincidences(all: readonly Stamps[], moments: readonly Moment[], run: Run, seed = 1): readonly Found[] {
  const random = repeatable(seed);
  const groups = [...Map.groupBy(moments, ({ kind }) => kind), ["any", moments] as const];
  return all.flatMap(({ where, stamps }) => {
    const own = distinct(stamps);
    if (own.length === 0) return [];
    for (const [kind, some] of groups) {
      if (some.length < 3) continue;
      const odds = Math.min(oddsOf(some, own, run, random), oddsOf(own, some, run, random));
      if (odds < chance)
        return [
          {
            secret: "time" as const,
            form: kind,
            where,
            around: `${own[0]?.shown} and others, one in ${Math.round(1 / odds)}`,
          },
        ];
    }
    return [];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shown?: string;
}

/** Stamps in order, each once. */
function distinct(stamps: readonly Stamp[]): readonly Stretch[] {
  const sorted = stamps
    .map(({ at, span, shown }) => ({ from: at, to: at + span, shown }))
    .toSorted((a, b) => a.from - b.from);
  return sorted.filter(({ from }, i) => i === 0 || from - (sorted[i - 1]?.from ?? 0) > 1);
}

/** The probability that so many of some stretches meet one of the others, by chance alone. */
function oddsOf(some: readonly Stretch[], others: readonly Stretch[], run: Run, random: Random): number {
  const length = run.to - run.from;
  const covered = merged(others);
  // Facts of a clump meet in a clump: three-digit facts, read as milliseconds since the program began, are hundreds within its
  // first second, and what was done then meets them all at once. Each of the others is met by one at the most.
  const hits = (by: number): number => {
    const met = new Uint32Array(covered.length);
    let count = 0;
    for (const { from, to } of some) {
      const moved = run.from + ((((from + by - run.from) % length) + length) % length);
      const which = meets(covered, moved - slack, moved + (to - from) + slack);
      if (which === undefined || (met[which] ?? 0) >= (covered[which]?.[2] ?? 0)) continue;
      met[which] = (met[which] ?? 0) + 1;
      count++;
    }
    return count;
  };
  const there = hits(0);
  if (there < 3) return 1;
  // A look is cheap, and most places need no second one.
  const mean = sum(some.map(({ from, to }) => to - from)) / some.length + 2 * slack;
  const share = covered.reduce((all, [from, to]) => all + to - from + mean, 0) / length;
  if (share >= 1 || tail(some.length, share, there) > 1e-3) return 1;
  // The whole pattern of either, waves and all, moved by a little and by a lot: what comes a while after a tip, as its relay does, is
  // near it in every run, and not upon it.
  const means = [nearby, length / 2].map((reach) => {
    const counts = Array.from({ length: shifts }, (_, i) =>
      hits((least + (reach - least) * fraction(random)) * (i % 2 === 0 ? 1 : -1)),
    );
    return sum(counts) / shifts / some.length;
  });
  return tail(some.length, Math.max(...means, 1 / shifts / some.length), there);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The beginning and the end of each, and the number that went into it. */
type Merged = readonly (readonly [from: number, to: number, of: number])[];

function merged(stretches: readonly Stretch[]): Merged {
  const out: [number, number, number][] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
      last[2]++;
    } else out.push([from, to, 1]);
  }
  return out;
}

/** @returns which of them it meets first */
function meets(covered: Merged, from: number, to: number): number | undefined {
  let [low, high] = [0, covered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((covered[middle]?.[1] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const next = covered[low];
  return next !== undefined && next[0] <= to ? low : undefined;
}

/** The probability of so many successes or more. */
export function tail(tries: number, each: number, successes: number): number {
  let term = (1 - each) ** tries;
  let below = 0;
  for (let k = 0; k < successes; k++) {
    below += term;
    term *= ((tries - k) / (k + 1)) * (each / (1 - each));
  }
  // Small ones are summed from above, where nothing cancels.
  let above = 0;
  for (let k = successes; k <= tries; k++) {
    above += term;
    term *= ((tries - k) / (k + 1)) * (each / (1 - each));
  }
  return Number.isFinite(above) && above > 0 ? above : Math.max(0, 1 - below);
}
