/** The words of a rehearsal itself, beside the news of its night: its heading, its leaps, its end. */
import type { Election } from "../core/election.ts";
import { clock } from "../core/plain-text.ts";
import { rehearse } from "../core/rehearsal.ts";
import type { Fact, Reply } from "../core/reply.ts";
import type { Results } from "../core/results.ts";
import { tally } from "../core/tally.ts";
import { note } from "./answer.ts";
import { knownWords } from "./state.ts";
import { int } from "./words.ts";

export interface Heading {
  readonly at: Date;
  readonly isNew: boolean;
  readonly speed: number | "max";
  /** Seed of the faults. */
  readonly faults?: number;
  /** The clock of a rehearsal that was forgotten for this one. */
  readonly forgotten?: Date;
}

export function headingReply(
  { name, timeZone, publisher }: Election,
  { at, isNew, speed, faults, forgotten }: Heading,
): Reply {
  const pace = speed === "max" ? "as fast as it can" : `at ${int(speed)} times its speed`;
  const where = `${isNew ? "from" : "goes on from"} ${clock(at, timeZone)}`;
  const bad = faults === undefined ? "" : `, with faults (seed ${faults})`;
  const title = `the ${name}, ${where}, ${pace}${bad}`;
  const about = `Times are when the ${publisher.name} recorded a result, which is later than its declaration. Ctrl-C stops; the same command goes on from there.`;
  const gone = forgotten && `Another replay was stopped at ${clock(forgotten, timeZone)}: it is forgotten.`;
  const notes = [about, ...(gone === undefined ? [] : [gone])].map((words) => note(words));
  return rehearse({ summary: title, card: { title, blocks: notes } });
}

export const leapReply = (to: Date, { timeZone }: Election): Reply =>
  rehearse({ summary: `Quiet: nothing was recorded. On to ${clock(to, timeZone)}.` });

/** @param state the answer to `/results` at the end */
export function endReply(state: Reply, at: Date, { all, election }: Results, faults?: Faults): Reply {
  const title = `the final state, ${clock(at, election.timeZone)}. ${knownWords(tally(all))}`;
  const facts = faults ? [{ kind: "facts", facts: factsOf(faults) } as const] : [];
  const { blocks = [] } = state.card ?? {};
  return rehearse({ summary: `${title}. ${state.summary}`, card: { title, blocks: [...blocks, ...facts] } });
}

const names = {
  calls: "Called before the votes",
  corrections: "Wrong figures, corrected",
  reversed: "Wrong winner first",
  retractions: "Taken back, said again",
  backAndForth: "Corrected wrongly and back",
  outOfOrder: "Overtaken by its correction",
  missing: "A message lost",
  duplicates: "Said twice",
  garbage: "Set aside as nonsense",
  outages: "Outages of the feed",
  bursts: "Many at once",
} as const;

export interface Faults {
  readonly seed: number;
  readonly counts: Readonly<Record<keyof typeof names, number>>;
}

const factsOf = ({ seed, counts }: Faults): readonly Fact[] => [
  { label: "Faults played, seed", value: String(seed) },
  ...Object.entries(names).map(([kind, label]) => ({
    label,
    value: int(Object.entries(counts).find(([one]) => one === kind)?.[1] ?? 0),
  })),
];
