/** Names of people as returning officers and reporters write them, against the names that stand on the ballot. */
import { plainLetters } from "../../lib/plain-letters.ts";

export interface Person {
  readonly given: string;
  readonly family: string;
}

/** A name as a source or an editor gives it: in parts, or in one. */
export interface NameSaid {
  readonly name?: string | undefined;
  readonly given?: string | undefined;
  readonly family?: string | undefined;
}

/** The certainty of a name, from nobody's to the very letters. */
export const certainty = { none: 0, family: 1, initial: 2, given: 3, whole: 4 } as const;

const titles: ReadonlySet<string> = new Set(
  `mr mrs ms miss mx master dr doctor prof professor sir dame lord lady baroness baron viscount earl rev revd reverend rt hon honourable right the cllr
  councillor councilor cllor ald alderman capt captain col colonel maj major lt lieutenant gen general cdr commander sgt sqn wg father fr canon pastor
  bishop imam rabbi ambassador mep msp`.split(/\s+/),
);
const letters: ReadonlySet<string> = new Set(
  `mp mps msp ms mla mep am as tc td obe mbe cbe kbe dbe gbe bem kcb cb kg kt kc qc phd dphil md ma ba bsc msc mba frs frsa frcp fba jp dl pc rn raf ret retd
  jr jnr snr sr esq sitting incumbent elected winner candidate`.split(/\s+/),
);

/** Letters without case, accents and apostrophes: "O’Neill" is one word, "Rees-Mogg" two, "J.K." two. */
export function plainWords(text: string): readonly string[] {
  if (/^[A-Za-z]+(?: [A-Za-z]+)*$/.test(text) && text.length < 300) return text.toLowerCase().split(" ");
  const plain = plainLetters(text.slice(0, 300)).replaceAll(/["“”]/g, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * @param alike whether two given names may be one person's: "bill", "william"
 * @returns how surely the name is each person's, in their order
 */
export function certaintiesOf(said: NameSaid, people: readonly Person[], alike: Alike = sameLetter): readonly number[] {
  const readings = readingsOf(said);
  return people.map((person) => readings.reduce((most, reading) => Math.max(most, fits(reading, person, alike)), 0));
}

/** Whether two given names, in plain letters, may be one person's. */
export type Alike = (one: string, other: string) => boolean;
const sameLetter: Alike = () => false;

/** Words in the order of the name, or the two halves of it where the source parts them. */
type Reading =
  | { readonly words: readonly string[] }
  | { readonly given: readonly string[]; readonly family: readonly string[] };

/** The ways in which a name can be read: with its titles, without, by the name "commonly known as". */
function readingsOf({ name = "", given = "", family = "" }: NameSaid): readonly Reading[] {
  const readings: Reading[] = [];
  if (family.trim() !== "") {
    readings.push({ given: plainWords(given), family: plainWords(family) });
    readings.push({ given: untitled(plainWords(given)), family: untitled(plainWords(family)) });
  }
  for (const form of formsOf(name)) {
    const [last = "", first = ""] = form.split(/,(.*)/s);
    if (first.trim() !== "") {
      readings.push({ given: plainWords(first), family: plainWords(last) });
      readings.push({ given: untitled(plainWords(first)), family: untitled(plainWords(last)) });
    }
    readings.push({ words: plainWords(form) }, { words: untitled(plainWords(form)) });
  }
  return readings;
}

function formsOf(name: string): readonly string[] {
  const text = name.slice(0, 200);
  const [official = "", usual = ""] = text.split(
    /\(?\b(?:commonly |also |usually |otherwise )?(?:known as|called|a\.?k\.?a\.?)\b:?/i,
  );
  const outside = text.replaceAll(/\([^()]*\)|\[[^[\]]*\]|["“][^"“”]*["”]/gu, " ");
  return [...new Set([text, official, usual, outside].map((form) => form.replace(/[*✓✔†]+/gu, " ").trim()))].filter(
    (form) => form !== "",
  );
}

/** A name's words without titles before and letters after it, unless nothing else is left. */
export function untitled(words: readonly string[]): readonly string[] {
  let [from, to] = [0, words.length];
  while (from < to - 1 && titles.has(words[from] ?? "")) from += 1;
  while (to > from + 1 && letters.has(words[to - 1] ?? "")) to -= 1;
  return words.slice(from, to);
}

function fits(reading: Reading, person: Person, alike: Alike): number {
  const { given, family } = partsOf(person);
  if ("family" in reading) {
    if (joined(reading.family) !== joined(family)) return certainty.none;
    return joined(reading.given) === joined(given) ? certainty.whole : givenFits(reading.given, given, alike);
  }
  const { words } = reading;
  if (joined(words) === joined([...given, ...family])) return certainty.whole;
  const last = rest(words, family, true);
  const first = rest(words, family, false);
  return Math.max(
    last ? givenFits(last, given, alike) : 0,
    // The family name first, without a comma: a little less sure than the usual order.
    first ? givenFits(first, given, alike) - (first.length > 0 ? 0.1 : 0) : 0,
  );
}

const parts = new WeakMap<Person, { readonly given: readonly string[]; readonly family: readonly string[] }>();

/** A name on the ballot in plain words, made once. */
function partsOf(person: Person) {
  const known = parts.get(person);
  if (known) return known;
  const made = { given: plainWords(person.given), family: plainWords(person.family) };
  parts.set(person, made);
  return made;
}

const joined = (words: readonly string[]): string => words.join("");

/** Words beside the family name, which stands last or first. @returns undefined where it does not */
function rest(words: readonly string[], family: readonly string[], isLast: boolean): readonly string[] | undefined {
  const name = joined(family);
  for (let size = 1; size <= Math.min(words.length, family.length + 1); size += 1) {
    const part = isLast ? words.slice(-size) : words.slice(0, size);
    if (joined(part) === name) return isLast ? words.slice(0, -size) : words.slice(size);
  }
  return undefined;
}

function givenFits(said: readonly string[], own: readonly string[], alike: Alike): number {
  const [first = "", mine = ""] = [said[0], own[0]];
  if (first === "" || mine === "") return certainty.family;
  if (first === mine || (said.length > 1 && own.includes(first)) || joined(said) === joined(own))
    return certainty.given;
  if (own.some((word) => word.length > 1 && said.includes(word)) || own.some((word) => alike(first, word)))
    return certainty.given - 0.2;
  // "J" or "JK" are initials of John Kevin; "Jo" may be short for him. No "Jane" is "John".
  if (first.length <= 2 && Array.from(first).every((letter, i) => (own[i] ?? letter)[0] === letter))
    return certainty.initial;
  if (mine.startsWith(first) || first.startsWith(mine)) return certainty.initial;
  return certainty.none;
}
