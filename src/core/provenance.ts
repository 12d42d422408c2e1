/**
 * Provenance: the publisher of the figures, and their age. A feed that has died leaves its figures standing, marked
 * with their age.
 */
import type { Context, Provenance } from "./command.ts";
import type { Election } from "./election.ts";
import type { Outcome } from "./outcome.ts";
import type { Results } from "./results.ts";
import { listed } from "./text.ts";

/** @param heardAt when each source was last heard, by name */
export function provenanceOf(
  results: Results,
  { publisher, pollsClose }: Election,
  heardAt: (source: string) => Date | undefined,
): Provenance {
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

/**
 * The publisher's figures as at a moment: those of seats recorded by then.
 * @param at the moment that answers are for; absent for one that is now @param newest when the last of those seats was recorded
 */
export function provenanceAt(
  { publisher, corrections = [], uncorrected = [] }: Election,
  at: Date | undefined,
  newest: Date | undefined,
  now: Date,
): Provenance {
  const [source, revised] = [publisher.name, new Date(publisher.revised)];
  // A pack for an election to come may be dated ahead.
  if (at === undefined) return { source, asOf: revised < now ? revised : now };
  if (at >= revised && uncorrected.length === 0) return { source, asOf: revised };
  if (uncorrected.length > 0 && corrections.length > 0)
    return { source, asOf: revised, caveat: "figures as corrected by then" };
  const undone = uncorrected.length > 0 ? ", dated corrections undone" : "";
  return { source, asOf: newest ?? at, caveat: `recorded by then, figures as since corrected${undone}` };
}

/** Provenance of one contest's figures: by the source that stands there. */
export function provenanceFor(
  { standing }: Outcome,
  { provenance, results }: Pick<Context, "provenance" | "results">,
): Provenance {
  if (!standing) return provenance;
  const { source, recorded } = standing.declaration;
  const { publisher } = results.election;
  // The age of what is heard now: a source that is down says nothing new of any seat.
  if (source.name === provenance.source) return provenance;
  if (source.name !== publisher.name) return { source: source.name, asOf: recorded };
  return { source: publisher.name, asOf: new Date(publisher.revised) };
}
