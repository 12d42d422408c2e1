/**
 * The contests of each message, in a table, so that a message is found by them and not by searching the text of its
 * subject. Older messages are read once and listed. An older version that still runs beside this one lists nothing, and
 * so leaves `listed` null.
 */
import { sql, type Kysely } from "kysely";
import { fromJson } from "../../../lib/json.ts";
import type { Schema } from "../schema.ts";

export async function messageContests(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable("message_contests")
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("contest", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("message_contests_key", ["message", "contest"])
    .execute();
  await db.schema
    .createIndex("message_contests_contest_place")
    .on("message_contests")
    .columns(["contest", "place"])
    .execute();
  await db.schema.alterTable("messages").addColumn("listed", "bigint").execute();
  await fill(db);
  // Nearly always empty, and so of no cost to a query for an older version's messages.
  await db.schema
    .createIndex("messages_unlisted")
    .on("messages")
    .column("place")
    .where(sql.ref("listed"), "is", null)
    .execute();
}

/** Messages that are read at a time, and rows that are written by one statement: three parameters each. */
const page = 200;
const most = 5_000;

async function fill(db: Kysely<Schema>): Promise<void> {
  for (let after = ""; ;) {
    const messages = await db
      .selectFrom("messages")
      .select(["id", "place", "subject"])
      .where("id", ">", after)
      .orderBy("id")
      .limit(page)
      .execute();
    const last = messages.at(-1);
    if (!last) return;
    after = last.id;
    const read = messages.flatMap(({ id, place, subject }) => {
      const contests = contestsIn(subject);
      return contests ? [{ id, rows: contests.map((contest) => ({ message: id, place, contest })) }] : [];
    });
    const rows = read.flatMap((message) => message.rows);
    for (let from = 0; from < rows.length; from += most)
      await db
        .insertInto("message_contests")
        .values(rows.slice(from, from + most))
        .execute();
    const ids = read.map(({ id }) => id);
    if (ids.length > 0) await db.updateTable("messages").set({ listed: 1 }).where("id", "in", ids).execute();
  }
}

/**
 * @returns undefined for text that is no subject of ours: its message stays unlisted, and must not keep the database
 *   from being opened
 */
function contestsIn(subject: string): readonly string[] | undefined {
  const read = fromJson(subject);
  if (typeof read !== "object" || read === null || !("items" in read) || !Array.isArray(read.items)) return undefined;
  const contests = read.items.map((item: { readonly contest?: unknown } | null) => item?.contest);
  return [...new Set(contests.filter((contest) => typeof contest === "string"))];
}
