/** Rows of a sheet -> rows of each seat: a seat that is named once, over its rows or in the first of them; rows of sums. */
import { countOf, isPending, tidy } from "../../../core/desk/cells.ts";
import type { Matcher } from "../match.ts";
import type { Table } from "../read/table.ts";
import { namesSomebody, type Field } from "../../../core/desk/columns.ts";
import { seatIn } from "./titles.ts";
import { cellsOf, type Cells } from "./line.ts";

/** An oddity that stopped nothing: the same words for every seat, and where it was seen. */
export type Note = (why: string, row: number, excerpt: string) => void;

export interface Sum {
  readonly row: number;
  readonly of: "votes" | "rejected";
  readonly n: number;
}

export interface SeatRows {
  readonly rows: readonly Cells[];
  /** Sums that the sheet gives itself. */
  readonly sums: readonly Sum[];
}

const labels = {
  rejected:
    /^(?:total |number of |no of |all |the )*(?:rejected|spoil(?:t|ed)|invalid|void|(?:ballot )?(?:papers|ballots) (?:rejected|spoil(?:t|ed)|not counted))\b/,
  /** The law's reasons for which a paper is rejected, as each declaration lists them. */
  reason:
    /\b(?:want of (?:an |the )?official mark|voting for more|(?:writing|mark) by which|unmarked|void for uncertainty|wholly void|rejected in part)\b/,
  country:
    /^(?:uk|united kingdom|gb|great britain|england|scotland|wales|northern ireland|national|all seats|north east|north west|yorkshire and the humber|(?:east|west) midlands|east of england|london|south east|south west)(?: totals?)?$/,
  seats:
    /^(?:number of |no of |vacant )*(?:seats?|vacanc(?:y|ies))(?: (?:available|vacant|to be filled|up for election))?$/,
  votes:
    /^(?:grand |sub ?|overall |seat |constituency )*(?:total|totals|sum)(?: (?:number of )?(?:valid |all )?(?:votes?|ballots?|poll|polled|cast|counted|papers))*$|^(?:total |number of |no of )*valid (?:votes?|ballots?|papers|poll)(?: cast| polled| counted)?(?: total)?$/,
  other:
    /^(?:total |number of |no of |registered |eligible |the |overall |local |parliamentary )*(?:electors?|electorate|voters?|turn ?out|majority|swing|ballots?|ballot papers|papers|quota|postal votes?|votes cast|other notes)(?: (?:%|pct|papers?|issued|verified|counted|included|received|on the register|registered|in box(?:es)?|of|to|from|over|and|votes?|percentage|size|figure|lab|con|ld|\p{L}{1,3})\b.*| ?%)?$|^(?:sources?|notes?|key|last updated|updated|hold|gain)$/u,
} as const;

/** A word for a sum or for anything else that is no candidate. */
function labelIn(cells: Cells, isSomebody: (text: string) => boolean): keyof typeof labels | undefined {
  const first = cells.cells.map(tidy).find((cell) => cell !== "");
  const places = [
    cells.get("candidate"),
    cells.get("family"),
    cells.get("given"),
    cells.get("party"),
    cells.get("seat"),
    first,
  ];
  for (const text of places) {
    const word = (text ?? "")
      .toLowerCase()
      .replaceAll(/[^\p{L}%]+/gu, " ")
      .trim();
    if (word === "" || word.length > 80) continue;
    if (
      /^\W*(?:sources?|notes?|key|(?:last )?updated|returning officer|declared|check(?:ed)?|contact|nb|n\.b\.)\s*:/i.test(
        text ?? "",
      )
    )
      return "other";
    if (text === cells.get("seat") && cells.get("candidate") === undefined) {
      const whole = /^(.+?)[\s:–-]+(?:sub-?)?totals?(?: (?:valid )?votes)?$/i.exec(text ?? "")?.[1];
      if (whole !== undefined && isSomebody(whole)) return "votes";
      if (labels.country.test(word)) return "other";
    }
    if (labels.reason.test(word)) return "reason";
    if (labels.rejected.test(word)) return "rejected";
    if (labels.votes.test(word)) return "votes";
    // "Key" and "Gain" are surnames too.
    const isName = text === cells.get("family") || text === cells.get("given");
    if (!isName && (labels.other.test(word) || labels.seats.test(word)) && !isSomebody(text ?? "")) return "other";
  }
  return undefined;
}

/** @returns rows by the words that they name their contest with, in the order of the sheet */
export function seatRows(
  { rows }: Pick<Table, "rows">,
  columns: ReadonlyMap<Field, number>,
  matcher: Matcher,
  before: string | undefined,
): readonly SeatRows[] {
  const groups = new Map<string, { rows: Cells[]; sums: Sum[] }>();
  let current: Partial<Record<Field, string>> = before === undefined ? {} : { seat: before };
  const groupOf = (key: string): { rows: Cells[]; sums: Sum[] } => {
    const group = groups.get(key) ?? { rows: [], sums: [] };
    groups.set(key, group);
    return group;
  };
  let last: string | undefined;
  let isAfterReasons = false;
  for (const row of rows) {
    const read = cellsOf(row, columns);
    const section = sectionIn(read, columns, matcher);
    if (section !== undefined) {
      current = { seat: section };
      last = undefined;
      continue;
    }
    const label = labelIn(read, (text) => matcher.seat(text) !== undefined || matcher.party(text) !== undefined);
    if (label !== undefined) {
      // Under the reasons stands the total of the papers, not of the votes.
      const of = label === "votes" && isAfterReasons ? "rejected" : label;
      isAfterReasons = label === "reason";
      const sum = (of === "votes" || of === "rejected") && last !== undefined ? sumIn(read, of) : undefined;
      if (sum && last !== undefined) groupOf(last).sums.push(sum);
      continue;
    }
    if (isWhole(read, current, columns) && last !== undefined) {
      const sum = sumIn(read, "votes");
      if (sum) groupOf(last).sums.push(sum);
      continue;
    }
    const isNamed = read.get("code") !== undefined || read.get("seat") !== undefined;
    if (isNamed) current = partsOf(read);
    if (!saysAnything(read) || (!isNamed && Object.keys(current).length === 0 && !saysWho(read))) continue;
    const cells = isNamed ? read : under(read, current);
    last = [cells.get("code"), cells.get("seat"), cells.get("date") ?? cells.get("contest")].join("\n");
    groupOf(last).rows.push(cells);
  }
  return [...groups.values()].filter((group) => group.rows.length > 0);
}

/** A figure under a seat's rows beside its name, and nobody's: their sum. */
function isWhole(cells: Cells, above: Partial<Record<Field, string>>, columns: ReadonlyMap<Field, number>): boolean {
  const isSame = (["code", "seat"] as const).every(
    (field) => cells.get(field) === undefined || cells.get(field) === above[field],
  );
  return namesSomebody(columns) && isSame && !saysWho(cells) && countOf(cells.get("votes") ?? "").kind === "count";
}

const saysWho = (cells: Cells): boolean =>
  (["id", "candidate", "family", "party", "abbreviation", "elected"] as const).some(
    (field) => cells.get(field) !== undefined,
  );

/** A row of a seat's name alone waits to be filled. */
function saysAnything(cells: Cells): boolean {
  if (
    (["id", "candidate", "family", "party", "abbreviation", "memberFamily"] as const).some(
      (field) => cells.get(field) !== undefined,
    )
  )
    return true;
  return (["votes", "elected", "state"] as const).some((field) => !isPending(cells.get(field) ?? ""));
}

/** A row that names a seat, and no figures but those of the seat as a whole: it stands over that seat's candidates. */
export function sectionIn(cells: Cells, columns: ReadonlyMap<Field, number>, matcher: Matcher): string | undefined {
  const [only, ...others] = cells.cells.map(tidy).filter((cell) => cell !== "");
  if (only === undefined || !others.every((cell) => ofAll.test(cell))) return undefined;
  const isOwn = cells.get("seat") === only || cells.get("code") === only;
  if (!isOwn && columns.has("seat") && cells.get("candidate") !== only && tidy(cells.cells[0] ?? "") !== only)
    return undefined;
  return seatIn(only, matcher);
}

/** "Electorate: 69,662", "Declared 03:12", beside a seat's name. */
const ofAll = /^(?:registered )?(?:electorate|electors|turn ?out|declared|majority|region|result|code)\b\s*[:=]?\s*\S/i;

function sumIn(cells: Cells, of: Sum["of"]): Sum | undefined {
  const own = countOf(cells.get(of) ?? cells.get("votes") ?? "");
  const found = [own, ...cells.cells.map(countOf)].find(({ kind }) => kind === "count");
  return found?.kind === "count" ? { row: cells.row, of, n: found.n } : undefined;
}

const contestFields = ["code", "seat", "date", "contest"] as const;

const partsOf = (cells: Cells): Partial<Record<Field, string>> =>
  Object.fromEntries(
    contestFields.flatMap((field) => {
      const cell = cells.get(field);
      return cell === undefined ? [] : [[field, cell]];
    }),
  );

/** A row under another that names the seat for both, as cells that were merged are saved. */
const under = (cells: Cells, above: Partial<Record<Field, string>>): Cells => ({
  ...cells,
  get: (field) => cells.get(field) ?? above[field],
});
