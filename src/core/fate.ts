/**
 * The fate of a post whose platform gave no clear answer. The place's history is searched for the post: it is found,
 * waited for, repeated, or given up. Pure, but for the two wrappers of an adapter's calls at the end.
 */
import type { MessageRef } from "./place.ts";
import type { Posted, Search } from "./platform.ts";

/** Times of the first and the last attempt at a post: milliseconds by this machine's clock, as all times here. */
export interface Attempts {
  readonly first: number;
  readonly last: number;
}

/** News and tips differ in what a loss or a repeat costs, so each has a policy of its own. Milliseconds. */
export interface FatePolicy {
  /** Since the last attempt. A post may still land until then: longer than a post takes, and than it takes to appear. */
  readonly grace: number;
  /** Since the last attempt. Until then a search without an answer is made again; afterwards the history is unreadable. */
  readonly patience: number;
  /** Between two searches without an answer: for as long again as the post has been waited for, within these bounds. */
  readonly pause: readonly [least: number, most: number];
  /** A post whose history nobody can read is given up so long after its first attempt, or repeated so long after its last. */
  readonly unreadable: { readonly giveUpAfter: number } | { readonly repeatAfter: number };
}

export type Fate =
  | { readonly kind: "found"; readonly message: MessageRef }
  /** Nothing can be said before then. */
  | { readonly kind: "wait"; readonly until: number }
  /** The post does not stand there, or a second one is better than none. */
  | { readonly kind: "repeat" }
  /** The post may or may not stand there, and nobody will know. */
  | { readonly kind: "give up" };

export function fateOf(found: Search, { first, last }: Attempts, now: number, policy: FatePolicy): Fate {
  if (typeof found === "object") return { kind: "found", message: found };
  if (found === "absent") return once(last + policy.grace, "repeat", now);
  const waited = now - last;
  if (found === "not now" && waited < policy.patience) {
    const [least, most] = policy.pause;
    return { kind: "wait", until: now + Math.min(most, Math.max(least, waited)) };
  }
  const { unreadable } = policy;
  return "repeatAfter" in unreadable
    ? once(last + unreadable.repeatAfter, "repeat", now)
    : once(first + unreadable.giveUpAfter, "give up", now);
}

const once = (at: number, kind: "repeat" | "give up", now: number): Fate =>
  now < at ? { kind: "wait", until: at } : { kind };

/** An adapter that throws has told nothing of what became of a post, an edit or a removal. */
export async function attempt(work: () => Promise<Posted>): Promise<Posted> {
  try {
    return await work();
  } catch {
    return { kind: "unclear", why: "the adapter failed" };
  }
}

/** An adapter that throws has not answered whether a post stands there, and may answer later. */
export async function search(work: () => Promise<Search>): Promise<Search> {
  try {
    return await work();
  } catch {
    return "not now";
  }
}
