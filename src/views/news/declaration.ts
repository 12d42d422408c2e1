/** A declaration in words: as it stands, with the words that a message had for it earlier, where they differ. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Lookup } from "../../core/lookup.ts";
import { changeOfHands, type Outcome } from "../../core/outcome.ts";
import type { Action, Block, Inline } from "../../core/reply.ts";
import { button, note, text } from "../answer.ts";
import { candidates } from "../seat-card.ts";
import { moments, previousNote, targetNotes } from "../seat-notes.ts";
import { many } from "../words.ts";
import { accountOf, changeWords, isAlone, sourceOf, votesWords, type Account } from "./change.ts";
import { weights, type Telling } from "./view.ts";
import { beats, beatsWithParties, contestName, heading, inBrief, margin } from "./words.ts";

/** Candidates of a card; the rest are behind its button. A contest for its own sake has all but the longest of papers. */
const shown = { seat: 3, contest: 24 } as const;

/** Whether it is a contest for its own sake, and not one seat of a House that is being elected. */
const standsAlone = ({ byElection }: Outcome, { isHouse }: Lookup): boolean => byElection !== undefined || !isHouse;

/**
 * @param seq the entry that made it news
 * @param shows the log's last entry when the message was first said
 */
export function tellDeclaration(history: History, contest: Contest, seq: number, shows: number): Telling {
  const account = accountOf(history, contest, shows);
  const { now, change } = account;
  if (change.kind === "retracted") return retracted(contest, now);
  const title = titleOf(account);
  return {
    title,
    summary: summaryOf(account, title, history),
    line: lineOf(account, history),
    blocks: blocksOf(account, history),
    ...(now.winner && { colour: now.winner.party.colour }),
    action: fullResult(now),
    sources: sourceOf(history, now),
    weight: weightOf(now, history.results.lookup),
    contest,
    ...(now.byElection === undefined && { counted: seq }),
  };
}

/** Retracted figures are not repeated, not even as having been said. */
export function retracted(contest: Contest, now: Outcome): Telling {
  const title = `RETRACTED: ${contestName(now)}`;
  const again = now.recount ? " The votes are being counted again." : "";
  return {
    title,
    summary: `${title}. What we said of it does not stand.${again}`,
    line: [{ bold: title }, `, what we said does not stand${now.recount ? ", being counted again" : ""}`],
    blocks: [text(`What we said of it does not stand. There is no result for now.${again}`)],
    action: fullResult(now),
    sources: [],
    weight: weights.retracted,
    contest,
  };
}

export function fullResult({ seat, byElection, standing }: Outcome): Action {
  if (byElection !== undefined)
    return button(standing ? "Full result" : "The by-election", "seat", { place: seat.name, show: "since" });
  return button(standing ? "Full result" : "The seat now", "seat", { place: seat.name });
}

/**
 * Every heading under which a post may tell of a contest: whoever was said to have won it, by a call or with votes, also where
 * it is known otherwise, or not at all, by now.
 */
export function headingsOf(outcome: Outcome): readonly string[] {
  const { result: _, winner: __, second: ___, ...bare } = outcome;
  const named = contestName(outcome);
  const won = outcome.lines.flatMap((winner) => {
    const result = changeOfHands(outcome.previous, winner);
    const one: Outcome = { ...bare, tie: false, winner, ...(result && { result }) };
    return [heading({ ...one, state: "called" }), heading({ ...one, state: "declared" })];
  });
  return [...new Set([...won, `TIE: ${named}`, `RETRACTED: ${named}`])];
}

function titleOf({ now, change }: Account): string {
  if (change.kind === "winner") return `CORRECTED: ${heading(now)}; we said ${inBrief(change.said)}`;
  return change.kind === "figures" ? `${heading(now)} (corrected)` : heading(now);
}

function summaryOf(account: Account, title: string, history: History): string {
  const { now, change } = account;
  const corrected = changeWords(account) ?? "";
  const tail = [...remarks(now, history)].join(" ");
  const said = now.state === "called" ? "" : beats(now);
  const words =
    change.kind === "figures"
      ? `CORRECTED: ${contestName(now)}. ${corrected}`
      : [`${title}.`, said, change.kind === "back" ? corrected : ""].filter(Boolean).join(" ");
  return tail ? `${words} ${tail}` : words;
}

/** Remarks beside the result. */
function remarks(now: Outcome, history: History): readonly string[] {
  return [
    ...(now.recount ? ["The votes are being counted again."] : []),
    ...(isAlone(history, now) ? ["Entered by one editor."] : []),
  ];
}

/** `, by 5,319`, and the correction in a few words. */
function lineOf({ now, change }: Account, history: History): readonly Inline[] {
  const bold = change.kind === "winner" ? `CORRECTED: ${heading(now)}` : heading(now);
  const said: string =
    change.kind === "winner"
      ? `; we said ${inBrief(change.said)}`
      : change.kind === "figures"
        ? `; corrected${now.state === "called" ? ", the votes do not stand" : `: ${votesWords(now, change.said, 1)}`}`
        : change.kind === "back"
          ? "; changed for a time, and changed back"
          : "";
  const more = [
    ...(now.recount ? ["being counted again"] : []),
    ...(isAlone(history, now) ? ["entered by one editor"] : []),
  ];
  const parts = [`${margin(now)}${said}`, ...more].join(", ");
  return [{ bold }, ...(parts ? [parts] : [])];
}

function blocksOf(account: Account, history: History): readonly Block[] {
  const { now } = account;
  const { lookup } = history.results;
  // The heading tells of another winner already.
  const corrected = account.change.kind === "winner" ? undefined : changeWords(account);
  const own = now.byElection === undefined;
  const most = standsAlone(now, lookup) ? shown.contest : shown.seat;
  return [
    ...(corrected ? [text({ bold: corrected })] : []),
    text(beatsWithParties(now)),
    ...(now.state === "called" ? previousNote(now) : [candidates(now.lines.slice(0, most), now)]),
    ...(now.state === "called" || now.lines.length <= most || most === shown.seat
      ? []
      : [note(`and ${many(now.lines.length - most, "candidate")} more`)]),
    ...(own ? [...targetNotes(now, lookup), ...moments(now, lookup)] : []).map((line) => text(line)),
    ...remarks(now, history).map((line) => note(line)),
  ];
}

function weightOf(outcome: Outcome, lookup: Lookup): number {
  const { result, tie, winner } = outcome;
  if (tie && !winner) return weights.tie;
  if (standsAlone(outcome, lookup)) return weights.byElection;
  return result?.kind === "gain" ? weights.gain : weights.hold;
}
