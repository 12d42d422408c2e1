/** A filter as typed, in pieces: operators, and the words between them. A name that has an operator in it is one piece. */
import type { Election } from "../../election.ts";
import { partedNames, plain } from "./names.ts";

export type Mark = "and" | "or" | "not" | "in" | "(" | ")" | ",";

/** `from` and `to` are where it stands in the text that `tidied` gave. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: Mark }
  | { readonly kind: "words"; readonly text: string }
);

/** As typed, without what no screen should show, and with one kind of bracket. */
export const tidied = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, " ")
    .replace(/[[{]/g, "(")
    .replace(/[\]}]/g, ")")
    .replaceAll(";", ",")
    .trim();

/** Pieces that the longest name with an operator in it may have. */
const longestName = 20;

/** @param text tidied */
export function tokensOf(text: string, election: Election): readonly Token[] {
  const names = partedNames(election);
  const raw = piecesOf(text);
  const tokens: Token[] = [];
  for (let i = 0; i < raw.length;) {
    const piece = raw[i];
    if (!piece) break;
    const end = piece.kind === "words" ? nameFrom(raw, i, text, names) : undefined;
    const last = end === undefined ? piece : (raw[end] ?? piece);
    const words = end === undefined ? textOf(piece) : text.slice(piece.from, last.to);
    const before = tokens.at(-1);
    if (words !== undefined && before?.kind === "words") {
      tokens.pop();
      tokens.push({ kind: "words", text: `${before.text} ${words}`, from: before.from, to: last.to });
    } else tokens.push(words === undefined ? piece : { kind: "words", text: words, from: piece.from, to: last.to });
    i = (end ?? i) + 1;
  }
  return tokens.filter((token, i) => token.kind !== "," || isBetween(tokens[i - 1], tokens[i + 1]));
}

/** The end of the longest name that begins here, if one does. */
function nameFrom(raw: readonly Token[], from: number, text: string, names: ReadonlySet<string>): number | undefined {
  const start = raw[from]?.from ?? 0;
  for (let end = Math.min(raw.length, from + longestName) - 1; end > from; end--) {
    const within = raw.slice(from, end + 1);
    if (within.every(({ kind }) => kind === "words")) return undefined;
    const last = raw[end]?.kind;
    const isWhole = last === "words" || (last === ")" && within.some(({ kind }) => kind === "("));
    if (isWhole && names.has(plain(text.slice(start, raw[end]?.to)))) return end;
  }
  return undefined;
}

/** A comma tells something between two things; elsewhere it is only how people write. */
const isBetween = (before: Token | undefined, after: Token | undefined): boolean =>
  (before?.kind === "words" || before?.kind === ")") && (after?.kind === "words" || after?.kind === "(");

const textOf = (token: Token): string | undefined => (token.kind === "words" ? token.text : undefined);

const operators: Readonly<Record<string, readonly Mark[]>> = {
  and: ["and"],
  or: ["or"],
  not: ["not"],
  in: ["in"],
  but: ["and"],
  except: ["and", "not"],
  "&": ["and"],
  "+": ["and"],
  "|": ["or"],
  "(": ["("],
  ")": [")"],
  ",": [","],
};

function piecesOf(text: string): Token[] {
  const tokens: Token[] = [];
  // Quotes and the like part words, and say nothing.
  for (const found of text.matchAll(/[(),]|[&|+]+|[^\s(),&|+"“”„«»<>!?:*_~=]+/gu)) {
    const from = found.index;
    const to = from + found[0].length;
    const word = found[0].replace(/^['’‘`.]+|['’‘`.]+$/g, "");
    const key = /^[&|+]/.test(word) ? word.charAt(0) : word.toLowerCase();
    const marks = Object.hasOwn(operators, key) ? (operators[key] ?? []) : [];
    if (marks.length > 0) tokens.push(...marks.map((kind) => ({ kind, from, to })));
    else if (word !== "") tokens.push({ kind: "words", text: word, from, to });
  }
  return tokens;
}
