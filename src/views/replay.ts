/** The words of a night that is played again, for whoever watches it: each says that it is a rehearsal. */
import type { History, Turn } from "../core/news/history.ts";
import { milestoneOf, type Milestone, type MilestoneTurn } from "../core/news/milestone.ts";
import type { Outcome } from "../core/outcome.ts";
import { clock } from "../core/plain-text.ts";
import type { Card, Colour, Fact, Reply } from "../core/reply.ts";
import { fullName } from "../core/story.ts";
import { tally } from "../core/tally.ts";
import { text } from "./answer.ts";
import { seatSummary } from "./seat-card.ts";
import { inWords, knownWords, lineWords, stateTable } from "./state.ts";
import { has, int, many, subject, withParty } from "./words.ts";

/** Something to be told, and the moment of the night. */
export type Saying = { readonly at: Date } & (
  | { readonly kind: "turn"; readonly turn: Turn }
  | { readonly kind: "milestone"; readonly milestone: MilestoneTurn }
  /** What the feed said fits nothing. */
  | { readonly kind: "aside"; readonly why: string }
  /** The feed does not answer; it does again. */
  | { readonly kind: "down" | "back" }
  /** A long time in which nothing happened is passed over. */
  | { readonly kind: "leap"; readonly to: Date }
  /** How the parties stand. */
  | { readonly kind: "board" | "end" }
);

/** One line of the night. */
export interface Line {
  /** In capitals where it is news: "LAB GAIN FROM CON". */
  readonly head: string;
  readonly words: string;
  readonly colour?: Colour;
}

/** Every heading says so, wherever it is shown. */
export const rehearsal = "REHEARSAL";

export function lineOf(saying: Exclude<Saying, { kind: "board" | "end" }>, history: History): Line {
  const { timeZone } = history.results.election;
  switch (saying.kind) {
    case "turn":
      return turnLine(saying.turn, history);
    case "milestone":
      return milestoneLine(saying.milestone, history);
    case "aside":
      return { head: "Set aside", words: `${saying.why}.` };
    case "down":
      return { head: "The feed", words: "does not answer." };
    case "back":
      return { head: "The feed", words: "answers again." };
    case "leap":
      return { head: "Quiet", words: `nothing was recorded. On to ${clock(saying.to, timeZone)}.` };
  }
}

function turnLine({ contest, seq, kind }: Turn, history: History): Line {
  const { lookup } = history.results;
  const [was, now] = [history.outcomeAt(contest, seq - 1), history.outcomeAt(contest, seq)];
  const told = (prefix: string, after = ""): Line => {
    const [head = "", ...words] = seatSummary(now, lookup).split(": ");
    const winner = now.winner?.party.colour;
    return { head: `${prefix}${head}`, words: `${words.join(": ")}${after}`, ...(winner && { colour: winner }) };
  };
  switch (kind) {
    case "first":
    case "filled":
      return told("");
    case "again":
      return told("ONCE MORE, ");
    case "corrected":
      return told("CORRECTED, ", majorityBefore(was, now));
    case "winner":
      return told("CORRECTED, ", was.winner ? ` Not ${withParty(was.winner)}, as was said before.` : "");
    case "withdrawn":
      return { head: "WITHDRAWN", words: `${now.seat.name}. What was said of it does not stand; no result does.` };
  }
}

function majorityBefore({ majority: was }: Outcome, { majority: now }: Outcome): string {
  if (!was) return "";
  return was.votes === now?.votes ? " Other figures were corrected." : ` Not by ${int(was.votes)}, as was said before.`;
}

function milestoneLine({ milestone: key, contest, seq, undone }: MilestoneTurn, history: History): Line {
  const milestone = milestoneOf(key);
  const { head, words } = reached(milestone, contest, seq, history);
  return { head: undone ? `NO LONGER, ${head}` : head, words };
}

function reached(milestone: Milestone, contest: string, seq: number, history: History): Line {
  const { lookup } = history.results;
  const { name } = lookup.seat(contest);
  switch (milestone.kind) {
    case "first":
      return { head: "THE FIRST RESULT", words: `${name}.` };
    case "first-gain":
      return { head: "THE FIRST GAIN", words: `${name}.` };
    case "line": {
      const party = lookup.party(milestone.party);
      const { known, seats } = history.countAt(seq);
      const words = `${int(seats.get(party.id) ?? 0)} seats of the ${int(known)} that are known; ${int(lookup.majorityLine)} are needed.`;
      return { head: `${subject(party)} ${has(party)} a majority`.toUpperCase(), words };
    }
    case "portillo": {
      const line = history.outcomeAt(contest, seq).lines.find(({ candidate }) => candidate.mnis === milestone.mnis);
      const so = portillos(history, seq);
      return { head: "PORTILLO MOMENT", words: `${line ? fullName(line) : name}. ${many(so, "such moment")} so far.` };
    }
    case "all-in":
      return { head: "ALL IN", words: `${many(lookup.election.seats.length, "seat")} have declared.` };
  }
}

/** Senior politicians who had lost when an entry came. */
function portillos(history: History, seq: number): number {
  const turns = history.milestones(0, seq).filter(({ milestone }) => milestoneOf(milestone).kind === "portillo");
  return turns.reduce((sum, { undone }) => sum + (undone ? -1 : 1), 0);
}

/** The state of the parties at a moment. @param more what else there is to say of it */
export function boardReply(at: Date, history: History, heading: string, more: readonly Fact[] = []): Reply {
  const { results } = history;
  const counted = tally(results.all);
  const known = knownWords(counted);
  const card: Card = {
    title: `${rehearsal}: ${heading}, ${clock(at, results.election.timeZone)}. ${known}`,
    blocks: [
      stateTable(counted),
      text(lineWords(counted, results.lookup)),
      ...(more.length > 0 ? [{ kind: "facts", facts: more } as const] : []),
    ],
  };
  return { summary: `${rehearsal}: ${known}. ${inWords(counted)}`, card };
}
