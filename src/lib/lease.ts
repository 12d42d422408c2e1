/** What only one of several instances may do at a time, for as long as it holds the lease. */

export interface LeaseKeeper {
  /** Resolves when it is ours. @throws what `signal` was aborted with, when it is no longer wanted */
  wait(signal: AbortSignal): Promise<KeptLease>;
}

export interface KeptLease {
  /** Aborted when it is ours no more: another may have it, or soon will. */
  readonly lost: AbortSignal;
  /** Gives it back, so that another need not wait for it to run out. */
  release(): Promise<void>;
}
