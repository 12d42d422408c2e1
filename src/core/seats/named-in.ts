/** Constituencies named in a text that nobody wrote for us: those that are unmistakable, and apart from them what is not. */
import { remembered } from "../../lib/remembered.ts";
import type { Election, Seat } from "../election.ts";
import { plain } from "./read-filter/names.ts";

export interface NamedIn {
  /** In the order of the text, each once. */
  readonly sure: readonly Seat[];
  /** Words that may name one of these, or something else: a city, a sport, a family. */
  readonly unclear: readonly { readonly words: string; readonly seats: readonly Seat[] }[];
  /** Only the first characters were read. */
  readonly isCut: boolean;
}

/** Characters that are read. */
export const mostRead = 4_000;
/** Words of the longest name. */
const longestName = 9;

interface Word {
  readonly text: string;
  readonly key: string;
  /** Begins as a name does. */
  readonly isRaised: boolean;
  /** The end of a sentence or a line, a mark inside one, or a space. */
  readonly before: Gap;
  /** Characters up to the next word. */
  readonly after: string;
}
type Gap = "end" | "mark" | "space";

type Names = ReadonlyMap<string, readonly Seat[]>;

interface Found {
  readonly length: number;
  readonly seats: readonly Seat[];
  readonly names: Names;
}

export function namedIn(text: string, election: Election): NamedIn {
  const words = wordsOf(text.slice(0, mostRead));
  const { whole, aliases, shared } = indexOf(election);
  const sure = new Set<Seat>();
  const unclear = new Map<string, { readonly words: string; readonly seats: readonly Seat[] }>();
  for (let at = 0; at < words.length;) {
    const found = longestAt(words, at, whole) ?? longestAt(words, at, aliases);
    const length = found?.length ?? 1;
    const said = words.slice(at, at + length);
    const first = said[0];
    const seats = found?.seats ?? (first?.isRaised ? shared.get(first.key) : undefined);
    if (seats && first) {
      const [only] = seats;
      const name = said.map((word) => word.text).join(" ");
      if (only && found?.names === whole && seats.length === 1 && isUnmistakable(words, at, length)) sure.add(only);
      else if (isDoubt(words, at, length, found !== undefined)) unclear.set(plain(name), { words: name, seats });
    }
    at += length;
  }
  return {
    sure: [...sure],
    unclear: [...unclear.values()].filter(
      ({ seats }) => !(seats.length === 1 && seats.every((seat) => sure.has(seat))),
    ),
    isCut: text.length > mostRead,
  };
}

function wordsOf(text: string): readonly Word[] {
  const found = [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*|&/gu)];
  return found.map(({ 0: word, index }, i): Word => {
    const previous = found[i - 1];
    const from = previous === undefined ? 0 : previous.index + previous[0].length;
    const gap = text.slice(from, index);
    const next = found[i + 1]?.index ?? text.length;
    const between = previous === undefined || /[.!?\n]/.test(gap) ? "end" : /^\s*$/.test(gap) ? "space" : "mark";
    return {
      text: word,
      key: plain(word),
      isRaised: /^\p{Lu}/u.test(word),
      before: between,
      after: text.slice(index + word.length, next),
    };
  });
}

/** The longest name that begins here. Nothing but a space, a hyphen or a name's own comma stands within one. */
function longestAt(words: readonly Word[], at: number, names: Names): Found | undefined {
  let key = "";
  let found: Found | undefined;
  for (let length = 1; length <= longestName; length++) {
    const word = words[at + length - 1];
    if (!word || (length > 1 && !/^(?:\s*-?\s*|,\s+)$/.test(words[at + length - 2]?.after ?? ""))) break;
    const comma = length > 1 && words[at + length - 2]?.after.includes(",") ? "," : "";
    key = length === 1 ? word.key : `${key}${comma} ${word.key}`;
    // "Clacton's MP"
    const seats = names.get(key) ?? (/['’]s$/u.test(word.text) ? names.get(key.slice(0, -1)) : undefined);
    if (seats) found = { length, seats, names };
  }
  return found;
}

/** Words that begin a sentence with a capital, and are no part of the name that follows. */
const begins = new Set(
  "a after all an and are as at before both but by did does for from has have he how i if in is it its just like near no not now of on or our over she so than that the then they this to until was we were what when where which who why will with".split(
    " ",
  ),
);
/** Words that only a constituency has after it. */
const tells = new Set("constituency seat mp mps candidate declaration declares declared result majority".split(" "));

/** A name of one word is a word, too, at a sentence's beginning, and part of another name beside another capital. */
function isUnmistakable(words: readonly Word[], at: number, length: number): boolean {
  const said = words.slice(at, at + length);
  const small = (word: Word): boolean => begins.has(word.key) || word.text === "&";
  if (length >= 3 || (length === 2 && said.every((word) => word.isRaised || small(word)))) return true;
  const [word] = said;
  if (!word?.isRaised || length !== 1) return false;
  const next = words[at + 1];
  if (next && tells.has(next.key) && next.before === "space") return true;
  if (isPartOfName(words, at, length) || word.after.startsWith("-")) return false;
  const isAlone = word.before === "end" && (next === undefined || next.before === "end") && !/[.!?]/.test(word.after);
  return isAlone || word.before !== "end" || /^\s*[:(–—]/.test(word.after);
}

/** Whether words are worth a doubt: a name in small letters alone is a word, and a place's first word may begin another's. */
function isDoubt(words: readonly Word[], at: number, length: number, isName: boolean): boolean {
  if (length > 1) return true;
  return words[at]?.isRaised === true && (isName || !isPartOfName(words, at, length));
}

/** Whether another capital stands beside it: "Bath Rugby", "Mr Ashfield", "Newport Pagnell". */
function isPartOfName(words: readonly Word[], at: number, length: number): boolean {
  const [before, first, after] = [words[at - 1], words[at], words[at + length]];
  const isName = (word: Word | undefined): boolean =>
    word !== undefined && word.isRaised && !begins.has(word.key) && !tells.has(word.key);
  const joinsBefore = first?.before === "space" && isName(before);
  return joinsBefore || (after?.before === "space" && isName(after) && !/^[A-Z]{2,}$/.test(after.text));
}

/** Own names, other names, and first words of several seats' names: "Newport". */
const indexOf = remembered((election: Election) => {
  const whole = new Map<string, readonly Seat[]>();
  const aliases = new Map<string, readonly Seat[]>();
  const add = (to: Map<string, readonly Seat[]>, name: string | undefined, seat: Seat): void => {
    for (const key of name === undefined ? [] : [plain(name), name.split(",").map(plain).join(", ")]) {
      const seats = to.get(key) ?? [];
      if (key !== "" && !seats.includes(seat)) to.set(key, [...seats, seat]);
    }
  };
  for (const seat of election.seats) {
    for (const name of [seat.name, seat.welsh, seat.pa]) add(whole, name, seat);
    // These may be a town's as well.
    for (const name of seat.aliases) add(aliases, name, seat);
  }
  const byFirst = Map.groupBy(election.seats, ({ name }) => plain(name).split(" ")[0] ?? "");
  const shared = new Map([...byFirst].filter(([word, seats]) => seats.length > 1 && !sides.has(word)));
  return { whole, aliases, shared };
});

/** First words that tell a side or a kind, and no place. */
const sides = new Set(
  "north south east west mid central north-east city the isle st saint great new old upper".split(" "),
);
