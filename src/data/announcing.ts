/** Places that are told news, and messages in them, over the database. Columns of delivery belong to delivery. */
import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { z } from "zod";
import type { Announcing, PlacedMessage, Subscribed } from "../core/news/announcing.ts";
import type { Item } from "../core/news/message.ts";
import { subscriptionSchema, type Subscription } from "../core/news/subscription.ts";
import { idsAbout } from "./store/delivery/contests.ts";
import { messageOf, placeOf } from "./store/delivery/rows.ts";
import { idlePlace } from "./store/places.ts";
import type { Schema } from "./store/schema.ts";
import { placeKey, type Place } from "../core/place.ts";

export interface AnnouncingOptions extends Pick<Announcing, "inspect" | "role" | "history"> {
  readonly db: Kysely<Schema>;
  /** The election's clock. */
  readonly now: () => Date;
  /** The number of the last entry that has been read. */
  readonly head: () => number;
  /** A place was erased, whose id the database's journal still has. */
  readonly erased: () => void;
}

export interface FollowedAnnouncing extends Announcing {
  /** Reads what other instances have written since. */
  follow(): Promise<void>;
}

/** Has the place visited at once, by the instance that comes next. */
const soon = { due_at: 0, wake_at: 0 };
/** Resets a place's earlier life. An instance that still holds its lease has nothing more to say of it. */
const afresh = { ...idlePlace, ...soon };

export async function createAnnouncing(options: AnnouncingOptions): Promise<FollowedAnnouncing> {
  const { db, now, head, erased, inspect, role, history } = options;
  const memory = new Map<string, Subscribed>();
  const remember = (subscribed: Subscribed): Subscribed => {
    memory.set(placeKey(subscribed.place), subscribed);
    return subscribed;
  };
  const at = ({ platform, id }: Place) =>
    db.selectFrom("places").selectAll().where("platform", "=", platform).where("place", "=", id);

  async function update(
    { platform, id }: Place,
    set: { readonly subscription?: string; readonly state?: string; readonly due_at: number; readonly wake_at: number },
  ): Promise<void> {
    const row = await db
      .updateTable("places")
      .set(set)
      .where("platform", "=", platform)
      .where("place", "=", id)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new RangeError("a place that is not subscribed has nothing to change");
    remember(subscribedOf(row));
  }

  /** A row that a newer version has written is not known here. */
  const known = (row: Selectable<Schema["places"]>): readonly Subscribed[] =>
    subscriptionSchema.safeParse(JSON.parse(row.subscription)).success ? [remember(subscribedOf(row))] : [];

  async function follow(): Promise<void> {
    for (const row of await db.selectFrom("places").selectAll().execute()) known(row);
  }

  await follow();
  return {
    follow,
    inspect,
    ...(role && { role }),
    history,
    remembered: (place) => memory.get(placeKey(place)),
    async of(place) {
      const row = await at(place).executeTakeFirst();
      return row && remember(subscribedOf(row));
    },
    async all() {
      const rows = await db
        .selectFrom("places")
        .selectAll()
        .where("state", "<>", "stopped")
        .where("direct", "=", 0)
        .orderBy("since")
        .orderBy("id")
        .execute();
      return rows.flatMap(known);
    },
    async subscribe({ platform, id, kind }, subscription) {
      const row = await db.transaction().execute(async (transaction) => {
        const notices = await transaction
          .selectFrom("head")
          .select("n")
          .where("name", "=", "notices")
          .executeTakeFirst();
        const from = head();
        await putAside(transaction, platform, id);
        const begun = {
          ...afresh,
          subscription: textOf(subscription),
          state: "on",
          cursor: from,
          noticed: notices?.n ?? 0,
          since: now().getTime(),
        };
        return (
          transaction
            .insertInto("places")
            // `corrected`: a mistake in an earlier message there is put right all the same.
            .values({
              id: randomUUID(),
              platform,
              place: id,
              staff: 0,
              corrected: from,
              ...begun,
              direct: Number(kind === "direct"),
            })
            .onConflict((there) => there.columns(["platform", "place"]).doUpdateSet(begun))
            .returningAll()
            .executeTakeFirstOrThrow()
        );
      });
      remember(subscribedOf(row));
    },
    async forget(place) {
      memory.delete(placeKey(place));
      await db.transaction().execute((transaction) => erase(transaction, place));
      erased();
    },
    async conversations() {
      const row = await db
        .selectFrom("places")
        .select((it) => it.fn.countAll<number>().as("n"))
        .where("direct", "=", 1)
        .executeTakeFirst();
      return row?.n ?? 0;
    },
    change: (place, subscription) => update(place, { subscription: textOf(subscription), ...soon }),
    state: (place, state) => update(place, { state, ...soon }),
    async told(contest, place) {
      const rows = await db
        .selectFrom("messages")
        .innerJoin("places", "places.id", "messages.place")
        .selectAll("messages")
        .select(["places.platform", "places.place as channel", "places.direct"])
        .where("messages.id", "in", idsAbout(db, [contest]))
        .$if(place === undefined, (some) => some.where("places.direct", "=", 0))
        .$if(place !== undefined, (some) =>
          some.where("places.platform", "=", place?.platform ?? "").where("places.place", "=", place?.id ?? ""),
        )
        .orderBy("messages.created_at", "desc")
        .orderBy("messages.n", "desc")
        .execute();
      // The rows include messages that an older version wrote, whatever their subject.
      return rows.map(placedOf).filter(({ items }) => items.some((item) => isAbout(item, contest)));
    },
  };
}

async function erase(at: Kysely<Schema>, { platform, id }: Place): Promise<void> {
  const row = await at
    .deleteFrom("places")
    .where("platform", "=", platform)
    .where("place", "=", id)
    .where("staff", "=", 0)
    .returning("id")
    .executeTakeFirst();
  if (!row) return;
  await at.deleteFrom("message_contests").where("place", "=", row.id).execute();
  await at.deleteFrom("messages").where("place", "=", row.id).execute();
}

/** Ends the place's open messages: those not sent are told no more, and the fate of a post under way stays unknown. */
async function putAside(at: Kysely<Schema>, platform: string, id: string): Promise<void> {
  const place = at
    .selectFrom("places")
    .select("places.id")
    .where("places.platform", "=", platform)
    .where("places.place", "=", id);
  const messages = at.updateTable("messages").where("place", "in", place);
  await messages.set({ state: "expired", once: null }).where("state", "=", "due").execute();
  await messages.set({ state: "unclear" }).where("state", "=", "posting").execute();
}

const isAbout = (item: Item, contest: string): boolean => item.kind !== "notice" && item.contest === contest;

/** Checked before it is written: readers trust it. */
const textOf = (subscription: Subscription): string => JSON.stringify(subscriptionSchema.parse(subscription));

const stateSchema = z.enum(["on", "paused", "stopped"]);

/** @throws ZodError for a row that this program could not have written */
function subscribedOf(row: Selectable<Schema["places"]>): Subscribed {
  return {
    place: placeOf(row),
    subscription: subscriptionSchema.parse(JSON.parse(row.subscription)),
    state: stateSchema.parse(row.state),
    staff: row.staff === 1,
    ...(row.blocked_at !== null && { blocked: { since: new Date(row.blocked_at), why: row.blocked_why ?? "" } }),
    since: new Date(row.since),
    cursor: row.cursor,
  };
}

function placedOf(
  row: Selectable<Schema["messages"]> & {
    readonly platform: string;
    readonly channel: string;
    readonly direct: number;
  },
): PlacedMessage {
  const place = placeOf({ ...row, place: row.channel });
  const { id, subject, state, ref, createdAt } = messageOf(row);
  return { ...subject, id, state, createdAt, place, ...(ref !== undefined && { ref: { place, id: ref } }) };
}
