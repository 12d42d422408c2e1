/** Text as people type it -> the plain words that names are compared by. */
import { plainLetters } from "../../lib/plain-letters.ts";
import { compass, counties, phrases, silent, spellings } from "./spellings.ts";

/** Most characters, and words, of a text that are looked at: a person types far less for a name. */
const longestText = 160;
const mostWords = 12;
const longestWord = 24;

const anyPhrase = new RegExp(`(?<![^ ])(?:${[...phrases.keys()].join("|")})(?![^ ])`, "g");

/**
 * Lower case, no accents, no punctuation, single spaces; `&` and `+` read as "and". An apostrophe joins ("King's" and
 * "b'ham" are one word), any other mark parts.
 */
export function fold(text: string): string {
  const start = text.slice(0, longestText);
  // Most names are plain, and nothing below changes them.
  if (/^[a-z]+(?: [a-z]+)*$/i.test(start)) return start.toLowerCase();
  return plainLetters(start)
    .replace(/[&+]/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, longestText);
}

/**
 * The words of a name or a query in their one agreed spelling: "saint" is "st", "n" is "north", "north east" is the one
 * word "northeast" (so that Bristol West is no part of Bristol North West), and words that tell no two names apart
 * ("and", "upon", "seat") are left out, unless there are no others.
 */
export const wordsOf = (text: string): string[] => wordsOfFolded(fold(text));

/** `wordsOf`, of what `fold` gave. */
export function wordsOfFolded(folded: string): string[] {
  const all = folded
    .replace(anyPhrase, (phrase) => phrases.get(phrase) ?? phrase)
    .split(" ")
    .filter((word) => word !== "");
  const allSilent = all.every((word) => silent.has(word));
  const words: string[] = [];
  // A silent word still parts two compass words: "north and east" is no quarter.
  let parted = true;
  for (const written of all) {
    if (silent.has(written) && !allSilent) {
      parted = true;
      continue;
    }
    const word = spellings.get(written) ?? written.slice(0, longestWord);
    const before = words.at(-1);
    if (!parted && (before === "north" || before === "south") && (word === "east" || word === "west")) {
      words[words.length - 1] = before + word;
    } else {
      words.push(word);
    }
    parted = false;
    if (words.length === mostWords) break;
  }
  return words;
}

/** Words that people put before or after a place's name, and that are no part of it. */
const padding: ReadonlySet<string> = new Set(
  "royal city town borough burgh county district council area region village metropolitan unitary parliamentary bc cc".split(
    " ",
  ),
);

const nations: ReadonlySet<string> = new Set(
  "england scotland wales cymru northern ireland ulster london uk britain".split(" "),
);

/** Other meanings of words that are no name as they stand; the likelier first. */
export function otherReadings(text: string): string[] {
  const words = wordsOf(text);
  const plain = words.filter((word) => !padding.has(word));
  const readings: string[] = [];
  if (plain.length > 0 && plain.length < words.length) readings.push(plain.join(" "));
  // "St Ives, Cornwall": a town, and where it is.
  const nearer = plain.filter((word) => !counties.has(word) && !nations.has(word));
  if (nearer.length < plain.length && !nearer.every(isCompass)) readings.push(nearer.join(" "));
  // "North Bristol West": the two compass words are one quarter.
  const across = plain.find((word) => word === "north" || word === "south");
  const along = plain.find((word) => word === "east" || word === "west");
  if (across !== undefined && along !== undefined)
    readings.push([...plain.filter((word) => word !== across && word !== along), across + along].join(" "));
  return readings;
}

/** Folded, and without spaces. */
export const foldJoined = (text: string): string => joinFolded(fold(text));
export const joinFolded = (folded: string): string => folded.replaceAll(" ", "");

/** Whether none of the words tells one name from another: "the", "who won". */
export const isSilent = (text: string): boolean => wordsOf(text).every((word) => silent.has(word));

/** Whether the words are a county, or as good as one. */
export const isCounty = (text: string): boolean => counties.has(wordsOf(text).join(" "));

/** Whether a word only says where in a place: alone it names nothing. */
export const isCompass = (word: string): boolean => compass.has(word);
