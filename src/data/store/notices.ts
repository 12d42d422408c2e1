/** What the desk is to be told: written where it comes about, in the same transaction, and read by who tells it. */
import type { Kysely, Selectable } from "kysely";
import { noticeSchema, type Notice } from "../../core/news/notice.ts";
import { nextNumber } from "./counter.ts";
import type { Schema } from "./schema.ts";

export interface Noticed {
  /** In the order of their coming, from 1. */
  readonly id: number;
  readonly at: Date;
  readonly notice: Notice;
}

/**
 * Says a thing once.
 * @param db a transaction, or the database for one of its own
 * @param key the same thing has the same
 * @returns its number; undefined where it had been said
 */
export async function notify(
  db: Kysely<Schema>,
  { key, ...notice }: Notice & { readonly key: string },
  now: Date,
): Promise<number | undefined> {
  if (!db.isTransaction) return db.transaction().execute((own) => notify(own, { ...notice, key }, now));
  const said = await db.selectFrom("notices").select("id").where("key", "=", key).executeTakeFirst();
  if (said) return undefined;
  const { kind, about } = noticeSchema.parse(notice);
  const row = { id: await nextNumber(db, "notices"), kind, about: JSON.stringify(about), key, at: now.getTime() };
  // Two may come by the same thing at once; a number is then left out.
  const [made] = await db
    .insertInto("notices")
    .values(row)
    .onConflict((there) => there.column("key").doNothing())
    .returning("id")
    .execute();
  return made?.id;
}

/** Those after `id`, the oldest first. */
export async function since(db: Kysely<Schema>, id: number, limit: number): Promise<readonly Noticed[]> {
  const rows = await db.selectFrom("notices").selectAll().where("id", ">", id).orderBy("id").limit(limit).execute();
  return rows.flatMap(read);
}

export async function get(db: Kysely<Schema>, ids: readonly number[]): Promise<readonly Noticed[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("notices").selectAll().where("id", "in", ids).orderBy("id").execute();
  return rows.flatMap(read);
}

/** What cannot be read is passed over: a newer version may have written it. */
function read({ id, at, kind, about }: Selectable<Schema["notices"]>): readonly Noticed[] {
  const notice = noticeSchema.safeParse({ kind, about: fromJson(about) });
  return notice.success ? [{ id, at: new Date(at), notice: notice.data }] : [];
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
