/** A sheet, one row a candidate or a column a party: a file, or a spreadsheet published to the web as CSV. */
import type { Election } from "../../core/election.ts";
import { columnsOf, enough, namesSomebody, wanting, worthOf, type Field } from "../../core/desk/columns.ts";
import { cellsOf, stateIn, type Cells } from "./csv/line.ts";
import { unfolded } from "./csv/numbered.ts";
import { sectionIn, seatRows, type SeatRows } from "./csv/rows.ts";
import { readSeat, rowsOf, type Note, type SheetReader } from "./csv/seat.ts";
import { summaryOf } from "./csv/summary.ts";
import { isEarly, isMadeUp, isOfOthers, seatIn } from "./csv/titles.ts";
import { partyColumns, tall } from "./csv/wide.ts";
import { judged, twins } from "./doubts.ts";
import { fetchText, shown, type Reach } from "./fetch.ts";
import { framed } from "./frame.ts";
import { createMatcher, type Ballot, type Matcher, type Published } from "./match.ts";
import { Misfit, noted, quarantined, quoted } from "./match/misfit.ts";
import { answerOf } from "./read/kept.ts";
import { readTable, type Table } from "./read/table.ts";
import { dayOf } from "./read/times.ts";
import { wholeText } from "./read/whole.ts";
import { SourceError, type Found, type Source } from "./source.ts";

export interface SheetOptions {
  readonly name: string;
  readonly staff?: boolean;
  /** Path, or address. */
  readonly location: string;
  readonly election: Election;
  /** The results of the election itself, where a by-election is to come. */
  readonly published?: Published;
  readonly reach?: Reach;
  readonly now: () => Date;
}

/** A sheet has no revisions of its own: the log counts its changes. */
export function csvSource({
  name,
  staff = false,
  location,
  election,
  published,
  reach = {},
  now,
}: SheetOptions): Source {
  const matcher = createMatcher(election, published);
  const where = shown(location);
  return framed(
    { name, kind: "feed", staff },
    {
      async read(kept, signal) {
        const { answer } = await fetchText(
          location,
          answerOf(kept, location),
          { ...reach, anyLetters: true },
          signal,
          (text, _, isWhole) => wholeText(text, isWhole, where),
        );
        return { [location]: answer };
      },
      interpret: (answers) => readSheet(answers[location]?.text ?? "", where, { matcher, election, now: now() }),
      now,
    },
  );
}

/** @param where the sheet is, for people @throws SourceError where the text is no such sheet */
export function readSheet(text: string, where: string, means: SheetReader): readonly Found[] {
  const { matcher, election } = means;
  if (/^\s*</.test(text)) throw new SourceError(`${where} is a web page, not CSV: publish the sheet to the web as CSV`);
  const score = (heads: readonly string[]): number => {
    const worth = worthOf(heads);
    const parties =
      worth < enough && heads.length > 3 ? heads.filter((head) => head !== "" && matcher.party(head)) : [];
    return worth + (parties.length > 2 ? Math.min(8, parties.length) : 0);
  };
  const read = readTable(text, {
    score: (heads) => Math.max(score(heads), score(unfolded({ ...none, heads })?.heads ?? [])),
    enough,
  });
  const table = read && (unfolded(read) ?? read);
  if (!table)
    throw new SourceError(
      `${where} is no CSV: its first rows have the names of the columns, and others follow, 50,000 at most`,
    );
  refuseAnother(table, election, where);
  const made = table.titles.find(isMadeUp);
  if (made !== undefined) throw new SourceError(`${where} says that its figures are made up: ${quoted(made)}`);
  const columns = meant(table, columnsOf(table, yearsOf(election)), matcher);
  const parties = partyColumns(table.heads, columns, matcher);
  const before =
    table.titles.map((title) => seatIn(title, matcher)).find((found) => found !== undefined) ?? lone(columns, election);
  const isOfWinners = !columns.has("votes") && saysWhoWon(table, columns, matcher);
  const why = parties && columns.has("seat") ? undefined : wanting(table, columns, isOfWinners);
  const isPlaced =
    /for the seat/.test(why ?? "") &&
    (before !== undefined ||
      table.rows.some((row) => sectionIn(cellsOf(row, columns), columns, matcher) !== undefined));
  if (why !== undefined && !isPlaced) throw new SourceError(`${where} ${why}`);
  const broken = table.broken.map(({ row, why, text }) => quarantined(`${where}, row ${row}`, why, text));
  const groups =
    parties && !namesSomebody(columns)
      ? table.rows.map((row): SeatRows => ({ rows: [cellsOf(row, without(columns, "votes"))], sums: [] }))
      : seatRows(table, columns, matcher, before);
  const early = table.titles.some(isEarly);
  return [
    ...joined(groups, where, { ...means, isEarly: early, isOfWinners }, parties && { table, columns, parties }),
    ...broken,
  ];
}

const none: Table = { heads: [], titles: [], rows: [], broken: [] };

/** Where one seat is contested, its sheet need not name it: candidates who do not stand there fit nothing. */
function lone(columns: ReadonlyMap<Field, number>, { seats, upcoming = [] }: Election): string | undefined {
  const [only, another] = seats;
  const isNamed = columns.has("seat") || columns.has("code");
  return another || upcoming.length > 0 || isNamed ? undefined : only?.name;
}

const without = (columns: ReadonlyMap<Field, number>, field: Field): ReadonlyMap<Field, number> =>
  new Map([...columns].filter(([one]) => one !== field));

/** Words such as "Lab hold" or "elected" in a column of results, in a sheet that has no votes. */
function saysWhoWon({ rows }: Table, columns: ReadonlyMap<Field, number>, matcher: Matcher): boolean {
  const at = columns.get("state");
  if (at === undefined) return false;
  return rows.some((row) => {
    const cells = cellsOf(row, columns);
    return stateIn(cells) === "mark" || summaryOf(cells.get("state") ?? "", matcher) !== undefined;
  });
}

const yearsOf = ({ date, upcoming = [] }: Election): readonly string[] =>
  [...new Set([date, ...upcoming.map((one) => one.date)])].map((day) => day.slice(0, 4));

/** A title of an election in another year, and of none in this. @throws SourceError */
function refuseAnother({ titles }: Table, election: Election, where: string): void {
  const own = yearsOf(election);
  const isHouse = election.kind === "general" || election.kind === "by-election";
  for (const title of titles) {
    const years = title.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [];
    const isOfOne =
      /\b(?:elections?|results?|ge|votes)\b/i.test(title) &&
      !/updated|published|copyright|©|downloaded|as (?:of|at)/i.test(title);
    if (isHouse && isOfOthers(title))
      throw new SourceError(`${where} says that it is of another kind of election: ${quoted(title)}`);
    if (isOfOne && years.length > 0 && !years.some((year) => own.includes(year)))
      throw new SourceError(`${where} says that it is of another election: ${quoted(title)}`);
  }
}

/** A column "Name" may hold seats or people: its cells tell. */
function meant({ rows }: Table, columns: ReadonlyMap<Field, number>, matcher: Matcher): ReadonlyMap<Field, number> {
  const at = columns.get("candidate");
  if (columns.has("seat") || at === undefined) return columns;
  const some = rows.slice(0, 20).map(({ cells }) => cells[at] ?? "");
  const seats = some.filter((cell) => cell !== "" && matcher.seat(cell));
  if (seats.length * 2 <= some.filter((cell) => cell !== "").length) return columns;
  return new Map([...without(columns, "candidate"), ["seat", at]]);
}

interface Wide {
  readonly table: Table;
  readonly columns: ReadonlyMap<Field, number>;
  readonly parties: ReadonlyMap<number, string>;
}

interface Contest extends SeatRows {
  readonly ballot: Ballot;
}

/** Joins the rows of a seat that is written in several ways: each part alone would look like a whole result. */
function joined(groups: readonly SeatRows[], where: string, means: SheetReader, wide?: Wide): readonly Found[] {
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
  note("rows in which several candidates share a column: no votes are taken from them", first.row, first.text);
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
