/** Numbers without gaps, in the order in which they are seen. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { next } from "../../../src/data/store/counter.ts";
import { connectUp, onEveryDatabase } from "../../support/databases.ts";
import { node } from "../../support/node.ts";

const each = 40;

/** Two at once, each with rows that take their time, and some that come to nothing. */
const writers = (where: string): string => `
  const { setTimeout: sleep } = await import("node:timers/promises");
  const { Kysely } = await import("kysely");
  const { engineAt } = await import("./src/data/store/index.ts");
  const { next } = await import("./src/data/store/counter.ts");
  const db = new Kysely({ dialect: (await engineAt(${JSON.stringify(where)})).dialect });
  const write = async (who) => {
    for (let row = 0; row < ${each}; row++) {
      const undone = row % 7 === 3;
      await db.transaction().execute(async (transaction) => {
        const id = await next(transaction, "notices");
        await sleep(Math.random() * 3);
        await transaction.insertInto("notices").values({ id, kind: "any", about: "{}", key: [process.pid, who, row, undone].join(" "), at: 0 }).execute();
        if (undone) throw new Error("undone");
        await sleep(Math.random() * 3);
      }).catch((error) => { if (error.message !== "undone") throw error; });
    }
  };
  await Promise.all([write("one"), write("other")]);
  await db.destroy();`;

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
    const written = Promise.all([node(writers(where)), node(writers(where))]).finally(() => over.abort());
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
    expect(await written).toEqual(["0", "0"]);
    const undone = Math.ceil((each - 3) / 7);
    expect(seen).toEqual(Array.from({ length: 4 * (each - undone) }, (_, index) => index + 1));
  });
});
