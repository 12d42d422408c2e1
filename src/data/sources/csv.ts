/** A sheet, one row a candidate, or a column a party or a candidate: a file, or a spreadsheet published to the web as CSV. */
import { columnsOf, enough, namesSomebody, wanting, worthOf } from "../../core/desk/columns.ts";
import type { Election } from "../../core/election.ts";
import { byCandidate, seatsOfHead } from "./csv/by-candidate.ts";
import { joined } from "./csv/contests.ts";
import { cellsOf, type Cells } from "./csv/line.ts";
import { unfolded } from "./csv/numbered.ts";
import { sectionIn, seatRows, type SeatRows } from "./csv/rows.ts";
import type { SheetReader } from "./csv/seat.ts";
import { lone, meant, refuseAnother, saysWhoWon, without, yearsOf } from "./csv/sheet.ts";
import { isEarly, seatIn } from "./csv/titles.ts";
import { partyColumns } from "./csv/wide.ts";
import { fetchText, shown, type Reach } from "./fetch.ts";
import { framed } from "./frame.ts";
import { createMatcher, type Published } from "./match.ts";
import { quarantined } from "./match/misfit.ts";
import { answerOf } from "./read/kept.ts";
import { isJson, tableText } from "./read/objects.ts";
import { readTable, type Table } from "./read/table.ts";
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
          (text, _, isWhole) => (isJson(text) ? text : wholeText(text, isWhole, where)),
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
  const score = scoring(means);
  const read = readTable(tableText(text, where), {
    score: (heads) => Math.max(score(heads), score(unfolded({ ...none, heads })?.heads ?? [])),
    enough,
  });
  if (!read)
    throw new SourceError(
      `${where} is no CSV: its first rows have the names of the columns, and others follow, 50,000 at most`,
    );
  const table = unfolded(read) ?? byCandidate(read, election, matcher) ?? read;
  refuseAnother(table, election, where);
  const columns = meant(table, columnsOf(table, yearsOf(election)), matcher);
  const before =
    table.titles.map((title) => seatIn(title, matcher)).find((found) => found !== undefined) ?? lone(columns, election);
  const parties = partyColumns(table.heads, columns, matcher);
  const isWide = parties !== undefined && !namesSomebody(columns);
  const isOfWinners = !columns.has("votes") && saysWhoWon(table, columns, matcher);
  const isPlaced =
    before !== undefined || table.rows.some((row) => sectionIn(cellsOf(row, columns), columns, matcher) !== undefined);
  // A seat that is named over its rows is as good as one with a column.
  const placed = isPlaced && !columns.has("code") ? new Map([["seat", -1] as const, ...columns]) : columns;
  const why = parties && placed.has("seat") ? undefined : wanting(table, placed, isOfWinners);
  if (why !== undefined) throw new SourceError(`${where} ${why}`);
  const groups = isWide
    ? table.rows.map((row): SeatRows => ({ rows: [seated(cellsOf(row, without(columns, "votes")), before)], sums: [] }))
    : seatRows(table, columns, matcher, before);
  const wide = isWide ? { table, columns, parties } : undefined;
  const early = table.titles.some(isEarly);
  const broken = table.broken.map(({ row, why, text }) => quarantined(`${where}, row ${row}`, why, text));
  return [...joined(groups, where, { ...means, isEarly: early, isOfWinners }, wide), ...broken];
}

const none: Table = { heads: [], written: [], titles: [], rows: [], broken: [] };

/** The worth of a line as a heading: of known words, or of names of parties or of candidates. */
const scoring =
  ({ matcher, election }: SheetReader) =>
  (heads: readonly string[]): number => {
    const worth = worthOf(heads);
    if (worth >= enough) return worth;
    const parties = heads.filter((head) => head !== "" && matcher.party(head)).length;
    const people = heads.filter((head) => head !== "" && seatsOfHead(head, election, matcher)).length;
    const isOfParties = parties > 2 || (parties === 2 && heads.length <= 3);
    return worth + Math.min(8, Math.max(isOfParties ? parties : 0, people > 1 ? 2 * people : 0));
  };

/** A row of the seat that is named over the table, where it names none itself. */
const seated = (cells: Cells, before: string | undefined): Cells => ({
  ...cells,
  get: (field) => cells.get(field) ?? (field === "seat" && cells.get("code") === undefined ? before : undefined),
});
