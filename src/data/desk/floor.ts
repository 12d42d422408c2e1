/** Who is on shift, and what sources said that fits nothing. */
import type { Kysely } from "kysely";
import type { Desk } from "../../core/desk/desk.ts";
import { notify } from "../store/notices.ts";
import type { Schema } from "../store/schema.ts";

export function floorOf(db: Kysely<Schema>): Pick<Desk, "onShift" | "shift" | "quarantined" | "dismiss"> {
  return {
    async onShift() {
      const rows = await db.selectFrom("shifts").selectAll().orderBy("since").orderBy("name").execute();
      return rows.map(({ name, since }) => ({ name, since: new Date(since) }));
    },
    async shift(name, on, now) {
      if (!on) return void (await db.deleteFrom("shifts").where("name", "=", name).execute());
      await db
        .insertInto("shifts")
        .values({ name, since: now.getTime() })
        .onConflict((there) => there.column("name").doNothing())
        .execute();
    },
    async quarantined() {
      const rows = await db
        .selectFrom("quarantine")
        .select(["id", "source", "why", "excerpt", "at"])
        .where("dismissed_at", "is", null)
        .orderBy("id")
        .execute();
      return rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
    },
    dismiss: (id, by, now) =>
      db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .updateTable("quarantine")
          .set({ dismissed_by: by, dismissed_at: now.getTime() })
          .where("id", "=", id)
          .where("dismissed_at", "is", null)
          .returning("id")
          .execute();
        if (rows.length === 0) return false;
        const about = { quarantine: id };
        await notify(transaction, { kind: "dismissed", about, key: `dismissed ${id}` }, now);
        return true;
      }),
  };
}
