/** `Delivery` over the database. What is written goes along with what others write in the same breath. */
import { randomBytes } from "node:crypto";
import { sql, type Kysely, type Transaction } from "kysely";
import { createBatch } from "../batch.ts";
import type { Schema } from "../schema.ts";
import { changes, freeze, heldOf, isFrozen, keptOf, newRow, subjectText } from "./rows.ts";
import type { Delivery, Held, Moved } from "./shapes.ts";

export type { Delivery, Held, Kept, Moved } from "./shapes.ts";

export interface DeliveryOptions {
  /** Milliseconds for which a place is held. Whoever dies holding it is waited for so long. */
  readonly lease: number;
  /** This machine's clock, in milliseconds since 1970. */
  readonly real: () => number;
}

/** States in which a message may stand there, or stood there. */
const told = ["sent", "withdrawn", "unclear", "gone", "fixed"];

const mostKeys = 50;

export function createDelivery(db: Kysely<Schema>, { lease, real }: DeliveryOptions): Delivery {
  const batch = createBatch(db);
  const messagesOf = (place: Held) => db.selectFrom("messages").selectAll().where("place", "=", place.id);

  const held = (at: Transaction<Schema>, place: Held, moved: Moved = {}) =>
    at
      .updateTable("places")
      .set({ ...changes(moved), lease_until: real() + lease })
      .where("id", "=", place.id)
      .where("lease_token", "=", place.token);

  /** What keeps us from speaking in a place, if anything; otherwise it is held on. Most often one question is enough. */
  async function prevent(at: Transaction<Schema>, place: Held, moved?: Moved): Promise<"frozen" | "lost" | undefined> {
    const row = await held(at, place, moved)
      .where((it) => it.not(it.exists(freeze(at).select("value"))))
      .returning("id")
      .executeTakeFirst();
    if (row) return undefined;
    return (await isFrozen(at)) ? "frozen" : "lost";
  }

  return {
    async claim(heads, platforms, most) {
      if (platforms.length === 0) return [];
      const now = real();
      const token = randomBytes(12).toString("base64url");
      const rows = await db
        .updateTable("places")
        .set({ lease_token: token, lease_until: now + lease })
        .where("lease_until", "<=", now)
        .where("id", "in", (from) =>
          from
            .selectFrom("places")
            .select("id")
            .where("platform", "in", [...platforms])
            .where("lease_until", "<=", now)
            .where("due_at", "<=", now)
            .where((it) =>
              it.or([
                it("corrected", "<", heads.log),
                it.and([
                  it("state", "=", "on"),
                  it.or([
                    it("cursor", "<", heads.log),
                    it("wake_at", "<=", now),
                    it.and([it("staff", "=", 1), it("noticed", "<", heads.notices)]),
                  ]),
                ]),
              ]),
            )
            .orderBy("due_at")
            .orderBy("cursor")
            .limit(most),
        )
        .returningAll()
        .execute();
      return rows.map((row) => heldOf(row, token));
    },
    async open(place) {
      const row = await messagesOf(place).where("state", "in", ["due", "posting"]).orderBy("n").executeTakeFirst();
      return row && keptOf(row);
    },
    async about(place, keys) {
      if (keys.length === 0) return [];
      const rows = await messagesOf(place)
        .where("state", "in", told)
        // When very much has turned, it is quicker to look at all of them.
        .$if(keys.length <= mostKeys, (some) =>
          some.where((it) => it.or(keys.map((key) => it("subject", "like", `%"${key}"%`)))),
        )
        .orderBy("n")
        .execute();
      return rows.map(keptOf);
    },
    async newest(place, kind, most) {
      const rows = await messagesOf(place)
        .where("kind", "=", kind)
        .where("state", "in", told)
        .orderBy("n", "desc")
        .limit(most)
        .execute();
      return rows.map(keptOf);
    },
    async message(id) {
      const row = await db.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirst();
      return row && keptOf(row);
    },
    async hasOnce(place, once) {
      return (await messagesOf(place).where("once", "=", once).executeTakeFirst()) !== undefined;
    },
    begin: (place, message, moved, now) =>
      batch(async (transaction) => {
        const prevented = await prevent(transaction, place, moved);
        if (prevented) return prevented;
        const n = sql<number>`(select coalesce(max(n), 0) + 1 from messages where place = ${place.id})`;
        const row = await transaction
          .insertInto("messages")
          .values({ ...newRow(place, message, now, real()), n })
          .returningAll()
          .executeTakeFirstOrThrow();
        return keptOf(row);
      }),
    again: (place, message, subject, words) =>
      batch(async (transaction) => {
        const prevented = await prevent(transaction, place);
        if (prevented) return prevented;
        await transaction
          .updateTable("messages")
          .set({
            state: "posting",
            subject: subjectText(subject),
            words,
            attempts: message.attempts + 1,
            first_attempt: message.firstAttempt ?? real(),
            last_attempt: real(),
          })
          .where("id", "=", message.id)
          .execute();
        return "begun";
      }),
    settle: (place, message, { subject, ...what }, moved) =>
      batch(async (transaction) => {
        await transaction
          .updateTable("messages")
          .set({
            ...what,
            ...(subject && { subject: subjectText(subject) }),
            settled_at: real(),
            // What was never said can still happen once.
            ...(what.state === "expired" && { once: null }),
          })
          .where("id", "=", message.id)
          .execute();
        await held(transaction, place, moved).execute();
      }),
    move: (place, moved) => batch(async (transaction) => void (await held(transaction, place, moved).execute())),
    release: (place, dueAt, wakeAt, moved) =>
      batch(async (transaction) => {
        await transaction
          .updateTable("places")
          .set({ ...changes(moved), lease_token: null, lease_until: 0, due_at: dueAt, wake_at: wakeAt })
          .where("id", "=", place.id)
          .where("lease_token", "=", place.token)
          .execute();
      }),
    async wake(once) {
      await db
        .updateTable("places")
        .set({ wake_at: 0 })
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
    },
    frozen: () => isFrozen(db),
    async waiting() {
      const count = sql<number>`count(*)`.as("n");
      const [messages, blocked, head, least] = await Promise.all([
        db.selectFrom("messages").select(count).where("state", "in", ["due", "posting"]).executeTakeFirstOrThrow(),
        db.selectFrom("places").select(count).where("blocked_at", "is not", null).executeTakeFirstOrThrow(),
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
