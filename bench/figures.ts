/** Figures in columns. */

/** @param at 0 to 1 */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] ?? 0;
}

/** A row of a table: a name, then figures of at most three significant decimals. */
export function row(name: string, ...figures: readonly (string | number)[]): string {
  const cells = figures.map((figure) =>
    typeof figure === "number" && !Number.isInteger(figure) ? figure.toFixed(2) : String(figure),
  );
  return [name.padEnd(34), ...cells.map((cell) => ` ${cell}`.padStart(12))].join("").trimEnd();
}
