/** One seat's entries in the log -> what stands for that seat now. */
import { sourceKinds, type Declaration } from "./declaration.ts";

export interface Standing {
  /** What stands. Never a retraction. */
  readonly declaration: Declaration;
  /** The first moment of declaration that any source gave and still stands by; a correction does not move it. */
  readonly declared?: Date;
  /** When it was first recorded. */
  readonly recorded: Date;
}

/**
 * The newest word of each source counts; among sources the most trusted wins; a source that retracted says nothing.
 * Editors are the exception: their retraction silences everyone until a later entry of a source arrives.
 * @param entries one seat's, in the order of the log
 * @returns undefined when nothing stands
 */
export function standing(entries: readonly Declaration[]): Standing | undefined {
  const silenced = entries.findLastIndex((e) => e.source.kind === "editors" && e.state === "retraction");
  const heard = entries.slice(silenced + 1);
  const words = [...Map.groupBy(heard, (entry) => entry.source.name).values()].map(newest);
  const standing = words.filter((word) => word.state !== "retraction").toSorted(byTrust)[0];
  if (!standing) return undefined;
  const agreeing = heard.filter((entry) => entry.state !== "retraction");
  const declared = agreeing.find((entry) => entry.declared)?.declared;
  const recorded = agreeing[0]?.recorded ?? standing.recorded;
  return declared ? { declaration: standing, declared, recorded } : { declaration: standing, recorded };
}

/** A source's newest word: the highest revision; of equals a result beats a call, then the later entry. */
function newest(entries: readonly Declaration[]): Declaration {
  return entries.reduce((best, entry) => {
    if (entry.revision !== best.revision) return entry.revision > best.revision ? entry : best;
    return fullness(entry) >= fullness(best) ? entry : best;
  });
}

function byTrust(a: Declaration, b: Declaration): number {
  return (
    sourceKinds.indexOf(a.source.kind) - sourceKinds.indexOf(b.source.kind) ||
    fullness(b) - fullness(a) ||
    b.revision - a.revision
  );
}

const fullness = (entry: Declaration): number => (entry.state === "called" ? 0 : 1);
