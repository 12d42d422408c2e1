/** Messages are found by the contests that they tell of, whatever those are called and whichever version wrote them. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql, type Kysely } from "kysely";
import { expect, test } from "vitest";
import type { Item, Subject } from "../../../src/core/news/message.ts";
import { usualSubscription } from "../../../src/core/news/subscription.ts";
import { createAnnouncing } from "../../../src/data/announcing.ts";
import { History } from "../../../src/core/news/history.ts";
import { backup } from "../../../src/data/store/backup.ts";
import { createDelivery, type HeldPlace, type StoredMessage } from "../../../src/data/store/delivery/index.ts";
import { migrate, migrations } from "../../../src/data/store/migrations.ts";
import { messageContests } from "../../../src/data/store/migrations/message-contests.ts";
import { idlePlace } from "../../../src/data/store/places.ts";
import { restore } from "../../../src/data/store/restore.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { theNight } from "../../support/night.ts";

/** Each has the text of another in it, or means something else to a search in text or in JSON. */
const odd = ["E14", "E1", "E140", "e14", "E14/2025-05-01", "E_4", "E%", "%", "E\\14", 'E"14', "E’14", "N05000001"];

const declaration = (contest: string): Item => ({ kind: "declaration", contest, seq: 1 });
const about = (...items: readonly Item[]): Subject => ({ kind: "news", items, shows: 1 });
const real = () => 1_000_000;

async function placesIn(db: Kysely<Schema>, ...ids: readonly string[]): Promise<void> {
  const place = { platform: "paper", state: "on", staff: 0, cursor: 0, corrected: 0, noticed: 0, since: 0 };
  const subscription = JSON.stringify(usualSubscription);
  for (const id of ids)
    await db
      .insertInto("places")
      .values({ ...place, ...idlePlace, id: `p-${id}`, place: id, subscription })
      .execute();
}

async function stage(db: Kysely<Schema>) {
  const delivery = createDelivery(db, { lease: 60_000, real });
  const held = await delivery.claim({ log: 1, notices: 0 }, ["paper"], 9);
  const place = (id: string): HeldPlace => {
    const found = held.find((one) => one.place.id === id);
    if (!found) throw new RangeError(`no place ${id}`);
    return found;
  };
  async function say(at: HeldPlace, subject: Subject): Promise<StoredMessage> {
    const begun = await delivery.begin(at, { subject, from: 0, to: 1, words: "w" }, {}, new Date());
    if (typeof begun === "string") throw new Error(begun);
    await delivery.settle(at, begun, { state: "sent", ref: begun.id });
    return begun;
  }
  const idsAbout = async (at: HeldPlace, ...contests: readonly string[]): Promise<readonly string[]> =>
    (await delivery.about(at, contests)).map(({ id }) => id);
  return { delivery, place, say, idsAbout };
}

const announcingOf = (db: Kysely<Schema>) =>
  createAnnouncing({
    db,
    now: () => new Date(),
    erased: () => {},
    head: () => 1,
    inspect: async () => undefined,
    history: () => History.before(theNight().election),
  });

onEveryDatabase(
  "messages",
  ({ fresh }) => {
    test("are found by their own contests alone, in their own place, whatever the contests are called", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "a", "b");
      const { place, say, idsAbout } = await stage(db);
      const [a, b] = [place("a"), place("b")];
      const said = new Map<string, string>();
      for (const contest of odd) said.set(contest, (await say(a, about(declaration(contest)))).id);
      await say(b, about(declaration("E14")));
      for (const [contest, id] of said) expect(await idsAbout(a, contest), contest).toEqual([id]);
      expect(await idsAbout(a, "E14", "E_4")).toEqual([said.get("E14"), said.get("E_4")]);
      expect(await idsAbout(a, "nothing")).toEqual([]);
      expect(await idsAbout(a)).toEqual([]);
      const announcing = await announcingOf(db);
      for (const [contest, id] of said)
        expect(
          (await announcing.told(contest, a.place)).map((one) => one.id),
          contest,
        ).toEqual([id]);
      expect(await announcing.told("E14")).toHaveLength(2);
    });

    test("are found by all of their contests, once, and by no other key of theirs", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "a");
      const { place, say, idsAbout } = await stage(db);
      const a = place("a");
      const { id } = await say(
        a,
        about(
          declaration("one"),
          { kind: "milestone", milestone: "line:lab", contest: "one", seq: 1 },
          declaration("two"),
        ),
      );
      await say(a, { kind: "notice", items: [{ kind: "notice", notice: 7 }], shows: 1 });
      await say(a, { kind: "scoreboard", items: [], shows: 1 });
      for (const contests of [["one"], ["two"], ["one", "two"]]) expect(await idsAbout(a, ...contests)).toEqual([id]);
      for (const key of ["line:lab", "declaration", "contest", "7"]) expect(await idsAbout(a, key), key).toEqual([]);
    });

    test("are found among many by very many contests at once, and no others with them", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "a");
      const { place, say, idsAbout } = await stage(db);
      const a = place("a");
      const contests = Array.from({ length: 700 }, (_, i) => `S${i}`);
      const { id } = await say(a, { ...about(...contests.map(declaration)), kind: "missed" });
      await say(a, about(declaration("other")));
      expect(await idsAbout(a, ...contests)).toEqual([id]);
      expect(await idsAbout(a, "S0", "S699")).toEqual([id]);
    });

    test("are found by what they are about now, where that has changed", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "a");
      const { delivery, place, say, idsAbout } = await stage(db);
      const a = place("a");
      const message = await say(a, about(declaration("one"), declaration("two")));
      await delivery.settle(a, message, { subject: about(declaration("two"), declaration("three")) });
      const found = async () => {
        const each = await Promise.all(["one", "two", "three", "four"].map((contest) => idsAbout(a, contest)));
        return each.map(({ length }) => length);
      };
      expect(await found()).toEqual([0, 1, 1, 0]);
      await delivery.again(a, message, about(declaration("four")), "w");
      await delivery.settle(a, message, { state: "sent" });
      expect(await found()).toEqual([0, 0, 0, 1]);
    });
  },
  isLong,
);

/** As a version before `message_contests` writes a message. */
async function writeOld(db: Kysely<Schema>, place: string, n: number, subject: string): Promise<void> {
  await sql`insert into messages (id, place, n, kind, subject, from_seq, to_seq, state, ref, words, attempts,
      first_attempt, last_attempt, once, created_at, settled_at)
    values (${`m${place}${n}`}, ${`p-${place}`}, ${n}, 'news', ${subject}, 0, 1, 'sent', ${`r${n}`}, 'w', 1, 1, 1, null, ${n}, 1)`.execute(
    db,
  );
}

const textOf = (...items: readonly Item[]): string => JSON.stringify({ items, shows: 1 });
const before = migrations.slice(0, migrations.indexOf(messageContests));

async function oldDatabase(where: string): Promise<void> {
  const { db, lock } = await connect(where);
  await migrate(db, lock, before);
  await placesIn(db, "a", "b");
  for (const [i, contest] of odd.entries()) await writeOld(db, "a", i + 1, textOf(declaration(contest)));
  await writeOld(db, "b", 1, textOf(declaration("E14"), declaration("two"), { kind: "notice", notice: 3 }));
  // More than are read at a time, and more contests than one statement can hold.
  const seats = Array.from({ length: 60 }, (_, i) => declaration(`S${i}`));
  await db.transaction().execute(async (transaction) => {
    for (let n = 2; n < 400; n++) await writeOld(transaction, "b", n, textOf(...seats));
  });
}

async function proveFilled(db: Kysely<Schema>): Promise<void> {
  const { place, idsAbout } = await stage(db);
  const [a, b] = [place("a"), place("b")];
  for (const [i, contest] of odd.entries()) expect(await idsAbout(a, contest), contest).toEqual([`ma${i + 1}`]);
  expect(await idsAbout(b, "E14")).toEqual(["mb1"]);
  expect(await idsAbout(b, "two")).toEqual(["mb1"]);
  expect(await idsAbout(b, "S59")).toHaveLength(398);
}

onEveryDatabase(
  "messages of an older version",
  ({ fresh }) => {
    test("are found once the database is brought up to date, and are all that is in the table", async () => {
      const where = await fresh();
      await oldDatabase(where);
      const { db, lock } = await connect(where);
      await migrate(db, lock);
      await proveFilled(db);
      const { n } = await db
        .selectFrom("message_contests")
        .select(({ fn }) => fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow();
      expect(n).toBe(odd.length + 2 + 398 * 60);
    });

    test("are found when an old backup is restored", async () => {
      const [source, target] = [await fresh(), await fresh()];
      await oldDatabase(source);
      const kept = join(mkdtempSync(join(tmpdir(), "teller-backup-")), "teller.backup.gz");
      await backup(source, kept, new Date(), before);
      await restore(target, kept, { now: new Date(), replace: false });
      await proveFilled(await connectUp(target));
    });

    test("whose subject cannot be read keep no database from being opened", async () => {
      const { db, lock } = await connect(await fresh());
      await migrate(db, lock, before);
      await placesIn(db, "a");
      for (const [i, subject] of ["", "{}", "null", '{"items":3}', '{"items":[null,3,{}]}'].entries())
        await writeOld(db, "a", i + 1, subject);
      await writeOld(db, "a", 9, textOf(declaration("one")));
      await migrate(db, lock);
      expect(await db.selectFrom("message_contests").selectAll().execute()).toEqual([
        { message: "ma9", place: "p-a", contest: "one" },
      ]);
    });

    test("are found where that version still runs beside this one", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "a", "b");
      const { place, idsAbout } = await stage(db);
      await writeOld(db, "a", 1, textOf(declaration("one")));
      expect(await idsAbout(place("a"), "one")).toEqual(["ma1"]);
      expect(await idsAbout(place("b"), "one")).toEqual([]);
      const announcing = await announcingOf(db);
      expect((await announcing.told("one")).map(({ id }) => id as string)).toEqual(["ma1"]);
      expect(await announcing.told("two")).toEqual([]);
    });
  },
  isLong,
);

onEveryDatabase(
  "places that want briefings",
  ({ fresh }) => {
    test("are woken however their subscription is written, and those that have today's are not", async () => {
      const db = await connectUp(await fresh());
      await placesIn(db, "plain", "spaced", "wants none", "has it", "paused", "newer");
      const wanted = { ...usualSubscription, briefing: true };
      const write = (place: string, subscription: string) =>
        db.updateTable("places").set({ subscription }).where("place", "=", place).execute();
      for (const place of ["plain", "has it", "paused"]) await write(place, JSON.stringify(wanted));
      await write("spaced", JSON.stringify(wanted, undefined, 2));
      await write("newer", JSON.stringify({ ...wanted, filter: { is: "weather" } }));
      await db.updateTable("places").set({ state: "paused" }).where("place", "=", "paused").execute();
      const { delivery, place } = await stage(db);
      const message = { subject: { ...about(), kind: "briefing" }, from: 0, to: 1, words: "w", once: "today" } as const;
      await delivery.begin(place("has it"), message, {}, new Date());
      await db.updateTable("places").set({ wake_at: null }).execute();
      await delivery.wake("today");
      const woken = await db.selectFrom("places").select("place").where("wake_at", "=", 0).orderBy("place").execute();
      expect(woken.map((row) => row.place)).toEqual(["plain", "spaced"]);
    });
  },
  isLong,
);
