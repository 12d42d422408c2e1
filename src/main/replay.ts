/** `teller replay`: the pack's own night, from its feed through the log of a database of its own to the terminal. */
import { setTimeout } from "node:timers/promises";
import { paintFor } from "../adapters/terminal/paint.ts";
import { exit, print } from "../cli/verb.ts";
import type { ReplayOptions } from "../cli/world.ts";
import type { Election } from "../core/election.ts";
import { clock, toText } from "../core/plain-text.ts";
import type { Fact } from "../core/reply.ts";
import { loadPack } from "../data/election-pack.ts";
import { openLedger } from "../data/ledger.ts";
import { withFaults, type FaultyScript } from "../data/sources/faults.ts";
import { momentsOf, scriptOf, type Script } from "../data/sources/script.ts";
import { openRehearsal, type Position, type Rehearsal } from "../data/store/rehearsal.ts";
import { before, play, type Night } from "../jobs/replay.ts";
import { note } from "../views/answer.ts";
import { boardReply } from "../views/replay.ts";
import { int } from "../views/words.ts";
import { sayingText, type Screen } from "./replay-screen.ts";
import { UsageError } from "../cli/usage-error.ts";

/** Simulated seconds to a real one: the whole of a night in a minute or two. */
const usualSpeed = 600;
const marked = "REHEARSAL";
/** Columns of text that goes into a pipe, and the widest that is pleasant to read. */
const columns = { pipe: 80, most: 100 };

/** @returns the exit code @throws PackError, StoreError, UsageError */
export async function replay(options: ReplayOptions): Promise<number> {
  const { out } = options;
  const { election, script, faults } = nightOf(options);
  const { timeZone } = election;
  const screen: Screen = { timeZone, width: Math.min(out.columns ?? columns.pipe, columns.most), paint: paintFor(out) };
  const rehearsal = await openRehearsal(options.database);
  const leave = new AbortController();
  const stop = (): void => leave.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const { forgotten, ...begun } = await begin(options, rehearsal, firstOf(election, script), election.id);
    const { fresh } = begun;
    const ledger = await openLedger(election, rehearsal.log);
    const night: Night = {
      name: election.name,
      script,
      ledger,
      rehearsal,
      inWords: (sayings) => sayings.map((saying) => sayingText(saying, screen, faults)).join("\n"),
      show: (words) => print(out, words),
    };
    let { position } = begun;
    const speed = options.speed ?? position.speed;
    await print(out, `${heading(election, position, speed, fresh, screen, forgotten)}\n`);
    if (fresh) {
      if (position.from !== undefined) position = await before(night, position);
      position = { ...position, over: false };
      await rehearsal.keep(position);
    }
    if (fresh && position.from !== undefined) {
      await print(out, `${toText(boardReply(new Date(position.at), ledger.open, "what is known already"), screen)}\n`);
    }
    const ending = await play(
      night,
      { ...position, speed },
      {
        speed,
        ...(options.until && { until: options.until }),
        real: () => performance.now(),
        wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
        signal: leave.signal,
      },
    );
    switch (ending) {
      case "over":
        return exit.answered;
      case "stopped":
        await print(out, `\n${marked} stopped. The same command goes on from there.`);
        return exit.answered;
      case "taken":
        await print(out, `\n${marked} goes on elsewhere: another program plays in the same database.`);
        return exit.unanswered;
    }
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await rehearsal.close();
  }
}

/** The election as it was before that night, and what its feed says. */
function nightOf({ pack, faults }: ReplayOptions): {
  readonly election: Election;
  readonly script: Script;
  readonly faults: readonly Fact[];
} {
  const { election: facts, results, seats, people } = loadPack(pack);
  if (results.length === 0)
    throw new UsageError("the election's pack has no published results: there is no night to play");
  // What has happened since is not known yet.
  const byElections = facts.byElections.filter(({ date }) => date < facts.date);
  const election: Election = { ...facts, byElections, seats, ...people };
  const script = scriptOf(results);
  if (faults === undefined) return { election, script, faults: [] };
  const faulty = withFaults(script, faults, election);
  return { election, script: faulty, faults: told(faulty, faults) };
}

const names: Readonly<Record<keyof FaultyScript["summary"], string>> = {
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
};

const told = ({ summary }: FaultyScript, seed: number): readonly Fact[] => [
  { label: "Faults played, seed", value: String(seed) },
  ...Object.entries(names).map(([kind, label]) => ({
    label,
    value: int(Object.entries(summary).find(([name]) => name === kind)?.[1] ?? 0),
  })),
];

/** The close of poll, or what comes before it. */
function firstOf({ pollsClose }: Election, script: Script): Date {
  const [first] = momentsOf(script);
  return new Date(Math.min(Date.parse(pollsClose), (first?.getTime() ?? Infinity) - 60_000));
}

/** Where it was stopped, if what is asked for is what was stopped; otherwise the beginning. */
async function begin(
  { fresh, faults, from, speed = usualSpeed }: ReplayOptions,
  rehearsal: Rehearsal,
  first: Date,
  pack: string,
): Promise<{ readonly position: Position; readonly fresh: boolean; readonly forgotten?: Date }> {
  const stopped = fresh ? undefined : await rehearsal.position();
  const same = stopped?.pack === pack && stopped.faults === faults;
  if (stopped && same && !stopped.over && (!from || stopped.from === from.toISOString()))
    return { position: stopped, fresh: false };
  const position: Position = {
    pack,
    ...(faults !== undefined && { faults }),
    ...(from && { from: from.toISOString() }),
    speed,
    at: (from ?? first).toISOString(),
    told: 0,
    shown: 0,
    down: false,
    // Were it stopped before what came earlier is known, it would tell that as news: until then it is not to be played on.
    over: true,
  };
  await rehearsal.begin(position);
  return { position, fresh: true, ...(stopped && !stopped.over && { forgotten: new Date(stopped.at) }) };
}

function heading(
  { name, timeZone, publisher }: Election,
  { at, faults }: Position,
  speed: Position["speed"],
  fresh: boolean,
  screen: Screen,
  forgotten: Date | undefined,
): string {
  const pace = speed === "max" ? "as fast as it can" : `at ${int(speed)} times its speed`;
  const where = `${fresh ? "from" : "goes on from"} ${clock(new Date(at), timeZone)}`;
  const title = `${marked}: the ${name}, ${where}, ${pace}${faults === undefined ? "" : `, with faults (seed ${faults})`}`;
  const notes = `Times are when the ${publisher.name} recorded a result, which is later than its declaration. Ctrl-C stops; the same command goes on from there.`;
  const gone = forgotten && `Another replay was stopped at ${clock(forgotten, timeZone)}: it is forgotten.`;
  const blocks = [notes, ...(gone === undefined ? [] : [gone])].map((words) => note(words));
  return toText({ summary: title, card: { title, blocks } }, screen);
}
