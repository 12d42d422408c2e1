/** The lines that an editor types, each read for itself: who, how many votes, and whether it says that they won. */
import { brief, listed } from "../text.ts";
import { countOf, tidy } from "./cells.ts";
import { labelOf, whoIs, type Ballot, type Meant } from "./ballot.ts";

export interface Fault {
  /** From 1; absent for a fault of the text as a whole. */
  readonly line?: number;
  /** A sentence. */
  readonly says: string;
}

/** A line's claim that its candidate won. */
interface Mark {
  readonly line: number;
  /** The candidate's id. */
  readonly id: string;
  readonly how: "won" | "lot";
}

/** All lines together; a text that was typed in one line has its candidates parted by semicolons. */
export interface Gathered {
  readonly faults: readonly Fault[];
  readonly votes: ReadonlyMap<string, number>;
  readonly marks: readonly Mark[];
  readonly rejected?: number;
}

const isRejected = (who: string): boolean => /^(rejected|spoil(t|ed)|invalid)\b/i.test(who);

const isSum = (who: string): boolean =>
  /^(?:grand )?(?:totals?|sum|(?:total )?valid votes?|total votes?)(?: (?:valid )?votes?)?(?: cast| polled)?\W*$/i.test(
    who,
  );
/** Lines of cards and sheets about the seat as a whole, which say nothing of a candidate. */
const isOfAll = (who: string): boolean =>
  /^(?:turn ?out|electorate|electors|registered electors|majority|swing|source|recorded|declared)\b(?!.*\()/i.test(who);
const headings: ReadonlySet<string> = new Set(
  "candidate candidates name names party vote votes share change constituency seat elected no of cast".split(" "),
);
function isHeading(who: string, figure: number | undefined): boolean {
  const words = who.toLowerCase().match(/\p{L}+/gu) ?? [];
  const isOne = words.length > 1 && words.every((word) => headings.has(word));
  return figure === undefined && isOne && words.some((word) => /^(?:votes?|candidates?)$/.test(word));
}

export function gather(text: string, ballot: Ballot): Gathered {
  const faults: Fault[] = [];
  const votes = new Map<string, number>();
  const marks: Mark[] = [];
  /** The line of each candidate. */
  const lines = new Map<string, number>();
  const rejected: number[] = [];
  const sums: { readonly line: number; readonly figure: number }[] = [];
  for (const { line, read } of linesOf(text)) {
    const fault = (says: string): void => void faults.push({ line, says });
    const figure = read.kind === "read" ? read.figure : undefined;
    if (isHeading(read.who, figure) || isOfAll(read.who)) continue;
    if (isSum(read.who)) {
      if (figure !== undefined) sums.push({ line, figure });
      continue;
    }
    if (read.kind === "wrong") fault(read.says);
    if (isRejected(read.who)) {
      if (read.kind === "read" && read.mark) fault("Rejected papers win nothing.");
      if (figure !== undefined) rejected.push(figure);
      if (rejected.length > 1) fault("The rejected papers are given twice.");
      continue;
    }
    const meant = whoIs(read.who, ballot);
    if (meant.kind !== "one") {
      fault(unnamed(read.who, meant));
      continue;
    }
    const { name, candidate } = meant.is;
    const before = lines.get(candidate.id);
    if (before !== undefined) fault(`${name} has line ${before} already.`);
    lines.set(candidate.id, line);
    if (figure !== undefined) votes.set(candidate.id, figure);
    if (read.kind === "read" && read.mark) marks.push({ line, id: candidate.id, how: read.mark });
  }
  const [one] = rejected;
  const sum = [...votes.values()].reduce((all, some) => all + some, 0);
  for (const { line, figure } of sums)
    if (figure !== sum && figure !== sum + (one ?? 0))
      faults.push({ line, says: `The votes add up to ${sum.toLocaleString("en-GB")}, and not to that.` });
  return { faults, votes, marks, ...(one !== undefined && { rejected: one }) };
}

function unnamed(who: string, meant: Exclude<Meant, { kind: "one" }>): string {
  switch (meant.kind) {
    case "none":
      return `Nobody by the name “${brief(who)}” stands here.`;
    case "several":
      return `“${brief(who)}” could be ${listed(meant.could.map(labelOf), "or")}.`;
    case "torn":
      return `${meant.is.name} stands for ${meant.is.party.short}; for ${meant.other.party.short} it is ${meant.other.name}.`;
  }
}

function linesOf(text: string): readonly { readonly line: number; readonly read: FigureLine }[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029;]/);
  return lines.flatMap((words, i) => (words.trim() === "" ? [] : [{ line: i + 1, read: readLineOf(words) }]));
}

type FigureLine =
  | {
      readonly kind: "read";
      readonly who: string;
      readonly figure?: number;
      /** "won" or "elected" stood in the line, or that a lot was drawn. */
      readonly mark?: Mark["how"];
    }
  | { readonly kind: "wrong"; readonly who: string; readonly says: string };

/** Characters: longer than any line that names a candidate. */
const longest = 300;
/** More votes than any constituency has: a slip. */
const mostDigits = 6;

const marked =
  /^(?<before>.*?)[ :=([,–—-]*(?<![\p{L}\p{N}])(?:(?<lot>(?:drawn )?(?:by )?lot)|won|elected|winner)[ )\].!*]*$/iu;
/** "Dan Norris (Labour): 20,739 votes", "Dan Norris – 20 739", "Dan Norris: 12,000 lot", "Dan Norris: won" */
function readLineOf(text: string): FigureLine {
  const line = tidy(inOne(text));
  if (line.length > longest) return { kind: "wrong", who: brief(line), says: "That is too long for a line." };
  const groups = marked.exec(line)?.groups;
  const { who, said } = parted((groups?.["before"] ?? line).trim());
  const mark = groups && { mark: groups["lot"] === undefined ? ("won" as const) : ("lot" as const) };
  if (said === "") return { kind: "read", who, ...mark };
  const count = countOf(said);
  if (count.kind === "none") return { kind: "read", who, ...mark };
  if (count.kind === "count" && String(count.n).length <= mostDigits)
    return { kind: "read", who, figure: count.n, ...mark };
  return { kind: "wrong", who, says: `“${brief(said)}” is no number of votes: write it as 20,739 or 20739.` };
}

/** A row that was copied from a sheet or a card, as one line: its cells parted by spaces, share and change left away. */
const inOne = (text: string): string =>
  (text.length > longest ? text.slice(0, longest + 1) : text)
    .replaceAll(/\s*[\t|]\s*/g, "  ")
    .replace(/^([^:=]*,[^:=]*,.*)$/u, (row) =>
      row.replaceAll(/"(\d{1,3}),(\d{3})"/g, "$1$2").replaceAll(/(?<!\d),(?=\S)|,(?=\S)(?!\d{3}(?!\d))/g, " "),
    )
    .replace(/(?<=\d)\s+\(?\d{1,3}\.\d+\s*%?\)?(?:\s+(?:[+−–-]\s?\d{1,3}(?:\.\d+)?|new|[–-]))?\s*$/iu, "");

/** At the last colon, or where the line's last number begins. */
function parted(line: string): { readonly who: string; readonly said: string } {
  const bare = line.replace(/[ (]*\bvotes?\b[ ).]*$/i, "");
  const colon = /^(?<who>.*)[:=](?<said>.*)$/u.exec(bare)?.groups;
  const spaced = /^(?<who>.*?[^ ])(?: ?[–—] ?| - ?| )(?<said>\d[\d .,'’_]*)$/u.exec(bare)?.groups;
  const { who = bare, said = "" } = colon ?? spaced ?? {};
  return { who: who.trim(), said: said.trim().replace(/^[–—] ?|^- /u, "") };
}
