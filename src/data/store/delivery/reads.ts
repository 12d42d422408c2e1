/** The part of `Delivery` that only asks: messages of a place, those about a contest, and how much waits. */
import { sql, type Kysely } from "kysely";
import type { Contest } from "../../../core/declaration.ts";
import { gathered } from "../gathered.ts";
import type { Schema } from "../schema.ts";
import { idsAbout } from "./contests.ts";
import { isFrozen } from "./places.ts";
import { heldPlaceOf, messageOf } from "./rows.ts";
import type { Delivery, HeldPlace, StoredMessage } from "./shapes.ts";

type Reads = Pick<
  Delivery,
  "frozen" | "open" | "about" | "newest" | "message" | "postedAs" | "repeated" | "hasOnce" | "waiting"
>;

/** Repeated messages that are looked at in one go. */
const mostRepeated = 500;
/** States of a message that may stand in its place, or stood there. */
const mayStand = ["sent", "withdrawn", "unclear", "gone", "fixed"];

interface About {
  /** `places.id` */
  readonly place: string;
  readonly contests: readonly Contest[];
}

/** Places are visited many at a time, and what all of them ask is one question. */
export function createReads(db: Kysely<Schema>): Reads {
  const messagesOf = (place: HeldPlace) => db.selectFrom("messages").selectAll().where("place", "=", place.id);
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
    frozen: () => frozen(undefined),
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
