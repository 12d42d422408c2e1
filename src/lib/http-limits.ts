/** Limits of a stranger at a server of ours: time, bytes, and one request for each signature. */

/** Milliseconds until a request must be there whole. */
const patience = 10_000;

/** Bytes of a body: what platforms send has some thousands. */
export const mostBytes = 1_000_000;

/** Options of Node's own server, in milliseconds. */
export interface TimeLimits {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly connectionsCheckingInterval: number;
}

/**
 * Time limits of a server. Whoever sends slowly, headers, body or nothing at all, is gone a fifth of it later: Node looks
 * for them that often, and every half minute unless told.
 * @param milliseconds until a request must be there whole
 */
export const timeLimits = (milliseconds = patience): TimeLimits => ({
  headersTimeout: milliseconds,
  requestTimeout: milliseconds,
  connectionsCheckingInterval: milliseconds / 5,
});

/** Signatures that were taken, each for as long as it would be accepted. In memory alone: a database would tell when. */
export interface Signatures {
  /**
   * @param signature in one spelling, proved to be good: nothing else may fill the memory
   * @param until when it would no longer be accepted, in milliseconds
   * @returns whether nobody had sent it before
   */
  take(signature: string, until: number, now: number): boolean;
}

export function createSignatures(): Signatures {
  const taken = new Map<string, number>();
  let swept = 0;
  return {
    take(signature, until, now) {
      if (now - swept > patience) {
        swept = now;
        for (const [old, end] of taken) if (end < now) taken.delete(old);
      }
      if (taken.has(signature)) return false;
      taken.set(signature, until);
      return true;
    },
  };
}
