/** Places as rows: an idle one, and the newsroom's own, which exist because the configuration names them. */
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Subscription } from "../../core/news/subscription.ts";
import type { PlatformId } from "../../core/place.ts";
import type { Schema } from "./schema.ts";

/** A place without lease or trouble: it may be claimed at once, and no failure is remembered. */
export const idlePlace = {
  lease_token: null,
  lease_until: 0,
  due_at: 0,
  blocked_at: null,
  blocked_why: null,
  tries: 0,
} as const;

/** The desk's notices alone; managers of the channel may ask for news as well. */
const noticesAlone: Subscription = {
  filter: { is: "not", of: { is: "everything" } },
  scoreboard: false,
  briefing: false,
};

/** Tells the named places the desk's notices from here on; places no longer named become channels like others. */
export async function keepDesk(db: Kysely<Schema>, desk: readonly PlatformId[], now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const heads = await transaction.selectFrom("head").selectAll().execute();
    const head = (name: string): number => heads.find((one) => one.name === name)?.n ?? 0;
    const before = await transaction
      .updateTable("places")
      .set({ staff: 0 })
      .where("staff", "=", 1)
      .returning(["platform", "place"])
      .execute();
    const wasDesk = (one: PlatformId): boolean =>
      before.some(({ platform, place }) => platform === one.platform && place === one.id);
    for (const { platform, id } of desk) {
      // A place that is new to the desk has missed no notice.
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
