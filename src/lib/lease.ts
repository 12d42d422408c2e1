/** A lease: only one of several instances may do the work at a time, for as long as it holds this. */

/** Milliseconds that a source has for its answer. Nobody else asks it meanwhile, so a lease is no shorter. */
export const sourcePatience = 30_000;

export interface LeaseKeeper {
  /** Resolves when the lease is ours. @throws the reason of `signal` when nobody wants it any more */
  wait(signal: AbortSignal): Promise<KeptLease>;
}

export interface KeptLease {
  /** Aborted when the lease is ours no more: another instance may have it, or soon will. */
  readonly lost: AbortSignal;
  /** Gives the lease back, so that another instance need not wait for it to run out. */
  release(): Promise<void>;
}
