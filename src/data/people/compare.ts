/** Whether words that someone typed are a person's name, part of it, or another person's. */
import { slips } from "../../core/slips.ts";
import { isGivenName, isSameName } from "../words/given-names.ts";

/** A name in folded words; an apostrophe or a hyphen may be typed as a space or left out. */
export interface FoldedName {
  readonly given: readonly string[];
  readonly family: readonly string[];
}

/** `none`: nothing of it was typed. */
export interface Likeness {
  readonly family: "exact" | "part" | "prefix" | "slip" | "none";
  /**
   * `other`: the same name in another form, or an initial. `more`: with names that are not known here. `contradicts`:
   * somebody else's given name.
   */
  readonly given: "exact" | "other" | "more" | "prefix" | "slip" | "none" | "contradicts";
}

/** Letters of a word from which one slip is forgiven, and from which two. */
const oneSlip = 5;
/** Letters from which the first may be wrong. */
const fewest = 4;
const twoSlips = 9;
/** Letters of words run together that can only be a whole name. */
const longName = 10;
const forgiven = (length: number): number => (length < oneSlip ? 0 : length < twoSlips ? 1 : 2);

/** @param knownGiven given names of the election: such a word is right as it stands, and no slip for another */
export function likenessOf(
  typed: readonly string[],
  { given, family }: FoldedName,
  knownGiven: ReadonlySet<string>,
): Likeness {
  const whole = family.join("");
  for (const { start, rest } of splits(typed)) if (start.join("") === whole) return of("exact", rest);
  if (family.length > 1 && family.every((word) => typed.includes(word))) return of("exact", without(typed, family));
  for (const { start, rest } of splits(typed)) {
    if (rest.length > 0 && givenLikeness(rest, given, knownGiven) === "contradicts") continue;
    const word = start.join("");
    if (family.length > 1 && start.length === 1 && word.length > 2 && family.includes(word)) return of("part", rest);
    const most = forgiven(Math.max(word.length, whole.length));
    if (most > 0 && word[0] === whole[0] && slips(word, whole, most) <= most) return of("slip", rest);
    if (word.length > 2 && whole.startsWith(word)) return of("prefix", rest);
  }
  // "keirstarmer", "jim hsannon": all of it together, where no given name says otherwise.
  const all = typed.join("");
  const full = [...given, ...family].join("");
  if (all === full) return { family: "exact", given: "exact" };
  const most = forgiven(full.length);
  const [first = ""] = typed;
  const isOther = (isGivenName(first) || knownGiven.has(first)) && oneGiven(first, given, knownGiven) === "contradicts";
  if (!isOther && (typed.length > 1 || all.length >= longName) && slips(all, full, most) <= most)
    return { family: "slip", given: "exact" };
  return of("none", typed);

  function of(how: Likeness["family"], rest: readonly string[]): Likeness {
    return { family: how, given: givenLikeness(rest, given, knownGiven) };
  }
}

/** The ways to part a name in two: the family name at the end, or at the beginning. The longest first. */
function splits(typed: readonly string[]): { start: readonly string[]; rest: readonly string[] }[] {
  return typed.flatMap((_, i) => {
    const atEnd = { start: typed.slice(i), rest: typed.slice(0, i) };
    return i === 0 ? [atEnd] : [atEnd, { start: typed.slice(0, typed.length - i), rest: typed.slice(-i) }];
  });
}

function without(typed: readonly string[], words: readonly string[]): string[] {
  const left = [...words];
  return typed.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The first word must be a name of theirs; those after it too, where more than one of their names is known. */
function givenLikeness(
  typed: readonly string[],
  given: readonly string[],
  knownGiven: ReadonlySet<string>,
): Likeness["given"] {
  if (typed.length === 0) return "none";
  if (given.length === 0) return "contradicts";
  if (typed.join("") === given.join("")) return "exact";
  const each = typed.map((word) => oneGiven(word, given, knownGiven));
  const [first = "contradicts"] = each;
  if (first === "contradicts") return initialsOf(typed, given) ? "other" : "contradicts";
  if (!each.includes("contradicts")) return worst(each);
  // A middle name may be unknown here; what is no name at all is not passed over.
  const isName = (word: string): boolean => word.length === 1 || isGivenName(word) || knownGiven.has(word);
  return given.length > 1 || !typed.every((word, i) => each[i] !== "contradicts" || isName(word))
    ? "contradicts"
    : worst(["more", ...each.filter((how) => how !== "contradicts")]);
}

/** "jr", for Jacob Rees. */
const initialsOf = (typed: readonly string[], given: readonly string[]): boolean =>
  typed.length === 1 && given.length > 1 && typed[0] === given.map((name) => name[0]).join("");

const badness = ["exact", "other", "more", "prefix", "slip"] as const;
const worst = (all: readonly Likeness["given"][]): Likeness["given"] =>
  badness.findLast((how) => all.includes(how)) ?? "contradicts";

function oneGiven(word: string, given: readonly string[], knownGiven: ReadonlySet<string>): Likeness["given"] {
  if (given.includes(word)) return "exact";
  if (given.some((name) => isSameName(word, name))) return "other";
  if (given.some((name) => (word.length === 1 || name.length === 1) && name[0] === word[0])) return "other";
  if (isGivenName(word) || knownGiven.has(word)) return "contradicts";
  if (word.length > 2 && given.some((name) => name.startsWith(word))) return "prefix";
  // It is nobody's name, and so may be a slip for theirs.
  const isNear = (name: string): boolean =>
    (word.length >= fewest || (word.length > 1 && word[0] === name[0])) && slips(word, name, 1) <= 1;
  return given.some(isNear) ? "slip" : "contradicts";
}
