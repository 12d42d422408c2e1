/**
 * Tips between their two steps: sealed words whose source has been shown a codename, and has not pressed to send them.
 * No case is made of one before, so nothing that works with cases can meet it.
 */
import type { Kysely, Selectable } from "kysely";
import { asCaseNumber } from "../rules/case-number.ts";
import { inTurn } from "./in-turn.ts";
import type { LookupId } from "../rules/derive.ts";
import type { Random } from "../rules/random.ts";
import { dayOf, type Day } from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";
import { keepChange } from "./changes.ts";

type Db = Kysely<Schema>;
export type Unsent = Selectable<Schema["tip_unsent"]>;

/** @returns false where its number is taken: of 480 million two may meet */
export function hold(db: Db, tip: Unsent): Promise<boolean> {
  return inTurn(db, async (transaction) => {
    const { number } = tip;
    const taken = await transaction.selectFrom("tip_cases").select("number").where("number", "=", number).execute();
    if (taken.length > 0) return false;
    const { numInsertedOrUpdatedRows: made } = await transaction
      .insertInto("tip_unsent")
      .values(tip)
      .onConflict((there) => there.column("number").doNothing())
      .executeTakeFirst();
    return made === 1n;
  });
}

/**
 * Makes a case of it, whose words wait in the window of the press.
 * @returns `sent` however often it is asked, for as long as the words wait
 */
export function confirm(
  db: Db,
  id: string,
  { window, day, random }: { readonly window: number; readonly day: Day; readonly random: Random },
): Promise<"sent" | "gone"> {
  return inTurn(db, async (transaction) => {
    const held = await transaction
      .deleteFrom("tip_unsent")
      .where("id", "=", id)
      .where("until", ">=", window)
      .returningAll()
      .executeTakeFirst();
    if (!held) {
      const before = await transaction.selectFrom("tip_words").select("id").where("id", "=", id).executeTakeFirst();
      return before ? "sent" : "gone";
    }
    const { number, lookup, recipient, sealed } = held;
    const made = { state: "sealed", opened: day, last_word: day, claimed_by: null, replies: 0 };
    await transaction
      .insertInto("tip_cases")
      .values({ number, lookup, recipient, ...made })
      .execute();
    await transaction.insertInto("tip_words").values({ id, number, sealed, came: window }).execute();
    await keepChange(transaction, { kind: "new", number: asCaseNumber(number), came: window, day }, random);
    return "sent";
  });
}

export const unsentBy = (db: Db, lookup: LookupId, window: number): Promise<Unsent | undefined> =>
  db.selectFrom("tip_unsent").selectAll().where("lookup", "=", lookup).where("until", ">=", window).executeTakeFirst();

/** @returns whether it was there */
export async function dropUnsent(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("tip_unsent").where("id", "=", id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The day on which one was handed in, and counted: the window before its last one knows it. @param window in milliseconds */
export const dayHeld = (until: number, window: number): Day => dayOf(new Date((until - 1) * window));

/** Deletes tips that were not sent in time. @returns the last window of each that went */
export async function purgeUnsent(db: Db, window: number): Promise<readonly number[]> {
  const gone = await db.deleteFrom("tip_unsent").where("until", "<", window).returning("until").execute();
  return gone.map(({ until }) => until);
}
