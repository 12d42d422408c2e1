/**
 * The count of a whole day, for the whole line. An instance's own count, in memory, begins anew at each start, and knows
 * nothing of the others: a flood comes to an end here.
 */
import { sql, type Kysely } from "kysely";
import { capOfDay } from "../rules/limits.ts";
import type { Random } from "../rules/random.ts";
import type { Day } from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";

export interface TipDays {
  /** Counts one more. @returns false, and counts nothing, where the day has had its most */
  take(day: Day): Promise<boolean>;
  /** One that was counted came to nothing. */
  drop(day: Day): Promise<void>;
}

/** @param most of a day, tips and answers: chance draws each day's own cap, a little below */
export function createTipDays(db: Kysely<Schema>, most: number, random: Random): TipDays {
  let drawn: { readonly day: Day; readonly cap: number } | undefined;
  const capOf = (day: Day): number => {
    if (drawn?.day !== day) drawn = { day, cap: capOfDay(most, random) };
    return drawn.cap;
  };
  return {
    async take(day) {
      const taken = await db
        .insertInto("tip_days")
        .values({ day, n: 1 })
        .onConflict((there) =>
          there
            .column("day")
            .doUpdateSet({ n: sql<number>`tip_days.n + 1` })
            .where("tip_days.n", "<", capOf(day)),
        )
        .returning("n")
        .executeTakeFirst();
      // Of days that are over nothing is kept.
      if (taken?.n === 1) await db.deleteFrom("tip_days").where("day", "<", day).execute();
      return taken !== undefined;
    },
    drop: (day) => dropDay(db, day),
  };
}

/** One less, where there is one. */
export async function dropDay(db: Kysely<Schema>, day: Day): Promise<void> {
  await db
    .updateTable("tip_days")
    .set({ n: sql<number>`n - 1` })
    .where("day", "=", day)
    .where("n", ">", 0)
    .execute();
}
