/**
 * Provenance: the publisher of the figures, and their age. A feed that has died leaves its figures standing, marked
 * with their age.
 */
import type { Context } from "./command.ts";
import type { Election } from "./election.ts";
import type { Results } from "./results.ts";
import { listed } from "./text.ts";

/** @param heardAt when each source was last heard, by name */
export function provenanceOf(
  results: Results,
  { publisher, pollsClose }: Election,
  heardAt: (source: string) => Date | undefined,
): Context["provenance"] {
  const counts = new Map<string, number>();
  let newest = new Date(pollsClose);
  for (const { standing } of results.all) {
    if (!standing) continue;
    const { name } = standing.declaration.source;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (standing.recorded > newest) newest = standing.recorded;
  }
  const names = [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  const [only] = names;
  if (only === undefined || (names.length === 1 && only === publisher.name))
    return { source: publisher.name, asOf: new Date(publisher.revised) };
  const heard = names.flatMap((name) => heardAt(name) ?? []);
  // The oldest source that is still asked decides: an answer is no fresher than that.
  const asOf = heard.length > 0 ? new Date(Math.min(...heard.map((at) => at.getTime()))) : newest;
  return { source: listed(names.slice(0, 3)), asOf };
}
