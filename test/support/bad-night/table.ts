/** A bad night as a table. */
import type { BadNight } from "./index.ts";

export function badTable(night: BadNight): string {
  const { rows, kills, done, skipped, feed, met, work, provoked, seconds, heldUp, entries } = night;
  const head = ["place", "", "messages", "declared", "anew", "gathered", "unclear", "edits", ""];
  const lines = rows.map(({ name, platform, messages, declarations, anew, gathered, unclear, edits, faults }) => [
    name,
    platform,
    ...[messages, declarations, anew, gathered, unclear, edits].map(String),
    faults.length === 0 ? "as asked" : `WRONG: ${faults.slice(0, 3).join(" | ")}`,
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((line) => (line[i] ?? "").length)));
  const drawn = [head, ...lines].map((line) =>
    line
      .map((cell, i) =>
        i >= 2 && i <= 7 ? cell.padStart(widths[i] ?? 0) : i === 8 ? cell : cell.padEnd(widths[i] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const counted = (some: Iterable<readonly [string, number]>): string =>
    Array.from(some, ([what, n]) => `${what} ${n}`).join(", ");
  return [
    ...drawn,
    "",
    `${entries} entries in the log, ${kills} kills, ${counted(Object.entries(done).filter(([, times]) => times > 0))}, ${seconds.toFixed(0)} s`,
    ...skipped.map((why) => `SKIPPED ${why}`),
    `the feed's faults: ${counted(Object.entries(feed))}`,
    `the platforms' faults: ${counted([...met].toSorted())}`,
    ...(work.length > 0 ? [`changes of messages by instance: ${work.join(", ")}`] : []),
    `too fast by our own doing: ${provoked}; the platforms were held up for ${heldUp.toFixed(0)} ms at most`,
  ].join("\n");
}
