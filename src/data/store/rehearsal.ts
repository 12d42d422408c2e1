/** The database of a replay: a log of its own, and how far the night has been played. */
import { Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { StoreError, type Engine } from "./engine.ts";
import { createLog, type EntryLog } from "./log.ts";
import { migrate } from "./migrations.ts";
import type { Schema } from "./schema.ts";
import { engineAt } from "./index.ts";
import { fromJson } from "../../lib/json.ts";
import { isDatabaseAddress } from "../../lib/address.ts";

const moment = z.iso.datetime();

const positionSchema = z.strictObject({
  /** Id of the election. */
  pack: z.string(),
  /** Seed of the faults, where there are any. */
  faults: z.int().nonnegative().optional(),
  /** Where it began, if not at the beginning. */
  from: moment.optional(),
  /** Simulated seconds to a real one, or as fast as it can. */
  speed: z.union([z.number(), z.literal("max")]),
  /** What the clock shows: all until then has been played. */
  at: moment,
  /** The log's entry up to which it has been told. */
  told: z.int().nonnegative(),
  /** The log's last entry when the scoreboard was shown last. */
  shown: z.int().nonnegative(),
  /** What the source wants to be reminded of. */
  kept: z
    .strictObject({ answers: z.record(z.string(), z.strictObject({ mark: z.string(), text: z.string() })) })
    .optional(),
  /** The feed could not be had when it was asked last. */
  down: z.boolean(),
  /** It has been played to its end, or not begun yet: it is not to be played on. */
  over: z.boolean(),
});
export type Position = z.output<typeof positionSchema>;

export interface Rehearsal {
  readonly log: EntryLog;
  /** As it was kept last; undefined where nothing was played here yet. @throws StoreError */
  position(): Promise<Position | undefined>;
  /** Forgets what was played before. @throws StoreError for a database that is of something else than a replay */
  begin(position: Position): Promise<void>;
  /** @returns false where another program has played on here since: what it tells is not told by us */
  keep(position: Position): Promise<boolean>;
  close(): Promise<void>;
}

const name = "replay";

/** @param engine as for the store @throws StoreError */
export async function openRehearsal(engine: string | Engine, now = Date.now): Promise<Rehearsal> {
  const { dialect, lock } = typeof engine === "string" ? await engineAt(engine) : engine;
  const db = new Kysely<Schema>({ dialect });
  try {
    await migrate(db, lock);
    // What was told must survive the end of the program, and at once; when the power goes, the screen is gone as well.
    if (typeof engine === "string" && !isDatabaseAddress(engine)) await sql`pragma synchronous = normal`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  /** As it stands in the database, as far as we know. */
  let known: string | undefined;

  return {
    log: createLog(db),
    async position() {
      known = await read(db);
      return known === undefined ? undefined : parsed(known);
    },
    async begin(position) {
      const value = JSON.stringify(position);
      const row = { value, changed_at: now() };
      await db.transaction().execute(async (transaction) => {
        if ((await read(transaction)) === undefined) await proveEmpty(transaction);
        await transaction.deleteFrom("log").execute();
        await transaction.updateTable("head").set({ n: 0 }).where("name", "=", "log").execute();
        await transaction
          .insertInto("switches")
          .values({ name, ...row })
          .onConflict((there) => there.column("name").doUpdateSet(row))
          .execute();
      });
      known = value;
    },
    async keep(position) {
      const value = JSON.stringify(position);
      const { numUpdatedRows } = await db
        .updateTable("switches")
        .set({ value, changed_at: now() })
        .where("name", "=", name)
        .where("value", "=", known ?? "")
        .executeTakeFirstOrThrow();
      known = value;
      return numUpdatedRows > 0n;
    },
    close: () => db.destroy(),
  };
}

async function read(db: Kysely<Schema>): Promise<string | undefined> {
  const row = await db.selectFrom("switches").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

function parsed(value: string): Position {
  const read = positionSchema.safeParse(fromJson(value));
  if (read.success) return read.data;
  throw new StoreError(
    "Where the replay was cannot be read: a newer Teller may have written it. Begin anew with --fresh.",
  );
}

/** Nobody's real night is overwritten. */
async function proveEmpty(transaction: Transaction<Schema>): Promise<void> {
  for (const table of ["log", "places", "place_settings"] as const) {
    // A few tables, and one connection.
    const row = await transaction.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row)
      throw new StoreError(
        "The database that REPLAY names holds something else than a replay. Name a file of its own.",
      );
  }
}
