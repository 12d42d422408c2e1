/** The rows of one seat -> what the sheet says of it. Seat, candidates and votes make a result; all else is beside it. */
import type { Election } from "../../../core/election.ts";
import { winnerBy, type Ballot, type Matcher } from "../match.ts";
import { Misfit } from "../match/misfit.ts";
import { instantOf } from "../read/times.ts";
import type { Said } from "../source.ts";
import { countIn, figureIn, noNumber, stateIn, type Cells, type State } from "./line.ts";
import type { Note, SeatRows } from "./rows.ts";
import { sumDoubts, wordDoubts } from "./doubts.ts";
import { attempt, callOf, electedOf, isCallAlone, named, summarised, type About } from "./winners.ts";

export interface SheetReader {
  readonly matcher: Matcher;
  readonly election: Election;
  readonly now: Date;
  /** A title says that the figures may change still. */
  readonly isEarly?: boolean;
  /** It has no column of votes: its words tell who won. */
  readonly isOfWinners?: boolean;
}

export interface SeatSaid {
  readonly said: Said;
  /** The reasons why an editor should look before it counts. */
  readonly doubts: readonly string[];
}

/** @returns undefined where nothing is declared yet @throws Misfit */
export function readSeat(ballot: Ballot, group: SeatRows, means: SheetReader, note: Note): SeatSaid | undefined {
  const { rows } = group;
  const state = stateOf(rows);
  const time = timeOf(rows, ballot, means, note);
  const about: About = {
    seat: ballot.seat.code,
    ...(ballot.byElection !== undefined && { byElection: ballot.byElection }),
    recorded: means.now,
  };
  if (state === "retraction" || state === "recount") return { said: { ...about, state }, doubts: [] };
  if (means.isOfWinners) {
    const called = summarised(ballot, rows, means.matcher, note);
    if (called)
      return { said: { ...about, ...time, state: "called", winner: called.winner.id }, doubts: called.doubts };
  }
  const said = isCallAlone(rows)
    ? callOf({ ...about, ...time }, electedOf(ballot, rows, means.matcher, note))
    : resultOf(ballot, group, { about: { ...about, ...time }, state, means, note });
  if (!said) return undefined;
  const doubts = state === "early" || means.isEarly ? ["the sheet calls these figures provisional"] : [];
  return { said, doubts: [...doubts, ...sumDoubts(said, group), ...wordDoubts(said, ballot, rows, means.matcher)] };
}

interface Reading {
  readonly about: About;
  readonly state: State | undefined;
  readonly means: SheetReader;
  readonly note: Note;
}

/** @throws Misfit */
function resultOf(ballot: Ballot, { rows, sums }: SeatRows, { about, state, means, note }: Reading): Said | undefined {
  const { matcher } = means;
  const told = (why: string): void => note(why, rows[0]?.row ?? 0, rows[0]?.text ?? "");
  const own = rows.filter((cells) => !isRemark(cells, ballot, matcher));
  const votesIn = reader(own);
  const lines = own.map((cells) => ({ cells, line: named(cells, matcher), votes: votesIn(cells) }));
  const figures = lines.flatMap(({ line, votes }) => (votes === undefined ? [] : [{ line, votes }]));
  const elected = electedOf(ballot, rows, matcher, note);
  // Noughts are what some sheets have before anything is known.
  if (figures.every(({ votes }) => votes === 0)) return callOf(about, elected);
  const blank = lines.filter(({ votes }) => votes === undefined).map(({ cells }) => cells);
  if (blank.length > 0) throw new Misfit(`no votes in ${rowsOf(blank)}`, true);
  const votes = matcher.votes(ballot, figures, { note: told });
  const winner = winnerBy(votes, elected);
  const rejected = rejectedOf(rows, note) ?? sums.find(({ of }) => of === "rejected")?.n;
  return {
    ...about,
    ...winner,
    state: state === "correction" ? state : "result",
    votes,
    ...(rejected !== undefined && rejected <= ballot.electorate && { rejected }),
  };
}

/** A row of nobody's, and of no votes: a remark, or somebody who has withdrawn. All who stand need a row of their own all the same. */
const isRemark = (cells: Cells, ballot: Ballot, matcher: Matcher): boolean =>
  !/[1-9]/.test(cells.get("votes") ?? "") &&
  attempt(() => matcher.candidate(ballot, named(cells, matcher))) === undefined;

/**
 * "19.883" are thousands where all of a seat's figures are written so, and where they are no shares of a hundred.
 * @throws Misfit
 */
function reader(rows: readonly Cells[]): (cells: Cells) => number | undefined {
  const counts = rows.map((cells) => figureIn(cells, "votes"));
  const dotted = counts.filter((count) => count.kind === "dotted");
  const sum = dotted.reduce((all, { fraction }) => all + fraction, 0);
  const isShare = sum > 90 && sum < 110 && counts.every((count) => count.kind !== "count" || count.n === 0);
  const areThousands =
    dotted.length > 1 && !isShare && counts.every((count) => count.kind !== "count" || count.n < 1_000);
  return (cells) => {
    const count = figureIn(cells, "votes");
    if (count.kind === "none") return undefined;
    if (count.kind === "count" || (count.kind === "dotted" && areThousands)) return count.n;
    throw noNumber(cells, "votes");
  };
}

/** The rows may repeat a state, leave it out, or have words of their own in its place. @throws Misfit */
function stateOf(rows: readonly Cells[]): State | undefined {
  const states = [...new Set(rows.map(stateIn).filter((state) => state !== undefined && state !== "mark"))];
  const [one, another] = states;
  if (!another) return one;
  if (states.some((state) => state === "retraction" || state === "recount"))
    throw new Misfit("its rows have different states");
  return states.find((state) => state === "early" || state === "correction") ?? "result";
}

function timeOf(
  rows: readonly Cells[],
  ballot: Ballot,
  { election }: SheetReader,
  note: Note,
): { readonly declared?: Date } {
  const times = new Map<number, Date>();
  for (const cells of rows) {
    const cell = cells.get("declared");
    const time = cell === undefined ? undefined : instantOf(cell, ballot.byElection ?? election.date, election);
    if (time) times.set(time.getTime(), time);
    else if (
      cell !== undefined &&
      !/^\W*$|^(?:n\/?a|tb[cad]|yes|no|y|n)$/i.test(cell) &&
      !/await|pending|expected|count/i.test(cell)
    )
      note("times that are none: left out; write 2024-07-05 02:13", cells.row, cell);
  }
  const [one, another] = [...times.values()];
  if (another && one)
    note("seats with several times of declaration: left out", rows[0]?.row ?? 0, rows[0]?.get("declared") ?? "");
  return one && !another ? { declared: one } : {};
}

function rejectedOf(rows: readonly Cells[], note: Note): number | undefined {
  const read = (cells: Cells): number | undefined => attempt(() => countIn(cells, "rejected")) ?? undefined;
  const [one, another] = new Set(rows.map(read).filter((n) => n !== undefined));
  const odd = rows.find((cells) => cells.get("rejected") !== undefined && figureIn(cells, "rejected").kind === "wrong");
  if (odd) note("rejected papers that are no number: left out", odd.row, odd.get("rejected") ?? "");
  if (another !== undefined) note("seats with several numbers of rejected papers: left out", rows[0]?.row ?? 0, "");
  return another === undefined ? one : undefined;
}

/** "row 7", "rows 7 to 12", "rows 7, 9, 12". */
export function rowsOf(rows: readonly Cells[]): string {
  const numbers = [...new Set(rows.map(({ row }) => row))].toSorted((a, b) => a - b);
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length === 1) return `row ${first}`;
  if (last - first === numbers.length - 1) return `rows ${first} to ${last}`;
  const few = numbers.slice(0, 8);
  return `rows ${few.join(", ")}${numbers.length > few.length ? " and others" : ""}`;
}
