/** Lines of words, several to a block: a block each would be too many, and all in one too long. */
import type { Block, Inline } from "../../core/reply.ts";
import { fits, lettersOf, type Size } from "./size.ts";

export type Line = readonly Inline[];

/** Limits of one block of lines, well below any platform's. */
const most = { lines: 8, letters: 1_600 };

export function blocksOfLines(lines: readonly Line[]): readonly Block[] {
  const groups: Line[][] = [];
  let letters = 0;
  for (const line of lines) {
    const size = line.reduce((sum, part) => sum + lettersOf(part), 1);
    const last = groups.at(-1);
    if (last && last.length < most.lines && letters + size <= most.letters) {
      last.push(line);
      letters += size;
    } else {
      groups.push([line]);
      letters = size;
    }
  }
  return groups.map((group) => ({
    kind: "text",
    text: group.flatMap((line, i) => (i === 0 ? line : ["\n", ...line])),
  }));
}

/** The number of lines, from the first, that fit. @param beside the card's other blocks */
export const linesThatFit = (lines: readonly Line[], beside: readonly Block[], within?: Size): number =>
  largest(lines.length, (n) => fits([...beside, ...blocksOfLines(lines.slice(0, n))], within));

/** The largest number up to `most` for which `holds`, as it does for all below; else 0. */
export function largest(most: number, holds: (n: number) => boolean): number {
  let [from, to] = [0, most];
  while (from < to) {
    const middle = (from + to + 1) >> 1;
    if (holds(middle)) from = middle;
    else to = middle - 1;
  }
  return from;
}
