/** A filter as typed, in pieces: operators, and the words between them. A name that has an operator in it is one piece. */
import type { Election } from "../../election.ts";
import { partedNames, spelt } from "./names.ts";

/**
 * `without` is "and not", and `dash` may be that or nothing. `in` and `without` reach as far as people mean them to, which
 * is not always plain.
 */
export type Mark = "and" | "or" | "not" | "in" | "without" | "dash" | "(" | ")" | ",";

/** `from` and `to` are where it stands in the text that `tidied` gave. */
export type Token = { readonly from: number; readonly to: number } & (
  | { readonly kind: Mark }
  | { readonly kind: "words"; readonly text: string }
);

/** As typed, without what no screen should show, with one kind of bracket, and figures without commas. */
export const tidied = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, " ")
    .replace(/[[{]/g, "(")
    .replace(/[\]}]/g, ")")
    .replaceAll(";", ",")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(between, "($<figure> at least $<low>$<unit> and $<figure> at most $<high>$<unit>)")
    .trim();

/** "Majority between 100 and 200 votes": its "and" joins no two filters. */
const between =
  /\b(?<figure>majorit(?:y|ies)|maj|turnouts?|swings?)(?: (?:of|is|was))? between (?<low>\d+(?:\.\d+)?) ?(?:%|votes|points)? (?:and|to) (?<high>\d+(?:\.\d+)?)(?<unit> ?(?:%|(?:percent|per cent|pc|points?|pts?|votes?)\b)|)/giu;

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
  return tokens
    .filter((token, i) => token.kind !== "," || isBetween(tokens[i - 1], tokens[i + 1]))
    .map((token, i, all) => (token.kind === "not" && isOperand(all[i - 1]) ? { ...token, kind: "without" } : token));
}

/** The end of the longest name that begins here, if one does. */
function nameFrom(
  raw: readonly Token[],
  from: number,
  text: string,
  names: ReadonlyMap<string, boolean>,
): number | undefined {
  const start = raw[from]?.from ?? 0;
  for (let end = Math.min(raw.length, from + longestName) - 1; end > from; end--) {
    const within = raw.slice(from, end + 1);
    if (within.every(({ kind }) => kind === "words")) return undefined;
    const last = raw[end]?.kind;
    const isWhole = last === "words" || (last === ")" && within.some(({ kind }) => kind === "("));
    const hasComma = isWhole ? names.get(spelt(text.slice(start, raw[end]?.to))) : undefined;
    // "Worsley and Eccles, South Down" are two: a comma that is no part of the name parts it where more follows.
    const isCut = !hasComma && raw[end + 1]?.kind === "words" && within.some(({ kind }) => kind === ",");
    if (hasComma !== undefined && !isCut) return end;
  }
  return undefined;
}

/** A comma tells something between two things; elsewhere it is only how people write. */
const isBetween = (before: Token | undefined, after: Token | undefined): boolean =>
  isOperand(before) && (after?.kind === "words" || after?.kind === "(");

/** The end of something: what follows can only join more to it. */
const isOperand = (token: Token | undefined): boolean => token?.kind === "words" || token?.kind === ")";

const textOf = (token: Token): string | undefined => (token.kind === "words" ? token.text : undefined);

/** Words that join, the longest first where one begins another. */
const operators: readonly (readonly [words: string, marks: readonly Mark[]])[] = [
  ["but only in", ["in"]],
  ["but only", ["and"]],
  ["but also", ["and"]],
  ["but not in", ["without"]],
  ["but not", ["without"]],
  ["but in", ["in"]],
  ["but", ["without"]],
  ["except for", ["without"]],
  ["except in", ["without"]],
  ["except", ["without"]],
  ["excepting", ["without"]],
  ["excluding", ["without"]],
  ["exclude", ["without"]],
  ["excl", ["without"]],
  ["not including", ["without"]],
  ["not counting", ["without"]],
  ["leaving out", ["without"]],
  ["without", ["without"]],
  ["outside of", ["without"]],
  ["outside", ["without"]],
  ["other than", ["without"]],
  ["rather than", ["without"]],
  ["apart from", ["without"]],
  ["aside from", ["without"]],
  ["save for", ["without"]],
  ["bar", ["without"]],
  ["barring", ["without"]],
  ["minus", ["without"]],
  ["less than", []],
  ["less", ["without"]],
  ["not in", ["not"]],
  ["not", ["not"]],
  ["neither", ["not"]],
  ["nor", ["and", "not"]],
  ["only in", ["in"]],
  ["and", ["and"]],
  ["or", ["or"]],
  ["in", ["in"]],
  ["within", ["in"]],
];
const byFirst = Map.groupBy(
  operators.map(([words, marks]) => ({ words: words.split(" "), marks })),
  ({ words }) => words[0] ?? "",
);

const signs: Readonly<Record<string, Mark>> = { "&": "and", "+": "and", "|": "or", "(": "(", ")": ")", ",": "," };
const compared: Readonly<Record<string, string>> = {
  "<": "under",
  ">": "over",
  "<=": "at most",
  "≤": "at most",
  ">=": "at least",
  "≥": "at least",
};

/** A sign before a word that says "not", one between spaces that may say anything, other signs, and words. Quotes part words, and say nothing. */
const pieces =
  /(?<no>(?<=^|[\s(,])(?:[-–−](?=[\p{L}\p{N}("“])|(?:[!¬~≠]+=?|<>)\s*(?=[\p{L}\p{N}("“])))|(?<dash>(?<=\s)[-–—−]+(?=\s))|(?<than>[<>]=?|[≤≥])|(?<sign>[(),]|[&|+]+)|(?<word>[^\s(),&|+"“”„«»<>≤≥≠¬!?:*_~=]+)/gu;

function piecesOf(text: string): Token[] {
  const tokens: Token[] = [];
  const found = [...text.matchAll(pieces)].map(({ 0: all, index: from, groups = {} }) => ({
    from,
    to: from + all.length,
    groups,
    word: (groups["word"] ?? "").replace(/^['’‘`.]+|['’‘`.]+$/g, ""),
  }));
  for (let i = 0; i < found.length; i++) {
    const piece = found[i];
    if (!piece) break;
    const { from, to, groups, word } = piece;
    const spelt = byFirst.get(word.toLowerCase())?.find(({ words }) => {
      return words.every((one, j) => found[i + j]?.word.toLowerCase() === one);
    });
    const last = spelt && found[i + spelt.words.length - 1];
    const mark = groups["no"] ? "not" : groups["dash"] ? "dash" : signs[groups["sign"]?.charAt(0) ?? ""];
    if (mark) tokens.push({ kind: mark, from, to });
    else if (spelt && last && spelt.marks.length > 0) {
      tokens.push(...spelt.marks.map((kind) => ({ kind, from, to: last.to })));
      i += spelt.words.length - 1;
    } else if (groups["than"]) tokens.push({ kind: "words", text: compared[groups["than"]] ?? "", from, to });
    else if (word !== "") tokens.push({ kind: "words", text: word, from, to });
  }
  return tokens;
}
