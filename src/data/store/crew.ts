/**
 * The crew: instances that run at once over one database. Each holds a lease of its own, and counts the others', so that what
 * a platform allows one token is shared out among those that are alive.
 */
import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { ring } from "./bell.ts";
import { createLeases, type Lease } from "./leases.ts";
import type { Schema } from "./schema.ts";
import { isServed } from "./served.ts";

export interface Crew {
  /** Instances that are alive, this one among them. */
  count(): number;
  /** Prolongs our lease, and counts again. To be called each few seconds. @throws whatever the database throws */
  follow(): Promise<void>;
  /** Leaves the others to share out what was ours. Never rejects. */
  leave(): Promise<void>;
}

/** Milliseconds of an instance's lease, by which the others learn that it died; by so much more it is forgotten. */
export const crewLease = 20_000;
const prefix = "instance ";

/** @param now in milliseconds since 1970, the same for every instance @throws whatever the database throws */
export async function joinCrew(db: Kysely<Schema>, now: () => number): Promise<Crew> {
  // A file is one program's.
  if (!isServed(db)) return { count: () => 1, follow: async () => {}, leave: async () => {} };
  const leases = createLeases(db, now);
  let own: Lease | undefined;
  let alive = 1;

  async function follow(): Promise<void> {
    if (!own || !(await leases.renew(own, crewLease))) own = await leases.claim(`${prefix}${randomUUID()}`, crewLease);
    const at = now();
    await db
      .deleteFrom("leases")
      .where("name", "like", `${prefix}%`)
      .where("until", "<", at - crewLease)
      .execute();
    const { n } = await db
      .selectFrom("leases")
      .select((it) => it.fn.countAll<number>().as("n"))
      .where("name", "like", `${prefix}%`)
      .where("until", ">", at)
      .executeTakeFirstOrThrow();
    alive = Math.max(1, n);
  }

  await follow();
  await ring(db);
  return {
    count: () => alive,
    follow,
    async leave() {
      try {
        if (own) await leases.release(own);
        await ring(db);
      } catch {
        // It ends by itself.
      }
    },
  };
}
