/** One place, or one platform, that is in trouble keeps no other from being told; and what its managers chose holds at once. */
import { expect, test } from "vitest";
import { createAnnouncing } from "../../src/data/announcing.ts";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { silent } from "../../src/lib/log.ts";
import { openLedger } from "../../src/data/ledger.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { keepDesk } from "../../src/data/store/places.ts";
import { createLog } from "../../src/data/store/log.ts";
import { createDeliverer, usualWaits } from "../../src/jobs/deliver/index.ts";
import { notify } from "../../src/data/store/notices.ts";
import { connectUp, onEveryDatabase } from "../support/databases.ts";
import { stage, wordsOf } from "../support/delivery-stage.ts";
import { correctionOf, entryOf, ranked, theNight } from "../support/night.ts";
import { createPaper } from "../support/paper.ts";
import { untoldPlace } from "../support/untold-place.ts";

type Stage = Awaited<ReturnType<typeof stage>>;

const bath = entryOf("Bath");
const somerset = entryOf("North East Somerset and Hanham");

const announcingOf = ({ db, ledger }: Stage) =>
  createAnnouncing({
    db,
    now: () => new Date(),
    erased: () => {},
    head: () => ledger().seq,
    inspect: async () => undefined,
    history: () => ledger().open,
  });

onEveryDatabase("places", (database) => {
  test("what a newer version wrote of one place keeps no other from being told", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    await night.subscribe("b");
    const subscription = JSON.stringify({ ...usualSubscription, filter: { is: "weather" } });
    await night.db.updateTable("places").set({ subscription }).where("place", "=", "a").execute();
    await night.say(bath);
    await night.settle(5);
    expect(night.words("b")).toHaveLength(1);
    const announcing = await announcingOf(night);
    expect((await announcing.all()).map(({ place }) => place.id)).toEqual(["b"]);
  });

  test("a message of what the pack no longer has keeps no place from being told", async () => {
    const night = await stage(database, 1, (ledger) => {
      const words = wordsOf(ledger);
      return {
        words: {
          ...words,
          reply: async (subject, place) => {
            // The results' own word for a contest that they do not have.
            if (isGone && subject.items.some((item) => "contest" in item && item.contest === bath.seat))
              throw new RangeError("no seat in this election's pack");
            return words.reply(subject, place);
          },
        },
      };
    });
    let isGone = false;
    await night.subscribe("a");
    await night.say(bath);
    await night.settle(5);
    isGone = true;
    const [first = ""] = ranked(bath);
    await night.say(correctionOf(bath, { [first]: (bath.votes?.[first] ?? 0) - 1 }), somerset);
    await night.settle(5);
    expect(night.words("a")).toHaveLength(2);
  });

  test("a platform that does not answer keeps no other's places waiting", async () => {
    const db = await connectUp(await database.ready());
    const [slow, quick] = [createPaper("slow"), createPaper("quick")];
    const ledger = await openLedger(theNight().election, createLog(db));
    const gate = Promise.withResolvers<void>();
    slow.post = async () => {
      await gate.promise;
      return { kind: "later", after: 60_000 };
    };
    const subscription = JSON.stringify(usualSubscription);
    for (const [i, platform] of ["slow", "slow", "slow", "quick"].entries())
      await db
        .insertInto("places")
        .values({ id: `p${i}`, platform, place: `c${i}`, subscription, ...untoldPlace, due_at: i })
        .execute();
    const deliverer = createDeliverer(
      {
        delivery: createDelivery(db, { lease: 60_000, real: Date.now }),
        ledger,
        words: wordsOf(ledger),
        alarms: { blocked: async () => {}, back: async () => {}, unclear: async () => {} },
        platforms: () => [slow, quick],
        now: () => new Date(),
        real: Date.now,
        waits: usualWaits,
        log: silent,
        notices: async () => 0,
      },
      2,
    );
    const { source: _, ...said } = bath;
    await createLog(db).append({ name: "feed", kind: "feed", staff: false }, [said], new Date());
    await ledger.catchUp();
    await deliverer.look();
    await expect.poll(() => quick.sheets("c3").length).toBe(1);
    gate.resolve();
    await deliverer.stop();
  });

  test("one that is paused is told nothing more from that moment", async () => {
    const night = await stage(database, 1, (ledger) => ({ words: { ...wordsOf(ledger), fitting: () => 1 } }));
    await night.subscribe("a");
    await night.ledger().catchUp();
    const announcing = await announcingOf(night);
    const place = { platform: "paper", id: "a", kind: "channel" } as const;
    const usual = { ...night.paper };
    night.paper.post = async (...given) => {
      await announcing.state(place, "paused");
      return usual.post(...given);
    };
    await night.say(bath, somerset, entryOf("Islington North"));
    await night.settle(10);
    expect(night.words("a")).toHaveLength(1);
    Object.assign(night.paper, usual);
    await announcing.state(place, "on");
    await night.settle(10);
    expect(night.words("a")).toHaveLength(3);
  });

  test("one that stopped and begins anew is told nothing old, and what was wrong there is put right", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    const announcing = await announcingOf(night);
    const place = { platform: "paper", id: "a", kind: "channel" } as const;
    await night.say(bath);
    await night.settle(5);
    const [first = ""] = ranked(bath);
    night.paper.mishap = () => "later";
    await night.say(somerset);
    await night.settle(2);
    expect(night.words("a")).toHaveLength(1);
    await announcing.state(place, "stopped");
    await night.say(correctionOf(bath, { [first]: (bath.votes?.[first] ?? 0) - 1 }));
    await night.settle(2);
    await announcing.subscribe(place, usualSubscription);
    night.paper.mishap = () => undefined;
    await night.settle(10);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toContain("we said");
  });

  test("one that becomes the newsroom's own hears its notices from there on, and after a start goes on where it was", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    const tell = (key: string) => notify(night.db, { kind: "frozen", about: { by: "ana" }, key }, new Date());
    const noticed = async () => (await night.db.selectFrom("places").selectAll().executeTakeFirstOrThrow()).noticed;
    await tell("one");
    await tell("two");
    const desk = [{ platform: "paper", id: "a" }];
    await keepDesk(night.db, desk, new Date());
    expect(await noticed()).toBe(2);
    await tell("three");
    await keepDesk(night.db, desk, new Date());
    expect(await noticed()).toBe(2);
  });

  test("a message whose beginning was committed although nobody heard of it is begun once", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    await night.subscribe("b");
    let isCut = true;
    const begins = night.db.transaction.bind(night.db);
    Object.assign(night.db, {
      transaction: () => {
        const one = begins();
        const run = one.execute.bind(one);
        return Object.assign(one, {
          execute: async (work: Parameters<typeof run>[0]) => {
            const is = await run(work);
            // The connection ends between the commit and its answer.
            if (isCut) throw ((isCut = false), new Error("it hung up"));
            return is;
          },
        });
      },
    });
    const delivery = createDelivery(night.db, { lease: 5_000, real: () => 1_000_000 });
    const held = await delivery.claim({ log: 1, notices: 0 }, ["paper"], 2);
    const items = [{ kind: "declaration", contest: bath.seat, seq: 1 }] as const;
    const message = { subject: { kind: "news", items, shows: 1 }, from: 0, to: 1, words: "" } as const;
    await Promise.all(held.map((one) => delivery.begin(one, message, { cursor: 1 }, new Date())));
    expect(await night.db.selectFrom("messages").selectAll().execute()).toHaveLength(2);
    expect(await night.db.selectFrom("message_contests").selectAll().execute()).toHaveLength(2);
  });
});
