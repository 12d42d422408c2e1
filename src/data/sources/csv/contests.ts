/** Rows of a sheet -> what it says of each contest. Rows of a seat that is written in several ways are joined. */
import type { Election } from "../../../core/election.ts";
import { namesSomebody, type Field } from "../../../core/desk/columns.ts";
import { judged, twins } from "../doubts.ts";
import type { Ballot, Matcher } from "../match.ts";
import { Misfit, noted, quarantined, quoted } from "../match/misfit.ts";
import type { Table } from "../read/table.ts";
import { dayOf } from "../read/times.ts";
import type { Found } from "../source.ts";
import type { Cells } from "./line.ts";
import type { Note, SeatRows } from "./rows.ts";
import { readSeat, rowsOf, type SheetReader } from "./seat.ts";
import { tall } from "./wide.ts";

export interface Wide {
  readonly table: Table;
  readonly columns: ReadonlyMap<Field, number>;
  readonly parties: ReadonlyMap<number, string>;
}

interface Contest extends SeatRows {
  readonly ballot: Ballot;
}

/** Joins the rows of a seat that is written in several ways: each part alone would look like a whole result. */
export function joined(groups: readonly SeatRows[], where: string, means: SheetReader, wide?: Wide): readonly Found[] {
  const found: Found[] = [];
  const contests = new Map<string, Contest>();
  for (const group of groups) {
    const unfit = sorted(group, means, contests);
    if (unfit !== undefined) found.push(quarantined(`${where}, ${rowsOf(group.rows)}`, unfit, excerptOf(group.rows)));
  }
  const notes = new Map<string, { readonly row: number; readonly excerpt: string; readonly seats: Set<string> }>();
  for (const contest of contests.values()) {
    const { seat } = contest.ballot;
    const note: Note = (why, row, excerpt) => {
      const one = notes.get(why) ?? { row, excerpt, seats: new Set() };
      one.seats.add(seat.name);
      notes.set(why, one);
    };
    const spread = wide && !namesSomebody(wide.columns) ? spreadOut(contest, wide, note) : contest;
    found.push(...read(spread, where, means, note));
  }
  const told = [...notes].map(([why, { row, excerpt, seats }]) =>
    noted(`${where}, row ${row}${seats.size > 1 ? ` and ${seats.size - 1} more seats` : ""}`, why, excerpt),
  );
  return [...twins(found), ...told];
}

function spreadOut(contest: Contest, { table, columns, parties }: Wide, note: Note): Contest {
  const [first] = contest.rows;
  const row = table.rows.find((one) => one.row === first?.row);
  if (!row || !first) return contest;
  const rows = contest.rows.length === 1 ? tall(row, columns, parties, contest.ballot.runners) : undefined;
  if (rows) return { ...contest, rows };
  note("rows in which a candidate has no column of their own: no votes are taken from them", first.row, first.text);
  return contest;
}

function read(contest: Contest, where: string, means: SheetReader, note: Note): readonly Found[] {
  const { ballot, rows } = contest;
  const about = { seat: ballot.seat.code, ...(ballot.byElection !== undefined && { byElection: ballot.byElection }) };
  const at = `${where}, ${rowsOf(rows)}`;
  try {
    const one = readSeat(ballot, contest, means, note);
    if (!one) return [];
    if (isLast(one.said.votes, ballot)) throw new Misfit("has the very figures of the last election");
    return [judged(one.said, ballot, at, means.election, one.doubts)];
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const how = error.isIncomplete ? { how: "incomplete" as const } : {};
    return [quarantined(at, `${ballot.seat.name}: ${error.message}`, excerptOf(rows), { about, ...how })];
  }
}

/** The figures of the election before, by party: a file of that one, or rows that were never filled anew. */
function isLast(votes: Readonly<Record<string, number>> | undefined, { previous, runners }: Ballot): boolean {
  const before = Object.entries(previous?.votes ?? {}).filter(([, n]) => n > 0);
  if (!votes || before.length < 3) return false;
  return (
    before.every(([party, n]) => {
      const own = runners.filter((runner) => runner.party === party).map(({ id }) => votes[id] ?? 0);
      return own.length === 0 || own.includes(n);
    }) && before.some(([party]) => runners.some((runner) => runner.party === party))
  );
}

/** Sorts rows by seat. @returns the reason, for rows of no seat */
function sorted(
  group: SeatRows,
  { matcher, election }: SheetReader,
  contests: Map<string, Contest>,
): string | undefined {
  const [first] = group.rows;
  if (!first) return undefined;
  try {
    const ballot = matcher.ballot(namedBy(first, election));
    const key = `${ballot.seat.code} ${ballot.byElection ?? ""}`;
    const known = contests.get(key);
    contests.set(key, {
      ballot: { ...ballot, loosely: ballot.loosely || known?.ballot.loosely === true },
      rows: [...(known?.rows ?? []), ...group.rows],
      sums: [...(known?.sums ?? []), ...group.sums],
    });
    return undefined;
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

/** @throws Misfit */
function namedBy(cells: Cells, election: Election): Parameters<Matcher["ballot"]>[0] {
  const [code, name, given] = [cells.get("code"), cells.get("seat"), cells.get("date")];
  const inName = /\d{4}-\d{2}-\d{2}$/.exec(cells.get("contest") ?? "")?.[0];
  const day = given === undefined ? inName : dayOf(given);
  if (given !== undefined && day === undefined) throw new Misfit(`row ${cells.row}: ${quoted(given)} is no day`);
  return {
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(day !== undefined && !isDayAfter(day, election) && { date: day }),
  };
}

/** The day on which it was declared, or somebody wrote it down, in a column that may mean that of the vote. */
function isDayAfter(day: string, { date, upcoming = [] }: Election): boolean {
  const apart = Date.parse(day) - Date.parse(date);
  return apart > 0 && apart <= 4 * 86_400_000 && !upcoming.some((one) => one.date === day);
}

const excerptOf = (rows: readonly Cells[]): string => rows.map(({ text }) => text).join("\n");
