/** The number of slips of the finger between two short words. */

const longest = 64;
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
  new Uint8Array(longest + 1),
];

/**
 * Letters put in, left out, replaced, or swapped with their neighbour (optimal string alignment).
 * @param most gives up, with `most + 1`, once it must be more
 * @param prefix measures `typed` against whichever beginning of `word` is nearest, as for a word not yet finished
 */
export function slips(typed: string, word: string, most: number, prefix = false): number {
  const across = Math.min(word.length, longest);
  const down = Math.min(typed.length, longest);
  if (down - across > most || (!prefix && across - down > most)) return most + 1;
  let [earlier, above, row] = rows;
  for (let column = 0; column <= across; column++) above[column] = column;
  for (let line = 1; line <= down; line++) {
    const letter = typed.charCodeAt(line - 1);
    const letterBefore = line > 1 ? typed.charCodeAt(line - 2) : -1;
    let least = line;
    row[0] = line;
    for (let column = 1; column <= across; column++) {
      const other = word.charCodeAt(column - 1);
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (row[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (letter === other ? 0 : 1),
      );
      if (column > 1 && letterBefore === other && letter === word.charCodeAt(column - 2)) {
        cost = Math.min(cost, (earlier[column - 2] ?? 0) + 1);
      }
      row[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [earlier, above, row] = [above, row, earlier];
  }
  let result = above[across] ?? most + 1;
  if (prefix)
    for (let column = Math.max(0, down - most); column <= across; column++)
      result = Math.min(result, above[column] ?? result);
  return Math.min(result, most + 1);
}
