/** A question as typed, in pieces: names, meanings, bounds of figures, words that carry nothing, and words that are not known. */
import { remembered } from "../../lib/remembered.ts";
import type { Election } from "../election.ts";
import { plain, spelt } from "../seats/read-filter/names.ts";
import { slips } from "../slips.ts";
import { isSmall, longestName, namesOf, type Named } from "./names.ts";
import { empty, lexicon, type Meaning } from "./words.ts";

export type Piece = { readonly text: string } & (
  | { readonly kind: "name"; readonly name: Named; readonly slip?: true }
  /** `slip`: the word was mistyped. */
  | { readonly kind: "meaning"; readonly meaning: Meaning; readonly slip?: true }
  /** In the language of seats: "majority under 1000 votes". */
  | { readonly kind: "bound"; readonly filter: string }
  | { readonly kind: "year"; readonly year: string }
  | { readonly kind: "empty" | "unread" }
);

interface Word {
  readonly text: string;
  readonly plain: string;
  /** With points of the compass spelt out, and so without "’s". */
  readonly spelt: string;
  readonly bare: string;
  readonly bareSpelt: string;
}

const spoken = new Map<string, Meaning>();
for (const { meaning, words } of lexicon) for (const word of words) spoken.set(word, spoken.get(word) ?? meaning);
const longestPhrase = 7;
/** Words that a slip may be for, by length. */
const long = [...spoken].filter(([word]) => !word.includes(" ") && word.length > 4);

const figure = "majorit(?:y|ies)|maj|margins?|marginals?|turnouts?|swings?|swing";
const than =
  "(?<under>under|below|less than|fewer than|lower than|smaller than|beneath)|(?<over>over|above|more than|greater than|higher than|bigger than|larger than)|(?<least>at least)|(?<most>at most|up to|no more than)";
const amount =
  "(?<value>\\d+(?:\\.\\d+)?) ?(?<k>k|thousand)?(?: ?(?<unit>percent|per cent|pc|points?|pts|percentage points?|votes?))?(?![\\w])";
const span = new RegExp(
  `\\b(?<figure>${figure})(?: (?:of|was|is|were|that|which|are|a))* between (?<low>\\d+(?:\\.\\d+)?)(?: ?(?:percent|points?|votes?))? (?:and|to) (?<high>\\d+(?:\\.\\d+)?)(?: ?(?<unit>percent|per cent|pc|points?|pts|votes?))?(?![\\w])`,
  "u",
);
const bounds = [
  new RegExp(`\\b(?<figure>${figure})(?: (?:of|was|is|were|that|which|are|a))*(?: (?:${than})) ${amount}`, "u"),
  new RegExp(`\\b(?:${than}) ${amount}(?: of)?(?: a)? (?<figure>${figure})\\b`, "u"),
  new RegExp(
    `(?<=\\b(?:won|win|wins|decided|held|holds?|gained|gains?|lost|losing|loses?|losses|second) )by (?:${than}) ${amount}`,
    "u",
  ),
];

/** @param line of a length that is read at all */
export function piecesOf(line: string, election: Election): readonly Piece[] {
  const { text, bound } = withoutBound(figuresIn(line));
  const words = wordsOf(text);
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length;) {
    const { piece, size } = pieceAt(words, at, election);
    pieces.push(piece);
    at += size;
  }
  return bound === undefined ? pieces : [...pieces, { kind: "bound", text: bound, filter: bound }];
}

/** Figures as digits without commas, and signs as words. */
const figuresIn = (line: string): string =>
  line
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]+/gu, " ")
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replaceAll(/%age\b/gi, " percentage ")
    .replaceAll(/(?<=\d) ?%/g, " percent")
    .replaceAll("%", " percentage ")
    .replaceAll(/<=|≤/g, " at most ")
    .replaceAll(/>=|≥/g, " at least ")
    .replaceAll(/<@[^>]*>/g, " ")
    .replaceAll("<", " under ")
    .replaceAll(">", " over ")
    .replaceAll(/ {2,}/g, " ")
    .trim();

function withoutBound(line: string): { readonly text: string; readonly bound?: string } {
  const lower = line.toLowerCase();
  const between = span.exec(lower);
  if (between?.groups) {
    const { figure: named = "", low = "", high = "", unit = "" } = between.groups;
    const [what, said] = figureOf(named, unit);
    const text = `${line.slice(0, between.index)} ${line.slice(between.index + between[0].length)}`;
    return { text, bound: `(${what} at least ${low} ${said} and ${what} at most ${high} ${said})` };
  }
  for (const pattern of bounds) {
    const found = pattern.exec(lower);
    if (!found?.groups) continue;
    const { figure: named = "majority", value = "", k, unit = "", under, over, least } = found.groups;
    const [what, said] = figureOf(named, unit);
    const how = under ? "under" : over ? "over" : least ? "at least" : "at most";
    const size = Number(value) * (k === undefined ? 1 : 1000);
    const text = `${line.slice(0, found.index)} ${line.slice(found.index + found[0].length)}`;
    return { text, bound: `${what} ${how} ${size} ${said}` };
  }
  return { text: line };
}

/** The figure as filters name it, and its unit. */
function figureOf(named: string, unit: string): readonly [string, "votes" | "points"] {
  const what = named.startsWith("turn") ? "turnout" : named.startsWith("swing") ? "swing" : "majority";
  return [what, what === "majority" && !/^(?:p|%)/.test(unit) ? "votes" : "points"];
}

const wordsOf = (line: string): readonly Word[] =>
  line
    .split(/[^\p{L}\p{M}\p{N}'’‘&+@.-]+/u)
    .flatMap((word) => word.split(/(?<=\D)\.+(?=\D|$)|^[.@-]+|[.-]+$|-/u))
    .filter((word) => /[\p{L}\p{N}&+]/u.test(word))
    .map((text) => {
      const [whole, bare] = [plain(text), plain(text.replace(/['’‘]s$/iu, ""))];
      return { text, plain: whole, spelt: spelt(whole), bare, bareSpelt: spelt(bare) };
    });

function pieceAt(
  words: readonly Word[],
  at: number,
  election: Election,
): { readonly piece: Piece; readonly size: number } {
  const names = namesOf(election);
  const said = (size: number): string =>
    words
      .slice(at, at + size)
      .map(({ text }) => text)
      .join(" ");
  const run = (size: number, of: "plain" | "spelt", last: "plain" | "spelt" | "bare" | "bareSpelt"): string =>
    [...words.slice(at, at + size - 1).map((word) => word[of]), words[at + size - 1]?.[last] ?? ""].join(" ").trim();
  for (let size = Math.min(longestName, words.length - at); size > 0; size--) {
    const key = run(size, "spelt", "spelt");
    const name =
      names.get(key) ??
      names.get(run(size, "spelt", "bareSpelt")) ??
      names.get(key.replace(/s$/, "")) ??
      names.get(key.replace(/^the /, ""));
    const means =
      size <= longestPhrase ? meaningOf(run(size, "plain", "plain"), run(size, "plain", "bare")) : undefined;
    if (name && !(means && size === 1 && name.is === "person") && !isOrdinary(name, said(size), words.length))
      return { piece: { kind: "name", name, text: said(size) }, size };
    if (means) return { piece: { kind: "meaning", meaning: means, text: said(size) }, size };
  }
  const word = words[at] ?? { text: "", plain: "", bare: "" };
  const text = word.text;
  if (/^(?:1[89]|20)\d\d$/.test(word.plain)) return { piece: { kind: "year", year: word.plain, text }, size: 1 };
  if (empty.has(word.plain) || empty.has(word.bare) || word.plain === "s")
    return { piece: { kind: "empty", text }, size: 1 };
  const slip = slipOf(word.plain);
  if (slip) return { piece: { kind: "meaning", meaning: slip, slip: true, text }, size: 1 };
  const party = partySlip(word.plain, election);
  return {
    piece: party ? { kind: "name", name: { ...party, typed: text }, slip: true, text } : { kind: "unread", text },
    size: 1,
  };
}

/** "The sun", "ed": a small party’s letters are a word like any other among words, unless they are capitals. */
const isOrdinary = (name: Named, text: string, words: number): boolean =>
  name.is === "party" &&
  name.letters !== undefined &&
  words > 1 &&
  plain(text).endsWith(name.letters) &&
  text !== text.toUpperCase();

const meaningOf = (...said: readonly string[]): Meaning | undefined =>
  said.map((words) => spoken.get(words)).find((found) => found !== undefined);

/** A meaning of which the word is one slip away, and two of a long word; none where several are as near. */
function slipOf(word: string): Meaning | undefined {
  if (word.length < 5) return undefined;
  const most = word.length > 7 ? 2 : 1;
  const near = long
    // The first letter is seldom the slip, and with another in its place the word is mostly another: "married".
    .filter(([other]) => other[0] === word[0] || (other[0] === word[1] && other[1] === word[0]))
    .map(([other, meaning]) => ({ meaning, apart: slips(word, other, most) }))
    .filter(({ apart }) => apart <= most)
    .toSorted((a, b) => a.apart - b.apart);
  const [best] = near;
  if (!best || near.some(({ apart, meaning }) => apart === best.apart && meaning !== best.meaning)) return undefined;
  return best.meaning;
}

/** Names of parties and areas of one word, long enough for a slip in them. */
const shortNames = remembered((election: Election): readonly (readonly [string, Named])[] =>
  [...namesOf(election)].filter(
    ([name, named]) =>
      ((named.is === "party" && !isSmall(named.id, election)) || named.is === "area" || named.is === "county") &&
      name.length > 4 &&
      !name.includes(" "),
  ),
);

/** A party's or an area's one-word name with one slip in it. */
function partySlip(word: string, election: Election): Named | undefined {
  if (word.length < 5) return undefined;
  const near = new Map(
    shortNames(election)
      .filter(([name]) => slips(word, name, 1) === 1)
      .map(([, named]) => [named.name, named]),
  );
  const [only] = near.values();
  return near.size === 1 ? only : undefined;
}
