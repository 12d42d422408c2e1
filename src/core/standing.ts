/** One seat's entries in the log -> what stands for that seat now. */
import { sourceKinds, type Declaration } from "./declaration.ts";

export interface Standing {
  /** The declaration that stands. Never a retraction. */
  readonly declaration: Declaration;
  /** The first moment of declaration that any source gave and still stands by; a correction does not move it. */
  readonly declared?: Date;
  /** The time at which it was first recorded. */
  readonly recorded: Date;
}

/**
 * The newest word of each source counts; among sources the most trusted wins; a source that retracted says nothing.
 * Editors are the exception: their retraction silences everyone until a later entry of a source arrives.
 * @param entries one seat's, in the order of the log
 * @returns undefined when nothing stands
 */
export function standing(entries: readonly Declaration[]): Standing | undefined {
  const heard = heardOf(entries);
  const [standing] = wordsOf(heard);
  if (!standing) return undefined;
  const agreeing = heard.filter((entry) => entry.state !== "retraction");
  const declared = agreeing.find((entry) => entry.declared)?.declared;
  const recorded = agreeing[0]?.recorded ?? standing.recorded;
  return declared ? { declaration: standing, declared, recorded } : { declaration: standing, recorded };
}

/** Whether a recount is the last word of any source. */
export const isRecounting = (entries: readonly Declaration[]): boolean => entries.at(-1)?.state === "recount";

/**
 * Where sources that may all be believed contradict each other: the declaration that stands, and each word that differs
 * from it. A word that editors decided about since is left out.
 */
export function disagreement(
  entries: readonly Declaration[],
): { readonly stands: Declaration; readonly others: readonly Declaration[] } | undefined {
  const heard = heardOf(entries);
  const [stands, ...words] = wordsOf(heard);
  if (!stands) return undefined;
  const decided = stands.source.kind === "editors" ? heard.indexOf(stands) : -1;
  const others = words.filter((word) => heard.indexOf(word) > decided && differ(word, stands));
  return others.length > 0 ? { stands, others } : undefined;
}

/** The entries that count for a seat: those after the last retraction of editors. */
function heardOf(entries: readonly Declaration[]): readonly Declaration[] {
  const silenced = entries.findLastIndex((e) => e.source.kind === "editors" && e.state === "retraction");
  return entries.slice(silenced + 1).filter(({ state }) => state !== "recount");
}

/** The newest word of each source that says something, the most trusted first. */
function wordsOf(heard: readonly Declaration[]): readonly Declaration[] {
  const words = [...Map.groupBy(heard, (entry) => entry.source.name).values()].map(newest);
  return words.filter((word) => word.state !== "retraction").toSorted(byTrust);
}

function differ(a: Declaration, b: Declaration): boolean {
  const { votes } = b;
  if (!a.votes || !votes) return winnerOf(a) !== winnerOf(b);
  const ids = new Set([...Object.keys(a.votes), ...Object.keys(votes)]);
  return a.winner !== b.winner || [...ids].some((id) => (a.votes?.[id] ?? 0) !== (votes[id] ?? 0));
}

/** The candidate whom a declaration names, or whom its votes elect; undefined in a tie. */
function winnerOf({ winner, votes = {} }: Declaration): string | undefined {
  if (winner !== undefined) return winner;
  const [first, second] = Object.entries(votes).toSorted(([, a], [, b]) => b - a);
  return first && first[1] !== second?.[1] ? first[0] : undefined;
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
