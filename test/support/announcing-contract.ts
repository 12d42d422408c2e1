/** The contract of announcing, whatever the database. */
import fc from "fast-check";
import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import type { Announcing } from "../../src/core/news/announcing.ts";
import type { Election } from "../../src/core/election.ts";
import { History } from "../../src/core/news/history.ts";
import type { Item } from "../../src/core/news/message.ts";
import { usualSubscription, type Subscription } from "../../src/core/news/subscription.ts";
import { createAnnouncing, type FollowedAnnouncing } from "../../src/data/announcing.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import type { Place } from "../../src/core/place.ts";

const place = (id: string, platform = "here"): Place => ({ platform, id, kind: "channel" });
const [one, two, elsewhere] = [place("C1"), place("C2"), place("C1", "there")];

const scotland: Subscription = {
  filter: {
    is: "or",
    of: [
      { is: "nation", nation: "Scotland" },
      { is: "not", of: { is: "gains" } },
    ],
  },
  every: 15,
  quiet: { from: "23:00", to: "07:00", zone: "Europe/London" },
  scoreboard: true,
  briefing: true,
};

/** @param open a new, empty database */
export function announcingContract(name: string, open: () => Promise<Kysely<Schema>>, election: Election): void {
  async function stage() {
    const db = await open();
    let minute = 0;
    const clock = () => new Date(Date.UTC(2024, 6, 5, 1, (minute += 1)));
    const world = { head: 7 };
    const history = History.before(election);
    const made = (): Promise<FollowedAnnouncing> =>
      createAnnouncing({
        db,
        now: clock,
        erased: () => {},
        head: () => world.head,
        inspect: async () => ({ mayPost: true, mayReadBack: true, isPrivate: false, wants: [] }),
        history: () => history,
      });
    const announcing = await made();
    const row = async ({ platform, id }: Place) =>
      db
        .selectFrom("places")
        .selectAll()
        .where("platform", "=", platform)
        .where("place", "=", id)
        .executeTakeFirstOrThrow();
    const set = (to: { readonly cursor?: number; readonly blocked_at?: number; readonly blocked_why?: string }) =>
      db.updateTable("places").set(to).where("place", "=", one.id).where("platform", "=", one.platform).execute();
    return { db, announcing, made, world, row, set };
  }

  describe(`the contract of places that are told news: ${name}`, () => {
    test("a place that never asked is told nothing", async () => {
      const { announcing } = await stage();
      expect(await announcing.of(one)).toBeUndefined();
      expect(announcing.remembered(one)).toBeUndefined();
      expect(await announcing.all()).toEqual([]);
      for (const change of [() => announcing.change(one, scotland), () => announcing.state(one, "paused")])
        await expect(change()).rejects.toThrow(RangeError);
    });

    test("it is told from then on: nothing old, in the log or of the desk", async () => {
      const { db, announcing, row } = await stage();
      await db.updateTable("head").set({ n: 4 }).where("name", "=", "notices").execute();
      await announcing.subscribe(one, scotland);
      expect(await announcing.of(one)).toEqual({
        place: one,
        subscription: scotland,
        state: "on",
        staff: false,
        since: new Date(Date.UTC(2024, 6, 5, 1, 1)),
        cursor: 7,
      });
      expect(await row(one)).toMatchObject({ cursor: 7, corrected: 7, noticed: 4, tries: 0, due_at: 0 });
      for (const other of [two, elsewhere]) expect(await announcing.of(other)).toBeUndefined();
    });

    test("a change keeps where it was", async () => {
      const { announcing, world } = await stage();
      await announcing.subscribe(one, usualSubscription);
      await announcing.subscribe(elsewhere, usualSubscription);
      world.head = 9;
      await announcing.change(one, scotland);
      expect(await announcing.of(one)).toMatchObject({ subscription: scotland, cursor: 7, state: "on" });
      expect(await announcing.of(elsewhere)).toMatchObject({ subscription: usualSubscription });
    });

    test("what was paused goes on where it was; what was stopped begins anew", async () => {
      const { announcing, world, row, set } = await stage();
      await announcing.subscribe(one, usualSubscription);
      await set({ blocked_at: 5, blocked_why: "the channel is gone" });
      expect(await announcing.of(one)).toMatchObject({
        blocked: { since: new Date(5), why: "the channel is gone" },
      });
      world.head = 20;
      await announcing.state(one, "paused");
      expect(await announcing.of(one)).toMatchObject({ state: "paused", cursor: 7 });
      await announcing.state(one, "on");
      expect(await announcing.of(one)).toMatchObject({ state: "on", cursor: 7 });
      await announcing.state(one, "stopped");
      expect(await announcing.of(one)).toMatchObject({ state: "stopped", cursor: 7 });
      const { id, since } = await row(one);
      await announcing.subscribe(one, scotland);
      const begun = await announcing.of(one);
      expect(begun).toMatchObject({ state: "on", cursor: 20, subscription: scotland });
      expect(begun).not.toHaveProperty("blocked");
      // Messages from before are still the place's own.
      expect((await row(one)).id).toBe(id);
      expect(begun?.since.getTime()).toBeGreaterThan(since);
    });

    test("all that are not stopped, the oldest first", async () => {
      const { announcing } = await stage();
      for (const some of [two, one, elsewhere]) await announcing.subscribe(some, usualSubscription);
      await announcing.state(two, "paused");
      await announcing.state(one, "stopped");
      expect((await announcing.all()).map(({ place: some }) => some)).toEqual([two, elsewhere]);
    });

    test("a conversation is told like a channel, is listed nowhere, and is erased with all that was said there", async () => {
      const { db, announcing, made } = await stage();
      const talk: Place = { platform: "here", id: "D1", kind: "direct" };
      await announcing.subscribe(talk, scotland);
      await announcing.subscribe(one, usualSubscription);
      expect(await announcing.of(talk)).toMatchObject({ place: talk, subscription: scotland });
      expect((await announcing.all()).map(({ place: some }) => some)).toEqual([one]);
      expect(await announcing.conversations()).toBe(1);
      const delivery = createDelivery(db, { lease: 60_000, real: () => 1_000 });
      const held = await delivery.claim({ log: 8, notices: 0 }, ["here"], 9);
      // Channels come first.
      expect(held.map(({ place: some }) => some)).toEqual([one, talk]);
      const items = [{ kind: "declaration", contest: "general E14000530", seq: 8 }] as const;
      for (const some of held)
        await delivery.begin(
          some,
          { subject: { kind: "news", items, shows: 8 }, from: 7, to: 8, words: "Aldershot" },
          { cursor: 8 },
          new Date(1_000),
        );
      expect((await announcing.told("general E14000530")).map(({ place: some }) => some)).toEqual([one]);
      expect(await announcing.told("general E14000530", talk)).toHaveLength(1);
      await announcing.forget(talk);
      expect(await announcing.of(talk)).toBeUndefined();
      expect(announcing.remembered(talk)).toBeUndefined();
      expect((await made()).remembered(talk)).toBeUndefined();
      const left = await Promise.all([
        db.selectFrom("places").select("place").execute(),
        db.selectFrom("messages").select("place").execute(),
        db.selectFrom("message_contests").select("place").execute(),
      ]);
      expect(left.map(({ length }) => length)).toEqual([1, 1, 1]);
      expect(JSON.stringify(left)).not.toContain("D1");
      // A visit that began before finds that the place is not its own any more.
      const talks = held.find(({ place: some }) => some.kind === "direct");
      if (!talks) throw new Error("the conversation was not visited");
      expect(
        await delivery.begin(
          talks,
          { subject: { kind: "news", items, shows: 8 }, from: 7, to: 8, words: "x" },
          {},
          new Date(2_000),
        ),
      ).toBe("lost");
    });

    test("two that ask at once are one", async () => {
      const { announcing } = await stage();
      await Promise.all([announcing.subscribe(one, usualSubscription), announcing.subscribe(one, usualSubscription)]);
      expect(await announcing.all()).toHaveLength(1);
    });

    test("what was chosen is remembered, and what another instance chose once it is followed", async () => {
      const { announcing, made } = await stage();
      const other = await made();
      await announcing.subscribe(one, scotland);
      expect(announcing.remembered(one)).toEqual(await announcing.of(one));
      expect(other.remembered(one)).toBeUndefined();
      await other.follow();
      expect(other.remembered(one)).toMatchObject({ subscription: scotland });
      await other.state(one, "paused");
      expect((await made()).remembered(one)).toMatchObject({ state: "paused" });
    });

    test("a subscription that could not be read again is not kept", async () => {
      const { announcing } = await stage();
      await expect(announcing.subscribe(one, { ...scotland, every: 0 })).rejects.toThrow(/every/);
      expect(await announcing.of(one)).toBeUndefined();
    });

    test("any place's name is only a name", async () => {
      const { announcing } = await stage();
      const names = fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }).filter((id) => !id.includes("\0"));
      await fc.assert(
        fc.asyncProperty(names, async (id) => {
          await announcing.subscribe(place(id), usualSubscription);
          expect((await announcing.of(place(id)))?.place.id).toBe(id);
        }),
        { numRuns: 30 },
      );
    });

    test("what was said of a contest, here and everywhere, the newest first", async () => {
      const { db, announcing } = await stage();
      for (const some of [one, two]) await announcing.subscribe(some, usualSubscription);
      const delivery = createDelivery(db, { lease: 60_000, real: Date.now });
      const held = await delivery.claim({ log: 99, notices: 0 }, ["here"], 9);
      const [seat, byElection] = ["E14001394", "E14001394/2025-05-01"];
      const declaration = (contest: string, seq: number): Item => ({ kind: "declaration", contest, seq });
      const say = async (where: Place, items: readonly Item[], minute: number) => {
        const there = held.find((some) => some.place.id === where.id);
        if (!there) throw new Error("a place was not to be had");
        const subject = { kind: "news", items, shows: 8 } as const;
        const at = new Date(Date.UTC(2024, 6, 5, 2, minute));
        const begun = await delivery.begin(there, { subject, from: 7, to: 8, words: "w" }, {}, at);
        if (typeof begun === "string") throw new Error(begun);
        await delivery.settle(there, begun, { state: "sent", ref: `m${minute}` });
        return begun.id;
      };
      const first = await say(one, [declaration(seat, 8), declaration("E14001063", 9)], 1);
      const later = await say(two, [declaration(seat, 8)], 2);
      const by = await say(one, [declaration(byElection, 8)], 3);
      const ids = async (...asked: Parameters<Announcing["told"]>) =>
        (await announcing.told(...asked)).map(({ id }) => id);
      expect(await ids(seat)).toEqual([later, first]);
      expect(await ids(seat, one)).toEqual([first]);
      expect(await ids(byElection, one)).toEqual([by]);
      expect(await ids("E14001063", two)).toEqual([]);
      expect((await announcing.told(seat, one))[0]).toMatchObject({
        kind: "news",
        state: "sent",
        place: one,
        ref: { place: one, id: "m1" },
        createdAt: new Date(Date.UTC(2024, 6, 5, 2, 1)),
      });
    });
  });
}
