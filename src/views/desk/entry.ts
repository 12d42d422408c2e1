/** An entry of the log, in words. */
import { contestOf, type LogEntry } from "../../core/declaration.ts";
import { exitPollContest } from "../../core/exit-poll.ts";
import type { History } from "../../core/news/history.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Inline } from "../../core/reply.ts";
import { fullName } from "../../core/story.ts";
import { int, withParty } from "../words.ts";

/** The outcome that an entry alone would make. */
export const entryOutcome = (history: History, entry: LogEntry): Outcome =>
  history.results.outcomeBy(contestOf(entry), [entry]);

/** "Wera Hobhouse (Lib Dem) wins by 11,218", "a tie", "Wera Hobhouse (Lib Dem) has won, votes to follow" */
export function wonWords({ winner, majority, tie, state }: Outcome): string {
  if (!winner) return tie ? "a tie, with no lot drawn yet" : "nobody has won yet";
  if (state === "called") return `${withParty(winner)} has won, votes to follow`;
  return tie
    ? `${withParty(winner)} wins by lot after a tie`
    : `${withParty(winner)} wins by ${int(majority?.votes ?? 0)}`;
}

/** "Chas Warlow 2,728 → 3,416"; empty where no figure has changed. */
export function figureChanges(was: Outcome, is: Outcome): readonly string[] {
  const before = new Map(was.lines.map(({ candidate, votes }) => [candidate.id, votes]));
  const shown = (n: number | undefined): string => (n === undefined ? "no figure" : int(n));
  return is.lines.flatMap((line) => {
    const old = before.get(line.candidate.id);
    return old === line.votes ? [] : [`${fullName(line)} ${shown(old)} → ${shown(line.votes)}`];
  });
}

const states: Readonly<Record<LogEntry["state"], string>> = {
  called: "call",
  result: "result",
  correction: "correction",
  retraction: "retraction",
  recount: "recount",
};

export function entryWords(entry: LogEntry, history: History): readonly Inline[] {
  const { seq, at, state, source, revision, staff, rehearsal } = entry;
  const flags = [staff && "for the newsroom alone", rehearsal && "a rehearsal"].filter(Boolean).join(", ");
  const by = `, ${states[state]} by ${source.name}, revision ${revision}${flags && `, ${flags}`}`;
  return [{ bold: String(seq) }, " at ", { time: at }, `${by}: ${toldBy(entry, history)}.${handsWords(entry)}`];
}

function toldBy(entry: LogEntry, history: History): string {
  if (entry.seat === exitPollContest && entry.state !== "retraction") return "another exit poll";
  switch (entry.state) {
    case "retraction":
      return "what was said before does not stand";
    case "recount":
      return "the votes are being counted again";
    case "called":
    case "result":
      return wonWords(entryOutcome(history, entry));
    case "correction": {
      const is = entryOutcome(history, entry);
      const before = history.outcomeAt(contestOf(entry), entry.seq - 1);
      return [wonWords(is), ...figureChanges(before, is)].join("; ");
    }
  }
}

export function handsWords({ hands, state }: LogEntry): string {
  if (!hands) return "";
  const { entered, confirmed, how } = hands;
  const by =
    confirmed === undefined ? `${entered} alone, as a manager had allowed` : `${entered}, confirmed by ${confirmed}`;
  return ` Entered by ${by}. ${howWords(how, state)}`;
}

export const howWords = (how: string, state: LogEntry["state"]): string =>
  state === "retraction" ? `Reason: ${how}.` : `Known by: ${how}.`;
