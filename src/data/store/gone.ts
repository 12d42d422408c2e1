/**
 * Cases of the tip line that were deleted, so that a backup of before brings none of them back. Of each there is a digest of
 * its lookup id, 128 bits that only its codename leads to, under the installation's salt: it finds the case in a backup, and
 * says nothing of a case to whoever has none. It stands in the database and in no backup, until the day on which the case
 * would have gone by itself.
 */
import { createHmac } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

export interface Gone {
  /** Of the installation whose cases these were. */
  readonly salt: Uint8Array;
  readonly rows: readonly { readonly key: string; readonly last_word: string }[];
}

/** Rows of one statement. */
const atOnce = 200;

const digest = (salt: Uint8Array, lookup: string): string =>
  createHmac("sha256", salt).update(`deleted ${lookup}`).digest("base64url");

const saltIn = async (db: Kysely<Schema>): Promise<Uint8Array | undefined> =>
  (await db.selectFrom("tip_salt").select("salt").executeTakeFirst())?.salt;

/** In the transaction that deletes the case. */
export async function remember(
  transaction: Transaction<Schema>,
  { lookup, last_word }: { readonly lookup: string | null; readonly last_word: string },
): Promise<void> {
  const salt = await saltIn(transaction);
  if (lookup === null || !salt) return;
  await transaction
    .insertInto("tip_gone")
    .values({ key: digest(salt, lookup), last_word })
    .onConflict((there) => there.doNothing())
    .execute();
}

/** @param before a day: of cases whose last word was not after it nothing is anywhere any more */
export async function forgetGone(db: Kysely<Schema>, before: string): Promise<void> {
  await db.deleteFrom("tip_gone").where("last_word", "<=", before).execute();
}

/** Cases that a database knows to be deleted; undefined where it cannot know any, since it is new or was made before. */
export async function goneIn(
  db: Kysely<Schema>,
  tables: readonly { readonly name: string }[],
): Promise<Gone | undefined> {
  if (!tables.some(({ name }) => name === "tip_gone")) return undefined;
  const salt = await saltIn(db);
  return salt && { salt, rows: await db.selectFrom("tip_gone").selectAll().execute() };
}

async function keep(db: Kysely<Schema>, rows: Gone["rows"]): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    await db
      .insertInto("tip_gone")
      .values(some)
      .onConflict((there) => there.doNothing())
      .execute();
  }
}

/** The fate of cases that a backup holds: so many left out, or so many there of which nobody can tell. */
export type Deleted = { readonly leftOut: number } | { readonly unknownOf: number };

/**
 * Takes out of a database that a backup was just put into what was deleted after it was made: everything of each case, but
 * for where our posts are, which are taken away again.
 *
 * @param gone of the database that the backup replaces: of the same installation, or it tells nothing
 * @param before a day: cases whose last word was not after it have gone by themselves
 */
export async function takeOut(
  transaction: Transaction<Schema>,
  gone: Gone | undefined,
  before: string | undefined,
): Promise<Deleted> {
  const salt = await saltIn(transaction);
  const own = salt && gone && Buffer.from(salt).equals(gone.salt) ? gone.rows : undefined;
  await keep(transaction, own ?? []);
  const known = new Set(own?.map(({ key }) => key));
  const cases = await transaction.selectFrom("tip_cases").select(["number", "lookup", "last_word"]).execute();
  const isOut = ({ lookup, last_word: last }: (typeof cases)[number]): boolean =>
    (before !== undefined && last <= before) ||
    (salt !== undefined && lookup !== null && known.has(digest(salt, lookup)));
  const out = cases.filter(isOut);
  for (const { number } of out) {
    // A case at a time: there are few.
    await transaction.updateTable("tip_posts").set({ state: "removing" }).where("number", "=", number).execute();
    for (const table of ["tip_words", "tip_replies", "tip_changes", "tip_cases"] as const)
      await transaction.deleteFrom(table).where("number", "=", number).execute();
  }
  if (own) return { leftOut: out.length };
  return { unknownOf: cases.filter((one) => one.lookup !== null && !isOut(one)).length };
}
