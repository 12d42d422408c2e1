/** Two switches for the whole installation: `freeze` stops every post, `solo` lets one editor alone confirm. */
import type { Kysely } from "kysely";
import { z } from "zod";
import type { Desk } from "../../core/desk/desk.ts";
import { notify } from "../store/notices.ts";
import type { Schema } from "../store/schema.ts";
import { createSwitches } from "../store/switches.ts";

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
      const about = { by, ...(until && { until: until.getTime() }) };
      await db.transaction().execute(async (transaction) => {
        const switches = createSwitches(transaction, () => at.getTime());
        await (until ? switches.set("solo", about) : switches.clear("solo"));
        await notify(transaction, { kind: "solo", about, key: `solo ${at.getTime()} ${by}` }, at);
      });
    },
    async freeze(by, at) {
      await db.transaction().execute(async (transaction) => {
        await createSwitches(transaction, () => at.getTime()).set("freeze", { by, at: at.getTime() });
        await notify(transaction, { kind: "frozen", about: { by }, key: `frozen ${at.getTime()} ${by}` }, at);
      });
    },
    frozen: () => frozenIn(db),
  };
}

export const frozenIn = (db: Kysely<Schema>): ReturnType<Desk["frozen"]> => createSwitches(db).get("freeze", freeze);

/** The permission to work alone; undefined once it has run out. */
export async function soloAt(db: Kysely<Schema>, now: Date): ReturnType<Desk["solo"]> {
  const allowed = await createSwitches(db).get("solo", solo);
  return allowed && allowed.until > now ? allowed : undefined;
}

/** Ends the freeze that began at a moment. @returns false where another freeze holds, or none */
export async function thaw(db: Kysely<Schema>, at: Date): Promise<boolean> {
  const rows = await db
    .deleteFrom("switches")
    .where("name", "=", "freeze")
    .where("changed_at", "=", at.getTime())
    .returning("name")
    .execute();
  return rows.length > 0;
}
