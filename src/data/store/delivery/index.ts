/** `Delivery` over the database: what is written of messages and their places. Writes that come at once share a commit. */
import { sql, type Kysely } from "kysely";
import { createBatch } from "../batch.ts";
import type { Schema } from "../schema.ts";
import { createHeldPlaces, type LeaseOptions } from "./places.ts";
import { createReads } from "./reads.ts";
import { begunOf, newId, newRow, subjectText, subscriptionOf } from "./rows.ts";
import type { Delivery } from "./shapes.ts";
import { writeAll, type Write, type Written } from "./writes.ts";

export { skew } from "./places.ts";
export { newId } from "./rows.ts";
export type { Delivery, HeldPlace, NewMessage, PlaceMove, Settling, StoredMessage } from "./shapes.ts";

export function createDelivery(db: Kysely<Schema>, options: LeaseOptions): Delivery {
  const { real } = options;
  const places = createHeldPlaces(db, options);
  const write = createBatch<Write, Written>(db, { write: writeAll, keyOf: ({ place }) => place.id });

  return {
    claim: places.claim,
    wake: places.wake,
    ...createReads(db),
    async begin(place, message, move, now) {
      const begins = newRow(message.id ?? newId(), place, message, now, real());
      const { subject, instead } = message;
      const { prevented, begun } = await write({
        place,
        held: places.held(move),
        speaks: true,
        begins,
        subject,
        ...(instead && { instead: { id: instead, set: { state: "fixed", settled_at: real() } } }),
      });
      if (prevented) return prevented;
      if (typeof begun === "object") return begun;
      return begunOf(begins, subject, begun ?? 0);
    },
    async again(place, message, subject, words) {
      const set = {
        state: "posting",
        subject: subjectText(subject),
        listed: 1,
        words,
        attempts: message.attempts + 1,
        first_attempt: message.firstAttempt ?? real(),
        last_attempt: real(),
      };
      const changes = { id: message.id, set };
      const { prevented } = await write({ place, held: places.held(), speaks: true, changes, subject });
      return prevented ?? "begun";
    },
    async extend(place, { id }, subject, words, move) {
      const set = {
        ...(words !== undefined && { words }),
        subject: subjectText(subject),
        listed: 1,
        settled_at: real(),
      };
      const { prevented } = await write({
        place,
        held: places.held(move),
        speaks: true,
        changes: { id, set },
        subject,
      });
      return prevented ?? "extended";
    },
    async settle(place, message, { subject, ...what }, move) {
      const set = {
        ...what,
        ...(subject && { subject: subjectText(subject), listed: 1 }),
        settled_at: real(),
        // Something that was never said can still happen once.
        ...(what.state === "expired" && { once: null }),
      };
      const changes = { id: message.id, set };
      const { prevented } = await write({ place, held: places.held(move), changes, ...(subject && { subject }) });
      return prevented ? "lost" : "settled";
    },
    doubt: (place, ref) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("places")
          .set({
            ...places.freed({}),
            due_at: 0,
            wake_at: 0,
            corrected: sql`case when corrected > ${place.corrected} then ${place.corrected} else corrected end`,
          })
          .where("id", "=", place.id)
          .execute();
        await transaction
          .updateTable("messages")
          .set({ words: "" })
          .where("place", "=", place.id)
          .where("ref", "=", ref)
          .execute();
      }),
    async move(place, move) {
      await write({ place, held: places.held(move) });
    },
    forgetRole: (place, role) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom("places")
          .select("subscription")
          .where("id", "=", place.id)
          .executeTakeFirst();
        const { mention, ...subscription } = (row && subscriptionOf(row)) ?? {};
        if (mention?.id !== role) return;
        await transaction
          .updateTable("places")
          .set({ subscription: JSON.stringify(subscription) })
          .where("id", "=", place.id)
          .execute();
      }),
    async redate(place, message) {
      const now = real();
      const first = Math.min(message.firstAttempt ?? now, now);
      const changes = { id: message.id, set: { first_attempt: first, last_attempt: now } };
      await write({ place, held: places.held(), changes });
      return { ...message, firstAttempt: first, lastAttempt: now };
    },
    async release(place, dueAt, wakeAt, move) {
      await write({ place, held: { ...places.freed(move), due_at: dueAt, wake_at: wakeAt } });
    },
  };
}
