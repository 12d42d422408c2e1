/**
 * Leases: work that one instance may do at a time. A lease ends with its time, so that the work of an instance that
 * died goes to another; one that was paused finds out when it renews. Instances share a clock, within a part of that time;
 * where it was set back, a lease that lies further ahead than it is long is not believed.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Kysely, Transaction } from "kysely";
import type { KeptLease, LeaseKeeper } from "../../lib/lease.ts";
import type { Schema } from "./schema.ts";

export interface Lease {
  readonly name: string;
  /** The mark of this holding, and of no other before or after. */
  readonly token: string;
}

export interface Leases {
  /** @returns undefined while someone else holds it */
  claim(name: string, milliseconds: number): Promise<Lease | undefined>;
  /** Prolongs the lease: as long again, from now. @returns false where another holds it by now, or nobody */
  renew(lease: Lease, milliseconds: number): Promise<boolean>;
  /** The same in a transaction, whose work is done under the lease or not at all. */
  renewIn(transaction: Transaction<Schema>, lease: Lease, milliseconds: number): Promise<boolean>;
  /** Ends it before its time is over. A lease that was lost is left alone. */
  release(lease: Lease): Promise<void>;
}

/** Milliseconds by which instances' clocks may differ. */
const skew = 5_000;

/** @param now in milliseconds since 1970, the same for every instance */
export function createLeases(db: Kysely<Schema>, now: () => number = Date.now): Leases {
  async function renewed(at: Kysely<Schema>, { name, token }: Lease, milliseconds: number): Promise<boolean> {
    const row = await at
      .updateTable("leases")
      .set({ until: now() + milliseconds })
      .where("name", "=", name)
      .where("token", "=", token)
      .returning("token")
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    async claim(name, milliseconds) {
      const at = now();
      const token = randomUUID();
      const held = { token, until: at + milliseconds };
      // One statement: the database lets one of many through.
      const claimed = await db
        .insertInto("leases")
        .values({ name, ...held })
        .onConflict((there) =>
          there
            .column("name")
            .doUpdateSet(held)
            .where((it) => it.or([it("leases.until", "<", at), it("leases.until", ">", at + milliseconds + skew)])),
        )
        .returning("token")
        .executeTakeFirst();
      return claimed && { name, token };
    },

    renew: (lease, milliseconds) => renewed(db, lease, milliseconds),
    renewIn: renewed,

    async release({ name, token }) {
      await db.deleteFrom("leases").where("name", "=", name).where("token", "=", token).execute();
    },
  };
}

/**
 * A lease kept: its holder renews it, and those that wait look again until it is free.
 * @param milliseconds for which a holder that died is waited for
 */
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
      // Another instance has the lease, or could by now for all we know.
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
