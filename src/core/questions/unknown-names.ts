/** Words of a question that are not known: the name of somebody or somewhere, if they are one. */
import { remembered } from "../../lib/remembered.ts";
import type { Context } from "../command.ts";
import type { Election } from "../election.ts";
import { whoIsMeant } from "../meant.ts";
import { spelt } from "../seats/read-filter/names.ts";
import { isSmall, namesOf, ordinary, type Named } from "./names.ts";
import type { Piece } from "./pieces.ts";
import type { Reading } from "./reading.ts";

/**
 * Words that are not known, with names beside them, may be the name of somebody or somewhere: the command says whose.
 * @param read reads pieces that are all known
 */
export function withNames(
  pieces: readonly Piece[],
  context: Context,
  read: (pieces: readonly Piece[]) => Reading | undefined,
): Reading | undefined {
  const first = pieces.findIndex(({ kind: is }) => is === "unread");
  const last = pieces.findLastIndex(({ kind: is }) => is === "unread");
  if (first < 0) return undefined;
  let [from, to] = [first, last];
  while (pieces[from - 1]?.kind === "name") from -= 1;
  while (pieces[to + 1]?.kind === "name") to += 1;
  for (const [start, end] of spans(pieces, first, last, from, to)) {
    // Looking for a name takes longer than all else: only where it would be answered.
    const named = (name: Named, words: string): Reading | undefined =>
      read([...pieces.slice(0, start), { kind: "name", name, text: words }, ...pieces.slice(end + 1)]);
    if (!someNames(context).some((name) => named(name, ""))) continue;
    const text = pieces
      .slice(start, end + 1)
      .map((piece) => piece.text)
      .join(" ");
    const isAlone = pieces.slice(start, end + 1).every(({ kind: is }) => is !== "empty" && is !== "meaning");
    const name = nameFor(text, context, {
      isPerson: isAlone && !isAfterArticle(pieces, start) && (end > start || isOfPeople(pieces)),
      isAll: end - start + 1 === pieces.length,
      isTheirs: isAlone && isTheirs(pieces, end),
    });
    if (!name) continue;
    const reading = named(name, text);
    if (reading) return reading;
  }
  return nobody(first, last, pieces, context);
}

/**
 * Somebody whom nobody here is: the command for people says so, and offers those of the same family name. A family name
 * that nobody has makes a name with a given name before it, also where that is a word besides ("Nick"); so does a given
 * name before a family name that somebody else has, and so do any two words that are asked about as people are.
 */
function nobody(first: number, last: number, pieces: readonly Piece[], context: Context): Reading | undefined {
  const run = pieces.slice(first, last + 1);
  if (!run.every(({ kind: is }) => is === "unread") || run.length > 3 || isAfterArticle(pieces, first))
    return undefined;
  const [before, after] = [pieces[first - 1], pieces[last + 1]];
  const isGivenBefore = before !== undefined && !before.text.includes(" ") && isGiven(before.text, context);
  const isBare = pieces.every(
    (piece) =>
      piece.kind === "unread" || piece.kind === "empty" || piece.kind === "name" || (isGivenBefore && piece === before),
  );
  const asked = pieces[0]?.text ?? "";
  if (!isBare && !isOfPeople(pieces) && !aboutPeople.test(asked)) return undefined;
  const isFamilyAfter = after?.kind === "name" && after.name.is === "person" && !after.text.includes(" ");
  const parts = [...(isGivenBefore ? [before] : []), ...run, ...(isFamilyAfter ? [after] : [])];
  if (parts.length < 2) return undefined;
  const name = parts.map(({ text }) => text).join(" ");
  const found = context.people.find(name);
  if (found.kind !== "none") return undefined;
  const isAsked = /^(?:did|does|is|was|has|where|what happened)$/i.test(asked);
  const isName = found.nearest.length > 0 || isGivenBefore || isGiven(run[0]?.text ?? "", context) || isAsked;
  return isName ? { is: "question", kind: "person", ask: { command: "person", args: { name } } } : undefined;
}

const aboutPeople = /^(?:where|who|what happened)$/i;

const givenNames = remembered(
  ({ candidates, members }: Election): ReadonlySet<string> =>
    new Set(
      [...candidates.map(({ given }) => given), ...members.map(({ name }) => name)].map(
        (name) => spelt(name).split(" ")[0] ?? "",
      ),
    ),
);

const isGiven = (word: string, { results }: Context): boolean => givenNames(results.election).has(spelt(word));

/** Some name of each kind that may be found. */
const someNames = ({ results: { election } }: Context): readonly Named[] => [
  ...election.seats.slice(0, 1).map(({ code, name }): Named => ({ is: "seat", code, name })),
  { is: "former", name: "" },
  { is: "person", name: "" },
  ...election.parties.slice(0, 1).map(({ id, short }): Named => ({ is: "party", id, name: short })),
  ...election.regions.slice(0, 1).map(({ name }): Named => ({ is: "area", name })),
];

/** Words of the longest run that may be a name not known. */
const longestRun = 6;

/** From where to where a name may go: with the names beside it, with a word beside it that means something, or by itself. */
function spans(
  pieces: readonly Piece[],
  first: number,
  last: number,
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  const says = (at: number): boolean => pieces[at]?.kind === "name" || pieces[at]?.kind === "meaning";
  const all: (readonly [number, number])[] = [
    [from, to],
    [first, last],
    [first, to],
    [from, last],
    ...(says(first - 1) ? [[first - 1, last] as const] : []),
    ...(says(last + 1) ? [[first, last + 1] as const] : []),
  ];
  const different = new Map(all.map((span) => [span.join(" "), span]));
  return [...different.values()].filter(([start, end]) => end - start < longestRun).slice(0, 3);
}

/** Questions that are asked of people: in these one word may be a family name, which is a word like any otherwise. */
const isOfPeople = (pieces: readonly Piece[]): boolean =>
  pieces.every(({ kind: is }) => is === "unread" || is === "empty") ||
  pieces.some(
    (piece) =>
      piece.kind === "meaning" &&
      ["win", "lose", "hold", "happened", "beat", "candidates", "votes", "do", "mps"].includes(piece.meaning),
  );

/** "Farage’s majority", also without its mark. */
const isTheirs = (pieces: readonly Piece[], end: number): boolean => {
  const next = pieces[end + 1];
  return (
    /s$/iu.test(pieces[end]?.text ?? "") &&
    next?.kind === "meaning" &&
    ["majority", "share", "seats"].includes(next.meaning)
  );
};

/** "The north" is nobody. */
const isAfterArticle = (pieces: readonly Piece[], start: number): boolean =>
  /^(?:the|an?|any|some|this|that|those)$/i.test(pieces[start - 1]?.text ?? "");

function bestOf(words: string, context: Context) {
  const [best] = words.length < 3 ? [] : whoIsMeant(words, context);
  // Among other words the beginning of a name says nothing.
  return best && best.how !== "prefix" ? { ...best, words } : undefined;
}

/** "All" is a party’s name as well. */
function isLikeAWord(text: string, { results }: Context): boolean {
  const named = namesOf(results.election).get(spelt(text));
  return ordinary.has(spelt(text)) || (named?.is === "party" && named.letters !== undefined);
}

/** Whose name the words may be. */
function nameFor(
  text: string,
  context: Context,
  { isPerson, isTheirs, isAll }: { readonly isPerson: boolean; readonly isTheirs: boolean; readonly isAll: boolean },
): Named | undefined {
  const theirs = isTheirs ? bestOf(text.replace(/['’‘]?s$/iu, ""), context) : undefined;
  const best = theirs?.kind === "person" ? theirs : bestOf(text, context);
  if (!best) return undefined;
  // Of four letters one wrong makes another word.
  const isLike = best.how === "exact" || (best.how === "slip" && text.length > 4);
  const typed = best.how === "slip" ? { typed: best.words } : {};
  switch (best.kind) {
    case "party":
      // As among known words: letters of a small party may be any word, and so may a slip for its name.
      if (!isAll && text !== text.toUpperCase() && isLikeAWord(best.name, context)) return undefined;
      if (!isAll && best.how === "slip" && isSmall(best.party.id, context.results.election)) return undefined;
      return isLike ? { is: "party", id: best.party.id, name: best.party.short, ...typed } : undefined;
    case "area":
      return isLike ? { is: "area", name: best.name, ...typed } : undefined;
    case "seat":
    case "former":
      return { is: "former", name: best.words };
    case "place":
      return best.how === "exact" ? { is: "former", name: best.words } : undefined;
    case "person":
      // A slip in a given name beside a family name is plain enough.
      return (isPerson || best === theirs) && (best.how !== "slip" || best.words.includes(" "))
        ? { is: "person", name: best.words }
        : undefined;
    case "command":
    case "term":
      return undefined;
  }
}
