/** The newsroom's own channels, which are there because the configuration names them. */
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Subscription } from "../core/news/subscription.ts";
import { idlePlace } from "../data/store/place-row.ts";
import type { Schema } from "../data/store/schema.ts";

interface Named {
  readonly platform: string;
  readonly id: string;
}

/** The desk's notices alone; whoever manages the channel may ask for news as well. */
const noticesAlone: Subscription = {
  filter: { is: "not", of: { is: "everything" } },
  scoreboard: false,
  briefing: false,
};

/** Those named hear what is for the newsroom, from here on; those named no more are channels like others. */
export async function keepDesk(db: Kysely<Schema>, desk: readonly Named[], now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const heads = await transaction.selectFrom("head").selectAll().execute();
    const head = (name: string): number => heads.find((one) => one.name === name)?.n ?? 0;
    const before = await transaction
      .updateTable("places")
      .set({ staff: 0 })
      .where("staff", "=", 1)
      .returning(["platform", "place"])
      .execute();
    const wasDesk = (one: Named): boolean =>
      before.some(({ platform, place }) => platform === one.platform && place === one.id);
    for (const { platform, id } of desk) {
      // One that is new among them has missed nothing.
      const again = wasDesk({ platform, id }) ? { staff: 1 } : { staff: 1, noticed: head("notices") };
      await transaction
        .insertInto("places")
        .values({
          id: randomBytes(12).toString("base64url"),
          platform,
          place: id,
          subscription: JSON.stringify(noticesAlone),
          state: "on",
          staff: 1,
          cursor: head("log"),
          corrected: head("log"),
          noticed: head("notices"),
          ...idlePlace,
          since: now.getTime(),
        })
        .onConflict((there) => there.columns(["platform", "place"]).doUpdateSet(again))
        .execute();
    }
  });
}
