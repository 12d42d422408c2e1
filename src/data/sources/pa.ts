/**
 * The press agency's messages, in XML or as their JSON copies: a seat's winner (a rush), its votes (a result), or that
 * they are counted again. Nominations and the state of the parties are passed over.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Election } from "../../core/election.ts";
import type { Reach } from "./fetch.ts";
import { framed, type Answers } from "./frame.ts";
import { createMatcher, type Ballot, type Published } from "./match.ts";
import { Misfit, quarantined, quoted } from "./match/misfit.ts";
import { delivered, nameOf } from "./pa/deliveries.ts";
import type { Message } from "./pa/message.ts";
import { fromKept } from "./pa/reading.ts";
import { wordOn, type Placed, type MessageReader } from "./pa/seat.ts";
import type { Found, Source } from "./source.ts";

export interface PaOptions {
  readonly name: string;
  readonly staff?: boolean;
  /** A folder or a file; or an address of a message, a list of them, or a page that leads to them. */
  readonly location: string;
  readonly election: Election;
  readonly published?: Published;
  readonly reach?: Reach;
  readonly now: () => Date;
}

/** Revisions are the agency's own; those of results come after those of rushes. */
export function paSource({ name, staff = false, location, election, published, reach = {}, now }: PaOptions): Source {
  const matcher = createMatcher(election, published);
  const source = framed(
    { name, kind: "feed", staff },
    {
      read: (kept, signal) => delivered(location, kept, reach, signal),
      interpret: (answers) => interpret(answers, { matcher, election, now: now() }),
    },
  );
  return { ...source, stillSince: (at) => stillSince(location, at) };
}

/** Minutes without a change from which people may wonder. */
const still = 30;

/** The agency touches a file of this name whenever anything changes, and a mirror keeps its time. */
function stillSince(folder: string, now: Date): Date | undefined {
  try {
    const { mtime } = statSync(join(folder, ".timestamp"));
    return now.getTime() - mtime.getTime() > still * 60_000 ? mtime : undefined;
  } catch {
    // There need not be one, and whether the folder can be read is told otherwise.
    return undefined;
  }
}

function interpret(answers: Answers, means: MessageReader): readonly Found[] {
  const found: Found[] = [];
  const contests = new Map<string, Placed[]>();
  for (const [key, answer] of Object.entries(answers)) {
    for (const { message, why, excerpt } of fromKept(answer)?.readings ?? []) {
      const where = nameOf(key);
      try {
        if (!message) throw new Misfit(why ?? "is no message");
        const ballot = ballotOf(message, means);
        const contest = [ballot.seat.code, ballot.byElection, message.test].join(" ");
        contests.set(contest, [...(contests.get(contest) ?? []), { message, ballot, where, excerpt }]);
      } catch (error) {
        if (!(error instanceof Misfit)) throw error;
        found.push(quarantined(where, error.message, excerpt));
      }
    }
  }
  return [...[...contests.values()].flatMap((placed) => wordOn(placed, means)), ...found];
}

/** @throws Misfit */
function ballotOf({ seat, election: { date, type }, test }: Message, { matcher, election }: MessageReader): Ballot {
  const known = date === election.date || election.upcoming?.some((one) => one.date === date) === true;
  // A rehearsal is held on some other day than the election's.
  const ballot = matcher.ballot({ name: seat, ...(date !== undefined && (known || !test) && { date }) });
  if (type !== undefined && type !== "G" && ballot.byElection === undefined)
    throw new Misfit(`is of another kind of election, ${quoted(type)}`);
  return ballot;
}
