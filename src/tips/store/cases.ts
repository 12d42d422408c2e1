/** Cases as they are kept, and how they move. What a state does not hold is erased in the same transaction. */
import type { Kysely, Selectable, Transaction } from "kysely";
import { tipStates, type TipCase } from "../tip-line.ts";
import { inTurn } from "./in-turn.ts";
import { asCaseNumber, type CaseNumber } from "../rules/case-number.ts";
import {
  asDay,
  step,
  type Case,
  type CaseEvent,
  type CaseState,
  type Day,
  type Step,
  type CasePart,
} from "../rules/state.ts";
import type { Schema } from "../../data/store/schema.ts";
import { forgetGone, remember } from "../../data/store/gone.ts";
import { asStaffName } from "../../core/asker.ts";
import { day } from "../../lib/local-time.ts";

type Db = Kysely<Schema>;
type Row = Selectable<Schema["tip_cases"]>;

const stateOf = (text: string): CaseState => {
  const state = tipStates.find((known) => known === text);
  if (!state) throw new RangeError("a case is in a state that is none: a newer Teller may have written it");
  return state;
};

export const caseOf = ({ number, state, last_word: lastWord, claimed_by: by }: Row): Case => ({
  number: asCaseNumber(number),
  state: stateOf(state),
  lastWord: asDay(lastWord),
  ...(by !== null && { claimedBy: asStaffName(by) }),
});

export function shown({ number, state, lastWord, claimedBy }: Case, today: Day): TipCase {
  const age = Math.max(0, Math.round((Date.parse(today) - Date.parse(lastWord)) / day));
  return { number, state, age, ...(claimedBy !== undefined && { claimedBy }) };
}

export const rowOf = (db: Db, number: CaseNumber): Promise<Row | undefined> =>
  db.selectFrom("tip_cases").selectAll().where("number", "=", number).executeTakeFirst();

export type CaseMove = Step | { readonly kind: "unknown" };

/** Of two who move it at once the second sees what the first made of it. */
export async function move(db: Transaction<Schema>, number: CaseNumber, event: CaseEvent): Promise<CaseMove> {
  const row = await rowOf(db, number);
  if (!row) return { kind: "unknown" };
  const moved = step(caseOf(row), event);
  if (moved.kind !== "moved") return moved;
  const { state, lastWord, claimedBy } = moved.to;
  const { numUpdatedRows } = await db
    .updateTable("tip_cases")
    .set({ state, last_word: lastWord, claimed_by: claimedBy ?? null })
    .where("number", "=", number)
    .where("state", "=", row.state)
    .where("last_word", "=", row.last_word)
    .where((is) => (row.claimed_by === null ? is("claimed_by", "is", null) : is("claimed_by", "=", row.claimed_by)))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return move(db, number, event);
  // Delivered words, and no others, are erased by whoever delivered them.
  const erase = event.kind === "delivered" ? moved.erase.filter((held) => held !== "text") : moved.erase;
  if (state === "deleted") await remember(db, row);
  await eraseOf(db, number, state === "deleted" ? everything : erase);
  return moved;
}

const everything: readonly CasePart[] = ["text", "keys", "replies", "posts"];

export async function eraseOf(db: Transaction<Schema>, number: CaseNumber, held: readonly CasePart[]): Promise<void> {
  for (const one of held) await erase(db, number, one);
}

async function erase(db: Transaction<Schema>, number: CaseNumber, held: CasePart): Promise<void> {
  switch (held) {
    case "text":
      await db.deleteFrom("tip_words").where("number", "=", number).execute();
      return;
    case "keys":
      await db.updateTable("tip_cases").set({ lookup: null, recipient: null }).where("number", "=", number).execute();
      return;
    case "replies":
      await db.deleteFrom("tip_replies").where("number", "=", number).execute();
      return;
    case "posts":
      // The relay takes them away, and goes on trying.
      await db.updateTable("tip_posts").set({ state: "removing" }).where("number", "=", number).execute();
      return;
  }
}

/** Everything of what nobody has said a word to since before a day, its number too. @returns how many cases went */
export function purge(db: Db, before: Day): Promise<number> {
  return inTurn(db, async (transaction) => {
    const gone = await transaction
      .selectFrom("tip_cases")
      .select("number")
      .where("last_word", "<=", before)
      // An act of its source that nobody has seen yet is a word as well.
      .where("number", "not in", (its) => its.selectFrom("tip_changes").select("number"))
      .execute();
    for (const { number } of gone) {
      await eraseOf(transaction, asCaseNumber(number), everything);
      await transaction.deleteFrom("tip_audit").where("number", "=", number).execute();
      await transaction.deleteFrom("tip_cases").where("number", "=", number).execute();
    }
    await transaction.deleteFrom("tip_audit").where("day", "<=", before).execute();
    await transaction.deleteFrom("tip_tries").where("day", "<=", before).execute();
    await forgetGone(transaction, before);
    return gone.length;
  });
}
