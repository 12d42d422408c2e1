/** The news in a source's declarations, measured by its own earlier entries. Pure. */
import { contestOf, type Contest, type Declaration } from "../../core/declaration.ts";
import type { Found, Said } from "../sources/source.ts";

export interface News {
  /** New declarations, in the order of the source. */
  readonly fresh: readonly (Said & { readonly revision: number })[];
  readonly refused: readonly Extract<Found, { kind: "quarantine" }>[];
}

/**
 * Changes of one contest that are taken in from one source. No count has so many. A faulty source would otherwise have
 * every copy of its news edited for ever, and the log grow.
 */
const mostOfOne = 100;

/**
 * A lower revision, or one that was said before, is nothing new. A source without revisions of its own counts its
 * changes against its own latest entry: said, corrected and corrected back is three.
 * @param own its entries by contest, in the order of the log
 */
export function newsOf(said: readonly Said[], own: ReadonlyMap<Contest, readonly Declaration[]>): News {
  // A source's tests are numbered as its results are, but are no part of them.
  const known = new Map<string, readonly Declaration[]>();
  for (const entries of own.values()) for (const [key, some] of Map.groupBy(entries, keyOf)) known.set(key, some);
  const fresh: (Said & { revision: number })[] = [];
  const refused: Extract<Found, { kind: "quarantine" }>[] = [];
  for (const one of said) {
    const before = known.get(keyOf(one)) ?? [];
    const verdict = judge(one, before);
    if (verdict === "known") continue;
    if (before.length >= mostOfOne) {
      // The same words make the same misfit, so that it is quarantined once.
      refused.push({
        kind: "quarantine",
        where: contestOf(one),
        why: `said ${mostOfOne} times otherwise: no more is taken in from this source, and editors say what stands`,
        excerpt: "",
      });
      continue;
    }
    if (verdict === "conflict") {
      refused.push({
        kind: "quarantine",
        where: contestOf(one),
        why: `revision ${one.revision ?? 0} was said before with other figures`,
        // The time at which it was recorded is left out: said again later, it is the same misfit.
        excerpt: JSON.stringify({ ...one, recorded: undefined }).slice(0, 500),
      });
      continue;
    }
    const { revision } = verdict;
    fresh.push({ ...one, revision });
    const unsaid = { name: "", kind: "feed" } as const;
    known.set(keyOf(one), [...before, { ...one, revision, source: unsaid }]);
  }
  return { fresh, refused };
}

const keyOf = (one: Pick<Said, "seat" | "byElection" | "rehearsal">): string =>
  `${contestOf(one)}${one.rehearsal ? " test" : ""}`;

function judge(said: Said, before: readonly Declaration[]): "known" | "conflict" | { readonly revision: number } {
  const latest = before.reduce<Declaration | undefined>((best, one) => (isNewer(one, best) ? one : best), undefined);
  if (said.revision === undefined) {
    if (latest && isSame(said, latest)) return "known";
    // A source that has said nothing has nothing to retract.
    return said.state === "retraction" && !latest ? "known" : { revision: (latest?.revision ?? 0) + 1 };
  }
  const { revision } = said;
  const twin = before.find((one) => one.revision === revision && rank(one) === rank(said));
  if (twin) return isSame(said, twin) ? "known" : "conflict";
  return latest && !isNewer({ ...said, revision }, latest) ? "known" : { revision };
}

type Spoken = Pick<Declaration, "state" | "revision">;

const isNewer = (one: Spoken, best: Spoken | undefined): boolean =>
  !best || one.revision > best.revision || (one.revision === best.revision && rank(one) >= rank(best));

/** The rank of a state within one revision: a result is more than a call. */
function rank({ state }: Pick<Declaration, "state">): number {
  return { recount: 0, called: 1, retraction: 2, correction: 3, result: 3 }[state];
}

/** The same figures, whenever they were recorded. */
function isSame(a: Said, b: Omit<Declaration, "source">): boolean {
  if (rank(a) !== rank(b) || a.winner !== b.winner || a.rejected !== b.rejected) return false;
  const [one, other] = [Object.entries(a.votes ?? {}), b.votes ?? {}];
  return one.length === Object.keys(other).length && one.every(([id, votes]) => other[id] === votes);
}
