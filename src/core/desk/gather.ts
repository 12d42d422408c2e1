/** The lines of figures, each read for itself. */
import { brief, listed } from "../text.ts";
import { labelOf, type Ballot } from "./ballot.ts";
import { readLineOf, type FigureLine } from "./figure-line.ts";
import { whoIs } from "./names.ts";
import type { Fault } from "./votes.ts";

/** A line that says who won. */
export interface Mark {
  readonly line: number;
  /** Of the candidate. */
  readonly id: string;
  readonly how: NonNullable<Extract<FigureLine, { kind: "read" }>["mark"]>;
}

export interface Gathered {
  readonly faults: readonly Fault[];
  readonly votes: ReadonlyMap<string, number>;
  readonly marks: readonly Mark[];
  readonly rejected?: number;
}

const isRejected = (who: string): boolean => /^(rejected|spoil(t|ed)|invalid)\b/i.test(who);

export function gather(text: string, ballot: Ballot): Gathered {
  const faults: Fault[] = [];
  const votes = new Map<string, number>();
  const marks: Mark[] = [];
  /** The line of each candidate. */
  const lines = new Map<string, number>();
  const rejected: number[] = [];
  for (const { line, read } of linesOf(text)) {
    const fault = (says: string): void => void faults.push({ line, says });
    const figure = read.kind === "read" ? read.figure : undefined;
    if (read.kind === "wrong") fault(read.says);
    if (isRejected(read.who)) {
      if (read.kind === "read" && read.mark) fault("Rejected papers win nothing.");
      if (figure !== undefined) rejected.push(figure);
      if (rejected.length > 1) fault("The rejected papers are given twice.");
      continue;
    }
    const named = whoIs(read.who, ballot);
    if (named.kind !== "one") {
      fault(unnamed(read.who, named));
      continue;
    }
    const { name, candidate } = named.is;
    const before = lines.get(candidate.id);
    if (before !== undefined) fault(`${name} has line ${before} already.`);
    lines.set(candidate.id, line);
    if (figure !== undefined) votes.set(candidate.id, figure);
    if (read.kind === "read" && read.mark) marks.push({ line, id: candidate.id, how: read.mark });
  }
  const [one] = rejected;
  return { faults, votes, marks, ...(one !== undefined && { rejected: one }) };
}

function unnamed(who: string, named: Exclude<ReturnType<typeof whoIs>, { kind: "one" }>): string {
  switch (named.kind) {
    case "none":
      return `Nobody by the name “${brief(who)}” stands here.`;
    case "several":
      return `“${brief(who)}” could be ${listed(named.could.map(labelOf), "or")}.`;
    case "torn":
      return `${named.is.name} stands for ${named.is.party.short}; for ${named.other.party.short} it is ${named.other.name}.`;
  }
}

/** Typed in one line, they are parted by semicolons. */
function linesOf(text: string): readonly { readonly line: number; readonly read: FigureLine }[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029;]/);
  return lines.flatMap((words, i) => (words.trim() === "" ? [] : [{ line: i + 1, read: readLineOf(words) }]));
}
