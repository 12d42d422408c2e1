/** A lease kept: its holder renews it, and those that wait look again until it is free. */
import { setTimeout as pause } from "node:timers/promises";
import type { Lease, Leases } from "./leases.ts";
import type { KeptLease, LeaseKeeper } from "../../lib/lease.ts";

/** @param milliseconds for which a holder that died is waited for */
export function createLeaseKeeper(leases: Leases, name: string, milliseconds: number): LeaseKeeper {
  // Renewed three times before it is over: one failure is no loss.
  const beat = milliseconds / 3;

  function hold(lease: Lease): KeptLease {
    const lost = new AbortController();
    const over = new AbortController();
    void keep(lease, lost, over.signal);
    return {
      lost: lost.signal,
      async release() {
        over.abort();
        await leases.release(lease).catch(() => {});
      },
    };
  }

  async function keep(lease: Lease, lost: AbortController, over: AbortSignal): Promise<void> {
    let until = performance.now() + milliseconds;
    while (!over.aborted) {
      await pause(beat, undefined, { signal: over, ref: false }).catch(() => {});
      if (over.aborted) return;
      const asked = performance.now();
      const renewed = await leases.renew(lease, milliseconds).catch(() => undefined);
      if (renewed) until = asked + milliseconds;
      // Another has it, or could by now for all we know.
      if (renewed === false || performance.now() + beat >= until) return lost.abort();
    }
  }

  return {
    async wait(signal) {
      for (;;) {
        signal.throwIfAborted();
        const lease = await leases.claim(name, milliseconds).catch(() => undefined);
        if (lease) return hold(lease);
        await pause(Math.min(beat, 1_000), undefined, { signal, ref: false });
      }
    },
  };
}
