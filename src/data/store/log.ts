/** The log: every declaration that came, in order. It only grows; what is known is its fold. */
import type { Kysely, Transaction } from "kysely";
import { contestOf, type Contest, type Declaration, type Hands, type LogEntry } from "../../core/declaration.ts";
import type { Declared } from "../../core/desk/desk.ts";
import type { Said, Source } from "../sources/source.ts";
import { newsOf, type News } from "./log-news.ts";
import { hold as holdCounter } from "./counter.ts";
import { entryOf, rowOf } from "./log-rows.ts";
import type { Schema } from "./schema.ts";

export type Speaker = Pick<Source, "name" | "kind" | "staff">;

export interface Appended {
  /** New in the log, in its order. */
  readonly entries: readonly LogEntry[];
  /** What cannot be right: a revision that was said before with other figures. */
  readonly refused: News["refused"];
}

export interface EntryLog {
  /** Takes what is new of what a source says, all or nothing. What it has said before is not repeated. */
  append(speaker: Speaker, said: readonly Said[], now: Date): Promise<Appended>;
  /**
   * What hands have entered, within the transaction that settles it: an entry also where it says what was said before,
   * since editors saw a reason. @returns its place in the log
   */
  enter(transaction: Transaction<Schema>, speaker: Speaker, said: Said, hands: Hands, now: Date): Promise<number>;
  /** After an entry, in order. */
  read(after: number, most?: number): Promise<readonly LogEntry[]>;
  /** The last entry's place. */
  head(): Promise<number>;
}

/** What the desk enters by, one entry at a time. @returns its place in the log */
export type Append = (transaction: Transaction<Schema>, declaration: Declared, hands: Hands) => Promise<number>;

/** Parameters that a statement may have, on the database that takes the fewest, leave room for so many rows. */
const atOnce = 40;

export function createLog(db: Kysely<Schema>): EntryLog {
  return {
    async append(speaker, said, now) {
      // Most often there is nothing new, which is found out without holding anyone up.
      const { fresh, refused } = newsOf(said, await ownOf(db, speaker, said));
      if (fresh.length === 0) return { entries: [], refused };
      return db.transaction().execute(async (transaction) => {
        await hold(transaction);
        const news = newsOf(said, await ownOf(transaction, speaker, said));
        return { entries: await write(transaction, speaker, news.fresh, now), refused: news.refused };
      });
    },
    async enter(transaction, speaker, said, hands, now) {
      await hold(transaction);
      const own = (await ownOf(transaction, speaker, [said])).get(contestOf(said)) ?? [];
      const revision = Math.max(0, ...own.map((entry) => entry.revision)) + 1;
      const [entry] = await write(transaction, speaker, [{ ...said, revision }], now, hands);
      return entry?.seq ?? 0;
    },
    async read(after, most = 5_000) {
      const rows = await db.selectFrom("log").selectAll().where("seq", ">", after).orderBy("seq").limit(most).execute();
      return rows.map(entryOf);
    },
    async head() {
      const row = await db.selectFrom("head").select("n").where("name", "=", "log").executeTakeFirst();
      return row?.n ?? 0;
    },
  };
}

/** Whoever else would append waits until this transaction ends: numbers are given out in the order of commits. */
const hold = (transaction: Transaction<Schema>): Promise<void> => holdCounter(transaction, "log");

/** What a source has said of the same contests. */
async function ownOf(
  at: Kysely<Schema>,
  { name }: Speaker,
  said: readonly Said[],
): Promise<ReadonlyMap<Contest, readonly Declaration[]>> {
  const contests = [...new Set(said.map(contestOf))];
  const pages = Array.from({ length: Math.ceil(contests.length / 500) }, (_, i) =>
    contests.slice(i * 500, i * 500 + 500),
  );
  const rows = await Promise.all(
    pages.map((some) =>
      at.selectFrom("log").selectAll().where("source", "=", name).where("contest", "in", some).orderBy("seq").execute(),
    ),
  );
  return Map.groupBy(rows.flat().map(entryOf), contestOf);
}

async function write(
  transaction: Transaction<Schema>,
  { name, kind, staff }: Speaker,
  said: News["fresh"],
  now: Date,
  hands?: Hands,
): Promise<readonly LogEntry[]> {
  if (said.length === 0) return [];
  const { n: last } = await transaction
    .updateTable("head")
    .set((row) => ({ n: row("n", "+", said.length) }))
    .where("name", "=", "log")
    .returning("n")
    .executeTakeFirstOrThrow();
  const rows = said.map((one, i) => {
    const entry: Declaration = { ...one, source: { name, kind }, ...(staff && { staff }) };
    return rowOf(entry, last - said.length + i + 1, now, hands);
  });
  for (let from = 0; from < rows.length; from += atOnce)
    // One after the other, as one connection has it.
    await transaction
      .insertInto("log")
      .values(rows.slice(from, from + atOnce))
      .execute();
  const written = await transaction
    .selectFrom("log")
    .selectAll()
    .where("seq", ">", last - said.length)
    .orderBy("seq")
    .execute();
  return written.map(entryOf);
}
