/** Notices for the desk: each is written in the transaction of its event, and read by the jobs that tell it. */
import type { Kysely, Selectable, Transaction } from "kysely";
import { noticeSchema, type Notice } from "../../core/news/notice.ts";
import { fromJson } from "../../lib/json.ts";
import { ring } from "./bell.ts";
import { hold, last, next } from "./counter.ts";
import type { Schema } from "./schema.ts";

export interface Noticed {
  /** In the order of their coming, from 1. */
  readonly id: number;
  readonly at: Date;
  readonly notice: Notice;
}

/**
 * Writes a notice, once for each key.
 * @param db a transaction, or the database for one of its own
 * @param key the same thing has the same
 * @returns its number; undefined where the key has a notice already
 */
export function notify(db: Kysely<Schema>, notice: Notice & Keyed, now: Date): Promise<number | undefined> {
  return isTransaction(db) ? write(db, notice, now) : db.transaction().execute((own) => write(own, notice, now));
}

interface Keyed {
  readonly key: string;
}

const isTransaction = (db: Kysely<Schema>): db is Transaction<Schema> => db.isTransaction;

async function write(db: Transaction<Schema>, { key, ...notice }: Notice & Keyed, now: Date) {
  const isSaid = async () =>
    (await db.selectFrom("notices").select("id").where("key", "=", key).executeTakeFirst()) !== undefined;
  if (await isSaid()) return undefined;
  await hold(db, "notices");
  // Another instance may have written it meanwhile, and no number may be left out.
  if (await isSaid()) return undefined;
  const { kind, about } = noticeSchema.parse(notice);
  const id = await next(db, "notices");
  await db
    .insertInto("notices")
    .values({ id, kind, about: JSON.stringify(about), key, at: now.getTime() })
    .execute();
  await ring(db);
  return id;
}

/** The number of the last notice; 0 where there is none. */
export const lastNotice = (db: Kysely<Schema>): Promise<number> => last(db, "notices");

/** Notices after a number, the oldest first. */
export async function since(db: Kysely<Schema>, id: number, limit: number): Promise<readonly Noticed[]> {
  const rows = await db.selectFrom("notices").selectAll().where("id", ">", id).orderBy("id").limit(limit).execute();
  return rows.flatMap(read);
}

export async function get(db: Kysely<Schema>, ids: readonly number[]): Promise<readonly Noticed[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("notices").selectAll().where("id", "in", ids).orderBy("id").execute();
  return rows.flatMap(read);
}

/** A row that cannot be read is passed over: a newer version may have written it. */
function read({ id, at, kind, about }: Selectable<Schema["notices"]>): readonly Noticed[] {
  const notice = noticeSchema.safeParse({ kind, about: fromJson(about) });
  return notice.success ? [{ id, at: new Date(at), notice: notice.data }] : [];
}
