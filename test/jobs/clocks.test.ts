/**
 * A clock that is set back, or forward and back, silences no place and tells nothing twice. Clocks are wound here;
 * `test/cli/clock.test.ts` winds a real program's.
 */
import { expect, test } from "vitest";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { connectUp, onEveryDatabase } from "../support/databases.ts";
import { stage } from "../support/delivery-stage.ts";
import { correctionOf, entryOf, ranked } from "../support/night.ts";
import { untoldPlace } from "../support/untold-place.ts";

const hour = 3_600_000;
const bath = entryOf("Bath");
const ealing = entryOf("Ealing North");
const hexham = entryOf("Hexham");
/** Rounds of 0.4 seconds: news within seconds. */
const seconds = 15;

onEveryDatabase("a clock that is wound", (database) => {
  test("back an hour: a place that was told before is told within seconds", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    await on.subscribe("quiet", { scoreboard: true });
    await on.say(bath);
    await on.settle(seconds);
    expect(on.words("a")).toHaveLength(1);
    on.pass(-hour);
    await on.say(ealing);
    await on.settle(seconds);
    expect(on.words("a")).toHaveLength(2);
    // One scoreboard, which knows of both.
    expect(on.words("quiet").filter((words) => words.startsWith("scoreboard"))).toEqual(["scoreboard 2 known"]);
  });

  test("back an hour while a post's fate is unclear: it is told once, within seconds", async () => {
    const on = await stage(database);
    for (const place of ["lost", "landed", "lands late"] as const) {
      await on.subscribe(place);
    }
    let met = 0;
    on.paper.mishap = (what, place) =>
      what === "post" && met++ < 3 ? (place as "lost" | "landed" | "lands late") : undefined;
    await on.say(bath);
    await on.settle(1);
    on.pass(-hour);
    await on.settle(seconds);
    for (const place of ["lost", "landed", "lands late"]) expect(on.words(place), place).toHaveLength(1);
  });

  test("back an hour, and whoever took a place up dies there: another does once the lease is over", async () => {
    const db = await connectUp(await database.ready());
    const subscription = JSON.stringify(usualSubscription);
    const row = { id: "p", platform: "paper", place: "a", subscription, cursor: 0, corrected: 0, since: 0 };
    await db
      .insertInto("places")
      .values({ ...untoldPlace, ...row })
      .execute();
    const right = 10 * hour;
    const lease = 60_000;
    const by = (clock: number) => createDelivery(db, { lease, real: () => clock });
    const claim = async (clock: number) => by(clock).claim({ log: 1, notices: 0 }, ["paper"], 1);
    const [held] = await claim(right + hour);
    if (!held) throw new Error("the place was not to be had");
    await by(right + hour).release(held, right + hour + 2_000, right + hour + 2_000, {});
    expect(await claim(right)).toHaveLength(1);
    expect(await claim(right + lease - 1)).toHaveLength(0);
    expect(await claim(right + lease + 1)).toHaveLength(1);
  });

  test("forward an hour and back again: everything once", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    await on.subscribe("b", { every: 15 });
    await on.say(bath);
    await on.settle(seconds);
    on.pass(hour);
    await on.say(ealing);
    await on.settle(seconds);
    on.pass(-hour);
    await on.say(hexham);
    await on.settle(seconds);
    expect(on.words("a")).toHaveLength(3);
    on.pass(hour / 4);
    await on.settle(seconds);
    const gathered = on.words("b").join();
    expect(gathered.match(/declaration/g)).toHaveLength(3);
  });

  test("a standby that is an hour behind takes over from one that died at its work", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    on.paper.mishap = () => "hangs";
    await on.say(bath);
    await on.settle(1);
    on.paper.mishap = () => undefined;
    on.pass(-hour);
    await on.restart();
    await on.say(ealing);
    await on.settle(20);
    expect(on.words("a")).toHaveLength(2);
  });

  test("a place that is blocked is tried again, and an edit that is owed is made", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    await on.subscribe("b");
    await on.say(bath);
    await on.settle(seconds);
    on.paper.mishap = (what, place) => (place === "a" ? (what === "post" ? "refused" : undefined) : "later");
    await on.say(ealing, correctionOf(bath, { ...bath.votes, [ranked(bath)[0] ?? ""]: 30_000 }));
    await on.settle(seconds);
    on.pass(-hour);
    on.paper.mishap = () => undefined;
    await on.settle(seconds);
    for (const place of ["a", "b"]) expect(on.words(place), place).toHaveLength(2);
    expect(on.words("b")[0]).toContain("we said");
  });
});
