/** Two switches for the whole installation: `freeze` stops every post, `solo` lets one editor alone confirm. */
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Desk } from "../../core/desk.ts";
import { notify } from "../store/notices.ts";
import type { Schema } from "../store/schema.ts";

const moment = z.number().transform((at) => new Date(at));
const freeze = z.object({ by: z.string(), at: moment });
const solo = z.object({ by: z.string(), until: moment });

export function switchesOf(
  db: Kysely<Schema>,
  now: () => Date,
): Pick<Desk, "solo" | "allowSolo" | "freeze" | "frozen"> {
  return {
    solo: () => soloAt(db, now()),
    async allowSolo(by, until) {
      const at = now();
      await db.transaction().execute(async (transaction) => {
        if (until) await turn(transaction, "solo", { by, until: until.getTime() }, at);
        else await turnOff(transaction, "solo");
        const about = { by, ...(until && { until: until.getTime() }) };
        await notify(transaction, { kind: "solo", about, key: `solo ${at.getTime()} ${by}` }, at);
      });
    },
    async freeze(by, at) {
      await db.transaction().execute(async (transaction) => {
        await turn(transaction, "freeze", { by, at: at.getTime() }, at);
        await notify(transaction, { kind: "frozen", about: { by }, key: `frozen ${at.getTime()} ${by}` }, at);
      });
    },
    frozen: () => frozenIn(db),
  };
}

export const frozenIn = (db: Kysely<Schema>): ReturnType<Desk["frozen"]> => switched(db, "freeze", freeze);

/** What has ended by itself is not there. */
export async function soloAt(db: Kysely<Schema>, now: Date): ReturnType<Desk["solo"]> {
  const allowed = await switched(db, "solo", solo);
  return allowed && allowed.until > now ? allowed : undefined;
}

export async function turnOff(db: Kysely<Schema>, name: string): Promise<void> {
  await db.deleteFrom("switches").where("name", "=", name).execute();
}

async function turn(db: Kysely<Schema>, name: string, value: object, at: Date): Promise<void> {
  const row = { value: JSON.stringify(value), changed_at: at.getTime() };
  await db
    .insertInto("switches")
    .values({ name, ...row })
    .onConflict((there) => there.column("name").doUpdateSet(row))
    .execute();
}

async function switched<T>(db: Kysely<Schema>, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const row = await db.selectFrom("switches").select("value").where("name", "=", name).executeTakeFirst();
  return row && schema.parse(JSON.parse(row.value));
}
