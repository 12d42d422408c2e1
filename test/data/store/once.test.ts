/** What is done once. */
import { expect, test } from "vitest";
import { createOnce } from "../../../src/data/store/once.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";

onEveryDatabase("once", ({ ready }) => {
  test("the first who asks is told so, and nobody after, over several connections at once", async () => {
    const where = await ready();
    const all = [await connectUp(where), (await connect(where)).db];
    for (const key of ["event 1", "event 2", ""]) {
      const asked = await Promise.all([...all, ...all, ...all].map((db) => createOnce(db).first(key)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      for (const db of all) expect(await createOnce(db).first(key)).toBe(false);
    }
  });

  test("what is old enough is forgotten, and nothing newer", async () => {
    const db = await connectUp(await ready());
    const hour = 3_600_000;
    let at = hour + 1_000;
    const once = createOnce(db, () => at);
    await once.first("old");
    at = 3 * hour - 1;
    await once.first("new");
    const kept = await db.selectFrom("once").selectAll().execute();
    expect(kept.map((row) => row.at).toSorted()).toEqual([hour, 2 * hour]);
    expect(JSON.stringify(kept)).not.toMatch(/old|new/);
    await once.forget(2 * hour);
    expect([await once.first("old"), await once.first("new")]).toEqual([true, false]);
  });

  test("a key taken in a transaction that was undone is free", async () => {
    const db = await connectUp(await ready());
    const undone = db.transaction().execute(async (transaction) => {
      expect(await createOnce(transaction).first("event")).toBe(true);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await createOnce(db).first("event")).toBe(true);
  });
});
