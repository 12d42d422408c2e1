/** After a restore: what a place was told since the backup is found in its own history, and told no second time. */
import { expect, test } from "vitest";
import { onEveryDatabase } from "../support/databases.ts";
import { stage } from "../support/delivery-stage.ts";
import { entryOf, upsetOf } from "../support/night.ts";

const [bath, ealing, hexham] = [entryOf("Bath"), entryOf("Ealing North"), entryOf("Hexham")];
const somerset = entryOf("North East Somerset and Hanham");

onEveryDatabase("a place after a restore", (database) => {
  /** Takes everything back that came after the first declaration, as a restore does. */
  async function restored(how: "look" | "quiet" | "again") {
    const on = await stage(database);
    await on.subscribe("a");
    await on.say(bath);
    await on.settle(3);
    await on.say(ealing, hexham);
    await on.settle(3);
    const before = on.words("a");
    await on.db.deleteFrom("messages").where("n", ">", 1).execute();
    await on.db.deleteFrom("message_contests").where("contest", "!=", bath.seat).execute();
    await on.db.deleteFrom("log").where("seq", ">", 1).execute();
    await on.db.updateTable("head").set({ n: 1 }).where("name", "=", "log").execute();
    const mark = { from: on.real() - 60_000, until: on.real(), how };
    await on.db
      .updateTable("places")
      .set({ cursor: 1, corrected: 1, restored: how === "again" ? null : JSON.stringify(mark) })
      .execute();
    await on.restart();
    return { on, before };
  }

  test("says nothing twice, and what is new", async () => {
    const { on, before } = await restored("look");
    // In another order, and joined otherwise than before.
    await on.say(hexham, somerset, ealing);
    await on.settle(10);
    expect(on.words("a").slice(0, before.length)).toEqual(before);
    const [only = "", ...more] = on.words("a").slice(before.length);
    expect([only, more]).toEqual([expect.stringContaining(somerset.seat), []]);
    expect(only).not.toContain(hexham.seat);
    // Posts that were found are ours again: they are put right, and go on telling all that they told.
    await on.say(upsetOf(ealing));
    await on.settle(10);
    const mended = on.words("a").find((words) => words.includes(`declaration ${ealing.seat}`));
    expect(mended).toContain("we said");
    expect(mended).toContain(`declaration ${hexham.seat}`);
  });

  test("that may not read its history waits, and says why", async () => {
    const { on, before } = await restored("look");
    on.paper.blind.add("a");
    await on.say(hexham, somerset);
    await on.settle(5);
    expect(on.words("a")).toEqual(before);
    const place = await on.db.selectFrom("places").select("blocked_why").executeTakeFirst();
    expect(place?.blocked_why).toContain("restored from a backup");
  });

  test("is told nothing that was known, or all of it again, as was asked", async () => {
    const quiet = await restored("quiet");
    await quiet.on.say(ealing, hexham);
    await quiet.on.settle(5);
    expect(quiet.on.words("a")).toEqual(quiet.before);
    await quiet.on.say(somerset);
    await quiet.on.settle(5);
    expect(quiet.on.words("a")).toHaveLength(quiet.before.length + 1);
    const again = await restored("again");
    await again.on.say(ealing, hexham);
    await again.on.settle(5);
    expect(again.on.words("a").length).toBeGreaterThan(again.before.length);
  });
});
