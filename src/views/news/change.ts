/** The change between a message's first words on a contest and its outcome now. */
import { contestOf, type Contest, type LogEntry } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import { sameFigures, type Outcome, type CandidateResult } from "../../core/outcome.ts";
import { fullName } from "../../core/story.ts";
import { inBrief, pts } from "./words.ts";
import { int, one } from "../words.ts";

/** `said` is the outcome that the message first told, with the votes that came for a call or the lot for a tie. */
export type Change =
  | { readonly kind: "none" }
  /** The outcome is again the one first told, and for a while was not. */
  | { readonly kind: "back"; readonly from: "another" | "nothing" }
  | { readonly kind: "figures" | "winner" | "retracted"; readonly said: Outcome };

/** A contest as it stands, for readers who were told of it earlier. */
export interface Account {
  readonly now: Outcome;
  readonly change: Change;
}

/** @param shows the last entry of which they were told */
export function accountOf(history: History, contest: Contest, shows: number): Account {
  const now = history.results.outcome(contest);
  let said = history.outcomeAt(contest, shows);
  const others: Outcome[] = [];
  for (const change of history.changes(shows)) {
    if (change.contest !== contest) continue;
    const next = history.outcomeAt(contest, change.seq);
    if (agrees(said, next)) said = next;
    else others.push(next);
  }
  if (!now.standing) return { now, change: { kind: "retracted", said } };
  if (agrees(said, now)) {
    if (others.length === 0) return { now, change: { kind: "none" } };
    return { now, change: { kind: "back", from: others.some(({ standing }) => standing) ? "another" : "nothing" } };
  }
  const kind = said.winner?.candidate.id === now.winner?.candidate.id ? "figures" : "winner";
  return { now, change: { kind, said } };
}

/** Whether the next outcome only adds to the one told: the votes for a call, the lot for a tie, or nothing. */
function agrees(said: Outcome, next: Outcome): boolean {
  if (!said.standing) return true;
  if (!next.standing) return false;
  if (said.tie && !said.winner) return next.tie && sameFigures(said, next);
  if (said.winner?.candidate.id !== next.winner?.candidate.id) return false;
  return said.state === "called" || sameFigures(said, next);
}

/** Candidates whose old and new votes are told; the others are counted. */
const named = 3;

/** "Green votes 3,416, we said 2,728. Still LD hold, majority 17,155, now 32.9 pts, was 33.3." */
export function changeWords({ now, change }: Account): string | undefined {
  switch (change.kind) {
    case "none":
    case "retracted":
      return undefined;
    case "back":
      return change.from === "nothing"
        ? "This was withdrawn for a time, and stands again."
        : "This was changed for a time, and changed back.";
    case "winner":
      return `Corrected: we said ${inBrief(change.said)}.`;
    case "figures":
      if (now.state === "called") return `The votes that we gave do not stand. Still ${inBrief(now)}, votes to follow.`;
      return `${votesWords(now, change.said, named)}. Still ${inBrief(now)}${majorityWords(now, change.said)}.`;
  }
}

/** "Green votes 3,416, we said 2,728, and 2 more changed" */
export function votesWords(now: Outcome, said: Outcome, most: number): string {
  const before = new Map(said.lines.map((line) => [line.candidate.id, line.votes]));
  const changed = now.lines.filter(({ candidate, votes }) => before.get(candidate.id) !== votes);
  const told = changed.slice(0, most).map((line) => {
    const was = before.get(line.candidate.id);
    return `${labelOf(line, now)} ${int(line.votes ?? 0)}${was === undefined ? "" : `, we said ${int(was)}`}`;
  });
  const more = changed.length - told.length;
  return `${told.join("; ")}${more > 0 ? `; and ${int(more)} more changed` : ""}`;
}

/** "Green votes"; where the party has several candidates, or is none, the candidate's. */
function labelOf(line: CandidateResult, { lines }: Outcome): string {
  const alone = line.party.kind === "party" && lines.filter(({ party }) => party === line.party).length === 1;
  return `${alone ? line.party.short : fullName(line)} votes`;
}

function majorityWords(now: Outcome, said: Outcome): string {
  if (!now.majority || !now.winner || now.tie) return "";
  const { votes, points } = now.majority;
  if (!said.majority) return `, majority ${int(votes)}`;
  const moved = one(points) !== one(said.majority.points);
  if (votes === said.majority.votes)
    return `, majority ${int(votes)}${moved ? `, now ${pts(points)}, was ${one(said.majority.points)}` : ""}`;
  return `, majority ${int(votes)} (${pts(points)}), was ${int(said.majority.votes)} (${pts(said.majority.points)})`;
}

/** The entry that stands. */
export const entryOf = (history: History, outcome: Outcome): LogEntry | undefined =>
  history
    .entries(contestOf({ seat: outcome.seat.code, byElection: outcome.byElection }))
    .find((entry) => entry === outcome.standing?.declaration);

/** Whether the entry that stands went through one editor's hands alone. */
export function isAlone(history: History, outcome: Outcome): boolean {
  const hands = entryOf(history, outcome)?.hands;
  return hands !== undefined && hands.confirmed === undefined;
}

/** The source of the outcome: "PA Media", or "PA Media, corrected by the desk". */
export function sourceOf(history: History, outcome: Outcome): readonly string[] {
  const entry = entryOf(history, outcome);
  if (!entry) return [];
  if (entry.source.kind !== "editors") return [entry.source.name];
  const earlier = history
    .entries(contestOf(entry))
    .findLast(({ source, state }) => source.kind !== "editors" && state !== "retraction" && state !== "recount");
  return [earlier ? `${earlier.source.name}, corrected by the desk` : "the desk"];
}
