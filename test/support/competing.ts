/** Work that several do at once on one database: by programs of their own in the long form, in the short by this one. */
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import { next } from "../../src/data/store/counter.ts";
import { engineAt, openStore } from "../../src/data/store/index.ts";
import { createLeases } from "../../src/data/store/leases.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import { isLong } from "./long.ts";
import { node } from "./node.ts";

/** One holding as its holder knew it: from when it heard that it holds until it let go, or its time was over. */
export interface Holding {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** A connection of its own. */
async function connected<T>(where: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect: (await engineAt(where)).dialect });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

export const works = {
  /** Two writers at once, each with rows that take their time, and some that come to nothing. */
  number: (where: string, who: string, each: number) =>
    connected(where, async (db) => {
      const write = async (writer: number) => {
        for (let row = 0; row < each; row++) {
          const isUndone = row % 7 === 3;
          await db
            .transaction()
            .execute(async (transaction) => {
              const id = await next(transaction, "notices");
              await sleep(Math.random() * 3);
              const key = `${who} ${writer} ${row}`;
              await transaction.insertInto("notices").values({ id, kind: "any", about: "{}", key, at: 0 }).execute();
              if (isUndone) throw new Error("undone");
              await sleep(Math.random() * 3);
            })
            .catch((error: unknown) => {
              if ((error as Error).message !== "undone") throw error;
            });
        }
      };
      await Promise.all([write(1), write(2)]);
    }),

  /** Claims, holds for a while (at times longer than it may), and lets go or forgets to. @param long in milliseconds */
  hold: (where: string, who: string, long: number) =>
    connected(where, async (db) => {
      const leases = createLeases(db);
      const holdings: Holding[] = [];
      const spell = 25;
      const compete = async () => {
        for (const end = Date.now() + long; Date.now() < end; await sleep(Math.random() * 4)) {
          const before = Date.now();
          const lease = await leases.claim("gateway", spell);
          if (!lease) continue;
          const from = Date.now();
          await sleep(Math.random() * spell * 1.2);
          const asked = Date.now();
          let over = before + spell;
          if (Math.random() < 0.3) {
            if (!(await leases.renew(lease, spell))) {
              holdings.push({ from, to: Math.min(asked, over), by: who });
              continue;
            }
            // What was not another's in between was ours all the time.
            over = asked + spell;
            await sleep(Math.random() * spell);
          }
          holdings.push({ from, to: Math.min(Date.now(), over), by: who });
          if (Math.random() < 0.7) await leases.release(lease);
        }
      };
      await Promise.all([compete(), compete()]);
      return holdings;
    }),

  /** Opens a store that is new, and keeps settings in it. */
  open: async (where: string, who: string, many: number) => {
    const store = await openStore(where);
    for (let i = 0; i < many; i++)
      await store.settings.set({ platform: who, id: `C${i}`, kind: "channel" }, { answers: "off", off: [] });
    await store.close();
  },

  /** Transactions that read, and then write what they read and one. */
  add: (where: string, name: string, many: number) =>
    connected(where, async (db) => {
      for (let i = 0; i < many; i++)
        await db.transaction().execute(async (transaction) => {
          const { rows } = await sql<{ readonly n: number }>`select n from head where name = ${name}`.execute(
            transaction,
          );
          await sleep(0);
          await sql`update head set n = ${(rows[0]?.n ?? 0) + 1} where name = ${name}`.execute(transaction);
        });
    }),
};

type Works = typeof works;

/** @param name of the work @param inputs the database's path or address, a name, and how much */
export async function compete<K extends keyof Works>(
  name: K,
  ...inputs: Parameters<Works[K]>
): Promise<Awaited<ReturnType<Works[K]>>> {
  const [where, who, many] = inputs;
  type Made = Awaited<ReturnType<Works[K]>>;
  if (!isLong) return (await works[name](where, who, many)) as Made;
  const told = await node(
    `const { works } = await import("./test/support/competing.ts");
    console.log(JSON.stringify((await works.${name}(...${JSON.stringify(inputs)})) ?? null));`,
  );
  if (!told.startsWith("0")) throw new Error(told);
  return JSON.parse(told.slice(1)) as Made;
}
