/**
 * The election that a database belongs to: entries, cursors and messages are all of one, and it is closed before another
 * begins there.
 */
import { Kysely, type Transaction } from "kysely";
import { z } from "zod";
import type { ElectionFacts } from "../../core/election.ts";
import { fromJson } from "../../lib/json.ts";
import { hold, last } from "./counter.ts";
import { StoreError } from "./engine.ts";
import { engineAt } from "./index.ts";
import { migrate, versionOf } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { createSwitches } from "./switches.ts";

const name = "election";
const heldSchema = z.object({ id: z.string(), name: z.string().optional() });
export type HeldElection = z.output<typeof heldSchema>;

/** The switch's value as the database has it; undefined for one that a newer version wrote. */
export const heldOf = (value: string | undefined): HeldElection | undefined =>
  value === undefined ? undefined : heldSchema.safeParse(fromJson(value)).data;

/** The election of a database; undefined while it has none. @throws StoreError */
export const electionIn = (db: Kysely<Schema>): Promise<HeldElection | undefined> =>
  createSwitches(db).get(name, heldSchema);

/** "the 2024 general election (uk-2024)" */
export const heldWords = ({ id, name: called }: HeldElection): string =>
  called === undefined ? `the election ${id}` : `the ${called} (${id})`;

/**
 * Takes the database for an election, once.
 * @returns whether it is new there
 * @throws StoreError where it belongs to another
 */
export function claimElection(db: Kysely<Schema>, { id, name: called }: ElectionFacts, now: Date): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // Instances that start at the same moment wait here for each other.
    await hold(transaction, "log");
    const held = await electionIn(transaction);
    if (held && held.id !== id)
      throw new StoreError(
        `The database holds ${heldWords(held)}, and ELECTION names ${heldWords({ id, name: called })}. Give this one a DATABASE of its own; or stop every instance and close the other with: teller archive`,
      );
    if (held?.name !== called) await createSwitches(transaction, () => now.getTime()).set(name, { id, name: called });
    return held === undefined;
  });
}

/** Has every place told from here on: entries that the election begins with are no news. */
export async function beginAtHead(db: Kysely<Schema>): Promise<void> {
  const head = await last(db, "log");
  await db.updateTable("places").set({ cursor: head, corrected: head }).execute();
}

/** Tables of an election: the first are kept in `archived`; nobody needs the others once it is over. */
const kept = ["log", "messages", "drafts", "quarantine"] as const;
const dropped = ["message_contests", ...kept, "sources", "cache"] as const;

export interface Archived {
  readonly election: HeldElection;
  readonly entries: number;
  readonly messages: number;
}

/**
 * Closes the election of a database, so that another can begin there. Channels with what they asked for, settings and
 * people of the desk stay; the tip line's tables are left alone.
 * @throws StoreError where there is no database, no election in it, or a Teller that runs
 */
export async function archive(where: string, now: Date): Promise<Archived> {
  const { dialect, lock, cutJournal } = await engineAt(where);
  const db = new Kysely<Schema>({ dialect });
  try {
    if ((await versionOf(db)) === undefined) throw new StoreError(nothing);
    await migrate(db, lock);
    const archived = await db.transaction().execute(async (transaction) => {
      await lock(transaction);
      return close(transaction, now);
    });
    // Where somebody reads just now the last who has the file open does it, or the next start.
    await cutJournal(db);
    return archived;
  } finally {
    await db.destroy();
  }
}

const nothing = "The database holds no election: there is nothing to close.";

async function close(transaction: Transaction<Schema>, now: Date): Promise<Archived> {
  const held = await transaction.selectFrom("leases").select("name").where("until", ">", now.getTime()).execute();
  const speaking = await transaction
    .selectFrom("places")
    .select("id")
    .where("lease_until", ">", now.getTime())
    .limit(1)
    .execute();
  if (held.length + speaking.length > 0)
    throw new StoreError("Teller runs on this database: stop every instance, and try again in a minute.");
  const election = await electionIn(transaction);
  if (!election) throw new StoreError(nothing);
  // People followed seats of this election: nothing of them is kept for the next, nor of what they were told.
  const direct = transaction.selectFrom("places").select("id").where("direct", "=", 1);
  await transaction.deleteFrom("messages").where("place", "in", direct).execute();
  await transaction.deleteFrom("places").where("direct", "=", 1).execute();
  const entries = await keep(transaction, election.id, now, "log");
  const messages = await keep(transaction, election.id, now, "messages");
  for (const table of kept.slice(2)) await keep(transaction, election.id, now, table);
  for (const table of dropped) await transaction.deleteFrom(table).execute();
  await transaction
    .deleteFrom("notices")
    .where("kind", "in", ["draft", "settled", "quarantine", "dismissed", "disagreement"])
    .execute();
  await transaction.updateTable("head").set({ n: 0 }).where("name", "=", "log").execute();
  const noticed = await last(transaction, "notices");
  await transaction
    .updateTable("places")
    .set({ cursor: 0, corrected: 0, noticed, due_at: 0, wake_at: null, tries: 0 })
    .execute();
  await createSwitches(transaction).clear(name);
  return { election, entries, messages };
}

/** Rows of one statement. */
const atOnce = 200;

async function keep(
  transaction: Transaction<Schema>,
  election: string,
  now: Date,
  what: (typeof kept)[number],
): Promise<number> {
  const rows = await transaction.selectFrom(what).selectAll().execute();
  const all = rows.map((row, n) => ({
    election,
    closed_at: now.getTime(),
    what,
    n: n + 1,
    row: JSON.stringify(row),
  }));
  for (let from = 0; from < all.length; from += atOnce)
    await transaction
      .insertInto("archived")
      .values(all.slice(from, from + atOnce))
      .execute();
  return rows.length;
}
