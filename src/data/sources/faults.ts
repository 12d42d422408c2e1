/**
 * A night on which everything goes wrong that can, and comes right in the end: for rehearsals, and for tests of
 * delivery. The same seed makes the same night.
 */
import type { Election } from "../../core/election.ts";
import { createDice, type Dice } from "./faults/dice.ts";
import { garbage } from "./faults/garbage.ts";
import { asItWas, called, plots, type Plot, type Step } from "./faults/plots.ts";
import { inOrder, type Script } from "./script.ts";
import type { Found, Said } from "./source.ts";

/** The number of each fault: seats, but for the last two. */
export type FaultCounts = Readonly<Record<Plot | "calls" | "duplicates" | "garbage" | "outages" | "bursts", number>>;

export interface FaultyScript extends Script {
  readonly summary: FaultCounts;
}

type Message = Script["messages"][number];
type Result = Said & { readonly votes: NonNullable<Said["votes"]> };

/** Shares of all seats (0-1). No seat has two of these. */
const shares: Readonly<Record<Plot, number>> = {
  corrections: 0.08,
  reversed: 0.05,
  retractions: 0.05,
  backAndForth: 0.05,
  outOfOrder: 0.05,
  missing: 0.05,
};
/** Shares of all seats (0-1), which may have any of the above as well. */
const besides = { calls: 0.1, duplicates: 0.08, garbage: 0.05 } as const;
const windows = { outages: 3, bursts: 2 } as const;

/**
 * @param script published results, each when it was recorded
 * @param seed a whole number from 0
 * @returns a script in which the highest revision of every seat is the published result
 */
export function withFaults(script: Script, seed: number, election: Election): FaultyScript {
  const dice = createDice(seed);
  const results = script.messages.flatMap(({ found }) => resultOf(found));
  const some = (share: number): ReadonlySet<string> =>
    new Set(dice.shuffled(results.map(({ seat }) => seat)).slice(0, Math.max(1, Math.round(share * results.length))));
  const fates = cast(results, dice);
  const [early, twice, garbled] = [some(besides.calls), some(besides.duplicates), some(besides.garbage)];

  const messages = results.flatMap((right) => {
    const { seat } = right;
    const plot = fates.get(seat);
    const figures = { votes: right.votes, ...(right.rejected !== undefined && { rejected: right.rejected }) };
    const steps = plot ? plots[plot](figures, dice) : asItWas(figures);
    const said = arriving(right, early.has(seat) ? called(steps, dice) : steps);
    return [
      ...said,
      ...(twice.has(seat) ? again(said, dice) : []),
      ...(garbled.has(seat)
        ? [{ at: later(right.recorded, dice.between(-5, 5)), found: garbage(seat, right.votes, election, dice) }]
        : []),
    ];
  });
  const held = windowsOf(windows.bursts, inOrder(messages), dice).reduce(heldUp, inOrder(messages));
  const down = windowsOf(windows.outages, held, dice);
  const count = (plot: Plot): number => [...fates.values()].filter((fate) => fate === plot).length;
  return {
    messages: held.map(({ at, found }, i) => ({ at, found: { ...found, where: `message ${i + 1}` } })),
    down,
    summary: {
      calls: early.size,
      corrections: count("corrections"),
      reversed: count("reversed"),
      retractions: count("retractions"),
      backAndForth: count("backAndForth"),
      outOfOrder: count("outOfOrder"),
      missing: count("missing"),
      duplicates: twice.size,
      garbage: garbled.size,
      ...windows,
    },
  };
}

function resultOf(found: Found): readonly Result[] {
  if (found.kind !== "declaration") return [];
  const { votes } = found.said;
  return votes ? [{ ...found.said, votes }] : [];
}

/** Deals plots to seats. */
function cast(results: readonly Result[], dice: Dice): ReadonlyMap<string, Plot> {
  const waiting = [...dice.shuffled(results)];
  return new Map(
    plotNames.flatMap((plot) =>
      waiting
        .splice(0, Math.max(1, Math.round(shares[plot] * results.length)))
        .map(({ seat }) => [seat, plot] as const),
    ),
  );
}

const plotNames: readonly Plot[] = ["corrections", "reversed", "retractions", "backAndForth", "outOfOrder", "missing"];

function arriving(right: Result, steps: readonly Step[]): readonly Message[] {
  return steps.flatMap(({ after, says, late = 0, lost }, i) => {
    const recorded = later(right.recorded, after);
    const said: Said = { seat: right.seat, ...says, revision: i + 1, recorded };
    return lost ? [] : [{ at: later(recorded, late), found: { kind: "declaration", said, where: "" } as const }];
  });
}

/** Repeats one of the messages, word for word. */
function again(said: readonly Message[], dice: Dice): readonly Message[] {
  const one = dice.pick(said);
  return [{ ...one, at: later(one.at, dice.between(0, 10)) }];
}

/** Outages of some minutes each. Each begins with a message at a busy time, so that it matters. */
function windowsOf(most: number, messages: readonly Message[], dice: Dice): Script["down"] {
  const quarter = Math.floor(messages.length / 4);
  const thick = messages.slice(quarter, messages.length - quarter);
  return Array.from({ length: most }, () => {
    const from = dice.pick(thick).at;
    return { from, until: later(from, dice.between(3, 12)) };
  });
}

/** Moves the messages of an outage to its end, all at once. */
function heldUp(messages: readonly Message[], { from, until }: Script["down"][number]): readonly Message[] {
  return inOrder(messages.map((one) => (from <= one.at && one.at < until ? { ...one, at: until } : one)));
}

const later = (moment: Date, minutes: number): Date => new Date(moment.getTime() + minutes * 60_000);
