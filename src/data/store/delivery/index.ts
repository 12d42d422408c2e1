/** `Delivery` over the database: messages, and their places. Writes that come at once share a commit. */
import { sql, type Kysely } from "kysely";
import { createBatch } from "../batch.ts";
import type { Schema } from "../schema.ts";
import { idsAbout, listContests, relistContests } from "./contests.ts";
import { createHeldPlaces, isFrozen, type LeaseOptions } from "./places.ts";
import { heldPlaceOf, messageOf, newId, newRow, subjectText, subscriptionOf } from "./rows.ts";
import type { Delivery, HeldPlace } from "./shapes.ts";

export { skew } from "./places.ts";
export { newId } from "./rows.ts";
export type { Delivery, HeldPlace, NewMessage, PlaceMove, Settling, StoredMessage } from "./shapes.ts";

/** Repeated messages that are looked at in one go. */
const mostRepeated = 500;
/** States of a message that may stand in its place, or stood there. */
const mayStand = ["sent", "withdrawn", "unclear", "gone", "fixed"];

export function createDelivery(db: Kysely<Schema>, options: LeaseOptions): Delivery {
  const { real } = options;
  const batch = createBatch(db);
  const places = createHeldPlaces(db, options);
  const messagesOf = (place: HeldPlace) => db.selectFrom("messages").selectAll().where("place", "=", place.id);

  return {
    claim: places.claim,
    wake: places.wake,
    async open(place) {
      const row = await messagesOf(place).where("state", "in", ["due", "posting"]).orderBy("n").executeTakeFirst();
      return row && messageOf(row);
    },
    async about(place, contests) {
      if (contests.length === 0) return [];
      // Found by their ids alone: with the place in the condition, SQLite would go through all of the place's messages.
      const rows = await db
        .selectFrom("messages")
        .selectAll()
        .where("id", "in", idsAbout(db, contests, place.id))
        .where("state", "in", mayStand)
        .orderBy("n")
        .execute();
      return rows.map(messageOf);
    },
    async newest(place, kind, most) {
      const rows = await messagesOf(place)
        .where("kind", "=", kind)
        .where("state", "in", mayStand)
        .orderBy("n", "desc")
        .limit(most)
        .execute();
      return rows.map(messageOf);
    },
    async message(id) {
      const row = await db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirst();
      return row && messageOf(row);
    },
    async postedAs(place, ref) {
      const row = await messagesOf(place).where("ref", "=", ref).orderBy("n", "desc").executeTakeFirst();
      return row && messageOf(row);
    },
    async repeated(from, until) {
      const rows = await db
        .selectFrom("messages")
        .selectAll()
        .where("state", "=", "sent")
        .where("attempts", ">", 1)
        .where("last_attempt", ">=", from)
        .where("last_attempt", "<=", until)
        .orderBy("last_attempt")
        .limit(mostRepeated)
        .execute();
      const places = await db
        .selectFrom("places")
        .selectAll()
        .where("id", "in", [...new Set(rows.map(({ place }) => place)), ""])
        .execute();
      return rows.flatMap((row) => {
        const found = places.find(({ id }) => id === row.place);
        const place = found && heldPlaceOf(found, "");
        return place ? [{ place, message: messageOf(row) }] : [];
      });
    },
    async hasOnce(place, once) {
      return (await messagesOf(place).where("once", "=", once).executeTakeFirst()) !== undefined;
    },
    begin: (place, message, move, now) => {
      // A commit whose answer is lost may have succeeded: the work is run again, and the id shows that it was done.
      const id = message.id ?? newId();
      return batch(async (transaction) => {
        const prevented = await places.prevent(transaction, place, move);
        if (prevented) return prevented;
        const n = sql<number>`(select coalesce(max(n), 0) + 1 from messages where place = ${place.id})`;
        const written = await transaction
          .insertInto("messages")
          .values({ ...newRow(id, place, message, now, real()), n })
          .onConflict((there) => there.column("id").doNothing())
          .returningAll()
          .executeTakeFirst();
        if (written) await listContests(transaction, id, place.id, message.subject);
        const row =
          written ??
          (await transaction.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
        if (message.instead !== undefined)
          await transaction
            .updateTable("messages")
            .set({ state: "fixed", settled_at: real() })
            .where("id", "=", message.instead)
            .execute();
        return messageOf(row);
      });
    },
    again: (place, message, subject, words) =>
      batch(async (transaction) => {
        const prevented = await places.prevent(transaction, place);
        if (prevented) return prevented;
        await transaction
          .updateTable("messages")
          .set({
            state: "posting",
            subject: subjectText(subject),
            listed: 1,
            words,
            attempts: message.attempts + 1,
            first_attempt: message.firstAttempt ?? real(),
            last_attempt: real(),
          })
          .where("id", "=", message.id)
          .execute();
        await relistContests(transaction, message.id, place.id, subject);
        return "begun";
      }),
    settle: (place, message, { subject, ...what }, move) =>
      batch(async (transaction) => {
        await transaction
          .updateTable("messages")
          .set({
            ...what,
            ...(subject && { subject: subjectText(subject), listed: 1 }),
            settled_at: real(),
            // Something that was never said can still happen once.
            ...(what.state === "expired" && { once: null }),
          })
          .where("id", "=", message.id)
          .execute();
        if (subject) await relistContests(transaction, message.id, place.id, subject);
        await places.hold(transaction, place, move);
      }),
    move: (place, move) => batch(async (transaction) => void (await places.hold(transaction, place, move))),
    forgetRole: (place, role) =>
      batch(async (transaction) => {
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
    redate: (place, message) => {
      const now = real();
      const first = Math.min(message.firstAttempt ?? now, now);
      return batch(async (transaction) => {
        await transaction
          .updateTable("messages")
          .set({ first_attempt: first, last_attempt: now })
          .where("id", "=", message.id)
          .execute();
        await places.hold(transaction, place);
        return { ...message, firstAttempt: first, lastAttempt: now };
      });
    },
    release: (...of) => batch((transaction) => places.release(transaction, ...of)),
    frozen: () => isFrozen(db),
    async waiting() {
      const count = sql<number>`count(*)`.as("n");
      const [messages, blocked, head, least] = await Promise.all([
        db.selectFrom("messages").select(count).where("state", "in", ["due", "posting"]).executeTakeFirstOrThrow(),
        db
          .selectFrom("places")
          .select(count)
          .where("blocked_at", "is not", null)
          .where("direct", "=", 0)
          .executeTakeFirstOrThrow(),
        db.selectFrom("head").select("n").where("name", "=", "log").executeTakeFirst(),
        db
          .selectFrom("places")
          .select(({ fn }) => fn.min("cursor").as("n"))
          .where("state", "=", "on")
          .executeTakeFirst(),
      ]);
      const last = head?.n ?? 0;
      return { messages: messages.n, blocked: blocked.n, behind: last - (least?.n ?? last) };
    },
  };
}
