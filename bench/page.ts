/** The tables of docs/performance.md: each between two marks that bear its name, so that one is replaced and no other. */

/** Tables that a page has room for, in its order. */
export const tablesIn = (page: string): readonly string[] =>
  [...page.matchAll(/^<!-- bench ([a-z]+) -->$/gm)].map(([, name = ""]) => name);

/**
 * @param when day and machine: "24 November 2026, Node 24.21.0 on 2 processors"
 * @returns the page with that table, and everything else as it was
 * @throws RangeError for a page that has no room for it
 */
export function withTable(page: string, name: string, table: string, when: string): string {
  const [from, to] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < start) throw new RangeError(`the page has no ${from} with ${to} after it`);
  const body = `\n\nMeasured on ${when}.\n\n\`\`\`text\n${table}\n\`\`\`\n\n`;
  return page.slice(0, start + from.length) + body + page.slice(end);
}
