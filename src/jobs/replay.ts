/**
 * A night played again, moment by moment: from the feed into the log, and from the log to whoever watches. What is told is
 * put into words, kept as told, and shown at once: a replay that was killed, at any time but between those two, goes on
 * without a gap; and it repeats nothing, ever.
 */
import { createClock, type Clock } from "../lib/clock.ts";
import { History } from "../core/news/history.ts";
import type { Ledger } from "../data/ledger.ts";
import { replay } from "../data/sources/replay.ts";
import { momentsOf, type Script } from "../data/sources/script.ts";
import { SourceError, type Found, type Heard, type Source } from "../data/sources/source.ts";
import type { Position, Rehearsal } from "../data/store/rehearsal.ts";
import type { Saying } from "../views/replay.ts";

export interface Night {
  readonly name: string;
  readonly script: Script;
  readonly ledger: Ledger;
  readonly rehearsal: Pick<Rehearsal, "log" | "keep">;
  readonly inWords: (sayings: readonly Saying[]) => string;
  readonly show: (words: string) => Promise<void>;
}

export interface Pace {
  readonly speed: Position["speed"];
  /** Nothing later is played. */
  readonly until?: Date;
  /** Real milliseconds since any moment. */
  readonly real: () => number;
  /** Ends early when the signal says so. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** `taken`: another program plays in the same database. */
export type Ending = "over" | "stopped" | "taken";

const minute = 60_000;
/** The scoreboard is shown at these of the clock's minutes, where anything is new. */
const halfHour = 30 * minute;
/** Where nothing happens for longer, that is passed over. */
const patience = 60 * minute;
/** Real milliseconds after which the position is kept, whatever happens. */
const keepEvery = 1_000;

/** Plays on from a position. @throws what the log or `show` throw */
export async function play(night: Night, start: Position, pace: Pace): Promise<Ending> {
  const { ledger, rehearsal } = night;
  const moments = momentsOf(night.script);
  const news = newsFrom(ledger, start.told);
  let position = start;
  let clock = clockFrom(position, pace);

  async function on({ position: after, sayings }: Step): Promise<Ending | undefined> {
    position = after;
    const words = sayings.length > 0 ? night.inWords(sayings) : undefined;
    if (!(await rehearsal.keep(position))) return "taken";
    if (words !== undefined) await night.show(words);
    return position.over ? "over" : undefined;
  }

  /** A leap, a short wait, or a moment of the night. */
  async function step(): Promise<Ending | undefined> {
    if (pace.signal.aborted) return "stopped";
    const next = nextOf(position, moments, ledger.open, pace.until);
    if (!next) return on(endOf(position, ledger.open, news, pace.until));
    const at = new Date(position.at);
    if (next.getTime() - at.getTime() > patience) {
      const to = new Date(next.getTime() - minute);
      clock = clockFrom({ at: to.toISOString() }, pace);
      return on({ position: { ...position, at: to.toISOString() }, sayings: [{ kind: "leap", at, to }] });
    }
    const ahead = clock.until(next);
    if (ahead === 0) return on(await stepTo(next, position, night, moments, news));
    await pace.wait(Math.min(ahead, keepEvery), pace.signal);
    // Never past what is still to be played, however fast the clock runs meanwhile.
    const here = new Date(Math.min(clock.now().getTime(), next.getTime() - 1));
    return on({ position: { ...position, at: here.toISOString() }, sayings: [] });
  }

  for (;;) {
    // One moment after the other is what a night is.
    const ending = await step();
    if (ending) return ending;
  }
}

/** All that came before a moment, known and not told. */
export async function before(night: Night, start: Position): Promise<Position> {
  // Had the feed been down just then, what it missed would be told as news.
  const source = replay({ name: night.name, script: { ...night.script, down: [] }, now: () => new Date(start.at) });
  const { found, kept } = await source.ask(undefined, new AbortController().signal);
  await night.rehearsal.log.append(source, declared(found), new Date(start.at));
  await night.ledger.catchUp();
  const { seq } = night.ledger.open;
  return { ...start, kept: structuredClone(kept), told: seq, shown: seq };
}

function clockFrom({ at }: Pick<Position, "at">, { speed, real }: Pace): Pick<Clock, "now" | "until"> {
  if (speed === "max") return { now: () => new Date(at), until: () => 0 };
  return createClock({ start: new Date(at), speed, real });
}

/** When something is to be done next; undefined at the end. */
function nextOf(
  { at, told, shown }: Position,
  moments: readonly Date[],
  history: History,
  until: Date | undefined,
): Date | undefined {
  const here = Date.parse(at);
  const message = moments.find((one) => one.getTime() > here && (!until || one <= until));
  // After the last message the end shows how it stands.
  // What a killed program had appended and not told comes with its own moment.
  if (!message || history.changes(shown, told).length === 0) return message;
  const board = new Date((Math.floor(here / halfHour) + 1) * halfHour);
  return board < message ? board : message;
}

interface Step {
  readonly position: Position;
  readonly sayings: readonly Saying[];
}

async function stepTo(
  at: Date,
  position: Position,
  { name, script, ledger, rehearsal }: Night,
  moments: readonly Date[],
  news: News,
): Promise<Step> {
  const source = replay({ name, script, now: () => at });
  const heard = await ask(source, position.kept);
  const asides: readonly Found[] = heard
    ? [...heard.found, ...(await rehearsal.log.append(source, declared(heard.found), at)).refused]
    : [];
  await ledger.catchUp();
  const history = ledger.open;
  const isLast = at.getTime() === moments.at(-1)?.getTime();
  const board = !isLast && at.getTime() % halfHour === 0 && history.changes(position.shown).length > 0;
  const sayings: readonly Saying[] = [
    ...(!heard && !position.down ? [{ kind: "down", at } as const] : []),
    ...(heard && position.down ? [{ kind: "back", at } as const] : []),
    ...news(at),
    ...asides.flatMap((one) => (one.kind === "quarantine" ? [{ kind: "aside", at, why: one.why } as const] : [])),
    ...(board ? [{ kind: "board", at, history } as const] : []),
  ];
  return {
    position: {
      ...position,
      at: at.toISOString(),
      told: history.seq,
      down: !heard,
      ...(board && { shown: history.seq }),
      ...(heard && { kept: structuredClone(heard.kept) }),
    },
    sayings,
  };
}

/** @returns undefined where it could not be had */
async function ask(source: Source, kept: Position["kept"]): Promise<Heard | undefined> {
  try {
    return await source.ask(kept, new AbortController().signal);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

const declared = (found: readonly Found[]) => found.flatMap((one) => (one.kind === "declaration" ? [one.said] : []));

/** Says what is new since it was asked last. */
type News = (at: Date) => readonly Saying[];

/** Each change with the milestones that it brought or undid, and the history as it was when that came. */
function newsFrom(ledger: Ledger, told: number): News {
  const known = ledger.open.since(0).filter(({ seq }) => seq <= told);
  let then = History.before(ledger.election).with(known, told);
  return (at) =>
    ledger.open.since(then.seq).flatMap((entry): readonly Saying[] => {
      then = then.with([entry]);
      const as = { at, history: then };
      return [
        ...then.changes(entry.seq - 1).map((change) => ({ kind: "change", change, ...as }) as const),
        ...then.milestones(entry.seq - 1).map((milestone) => ({ kind: "milestone", milestone, ...as }) as const),
      ];
    });
}

/** What was appended and not yet told when it was killed is told first. */
function endOf(position: Position, history: History, news: News, until: Date | undefined): Step {
  const at = new Date(Math.max(Date.parse(position.at), until?.getTime() ?? 0));
  return {
    position: { ...position, at: at.toISOString(), told: history.seq, shown: history.seq, over: true },
    sayings: [...news(at), { kind: "end", at, history }],
  };
}
