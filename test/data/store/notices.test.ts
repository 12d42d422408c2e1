/** Notices: each thing said once, numbered without gaps. */
import { expect, test } from "vitest";
import type { Notice } from "../../../src/core/news/notice.ts";
import { get, notify, since } from "../../../src/data/store/notices.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";

const now = new Date("2024-07-05T02:00:00Z");
const notice: Notice = { kind: "source-back", about: { source: "PA Media" } };

onEveryDatabase("notices", ({ name, ready }) => {
  test("the same thing is said once, however many come by it at once", async () => {
    const where = await ready();
    const one = await connectUp(where);
    // A thread that waits for SQLite's lock would wait for itself.
    const two = name === "SQLite" ? one : (await connect(where)).db;
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => notify(i % 2 ? one : two, { ...notice, key: `k${i % 4 < 2 ? 0 : 1}` }, now)),
    );
    expect(said.filter((id) => id !== undefined).toSorted()).toEqual([1, 2]);
    expect(await since(one, 0, 10)).toEqual([
      { id: 1, at: now, notice },
      { id: 2, at: now, notice },
    ]);
    expect(await notify(one, { ...notice, key: "k0" }, now)).toBeUndefined();
    expect(await notify(one, { ...notice, key: "k2" }, now)).toBe(3);
  });

  test("with the transaction that it belongs to, or not at all", async () => {
    const db = await connectUp(await ready());
    const broken = db.transaction().execute(async (transaction) => {
      await notify(transaction, { ...notice, key: "k" }, now);
      throw new Error("undone");
    });
    await expect(broken).rejects.toThrow("undone");
    expect(await since(db, 0, 10)).toEqual([]);
    expect(await notify(db, { ...notice, key: "k" }, now)).toBe(1);
  });

  test("by number, in order; what a newer version may have written is passed over", async () => {
    const db = await connectUp(await ready());
    for (const key of ["a", "b", "c"]) await notify(db, { ...notice, key }, now);
    await db.updateTable("notices").set({ kind: "sung", about: "not json" }).where("id", "=", 2).execute();
    expect((await get(db, [3, 2, 1, 99])).map(({ id }) => id)).toEqual([1, 3]);
    expect(await get(db, [])).toEqual([]);
    expect((await since(db, 1, 10)).map(({ id }) => id)).toEqual([3]);
    expect((await since(db, 0, 1)).map(({ id }) => id)).toEqual([1]);
  });

  test("what fits no notice is not written", async () => {
    const db = await connectUp(await ready());
    const odd = { kind: "draft", about: { draft: -1 } } as const;
    await expect(notify(db, { ...odd, key: "k" }, now)).rejects.toThrow("expected number to be >=0");
    expect(await since(db, 0, 10)).toEqual([]);
  });
});
