/** Words and sums beside a seat's votes that say otherwise. */
import type { Ballot, Matcher } from "../match.ts";
import { quoted } from "../match/misfit.ts";
import type { Said } from "../source.ts";
import { countIn, type Cells } from "./line.ts";
import type { SeatRows } from "./rows.ts";
import { summaryOf } from "./summary.ts";
import { attempt } from "./winners.ts";

/** "Con gain from LD", beside votes that are another party's to win. */
export function wordDoubts(
  { votes, winner }: Said,
  { runners }: Ballot,
  rows: readonly Cells[],
  matcher: Matcher,
): readonly string[] {
  if (!votes) return [];
  const most = Math.max(...Object.values(votes));
  const won = runners.find(({ id }) => (winner === undefined ? votes[id] === most : id === winner));
  const word = rows.map((cells) => cells.get("state") ?? "").find((text) => summaryOf(text, matcher) !== undefined);
  const party = word === undefined ? undefined : summaryOf(word, matcher)?.party;
  return party && party.id !== won?.party ? [`it says ${quoted(word ?? "")}, and its votes say otherwise`] : [];
}

/** A sum that the sheet gives itself must be that of its votes, or of its papers. */
export function sumDoubts({ votes, rejected = 0 }: Said, { rows, sums }: SeatRows): readonly string[] {
  if (!votes) return [];
  const sum = Object.values(votes).reduce((all, some) => all + some, 0);
  const isRight = (n: number): boolean => n === sum || n === sum + rejected;
  const column = new Set(rows.map((cells) => attempt(() => countIn(cells, "valid"))).filter((n) => n !== undefined));
  const [valid, another] = column;
  const wrong = [
    ...sums.filter(({ of, n }) => of === "votes" && !isRight(n)).map(({ row, n }) => ({ n, where: `row ${row}` })),
    // A column with different figures holds something else than the seat's sum.
    ...(valid !== undefined && another === undefined && rows.length > 1 && !isRight(valid)
      ? [{ n: valid, where: "its column of sums" }]
      : []),
  ];
  return wrong.slice(0, 1).map(({ n, where }) => `its votes add up to ${sum}, and ${where} says ${n}`);
}
