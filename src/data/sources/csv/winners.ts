/** Who won, as a seat's rows say it: a mark, a name or a party, or words such as "Lab gain from Con". */
import type { Ballot, Matcher, NamedCandidate, Runner } from "../match.ts";
import { Misfit } from "../match/misfit.ts";
import type { Said } from "../source.ts";
import { lineOf, markIn, stateIn, type Cells } from "./line.ts";
import { contradicts, summaryOf, winnerIn } from "./summary.ts";
import type { Note } from "./rows.ts";

/** @throws Misfit */
export function summarised(ballot: Ballot, [row, another]: readonly Cells[], matcher: Matcher, note: Note) {
  const summary = row && !another ? summaryOf(row.get("state") ?? "", matcher) : undefined;
  if (!row || !summary) return undefined;
  const isNamed = (["id", "candidate", "family"] as const).some((field) => row.get(field) !== undefined);
  const winner = winnerIn(summary, isNamed ? named(row, matcher) : undefined, ballot, matcher);
  if (!winner) note("rows of people whose party did not win: left out", row.row, row.text);
  const doubts = contradicts(summary, ballot) ? ["who held the seat before is not as its row says"] : [];
  return winner && { winner, doubts };
}

/** A row a seat with the winner in it, and nobody's votes: its other figures are the seat's. */
export function isCallAlone([row, another]: readonly Cells[]): boolean {
  if (!row || another) return false;
  if ((["id", "candidate", "family"] as const).some((field) => row.get(field) !== undefined)) return false;
  return row.get("memberFamily") !== undefined || "named" in markIn(row);
}

export type About = Pick<Said, "seat" | "byElection" | "recorded" | "declared">;

export function callOf(about: About, [winner]: readonly Runner[]): Said | undefined {
  return winner && { ...about, state: "called", winner: winner.id };
}

export const named = (cells: Cells, matcher: Matcher): NamedCandidate =>
  lineOf(cells, (form) => matcher.party(form) !== undefined);

/** @throws Misfit where two are marked */
export function electedOf(ballot: Ballot, rows: readonly Cells[], matcher: Matcher, note: Note): readonly Runner[] {
  const found = new Map<string, Runner>();
  for (const cells of rows) {
    const runner = markedIn(cells, ballot, matcher, note);
    if (runner) found.set(runner.id, runner);
  }
  if (found.size > 1) throw new Misfit("two are marked as elected");
  return [...found.values()];
}

function markedIn(cells: Cells, ballot: Ballot, matcher: Matcher, note: Note): Runner | undefined {
  const family = cells.get("memberFamily");
  const given = cells.get("memberGiven");
  if (family !== undefined)
    return whoIs({ family, ...(given !== undefined && { given }) }, cells, ballot, matcher, note);
  const mark = markIn(cells);
  if ("is" in mark) {
    const isSaid = mark.is || (cells.get("elected") === undefined && stateIn(cells) === "mark");
    return isSaid && isSomebody(cells) ? matcher.candidate(ballot, named(cells, matcher)) : undefined;
  }
  const [, name = mark.named, inside] = /^(.*\S)\s*[([,–-]\s*([^()[\]]+?)[)\]]?$/u.exec(mark.named) ?? [];
  const alone = !isSomebody(cells)
    ? [cells.get("party"), cells.get("abbreviation")].filter((one) => one !== undefined)
    : [];
  const party = alone.length > 0 ? alone : inside === undefined ? [] : [inside];
  for (const line of [
    { name: mark.named, ...(alone.length > 0 && { party: alone }) },
    { name, party },
    { party: [mark.named] },
  ]) {
    const runner = attempt(() => matcher.candidate(ballot, line));
    if (runner) return runner;
  }
  note("winners by words that name nobody there: left out", cells.row, mark.named);
  return undefined;
}

const isSomebody = (cells: Cells): boolean =>
  (["id", "candidate", "family"] as const).some((field) => cells.get(field) !== undefined) ||
  (cells.get("party") !== undefined && cells.get("votes") !== undefined) ||
  "is" in markIn(cells);

/** Where two share the name, the words of the result tell whose win it was. */
function whoIs(line: NamedCandidate, cells: Cells, ballot: Ballot, matcher: Matcher, note: Note) {
  const party = summaryOf(cells.get("state") ?? "", matcher)?.party.name;
  const runner =
    attempt(() => matcher.candidate(ballot, line)) ??
    (party === undefined ? undefined : attempt(() => matcher.candidate(ballot, { ...line, party: [party] })));
  if (!runner) note("winners by words that name nobody there: left out", cells.row, cells.text);
  return runner;
}

export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misfit) return undefined;
    throw error;
  }
}
