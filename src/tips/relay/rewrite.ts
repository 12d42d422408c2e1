/**
 * All that is kept of tips is written anew each minute, whether or not anything came: at what moment something was written last
 * is then told by nothing either.
 */
import type { Leases } from "../../data/store/leases.ts";

export interface TipRewriteOptions {
  readonly leases: Leases;
  /** Milliseconds for which the dead are waited for. */
  readonly lease: number;
  readonly scrub: () => Promise<void>;
  /** Tells what failed in an earlier window. */
  readonly tell: () => void;
}

/** By one instance. Never rejects: what fails here is tried again in a minute. */
export async function rewriteTips({ leases, lease, scrub, tell }: TipRewriteOptions): Promise<void> {
  tell();
  try {
    const held = await leases.claim("tips anew", lease);
    if (!held) return;
    try {
      await scrub();
    } finally {
      await leases.release(held);
    }
  } catch {
    // The database does not answer, which others say.
  }
}
