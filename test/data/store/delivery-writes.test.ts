/** Writes of many places at once: each is as if it had been alone, whatever becomes of those beside it. */
import { sql, type Kysely, type KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import type { Item } from "../../../src/core/news/message.ts";
import { usualSubscription } from "../../../src/core/news/subscription.ts";
import { createDelivery, type HeldPlace, type StoredMessage } from "../../../src/data/store/delivery/index.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { connectUp, onEveryDatabase } from "../../support/databases.ts";
import { untoldPlace } from "../../support/untold-place.ts";

const many = 30;
const news = (seq: number): Item => ({ kind: "declaration", contest: `E${seq}`, seq });
const messageOf = (seq: number) => ({
  subject: { kind: "news" as const, items: [news(seq)], shows: seq },
  from: seq - 1,
  to: seq,
  words: "w",
});
const now = new Date(0);

async function stage(db: Kysely<Schema>) {
  const subscription = JSON.stringify(usualSubscription);
  for (let i = 0; i < many; i++)
    await db
      .insertInto("places")
      .values({
        ...untoldPlace,
        id: `p${i}`,
        platform: "paper",
        place: `${i}`,
        subscription,
        cursor: 0,
        corrected: 0,
        since: 0,
      })
      .execute();
  const delivery = createDelivery(db, { lease: 60_000, real: () => 1_000_000 });
  const held = await delivery.claim({ log: 1, notices: 0 }, ["paper"], many);
  expect(held).toHaveLength(many);
  return { delivery, held };
}

const begun = (made: readonly (StoredMessage | "frozen" | "lost")[]): readonly StoredMessage[] =>
  made.filter((one) => typeof one !== "string");

onEveryDatabase("writes at once", ({ ready }) => {
  test("number each place's messages on, move its cursor, and list contests", async () => {
    const db = await connectUp(await ready());
    const { delivery, held } = await stage(db);
    for (const seq of [1, 2]) {
      const made = begun(
        await Promise.all(held.map((place) => delivery.begin(place, messageOf(seq), { cursor: seq }, now))),
      );
      expect(made.map(({ n }) => n)).toEqual(held.map(() => seq));
      await Promise.all(
        made.map((one, i) => delivery.settle(placeAt(held, i), one, { state: "sent", ref: `r${i} “x”\\` })),
      );
    }
    const about = await Promise.all(held.map((place) => delivery.about(place, ["E2"])));
    expect(about.map((some) => some.map(({ n, ref, state }) => [n, ref, state]))).toEqual(
      held.map((_, i) => [[2, `r${i} “x”\\`, "sent"]]),
    );
    const rows = await db.selectFrom("places").select("cursor").execute();
    expect(rows).toEqual(held.map(() => ({ cursor: 2 })));
    // A message that is written back is what was handed out when it was begun.
    const [first] = held;
    if (!first) throw new Error("no place");
    const fresh = await delivery.begin(first, messageOf(3), { cursor: 3 }, now);
    expect(await delivery.open(first)).toEqual(fresh);
  });

  test("leave what a post tells to the instance that holds its place", async () => {
    const db = await connectUp(await ready());
    const { delivery, held } = await stage(db);
    const [place] = held;
    if (!place) throw new Error("no place");
    const found = { ...messageOf(1), stands: "r" };
    const [message] = begun([await delivery.begin(place, found, { cursor: 1 }, now)]);
    if (!message) throw new Error("no message");
    // It was found, and not posted.
    expect([message.state, message.attempts]).toEqual(["sent", 0]);
    const more = { ...message.subject, items: [news(1), news(2)] };
    const stale = { ...place, token: "of a lease that is over" };
    expect(await delivery.extend(stale, message, more, "more", { cursor: 2 })).toBe("lost");
    expect(await delivery.postedAs(place, "r")).toEqual(message);
    expect(await delivery.extend(place, message, more, "more", { cursor: 2 })).toBe("extended");
    expect(await delivery.postedAs(place, "r")).toMatchObject({ subject: more, words: "more" });
    expect((await delivery.about(place, ["E2"])).map(({ id }) => id)).toEqual([message.id]);
  });

  test("cost as many statements as one place's do", async () => {
    const db = await connectUp(await ready());
    const { held } = await stage(db);
    let statements = 0;
    const counting: KyselyPlugin = {
      transformQuery({ node }) {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    const delivery = createDelivery(db.withPlugin(counting), { lease: 60_000, real: () => 1_000_000 });
    const spent: number[] = [];
    for (const places of [held.slice(0, 1), held]) {
      statements = 0;
      await Promise.all(places.map((place) => delivery.open(place)));
      await Promise.all(places.map(() => delivery.frozen()));
      const made = begun(
        await Promise.all(places.map((place) => delivery.begin(place, messageOf(1), { cursor: 1 }, now))),
      );
      await Promise.all(made.map((one, i) => delivery.settle(placeAt(places, i), one, { state: "sent", ref: "r" })));
      await Promise.all(places.map((place) => delivery.move(place, { corrected: 1 })));
      spent.push(statements);
    }
    expect(spent[0]).toBeLessThanOrEqual(12);
    expect(spent[1]).toBe(spent[0]);
  });

  test("where a place is lost, paused, or everything is frozen, only that place is not spoken in", async () => {
    const db = await connectUp(await ready());
    const { delivery, held } = await stage(db);
    await db.updateTable("places").set({ lease_token: "another" }).where("id", "=", placeAt(held, 3).id).execute();
    await db.updateTable("places").set({ state: "paused" }).where("id", "=", placeAt(held, 5).id).execute();
    const made = await Promise.all(held.map((place) => delivery.begin(place, messageOf(1), { cursor: 1 }, now)));
    const is = (i: number): string => (i === 3 ? "lost" : i === 5 ? "frozen" : "begun");
    expect(made.map((one) => (typeof one === "string" ? one : "begun"))).toEqual(held.map((_, i) => is(i)));
    const told = await db.selectFrom("places").select("id").where("cursor", "=", 1).execute();
    expect(told).toHaveLength(many - 2);
    await db.insertInto("switches").values({ name: "freeze", value: "true", changed_at: 0 }).execute();
    const again = await Promise.all(
      begun(made).map((one, i) => {
        const place = held.filter((_, at) => is(at) === "begun")[i] ?? placeAt(held, 0);
        return delivery.again(place, one, one.subject, "w2");
      }),
    );
    expect(new Set(again)).toEqual(new Set(["frozen"]));
    const attempts = await db.selectFrom("messages").select("id").where("attempts", ">", 1).execute();
    expect(attempts).toEqual([]);
  });

  test("one that fails is heard of by its caller alone, and is undone whole", async () => {
    const db = await connectUp(await ready());
    const { delivery, held } = await stage(db);
    const first = placeAt(held, 7);
    const once = await delivery.begin(first, { ...messageOf(1), once: "a day" }, {}, now);
    if (typeof once === "string") throw new Error(once);
    await delivery.settle(first, once, { state: "sent", ref: "r" });
    const made = await Promise.allSettled(
      held.map((place) => delivery.begin(place, { ...messageOf(2), once: "a day" }, { cursor: 2 }, now)),
    );
    expect(made.map(({ status }) => status)).toEqual(held.map((_, i) => (i === 7 ? "rejected" : "fulfilled")));
    const { cursor } = await db
      .selectFrom("places")
      .select("cursor")
      .where("id", "=", first.id)
      .executeTakeFirstOrThrow();
    expect(cursor).toBe(0);
  });

  test("a release ends the lease with the place's move, and a settled fate is kept by whoever has it", async () => {
    const db = await connectUp(await ready());
    const { delivery, held } = await stage(db);
    const made = begun(await Promise.all(held.map((place) => delivery.begin(place, messageOf(1), { cursor: 1 }, now))));
    await db.updateTable("places").set({ lease_token: "another" }).where("id", "=", placeAt(held, 2).id).execute();
    await Promise.all(
      held.map((place, i) =>
        delivery.settle(
          place,
          made[i] ?? { ...messageOf(1), ...(made[0] as StoredMessage) },
          { state: "sent", ref: "r" },
          { tries: 0, corrected: 1, blocked: "no more" },
        ),
      ),
    );
    await Promise.all(held.map((place, i) => delivery.release(place, 0, i % 2 === 0 ? null : 5, { cursor: 9 })));
    const { rows } = await sql<{
      cursor: number;
      corrected: number;
      lease_token: string | null;
      wake_at: number | null;
    }>`
      select cursor, corrected, lease_token, wake_at from places order by id`.execute(db);
    const ids = held.map(({ id }) => id).toSorted();
    expect(rows).toEqual(
      ids.map((id) => {
        const i = held.findIndex((one) => one.id === id);
        return i === 2
          ? { cursor: 1, corrected: 0, lease_token: "another", wake_at: null }
          : { cursor: 9, corrected: 1, lease_token: null, wake_at: i % 2 === 0 ? null : 5 };
      }),
    );
    expect(await db.selectFrom("messages").select("id").where("state", "=", "sent").execute()).toHaveLength(many);
  });
});

function placeAt(held: readonly HeldPlace[], i: number): HeldPlace {
  const place = held[i];
  if (!place) throw new RangeError(`no place ${i}`);
  return place;
}
