/** A sheet, one row a candidate: a file, or a spreadsheet published to the web as CSV. */
import type { Election } from "../../core/election.ts";
import { columnsOf, wanting } from "./csv/columns.ts";
import { cellsOf, countIn, isElected, lineOf, stateIn, type Cells, type State } from "./csv/line.ts";
import { fetchText, shown, type Reach } from "./fetch.ts";
import { framed } from "./frame.ts";
import { createMatcher, winnerBy, type Ballot, type Matcher } from "./match.ts";
import { Misfit, quarantined, quoted } from "./match/misfit.ts";
import { answerOf } from "./read/kept.ts";
import { readTable } from "./read/table.ts";
import { dayOf, instantOf } from "./read/times.ts";
import { SourceError, type Found, type Said, type Source } from "./source.ts";

export interface SheetOptions {
  readonly name: string;
  readonly staff?: boolean;
  /** Path, or address. */
  readonly location: string;
  readonly election: Election;
  readonly reach?: Reach;
  readonly now: () => Date;
}

/** A sheet has no revisions of its own: the log counts its changes. */
export function csvSource({ name, staff = false, location, election, reach = {}, now }: SheetOptions): Source {
  const matcher = createMatcher(election);
  return framed(
    { name, kind: "feed", staff },
    {
      async read(kept, signal) {
        const { answer } = await fetchText(location, answerOf(kept, location), reach, signal);
        return { [location]: answer };
      },
      interpret: (answers) =>
        readSheet(answers[location]?.text ?? "", shown(location), { matcher, election, now: now() }),
    },
  );
}

interface SheetReader {
  readonly matcher: Matcher;
  readonly election: Election;
  readonly now: Date;
}

/** @param where the sheet is, for people @throws SourceError where the text is no such sheet */
export function readSheet(text: string, where: string, means: SheetReader): readonly Found[] {
  if (/^\s*</.test(text)) throw new SourceError(`${where} is a web page, not CSV: publish the sheet to the web as CSV`);
  const table = readTable(text);
  if (!table)
    throw new SourceError(
      `${where} is no CSV: its first row has the names of the columns, and others follow, 50,000 at most`,
    );
  const columns = columnsOf(table);
  const why = wanting(table, columns);
  if (why !== undefined) throw new SourceError(`${where} ${why}`);
  const broken = table.broken.map(({ row, why, text }) => quarantined(`${where}, row ${row}`, why, text));
  const groups = Map.groupBy(
    table.rows.map((row) => cellsOf(row, columns)),
    (cells) => [cells.get("code"), cells.get("seat"), cells.get("date")].join("\n"),
  );
  return [...joined([...groups.values()], where, means), ...broken];
}

/** Joins the rows of a seat that is written in several ways: each part alone would look like a whole result. */
function joined(groups: readonly (readonly Cells[])[], where: string, means: SheetReader): readonly Found[] {
  const found: Found[] = [];
  const seats = new Map<string, { readonly ballot: Ballot; rows: readonly Cells[] }>();
  for (const rows of groups) {
    const unfit = sorted(rows, means, seats);
    if (unfit !== undefined) found.push(quarantine(unfit, rows, where));
  }
  for (const { ballot, rows } of seats.values()) {
    try {
      const said = readSeat(ballot, rows, means);
      if (said) found.push({ kind: "declaration", said, where: `${where}, ${rowsOf(rows)}` });
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      found.push(quarantine(`${ballot.seat.name}: ${error.message}`, rows, where));
    }
  }
  return found;
}

/** Sorts rows by seat. @returns the reason, for rows of no seat */
function sorted(
  rows: readonly Cells[],
  { matcher }: SheetReader,
  seats: Map<string, { readonly ballot: Ballot; rows: readonly Cells[] }>,
): string | undefined {
  const [first] = rows;
  if (!first) return undefined;
  try {
    const ballot = matcher.ballot(namedBy(first));
    const key = `${ballot.seat.code} ${ballot.byElection ?? ""}`;
    const known = seats.get(key);
    seats.set(key, {
      ballot: { ...ballot, loosely: ballot.loosely || known?.ballot.loosely === true },
      rows: [...(known?.rows ?? []), ...rows],
    });
    return undefined;
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

function namedBy(cells: Cells): Parameters<Matcher["ballot"]>[0] {
  const [code, name, given] = [cells.get("code"), cells.get("seat"), cells.get("date")];
  const date = given === undefined ? undefined : dayOf(given);
  if (given !== undefined && date === undefined) throw new Misfit(`row ${cells.row}: ${quoted(given)} is no day`);
  return {
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(date !== undefined && { date }),
  };
}

/** @returns undefined where nothing is declared yet @throws Misfit */
function readSeat(ballot: Ballot, rows: readonly Cells[], { matcher, election, now }: SheetReader): Said | undefined {
  const state = only(rows, "states", stateIn);
  const rejected = only(rows, "numbers of rejected papers", (cells) => countIn(cells, "rejected"));
  const declared = only(rows, "times", (cells) =>
    timeIn(cells, ballot.byElection ?? election.date, election)?.getTime(),
  );
  const about = {
    seat: ballot.seat.code,
    ...(ballot.byElection !== undefined && { byElection: ballot.byElection }),
    recorded: now,
  };
  if (state === "retraction" || state === "recount") return { ...about, state };
  const lines = rows.map((cells) => ({ cells, line: lineOf(cells), votes: countIn(cells, "votes") }));
  const elected = rows.filter(isElected).map((cells) => matcher.candidate(ballot, lineOf(cells)));
  const figures = lines.flatMap(({ line, votes }) => (votes === undefined ? [] : [{ line, votes }]));
  const time = declared === undefined ? {} : { declared: new Date(declared) };
  if (figures.length === 0) return call({ ...about, ...time }, elected, state);
  const blank = lines.filter(({ votes }) => votes === undefined).map(({ cells }) => cells);
  if (blank.length > 0) throw new Misfit(`no votes in ${rowsOf(blank)}`);
  if (state === "called") throw new Misfit("is called, and has votes: a call has none");
  const votes = matcher.votes(ballot, figures);
  const winner = winnerBy(votes, elected);
  return { ...about, ...time, ...winner, state: state ?? "result", votes, ...(rejected !== undefined && { rejected }) };
}

/** @throws Misfit */
function call(
  about: Pick<Said, "seat" | "byElection" | "recorded" | "declared">,
  elected: readonly { readonly id: string }[],
  state: State | undefined,
): Said | undefined {
  const [winner, another] = elected;
  if (another) throw new Misfit("two are marked as elected");
  if (state === "result" || state === "correction") throw new Misfit(`is a ${state}, and has no votes`);
  if (winner) return { ...about, state: "called", winner: winner.id };
  if (state === "called") throw new Misfit("is called, and nobody is marked as elected");
  return undefined;
}

/** A value that the rows of a seat give once, or all alike. @throws Misfit */
function only<T>(rows: readonly Cells[], what: string, read: (cells: Cells) => T | undefined): T | undefined {
  const [one, ...others] = new Set(rows.map(read).filter((value) => value !== undefined));
  if (others.length > 0) throw new Misfit(`its rows have different ${what}`);
  return one;
}

/** @throws Misfit */
function timeIn(cells: Cells, polled: string, election: Election): Date | undefined {
  const cell = cells.get("declared");
  const time = cell === undefined ? undefined : instantOf(cell, polled, election);
  if (cell !== undefined && !time)
    throw new Misfit(`row ${cells.row}: ${quoted(cell)} is no time: write 2024-07-05 02:13`);
  return time;
}

const quarantine = (why: string, rows: readonly Cells[], where: string): Found =>
  quarantined(`${where}, ${rowsOf(rows)}`, why, rows.map(({ text }) => text).join("\n"));

/** "row 7", "rows 7 to 12", "rows 7, 9, 12". */
function rowsOf(rows: readonly Cells[]): string {
  const numbers = rows.map(({ row }) => row).toSorted((a, b) => a - b);
  const [first = 0, last = first] = [numbers[0], numbers.at(-1)];
  if (numbers.length === 1) return `row ${first}`;
  if (last - first === numbers.length - 1) return `rows ${first} to ${last}`;
  const few = numbers.slice(0, 8);
  return `rows ${few.join(", ")}${numbers.length > few.length ? " and others" : ""}`;
}
