/** The log: every declaration that came, in order. It only grows, and the history is its fold. */
import type { Insertable, Kysely, Selectable, Transaction } from "kysely";
import { z } from "zod";
import {
  contestOf,
  declarationSchema,
  type Contest,
  type Declaration,
  type Hands,
  type LogEntry,
} from "../../core/declaration.ts";
import type { Declared } from "../../core/desk/desk.ts";
import type { Said, Source } from "../sources/source.ts";
import { ring } from "./bell.ts";
import { hold as holdCounter, last } from "./counter.ts";
import { newsOf, type News } from "./log-news.ts";
import type { Schema } from "./schema.ts";

export type Speaker = Pick<Source, "name" | "kind" | "staff">;

export interface Appended {
  /** New in the log, in its order. */
  readonly entries: readonly LogEntry[];
  /** Declarations that cannot be right: a known revision with other figures. */
  readonly refused: News["refused"];
}

export interface EntryLog {
  /**
   * Takes a source's new declarations, all or nothing; known ones are not repeated.
   * @param mayStill asked in the transaction that appends: another may have asked the source since, and know more
   * @returns "overtaken" where it may not
   */
  append(speaker: Speaker, said: readonly Said[], now: Date): Promise<Appended>;
  append(
    speaker: Speaker,
    said: readonly Said[],
    now: Date,
    mayStill: (transaction: Transaction<Schema>) => Promise<boolean>,
  ): Promise<Appended | "overtaken">;
  /**
   * Enters a declaration of the desk, within the transaction that settles its draft. A repetition is an entry as well,
   * since editors saw a reason for it. @returns its number
   */
  enter(transaction: Transaction<Schema>, speaker: Speaker, said: Said, hands: Hands, now: Date): Promise<number>;
  /** Entries after a given one, in order. */
  read(after: number, most?: number): Promise<readonly LogEntry[]>;
  /** The number of the last entry. */
  head(): Promise<number>;
}

/** The desk's way to enter one declaration. @returns its number in the log */
export type Append = (transaction: Transaction<Schema>, declaration: Declared, hands: Hands) => Promise<number>;

/** Rows of one statement: as many as fit into the parameters of the database that takes the fewest. */
const atOnce = 40;

/** @param db a transaction, or the database for one of its own each time */
export function createLog(db: Kysely<Schema>): EntryLog {
  function append(speaker: Speaker, said: readonly Said[], now: Date): Promise<Appended>;
  function append(
    speaker: Speaker,
    said: readonly Said[],
    now: Date,
    mayStill?: (transaction: Transaction<Schema>) => Promise<boolean>,
  ): Promise<Appended | "overtaken">;
  async function append(
    speaker: Speaker,
    said: readonly Said[],
    now: Date,
    mayStill?: (transaction: Transaction<Schema>) => Promise<boolean>,
  ): Promise<Appended | "overtaken"> {
    // Most often there is nothing new, and finding that out must not hold anyone up.
    const { fresh, refused } = newsOf(said, await ownOf(db, speaker, said));
    if (fresh.length === 0) return { entries: [], refused };
    const take = async (transaction: Transaction<Schema>): Promise<Appended | "overtaken"> => {
      await hold(transaction);
      if (mayStill && !(await mayStill(transaction))) return "overtaken";
      const news = newsOf(said, await ownOf(transaction, speaker, said));
      return { entries: await write(transaction, speaker, news.fresh, now), refused: news.refused };
    };
    return isTransaction(db) ? take(db) : db.transaction().execute(take);
  }

  return {
    append,
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
    head: () => last(db, "log"),
  };
}

const isTransaction = (db: Kysely<Schema>): db is Transaction<Schema> => db.isTransaction;

/** Other transactions that would append wait for this one to end: numbers are given out in the order of commits. */
const hold = (transaction: Transaction<Schema>): Promise<void> => holdCounter(transaction, "log");

/** A source's own entries of the same contests, by contest. */
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
  const { n: newest } = await transaction
    .updateTable("head")
    .set((row) => ({ n: row("n", "+", said.length) }))
    .where("name", "=", "log")
    .returning("n")
    .executeTakeFirstOrThrow();
  const rows = said.map((one, i) => {
    const entry: Declaration = { ...one, source: { name, kind }, ...(staff && { staff }) };
    return rowOf(entry, newest - said.length + i + 1, now, hands);
  });
  for (let from = 0; from < rows.length; from += atOnce)
    await transaction
      .insertInto("log")
      .values(rows.slice(from, from + atOnce))
      .execute();
  await ring(transaction);
  const written = await transaction
    .selectFrom("log")
    .selectAll()
    .where("seq", ">", newest - said.length)
    .orderBy("seq")
    .execute();
  return written.map(entryOf);
}

/** Votes by candidate, as a column keeps them. */
const votesSchema = z.record(z.string(), z.number());

function rowOf(entry: Declaration, seq: number, now: Date, hands?: Hands): Insertable<Schema["log"]> {
  const { source, declared, recorded, votes: counted } = entry;
  return {
    seq,
    contest: contestOf(entry),
    seat: entry.seat,
    by_election: entry.byElection ?? null,
    source: source.name,
    kind: source.kind,
    revision: entry.revision,
    state: entry.state,
    winner: entry.winner ?? null,
    votes: counted ? JSON.stringify(counted) : null,
    rejected: entry.rejected ?? null,
    declared: declared?.getTime() ?? null,
    recorded: recorded.getTime(),
    staff: Number(entry.staff ?? false),
    rehearsal: Number(entry.rehearsal ?? false),
    at: now.getTime(),
    entered_by: hands?.entered ?? null,
    confirmed_by: hands?.confirmed ?? null,
    how: hands?.how ?? null,
  };
}

const { state: stateSchema, source: sourceSchema } = declarationSchema.shape;

/** @throws ZodError for a row that this program could not have written */
function entryOf(row: Selectable<Schema["log"]>): LogEntry {
  return {
    seq: row.seq,
    at: new Date(row.at),
    seat: row.seat,
    ...(row.by_election !== null && { byElection: row.by_election }),
    source: sourceSchema.parse({ name: row.source, kind: row.kind }),
    revision: row.revision,
    state: stateSchema.parse(row.state),
    ...(row.winner !== null && { winner: row.winner }),
    ...(row.votes !== null && { votes: votesSchema.parse(JSON.parse(row.votes)) }),
    ...(row.rejected !== null && { rejected: row.rejected }),
    ...(row.declared !== null && { declared: new Date(row.declared) }),
    recorded: new Date(row.recorded),
    ...(row.staff === 1 && { staff: true as const }),
    ...(row.rehearsal === 1 && { rehearsal: true as const }),
    ...handsOf(row),
  };
}

function handsOf({ entered_by: entered, confirmed_by: confirmed, how }: Selectable<Schema["log"]>) {
  if (entered === null) return {};
  const hands: Hands = { entered, how: how ?? "", ...(confirmed !== null && { confirmed }) };
  return { hands };
}
