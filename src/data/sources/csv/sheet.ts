/** A sheet as a whole: whether it is of this election, and what its columns hold where headings alone do not tell. */
import type { Election } from "../../../core/election.ts";
import type { Field } from "../../../core/desk/columns.ts";
import type { Matcher } from "../match.ts";
import { quoted } from "../match/misfit.ts";
import type { Table } from "../read/table.ts";
import { SourceError } from "../source.ts";
import { cellsOf, stateIn } from "./line.ts";
import { summaryOf } from "./summary.ts";
import { isMadeUp, isOfOthers } from "./titles.ts";

/** Where one seat is contested, its sheet need not name it: candidates who do not stand there fit nothing. */
export function lone(columns: ReadonlyMap<Field, number>, { seats, upcoming = [] }: Election): string | undefined {
  const [only, another] = seats;
  const isNamed = columns.has("seat") || columns.has("code");
  return another || upcoming.length > 0 || isNamed ? undefined : only?.name;
}

export const without = (columns: ReadonlyMap<Field, number>, field: Field): ReadonlyMap<Field, number> =>
  new Map([...columns].filter(([one]) => one !== field));

/** Words such as "Lab hold" or "elected" in a column of results, in a sheet that has no votes. */
export function saysWhoWon({ rows }: Table, columns: ReadonlyMap<Field, number>, matcher: Matcher): boolean {
  const at = columns.get("state");
  if (at === undefined) return false;
  return rows.some((row) => {
    const cells = cellsOf(row, columns);
    return stateIn(cells) === "mark" || summaryOf(cells.get("state") ?? "", matcher) !== undefined;
  });
}

export const yearsOf = ({ date, upcoming = [] }: Election): readonly string[] =>
  [...new Set([date, ...upcoming.map((one) => one.date)])].map((day) => day.slice(0, 4));

/** Made-up figures, or a title of an election in another year and of none in this. @throws SourceError */
export function refuseAnother({ titles }: Table, election: Election, where: string): void {
  const made = titles.find(isMadeUp);
  if (made !== undefined) throw new SourceError(`${where} says that its figures are made up: ${quoted(made)}`);
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
export function meant(
  { rows }: Table,
  columns: ReadonlyMap<Field, number>,
  matcher: Matcher,
): ReadonlyMap<Field, number> {
  const at = columns.get("candidate");
  if (columns.has("seat") || at === undefined) return columns;
  const some = rows.slice(0, 20).map(({ cells }) => cells[at] ?? "");
  const seats = some.filter((cell) => cell !== "" && matcher.seat(cell));
  if (seats.length * 2 <= some.filter((cell) => cell !== "").length) return columns;
  return new Map([...without(columns, "candidate"), ["seat", at]]);
}
