/**
 * Acts of sources are seen by editors at the relay's next window and never before: until then they stand here, and a case looks
 * as it did at the last relay. A case that its source has deleted is forgotten at once all the same.
 */
import type { Kysely, Transaction } from "kysely";
import { asCaseNumber, type CaseNumber } from "../rules/case-number.ts";
import { inTurn } from "./in-turn.ts";
import { nobody } from "../rules/derive.ts";
import type { Random } from "../rules/random.ts";
import { asDay, step, type Case, type Day } from "../rules/state.ts";
import { remember } from "../../data/store/gone.ts";
import type { Schema } from "../../data/store/schema.ts";
import { caseOf, eraseOf, move, rowOf } from "./cases.ts";
import { newKey } from "./keys.ts";

type Db = Kysely<Schema>;

/** In which order those of one case come to be seen. */
const kinds = ["new", "answer", "deletion"] as const;
type Kind = (typeof kinds)[number];

export interface Change {
  readonly kind: Kind;
  readonly number: CaseNumber;
  /** The window in which it was. */
  readonly came: number;
  readonly day: Day;
}

export async function keepChange(transaction: Db, change: Change, random: Random): Promise<void> {
  await transaction
    .insertInto("tip_changes")
    .values({ id: newKey(random), ...change })
    .execute();
}

/** Cases that editors do not know of yet. */
export async function unseen(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom("tip_changes").select("number").where("kind", "=", "new").execute();
  return new Set(rows.map(({ number }) => number));
}

export async function isUnseen(db: Db, number: CaseNumber): Promise<boolean> {
  const row = await db
    .selectFrom("tip_changes")
    .select("id")
    .where("number", "=", number)
    .where("kind", "=", "new")
    .executeTakeFirst();
  return row !== undefined;
}

/** A case as its own source knows it. */
export async function asSourceSees(db: Db, is: Case): Promise<Case> {
  const answers = await db
    .selectFrom("tip_changes")
    .select("day")
    .where("number", "=", is.number)
    .where("kind", "=", "answer")
    .execute();
  return answers.reduce((now, { day }) => {
    const moved = step(now, { kind: "answer", on: asDay(day) });
    return moved.kind === "moved" ? moved.to : now;
  }, is);
}

/**
 * A source deletes its case: no codename finds it any more, and no word of it is left. Editors go on seeing it until the next
 * window, and what they write to it is sealed to nobody.
 * @returns false where it was not there any more
 */
export async function forgetCase(db: Db, change: Omit<Change, "kind">, random: Random): Promise<boolean> {
  const { number } = change;
  const recipient = await nobody();
  return inTurn(db, async (transaction) => {
    const row = await rowOf(transaction, number);
    const found = await transaction
      .updateTable("tip_cases")
      .set({ lookup: null, recipient })
      .where("number", "=", number)
      .where("lookup", "is not", null)
      .returning("number")
      .executeTakeFirst();
    if (!row || !found) return false;
    await remember(transaction, row);
    const isNew = await isUnseen(transaction, number);
    await eraseOf(transaction, number, ["text", "replies"]);
    await transaction.deleteFrom("tip_changes").where("number", "=", number).execute();
    if (isNew) await transaction.deleteFrom("tip_cases").where("number", "=", number).execute();
    else await keepChange(transaction, { ...change, kind: "deletion" }, random);
    return true;
  });
}

/** Lets editors see what sources did before a window. @returns whether there was anything */
export async function showChanges(db: Db, window: number): Promise<boolean> {
  const waiting = await db.selectFrom("tip_changes").select("id").where("came", "<", window).limit(1).execute();
  if (waiting.length === 0) return false;
  return inTurn(db, async (transaction) => {
    const all = await transaction.deleteFrom("tip_changes").where("came", "<", window).returningAll().execute();
    const inTurn = kinds.flatMap((kind) => all.filter((one) => one.kind === kind));
    for (const { kind, number, day } of inTurn) await show(transaction, kind, asCaseNumber(number), asDay(day));
    return all.length > 0;
  });
}

async function show(transaction: Transaction<Schema>, kind: string, number: CaseNumber, on: Day): Promise<void> {
  if (kind === "answer") await move(transaction, number, { kind: "answer", on });
  if (kind !== "deletion") return;
  await move(transaction, number, { kind: "delete" });
  // Its posts go at moments of chance, each at its own.
  await transaction
    .updateTable("tip_posts")
    .set({ state: "leaving" })
    .where("number", "=", number)
    .where("state", "=", "removing")
    .execute();
}

/** Whether its source may still be heard. */
export async function mayAnswer(db: Db, number: CaseNumber, on: Day): Promise<"yes" | "no" | "unknown"> {
  const row = await rowOf(db, number);
  if (!row || row.lookup === null) return "unknown";
  return step(caseOf(row), { kind: "answer", on }).kind === "moved" ? "yes" : "no";
}
