/**
 * A published word list -> the words that codenames are made of.
 *
 *     node tools/choose-words.ts EFF_LONG_LIST BRITISH_WORDS > src/tips/codename-words.ts
 *
 * EFF_LONG_LIST is the Electronic Frontier Foundation's long list for dice (`eff_large_wordlist.txt`; Debian's package
 * `diceware` holds it), BRITISH_WORDS a British dictionary, a word a line (Debian's `wbritish`). Of the words that stand in
 * both, those of `choose-words/unwanted.txt` are left out: illness, crime, cruelty, religion and politics, names of firms, and
 * what is spelt or said otherwise in Britain. Then one after the other, short and plain ones first, each is taken that is
 * three slips or more from every word taken, and neither begins another nor begins with one. So one slip never makes another
 * word, and can be put right; and words that are run together can be told apart. The same input gives the same bytes.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Seven words of so many are 77 bits. */
const wanted = 2_048;
const fewestSlips = 3;

const [dice, dictionary] = process.argv.slice(2);
if (dice === undefined || dictionary === undefined) {
  console.error("Say where the lists are: node tools/choose-words.ts EFF_LONG_LIST BRITISH_WORDS");
  process.exit(1);
}

const wordsOf = (file: string): readonly string[] => readFileSync(file, "utf8").split(/\s+/);
const british = new Set(wordsOf(dictionary));
const unwanted = new Set(wordsOf(join(import.meta.dirname, "choose-words", "unwanted.txt")));
const candidates = wordsOf(dice).filter(
  (word) => /^[a-z]{4,9}$/.test(word) && british.has(word) && !unwanted.has(word),
);

/**
 * Low is good. Long words are taken for want of better ones, and so are those with an ending or a beginning hung on.
 */
function rank(word: string): number {
  const isBent = /(ing|ed|ly|ness|less|able|ible|s)$|^(un|non|dis|mis|re|anti)/.test(word);
  return word.length < 9 ? word.length + (isBent ? 2 : 0) : isBent ? 99 : 50;
}

const taken: string[] = [];
for (const word of candidates.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)))
  if (taken.every((other) => slips(word, other) >= fewestSlips && !word.startsWith(other) && !other.startsWith(word)))
    taken.push(word);
if (taken.length < wanted) throw new RangeError(`${taken.length} words are too few`);

const lines = taken
  .slice(0, wanted)
  .toSorted()
  .reduce<string[]>((all, word) => {
    const last = all.at(-1);
    if (last === undefined || last.length + word.length > 115) return [...all, word];
    return [...all.slice(0, -1), `${last} ${word}`];
  }, []);
console.log(`/**
 * The words of codenames. Chosen by \`tools/choose-words.ts\`, which tells how, from the Electronic Frontier Foundation's long
 * word list for dice (https://www.eff.org/dice), published under CC BY 3.0 US
 * (https://creativecommons.org/licenses/by/3.0/us/). The choice is ours; the words are unchanged.
 *
 * A codename already given out is read by this list: no word may leave it while one may still be in use.
 */
export const codenameWords: readonly string[] = \`
${lines.join("\n")}
\`
  .trim()
  .split(/\\s/);`);

/** Letters added, lost, changed, or swapped with their neighbour: Damerau and Levenshtein's distance, unrestricted. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) >= fewestSlips) return fewestSlips;
  const far = a.length + b.length;
  const cells = new Map<number, number>();
  const at = (i: number, j: number): number => (i < 0 || j < 0 ? far : (cells.get(i * 32 + j) ?? (i === 0 ? j : i)));
  const lastRow = new Map<string, number>();
  for (let i = 1; i <= a.length; i += 1) {
    let lastColumn = 0;
    for (let j = 1; j <= b.length; j += 1) {
      const row = lastRow.get(b.charAt(j - 1)) ?? 0;
      const column = lastColumn;
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      if (same) lastColumn = j;
      const swapped = row === 0 || column === 0 ? far : at(row - 1, column - 1) + (i - row) + (j - column) - 1;
      const cost = Math.min(at(i - 1, j - 1) + (same ? 0 : 1), at(i, j - 1) + 1, at(i - 1, j) + 1, swapped);
      cells.set(i * 32 + j, cost);
    }
    lastRow.set(a.charAt(i - 1), i);
  }
  return at(a.length, b.length);
}
