/** Places: claimed by delivery, held under a lease while it speaks there, and released. */
import { randomBytes } from "node:crypto";
import { sql, type ExpressionBuilder, type Kysely } from "kysely";
import type { Columns } from "../given.ts";
import type { Schema } from "../schema.ts";
import { isServed } from "../served.ts";
import { columnsOf, heldPlaceOf, subscriptionOf } from "./rows.ts";
import type { Delivery, PlaceMove } from "./shapes.ts";

export interface LeaseOptions {
  /** Milliseconds of a lease, and so of the wait for an instance that died with one. */
  readonly lease: number;
  /** The clock that instances share, in milliseconds since 1970. It may be set back, and forward. */
  readonly real: () => number;
}

export interface HeldPlaces extends Pick<Delivery, "claim" | "wake"> {
  /** Columns of a place that moves, and stays ours for as long again. */
  held(move?: PlaceMove): Columns;
  /** Columns of a place that moves, and is left to others. */
  freed(move: PlaceMove): Columns;
}

/** Milliseconds by which instances' clocks may differ, and a time may lie ahead without being misdated. */
export const skew = 5_000;

/** The longest that a place is ever left alone, and the longest lease that may be configured. */
const longest = { rest: 6 * 3_600_000, lease: 600_000 } as const;

/** Milliseconds for which a place that has rested lets all others go first. */
const passedOver = 10_000;

/** Places that are woken by one statement: a parameter each. */
const mostWoken = 1_000;

export function createHeldPlaces(db: Kysely<Schema>, { lease, real }: LeaseOptions): HeldPlaces {
  return {
    held: (move = {}) => ({ ...columnsOf(move), lease_until: real() + lease, dated: real() }),
    freed: (move) => ({ ...columnsOf(move), lease_token: null, lease_until: 0, dated: real() }),

    async claim(heads, platforms, most) {
      if (platforms.length === 0) return [];
      const now = real();
      const token = randomBytes(12).toString("base64url");
      const rows = await db
        .with("free", (from) =>
          from
            .selectFrom("places")
            .select("id")
            .where("platform", "in", [...platforms])
            .where((one) => isPast(one, "lease_until", now, longest.lease))
            .where((one) => isPast(one, "due_at", now, longest.rest))
            .where((it) =>
              it.or([
                // An edit that is owed wakes the place at its time, and keeps no news from it.
                it.and([
                  it("corrected", "<", heads.log),
                  it.or([it("wake_at", "is", null), isPast(it, "wake_at", now, longest.rest)]),
                ]),
                it.and([
                  it("state", "=", "on"),
                  it.or([
                    it("cursor", "<", heads.log),
                    isPast(it, "wake_at", now, longest.rest),
                    it.and([it("staff", "=", 1), it("noticed", "<", heads.notices)]),
                  ]),
                ]),
              ]),
            )
            // Where not all can be visited at once, channels come before people, and each entry goes everywhere before the
            // next: the furthest behind has its turn first, and of those that are equally far the longest waiting.
            .orderBy("direct")
            // One that rested until just now, for quiet hours say, may have to rest again: it keeps no other waiting.
            .orderBy(
              sql`case when due_at > ${now - passedOver} then ${heads.log} when corrected < cursor then corrected else cursor end`,
            )
            .orderBy(sql`coalesce(dated, 0)`)
            .limit(most)
            // Instances that look at the same time have other places each, and none waits for another.
            .$if(isServed(db), (some) => some.forUpdate().skipLocked()),
        )
        .updateTable("places")
        // Times that are not believed are not kept either: dated anew they would be, should whoever holds the place now die.
        .set({
          lease_token: token,
          lease_until: now + lease,
          due_at: 0,
          wake_at: sql`case when dated > ${now + skew} or wake_at > ${now + longest.rest + skew} then 0 else wake_at end`,
          dated: now,
        })
        .where((it) => isPast(it, "lease_until", now, longest.lease))
        .where("id", "in", (it) => it.selectFrom("free").select("id"))
        .returningAll()
        .execute();
      return rows.toSorted((a, b) => a.direct - b.direct).flatMap((row) => heldPlaceOf(row, token) ?? []);
    },

    async wake(once) {
      const rows = await db
        .selectFrom("places")
        .select(["id", "subscription"])
        .where("state", "=", "on")
        .where((it) =>
          it.not(
            it.exists(
              it
                .selectFrom("messages")
                .select("id")
                .whereRef("messages.place", "=", "places.id")
                .where("messages.once", "=", once),
            ),
          ),
        )
        .execute();
      const ids = rows.flatMap((row) => (subscriptionOf(row)?.briefing ? [row.id] : []));
      for (let from = 0; from < ids.length; from += mostWoken)
        await db
          .updateTable("places")
          .set({ wake_at: 0 })
          .where("id", "in", ids.slice(from, from + mostWoken))
          .execute();
    },
  };
}

/**
 * Whether a time has come. One that a clock wrote which was ahead of ours by now, or that lies further ahead than
 * anything waits, is not believed.
 */
const isPast = (
  it: ExpressionBuilder<Schema, "places">,
  time: "lease_until" | "due_at" | "wake_at",
  now: number,
  most: number,
) => it.or([it(time, "<=", now), it(time, "=", 0), it("dated", ">", now + skew), it(time, ">", now + most + skew)]);

/** A query with a row where an editor has stopped every post, everywhere. */
export const freeze = (at: Kysely<Schema>) =>
  at.selectFrom("switches").select("value").where("name", "=", "freeze").where("value", "!=", "null");

export const isFrozen = async (at: Kysely<Schema>): Promise<boolean> =>
  (await freeze(at).executeTakeFirst()) !== undefined;
