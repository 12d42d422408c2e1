/**
 * Parliament's published results, a pair of CSV files: candidacies, a row a candidate, and constituencies, a row a seat. The sum
 * of the one must be the valid votes of the other.
 */
import type { Election } from "../../core/election.ts";
import { columnsOf, type Field } from "../../core/desk/columns.ts";
import { cellsOf, countIn, lineOf, type Cells } from "./csv/line.ts";
import { judged } from "./doubts.ts";
import { fetchText, shown, type Reach } from "./fetch.ts";
import { framed, type Answers } from "./frame.ts";
import { createMatcher, winnerBy, type Ballot, type Matcher, type NamedContest, type Published } from "./match.ts";
import { Misfit, noted, quarantined, quoted } from "./match/misfit.ts";
import { answerOf } from "./read/kept.ts";
import { readTable, type Table } from "./read/table.ts";
import { dayOf, instantOf } from "./read/times.ts";
import { SourceError, type Found, type Said, type Source } from "./source.ts";

export interface ParliamentOptions {
  readonly name: string;
  readonly staff?: boolean;
  /** Paths or addresses of the two files, in either order. */
  readonly locations: readonly [string, string];
  readonly election: Election;
  readonly published?: Published;
  readonly reach?: Reach;
  readonly now: () => Date;
}

interface SheetReader {
  readonly matcher: Matcher;
  readonly election: Election;
  readonly now: Date;
}

/** The files have no revisions of their own: the log counts their changes. */
export function parliamentSource({
  name,
  staff = false,
  locations,
  election,
  published,
  reach = {},
  now,
}: ParliamentOptions): Source {
  const matcher = createMatcher(election, published);
  return framed(
    { name, kind: "official", staff },
    {
      async read(kept, signal) {
        const answers = locations.map(async (location): Promise<[string, Answers[string]]> => {
          const { answer } = await fetchText(
            location,
            answerOf(kept, location),
            { ...reach, anyLetters: true },
            signal,
          );
          return [location, answer];
        });
        return Object.fromEntries(await Promise.all(answers));
      },
      interpret: (answers) => interpret(answers, { matcher, election, now: now() }),
    },
  );
}

/** One of the files, and the meaning of its columns. */
interface Sheet {
  readonly where: string;
  readonly table: Table;
  readonly columns: ReadonlyMap<Field, number>;
  readonly rows: readonly Cells[];
}

function interpret(answers: Answers, means: SheetReader): readonly Found[] {
  const sheets = Object.entries(answers).map(([location, { text }]) => sheetOf(text, shown(location)));
  const candidacies = sheets.find(({ columns }) => ["code", "family", "votes"].every((name) => has(columns, name)));
  const seats = sheets.find((sheet) => sheet !== candidacies && sheet.table.heads.includes(validVotes));
  if (!candidacies || !seats)
    throw new SourceError(
      `${sheets.map(({ where }) => where).join(" and ")} are not Parliament's two files: candidacies (with Votes) and constituencies (with Valid votes)`,
    );
  const summaries = Map.groupBy(seats.rows, keyOf);
  const found: Found[] = [];
  const notes = new Map<string, readonly string[]>();
  for (const [key, rows] of Map.groupBy(candidacies.rows, keyOf)) {
    const where = `${candidacies.where}, row ${rows[0]?.row ?? 0}`;
    try {
      const note = (why: string): void => void notes.set(why, [...(notes.get(why) ?? []), where]);
      const read = readSeat(rows, summaries.get(key) ?? [], seats, { ...means, note });
      if (read) found.push(judged(read.said, read.ballot, where, means.election));
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      found.push(quarantined(where, error.message, rows.map(({ text }) => text).join("\n")));
    }
  }
  const broken = [candidacies, seats].flatMap(({ table, where }) =>
    table.broken.map(({ row, why, text }) => quarantined(`${where}, row ${row}`, why, text)),
  );
  const told = [...notes].map(([why, [where = "", ...more]]) =>
    noted(more.length > 0 ? `${where} and ${more.length} more` : where, why, ""),
  );
  return [...found, ...broken, ...told];
}

const validVotes = "valid votes";

const has = (columns: ReadonlyMap<string, number>, name: string): boolean => columns.has(name);

function sheetOf(text: string, where: string): Sheet {
  const table = readTable(text);
  if (!table)
    throw new SourceError(
      `${where} is no CSV: its first row has the names of the columns, and others follow, 50,000 at most`,
    );
  const columns = columnsOf(table);
  return { where, table, columns, rows: table.rows.map((row) => cellsOf(row, columns)) };
}

const keyOf = (cells: Cells): string => `${cells.get("code") ?? ""} ${cells.get("date") ?? ""}`;

/** @returns undefined where nothing is declared yet, or where the pack has this contest in its past @throws Misfit */
function readSeat(
  rows: readonly Cells[],
  summaries: readonly Cells[],
  seats: Sheet,
  { matcher, election, now, note }: SheetReader & { readonly note: (why: string) => void },
): { readonly said: Said; readonly ballot: Ballot } | undefined {
  const [first] = rows;
  const named = first && namedBy(first);
  if (!named || isPast(named, election)) return undefined;
  const ballot = matcher.ballot(named);
  const lines = rows.map((cells) => ({ cells, line: lineOf(cells), votes: countIn(cells, "votes") }));
  if (lines.every(({ votes }) => votes === undefined)) return undefined;
  const figures = lines.map(({ cells, line, votes }) => {
    if (votes === undefined) throw new Misfit(`no votes in row ${cells.row}`);
    return { line, votes };
  });
  const [summary, another] = summaries;
  if (!summary || another)
    throw new Misfit(`${ballot.seat.name} has ${summaries.length} rows in ${seats.where}, and should have one`);
  const votes = matcher.votes(ballot, figures, { note });
  const sums = summed(ballot, votes, summary, seats, election);
  return { said: { ...sums, ...winnerBy(votes, []), state: "result", votes, recorded: now }, ballot };
}

/** @throws Misfit */
function summed(
  { seat, byElection }: Ballot,
  votes: Readonly<Record<string, number>>,
  summary: Cells,
  { table, where }: Sheet,
  election: Election,
) {
  const valid = cellsOf(
    { row: summary.row, cells: summary.cells },
    new Map([["votes", table.heads.indexOf(validVotes)]]),
  );
  const sum = Object.values(votes).reduce((all, some) => all + some, 0);
  const told = countIn(valid, "votes");
  if (told !== sum) throw new Misfit(`${seat.name}: its votes add up to ${sum}, and ${where} has ${told ?? "none"}`);
  const rejected = countIn(summary, "rejected");
  const time = summary.get("declared");
  const declared = time === undefined ? undefined : instantOf(time, byElection ?? election.date, election);
  return {
    seat: seat.code,
    ...(byElection !== undefined && { byElection }),
    ...(rejected !== undefined && { rejected }),
    ...(declared && { declared }),
  };
}

/** @throws Misfit */
function namedBy(cells: Cells): NamedContest {
  const [code, name, given] = [cells.get("code"), cells.get("seat"), cells.get("date")];
  const date = given === undefined ? undefined : dayOf(given);
  if (given !== undefined && date === undefined) throw new Misfit(`${quoted(given)} is no day`);
  if (code === undefined) throw new Misfit(`row ${cells.row} has no ONS code`);
  return { code, ...(name !== undefined && { name }), ...(date !== undefined && { date }) };
}

const isPast = ({ code, date }: NamedContest, { byElections }: Election): boolean =>
  byElections.some((one) => one.seat === code && one.date === date);
