/** Where more places wait than are visited at once, they take turns, and none that has to wait keeps others waiting. */
import { expect, test } from "vitest";
import { onEveryDatabase } from "../support/databases.ts";
import { stage, wordsOf } from "../support/delivery-stage.ts";
import { theNight } from "../support/night.ts";

const { entries } = theNight();
const four = entries.slice(0, 4);

onEveryDatabase("places that wait for their turn", (database) => {
  test("each have an entry before any has the next, and the furthest behind catches up first", async () => {
    const night = await stage(database, 1, (ledger) => ({ words: { ...wordsOf(ledger), fitting: () => 1 } }));
    const posts: string[] = [];
    const usual = { ...night.paper };
    night.paper.post = (place, ...given) => {
      posts.push(place.id);
      return usual.post(place, ...given);
    };
    night.paper.atOnce = () => 2;
    const places = ["a", "b", "c", "d", "e", "f"];
    for (const place of places.slice(0, 5)) await night.subscribe(place);
    await night.say(...four);
    await night.settle(20);
    for (const place of places.slice(0, 5)) expect(night.words(place)).toHaveLength(four.length);
    // At no time has one had two more than another, but for the two that are visited at once.
    for (let i = 1; i <= posts.length; i++) {
      const had = places.slice(0, 5).map((place) => posts.slice(0, i).filter((one) => one === place).length);
      expect(Math.max(...had) - Math.min(...had)).toBeLessThanOrEqual(2);
    }
  });

  test("and are not visited again and again while they wait for a clock", async () => {
    const night = await stage(database, 1);
    night.paper.atOnce = () => 2;
    // Quiet at that hour, whatever comes.
    for (const place of ["q1", "q2", "q3", "q4"])
      await night.subscribe(place, { quiet: { from: "22:00", to: "07:00", zone: "Europe/London" } });
    await night.say(...four.slice(0, 2));
    await night.subscribe("z");
    await night.say(...four.slice(2));
    await night.settle(12);
    expect(night.words("z").length).toBeGreaterThan(0);
    expect(night.words("q1")).toEqual([]);
  });
});
