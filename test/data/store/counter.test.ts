/** Numbers without gaps, in the order in which they are seen. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { next } from "../../../src/data/store/counter.ts";
import { connectUp, onEveryDatabase } from "../../support/databases.ts";
import { compete } from "../../support/competing.ts";

const each = 40;

onEveryDatabase("counters", ({ ready }) => {
  test("begin at 1, each by itself, and give none out that came to nothing", async () => {
    const db = await connectUp(await ready());
    const take = (name: string) => db.transaction().execute((transaction) => next(transaction, name));
    expect([await take("log"), await take("log"), await take("notices"), await take("log")]).toEqual([1, 2, 1, 3]);
    const undone = db.transaction().execute(async (transaction) => {
      await next(transaction, "log");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await take("log")).toBe(4);
  });

  test("who follows four writers in two programs loses nothing, and nothing comes out of turn", async () => {
    const where = await ready();
    const db = await connectUp(where);
    const over = new AbortController();
    const written = Promise.all([compete("number", where, "a", each), compete("number", where, "b", each)]).finally(
      () => over.abort(),
    );
    const seen: number[] = [];
    const look = async () => {
      const last = seen.at(-1) ?? 0;
      const rows = await db.selectFrom("notices").select("id").where("id", ">", last).orderBy("id").execute();
      seen.push(...rows.map(({ id }) => id));
    };
    while (!over.signal.aborted) {
      await look();
      await sleep(1);
    }
    await look();
    await written;
    const undone = Math.ceil((each - 3) / 7);
    expect(seen).toEqual(Array.from({ length: 4 * (each - undone) }, (_, index) => index + 1));
  });
});
