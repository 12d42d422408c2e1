/** Tables for a newsroom's spreadsheet. Shares, swings and turnout are in percentage points, two decimals. */
import { stringify } from "csv-stringify/sync";
import type { Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { lostDeposit, swingAchieved, swingNeeded, type Outcome } from "../core/outcome.ts";
import { sourceLine } from "../core/plain-text.ts";
import { provenanceFor } from "../core/provenance.ts";
import type { Results } from "../core/results.ts";
import type { Filter } from "../core/seats/filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { fullName } from "../core/story.ts";
import { correctedWords } from "./corrected.ts";
import { atLeast, printedParty } from "./words.ts";
import { rankOf } from "./rank.ts";

export const sheets = ["seats", "candidates", "targets"] as const;
export type Sheet = (typeof sheets)[number];

type Known = Pick<Context, "results" | "hasCome" | "provenance">;

/** Null where nothing is known. Every row of a sheet has the same columns, in the same order. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Some rows of a sheet. */
export interface Some {
  /** Party of the target list; the one that readers follow unless named. */
  readonly party?: string | undefined;
  /** The seats, or those of the candidates; all of them unless given. */
  readonly filter?: Filter | undefined;
}

/** @throws UserError when the party has no list */
export function sheetRows(sheet: Sheet, known: Known, { party, filter }: Some = {}): readonly Row[] {
  const rows = uncredited(sheet, known, { party, filter });
  // Once is enough for whoever keeps the file, and it would be most of it on every row.
  return rows.map((row, i) => ({ ...row, credit: i === 0 ? known.results.election.credits.join("; ") : null }));
}

function uncredited(sheet: Sheet, known: Known, { party, filter }: Some): readonly Row[] {
  const { results } = known;
  const seats = filter ? seatsOf(filter, results) : [...results.all, ...results.upcoming];
  const hasByElections = results.upcoming.length > 0;
  const contest = ({ byElection }: Outcome): Row => (hasByElections ? { by_election: byElection ?? null } : {});
  switch (sheet) {
    case "seats":
      return seats.map((outcome) => ({
        ...seatRow(outcome, results),
        ...contest(outcome),
        ...sourceOf(outcome, known),
      }));
    case "candidates":
      return seats.flatMap((outcome) =>
        candidateRows(outcome).map((row) => ({
          ...row,
          ...contest(outcome),
          ...sourceOf(outcome, known, String(row["democracy_club_id"])),
        })),
      );
    case "targets":
      return targetRows(known, party ?? results.election.targets.lists[0]?.party);
  }
}

/** Columns of each row on what was corrected, who says it, and how old it is. */
function sourceOf(outcome: Outcome, known: Known, candidate?: string): Row {
  const { timeZone } = known.results.election;
  const from = provenanceFor(outcome, known);
  return {
    corrected: correctedWords(outcome, known, candidate).join(" ") || null,
    source: sourceLine(from, timeZone)?.replace("Source: ", "") ?? null,
  };
}

/**
 * CSV with a heading. Percentages keep both decimals, so that columns line up in a text file too. Words that a
 * spreadsheet would take for a formula get an apostrophe, which it takes for "this is text": names come from others.
 * Figures stay figures.
 */
export function sheetCsv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: Row[string], column: string) =>
    typeof value === "number" && /_(pct|pts)$/.test(column)
      ? value.toFixed(2)
      : typeof value === "string" && /^[=+\-@\t\r]/.test(value)
        ? `'${value}`
        : value;
  const table = rows.map((row) => columns.map((column) => cell(row[column] ?? null, column)));
  return stringify([columns, ...table], { cast: { boolean: String } }).trimEnd();
}

function seatRow(outcome: Outcome, { lookup, election }: Results): Row {
  const { seat, winner, second, majority, valid, rejected, turnout, swing, result, state, previous } = outcome;
  const followed = election.targets.lists[0]?.party;
  return {
    code: seat.code,
    short_code: seat.short ?? null,
    name: seat.name,
    region: seat.region,
    nation: seat.nation,
    state,
    winner: winner ? fullName(winner) : null,
    party: winner?.party.short ?? null,
    result: result
      ? result.kind === "hold"
        ? `${result.to.short} hold`
        : `${result.to.short} gain from ${result.from.short}`
      : null,
    previous_party: previous?.winner.party.short ?? null,
    majority: majority?.votes ?? null,
    majority_pct: two(majority?.points),
    valid_votes: valid ?? null,
    rejected_papers: rejected ?? null,
    electorate: seat.electorate ?? null,
    turnout_pct: two(turnout),
    second: second && winner ? fullName(second) : null,
    second_party: second && winner ? second.party.short : null,
    swing_pts: two(swing?.points),
    swing_from: swing?.from.short ?? null,
    swing_to: swing?.to.short ?? null,
    target_rank: (followed && lookup.target(followed, seat.code)?.rank) ?? null,
  };
}

function candidateRows({ seat, lines, winner }: Outcome): readonly Row[] {
  return lines.map((line) => ({
    code: seat.code,
    seat: seat.name,
    name: fullName(line),
    party: line.party.short,
    printed_party: printedParty(line.candidate, line.party),
    gender: line.candidate.gender ?? null,
    place: rankOf(lines, line) ?? null,
    elected: winner ? line === winner : null,
    votes: line.votes ?? null,
    share_pct: two(line.share),
    change_pts: two(line.change),
    lost_deposit: line.share === undefined ? null : lostDeposit(line),
    sitting_mp: line.candidate.sitting ?? false,
    former_mp: line.candidate.former ?? false,
    democracy_club_id: line.candidate.id,
  }));
}

function targetRows(known: Known, id: string | undefined): readonly Row[] {
  const { results } = known;
  const list = id === undefined ? [] : results.lookup.targets(id);
  if (id === undefined || list.length === 0) throw new UserError("not-found", "That party has no target list.");
  const party = results.lookup.party(id);
  return list.map(({ seat, rank }) => {
    const outcome = results.outcome(seat.code);
    return {
      rank,
      code: seat.code,
      name: seat.name,
      held_by: outcome.previous?.winner.party.short ?? null,
      swing_needed_pts: upTwo(swingNeeded(outcome.previous, party)),
      swing_achieved_pts: two(swingAchieved(outcome, party)),
      won: outcome.winner ? outcome.winner.party === party : null,
      ...sourceOf(outcome, known),
    };
  });
}

/** A swing that is needed: less would not do. */
const upTwo = (n: number | undefined): number | null => (n === undefined ? null : atLeast(n, 2));

const two = (n: number | undefined): number | null => (n === undefined ? null : Number(n.toFixed(2)));
