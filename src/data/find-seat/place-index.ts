/** Lines of places by the names in them, whole and short; those of big places also in order and by length. */
import { fold } from "../words/fold.ts";
import { lettersOf } from "../words/letters.ts";

/** Slips and beginnings lead to these alone, never to a hamlet, a suburb or a ward. */
export const isBig = (line: string): boolean => {
  const [, type = "", size = ""] = line.split("|", 3);
  return type === "city" || type === "town" || type === "village" || (type === "place" && size !== "");
};

const idle = new Set("the and on upon in of by at".split(" "));

/** One spelling for the ways to write a place's name: no spaces, and no words that tell none apart. */
export function keyOf(text: string): string {
  // Most names are plain, and nothing below changes them but their capitals.
  if (/^[a-z]+$/i.test(text)) return text.toLowerCase();
  const words = fold(text).split(" ");
  const telling = words.filter((word) => !idle.has(word));
  return (telling.length > 0 ? telling : words).map((word) => (word === "saint" ? "st" : word)).join("");
}

/** "Burnham-on-Sea" is Burnham, and Royal Leamington Spa is Leamington Spa, and Leamington. */
const mayShorten = /[- ]/;
const shortened = /(?:[- ](?:on|upon|le|under|next|super|cum|by|in|de|juxta|with)[- ].+| spa| green| st(?:\.)? .+)$/i;
function shortForms(name: string): string[] {
  const plain = name.replace(/^royal /i, "");
  const short = plain.replace(shortened, "");
  return [...new Set([plain, short])].filter((form) => form !== name && form.length > 3);
}

/** Lines by key: most keys have one. */
type Lines = Map<string, number | number[]>;

export interface Index {
  readonly lines: readonly string[];
  readonly exact: Lines;
  /** Short forms of the names of big places. */
  readonly short: Lines;
  /** Keys of big places, in order and by length: made when a name is first met in part. */
  readonly keys: () => Keys;
}

interface Keys {
  readonly sorted: readonly string[];
  readonly byLength: readonly (readonly { readonly key: string; readonly letters: number }[] | undefined)[];
}

export function indexOf(lines: readonly string[]): Index {
  const exact: Lines = new Map();
  const short: Lines = new Map();
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const [name = "", other] = namesIn(line);
    add(exact, keyOf(name), i);
    if (other !== undefined) add(exact, keyOf(other), i);
    if (mayShorten.test(name) && isBig(line)) for (const form of shortForms(name)) add(short, keyOf(form), i);
  }
  let keys: Keys | undefined;
  return { lines, exact, short, keys: () => (keys ??= keysOf(lines)) };
}

function keysOf(lines: readonly string[]): Keys {
  const all = new Set(lines.filter(isBig).flatMap((line) => namesIn(line).map(keyOf)));
  const byLength: { key: string; letters: number }[][] = [];
  for (const key of all) (byLength[key.length] ??= []).push({ key, letters: lettersOf(key) });
  return { sorted: [...all].toSorted(), byLength };
}

/** The name, and that in another language, which stands after the seats. */
function namesIn(line: string): readonly string[] {
  const name = line.slice(0, line.indexOf("|"));
  const last = line.slice(line.lastIndexOf("|") + 1);
  return /^[A-Z]{3}[A-Z\d.]*$/.test(last) ? [name] : [name, last];
}

function add(to: Lines, key: string, line: number): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, line);
  else if (typeof known === "number") to.set(key, [known, line]);
  else known.push(line);
}

export const at = (lines: Lines, key: string): readonly number[] => {
  const found = lines.get(key);
  return found === undefined ? [] : typeof found === "number" ? [found] : found;
};
