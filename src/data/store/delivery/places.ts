/** Places: claimed by delivery, held under a lease while it speaks there, and released. */
import { randomBytes } from "node:crypto";
import { sql, type ExpressionBuilder, type Kysely, type Transaction } from "kysely";
import type { Schema } from "../schema.ts";
import { columnsOf, heldPlaceOf, subscriptionOf } from "./rows.ts";
import type { Delivery, HeldPlace, PlaceMove } from "./shapes.ts";

export interface LeaseOptions {
  /** Milliseconds of a lease, and so of the wait for an instance that died with one. */
  readonly lease: number;
  /** The clock that instances share, in milliseconds since 1970. It may be set back, and forward. */
  readonly real: () => number;
}

export interface HeldPlaces extends Pick<Delivery, "claim" | "wake"> {
  /** @returns whether the place is still ours */
  hold(at: Transaction<Schema>, place: HeldPlace, move?: PlaceMove): Promise<boolean>;
  /** The reason why this instance may not speak in a place; where there is none, the lease is prolonged. */
  prevent(at: Transaction<Schema>, place: HeldPlace, move?: PlaceMove): Promise<"frozen" | "lost" | undefined>;
  release(at: Transaction<Schema>, ...of: Parameters<Delivery["release"]>): Promise<void>;
}

/** Milliseconds by which instances' clocks may differ, and a time may lie ahead without being misdated. */
export const skew = 5_000;

/** The longest that a place is ever left alone, and the longest lease that may be configured. */
const longest = { rest: 6 * 3_600_000, lease: 600_000 } as const;

/** Places that are woken by one statement: a parameter each. */
const mostWoken = 1_000;

export function createHeldPlaces(db: Kysely<Schema>, { lease, real }: LeaseOptions): HeldPlaces {
  const held = (at: Transaction<Schema>, place: HeldPlace, move: PlaceMove = {}) =>
    at
      .updateTable("places")
      .set({ ...columnsOf(move), lease_until: real() + lease, dated: real() })
      .where("id", "=", place.id)
      .where("lease_token", "=", place.token);

  const places: HeldPlaces = {
    async claim(heads, platforms, most) {
      if (platforms.length === 0) return [];
      const now = real();
      const token = randomBytes(12).toString("base64url");
      const rows = await db
        .updateTable("places")
        .set({ lease_token: token, lease_until: now + lease, dated: now })
        .where((it) => isPast(it, "lease_until", now, longest.lease))
        .where("id", "in", (from) =>
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
            // Where not all can be visited at once, channels come before people.
            .orderBy("direct")
            .orderBy(sql`coalesce(dated, 0)`)
            .orderBy("cursor")
            .limit(most),
        )
        .returningAll()
        .execute();
      return rows.toSorted((a, b) => a.direct - b.direct).flatMap((row) => heldPlaceOf(row, token) ?? []);
    },

    async hold(at, place, move) {
      return (await held(at, place, move).returning("id").executeTakeFirst()) !== undefined;
    },

    async prevent(at, place, move) {
      // Most often one statement answers: the place is ours, is on, and nothing is frozen.
      const row = await held(at, place, move)
        .where("state", "=", "on")
        .where((it) => it.not(it.exists(freeze(at))))
        .returning("id")
        .executeTakeFirst();
      if (row) return undefined;
      // A place that was paused or stopped since it was claimed waits as if everything was frozen.
      return (await isFrozen(at)) || (await places.hold(at, place)) ? "frozen" : "lost";
    },

    async release(at, place, dueAt, wakeAt, move) {
      await at
        .updateTable("places")
        .set({ ...columnsOf(move), lease_token: null, lease_until: 0, due_at: dueAt, wake_at: wakeAt, dated: real() })
        .where("id", "=", place.id)
        .where("lease_token", "=", place.token)
        .execute();
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
  return places;
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
const freeze = (at: Kysely<Schema>) =>
  at.selectFrom("switches").select("value").where("name", "=", "freeze").where("value", "!=", "null");

export const isFrozen = async (at: Kysely<Schema>): Promise<boolean> =>
  (await freeze(at).executeTakeFirst()) !== undefined;
