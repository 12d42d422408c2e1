/** `Delivery` over the database: messages, and their places. Writes that come at once share a commit. */
import { sql, type Kysely } from "kysely";
import type { Contest } from "../../../core/declaration.ts";
import { createBatch } from "../batch.ts";
import { gathered } from "../gathered.ts";
import type { Schema } from "../schema.ts";
import { idsAbout } from "./contests.ts";
import { createHeldPlaces, isFrozen, type LeaseOptions } from "./places.ts";
import { begunOf, heldPlaceOf, messageOf, newId, newRow, subjectText, subscriptionOf } from "./rows.ts";
import type { Delivery, HeldPlace, StoredMessage } from "./shapes.ts";
import { writeAll, type Write, type Written } from "./writes.ts";

export { skew } from "./places.ts";
export { newId } from "./rows.ts";
export type { Delivery, HeldPlace, NewMessage, PlaceMove, Settling, StoredMessage } from "./shapes.ts";

/** Repeated messages that are looked at in one go. */
const mostRepeated = 500;
/** States of a message that may stand in its place, or stood there. */
const mayStand = ["sent", "withdrawn", "unclear", "gone", "fixed"];

interface About {
  /** `places.id` */
  readonly place: string;
  readonly contests: readonly Contest[];
}

export function createDelivery(db: Kysely<Schema>, options: LeaseOptions): Delivery {
  const { real } = options;
  const places = createHeldPlaces(db, options);
  const write = createBatch<Write, Written>(db, { write: writeAll, keyOf: ({ place }) => place.id });
  const messagesOf = (place: HeldPlace) => db.selectFrom("messages").selectAll().where("place", "=", place.id);

  // Places are visited many at a time, and what all of them ask is one question.
  const frozen = gathered<undefined, boolean>(async (all) => {
    const is = await isFrozen(db);
    return all.map(() => is);
  });
  const open = gathered<HeldPlace, StoredMessage | undefined>(async (asking) => {
    const rows = await db
      .selectFrom("messages")
      .selectAll()
      .where(
        "place",
        "in",
        asking.map(({ id }) => id),
      )
      .where("state", "in", ["due", "posting"])
      .orderBy("n", "desc")
      .execute();
    // The last that is put in is the first of its place.
    const first = new Map(rows.map((row) => [row.place, row]));
    return asking.map(({ id }) => {
      const row = first.get(id);
      return row && messageOf(row);
    });
  });
  const about = gathered<About, readonly StoredMessage[]>(
    async (asking) => {
      const [{ contests } = { contests: [] }] = asking;
      // Found by their ids alone: with the place in the condition, SQLite would go through all of the place's messages.
      const rows = await db
        .selectFrom("messages")
        .selectAll()
        .where(
          "id",
          "in",
          idsAbout(
            db,
            contests,
            asking.map(({ place }) => place),
          ),
        )
        .where("state", "in", mayStand)
        .orderBy("n")
        .execute();
      const byPlace = Map.groupBy(rows, ({ place }) => place);
      return asking.map(({ place }) => (byPlace.get(place) ?? []).map(messageOf));
    },
    ({ contests }) => JSON.stringify(contests),
  );

  return {
    claim: places.claim,
    wake: places.wake,
    open,
    about: async (place, contests) => (contests.length === 0 ? [] : about({ place: place.id, contests })),
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
    frozen: () => frozen(undefined),
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
