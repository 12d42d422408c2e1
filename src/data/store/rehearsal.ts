/**
 * A replay's own database: which night is played in it, and how far. A replay begins in one transaction, with earlier
 * declarations, the cursors of its places and its switch: the database has a replay, or it has nothing of one.
 */
import { randomUUID } from "node:crypto";
import { sql, type Kysely, type Transaction } from "kysely";
import { z } from "zod";
import { usualSubscription } from "../../core/news/subscription.ts";
import type { PlatformId } from "../../core/place.ts";
import { isDatabaseAddress } from "../../lib/address.ts";
import { fromJson } from "../../lib/json.ts";
import { keptIn, openCache } from "../cache.ts";
import type { Heard, Source } from "../sources/source.ts";
import { hold } from "./counter.ts";
import { StoreError } from "./engine.ts";
import { openStore, type Store } from "./index.ts";
import { createLog } from "./log.ts";
import { idlePlace } from "./places.ts";
import type { Schema } from "./schema.ts";
import { createSwitches } from "./switches.ts";

const playSchema = z.strictObject({
  /** Id of the election. */
  election: z.string(),
  /** Seed of the faults, where there are any. */
  faults: z.int().nonnegative().exactOptional(),
  /** The moment at which it began, if not at the close of poll. */
  from: z.int().exactOptional(),
  told: z.enum(["in the terminal", "to channels"]),
  /** Simulated seconds to a real one, or as fast as it can. */
  speed: z.union([z.number(), z.literal("max")]),
  /** The night's clock, in milliseconds since 1970, … */
  night: z.number(),
  /** … at this time of the machine's clock. */
  machine: z.number(),
  /** Whether it was played to its end. */
  over: z.boolean(),
});
export type Play = z.output<typeof playSchema>;

export interface Wanted {
  /** The replay, should it begin now. */
  readonly anew: Play;
  /** A speed in place of the earlier one. */
  readonly speed?: Play["speed"];
  /** Begins anew, even where another was stopped. */
  readonly fresh: boolean;
  readonly source: Pick<Source, "name" | "kind" | "staff">;
  /** Declarations from before the replay begins: known, and told in no place. */
  readonly before?: Heard;
  /** A place that is told everything, and the desk's notices. Channels ask for themselves. */
  readonly place?: PlatformId;
}

export interface Replay {
  readonly play: Play;
  readonly isNew: boolean;
  /** The clock of a replay that was forgotten for this one. */
  readonly forgotten?: Date;
  /**
   * Writes down the night's clock and the machine's. @returns false where another terminal has gone on with it since
   */
  readonly keep: (night: Date, machine: number, over?: boolean) => Promise<boolean>;
}

/** Milliseconds without a sign, after which another program counts as gone. */
export const silence = 5_000;

const name = "rehearsal";
/** The terminal's name in versions before 0.2. */
const formerName = "replay";

/**
 * The store of a replay in the terminal. Its file survives the end of the program at any moment, and waits for no disk: when
 * the power goes, the screen is gone as well.
 * @param where a path or an address @throws StoreError
 */
export async function openReplayStore(where: string): Promise<Store> {
  const store = await openStore(where);
  if (!isDatabaseAddress(where)) await sql`pragma synchronous = normal`.execute(store.db);
  return store;
}

/**
 * Goes on with the replay that was stopped here, if it is the wanted one; otherwise begins the wanted one.
 * @throws StoreError for a database with something else in it, and for a replay that must not be forgotten
 */
export async function openReplay(db: Kysely<Schema>, wanted: Wanted): Promise<Replay> {
  const { anew, speed } = wanted;
  const isAlone = anew.told === "in the terminal";
  const opened = await db.transaction().execute(async (transaction) => {
    // Programs that begin at the same moment wait here, and then find the replay that the first of them began.
    await hold(transaction, "log");
    const rows = await transaction.selectFrom("switches").selectAll().where("name", "in", [name, formerName]).execute();
    const last = rows.length === 0 ? undefined : playIn(rows, wanted);
    if (last && goesOn(last, wanted)) {
      const play: Play = { ...last, speed: speed ?? last.speed };
      if (!isAlone) return { play, isNew: false };
      // A terminal is alone in its database: a program that was killed, or that still plays, holds no lease any more.
      await transaction
        .updateTable("places")
        .set({ ...idlePlace, wake_at: 0 })
        .execute();
      await transaction.deleteFrom("leases").execute();
      return { play: await write(transaction, { ...play, machine: anew.machine }), isNew: false };
    }
    await (rows.length === 0 ? proveEmpty(transaction, isAlone) : forget(transaction));
    await beginAt(transaction, wanted);
    const play = await write(transaction, anew);
    return { play, isNew: true, ...(last && !last.over && { forgotten: new Date(last.night) }) };
  });
  let known = opened.play;
  return {
    ...opened,
    async keep(night, machine, over = false) {
      const next: Play = { ...known, night: night.getTime(), machine, over };
      const { numUpdatedRows } = await db
        .updateTable("switches")
        .set({ value: JSON.stringify(next), changed_at: machine })
        .where("name", "=", name)
        .$if(isAlone, (mine) => mine.where("value", "=", JSON.stringify(known)))
        .executeTakeFirstOrThrow();
      known = next;
      return numUpdatedRows > 0n;
    },
  };
}

type Row = Pick<Schema["switches"], "name" | "value">;

/** @throws StoreError for a replay that cannot be read, or must not be forgotten */
function playIn(rows: readonly Row[], wanted: Wanted): Play | undefined {
  const { anew, fresh } = wanted;
  const { data: last } = playSchema.safeParse(fromJson(rows.find((row) => row.name === name)?.value));
  if (!last && fresh) return undefined;
  if (!last)
    throw new StoreError("Where the replay was cannot be read: another Teller wrote it. Begin anew with --fresh.");
  if (last.told !== anew.told)
    throw new StoreError(
      `The database of REPLAY holds a replay that is told ${last.told}. Name another by REPLAY, or leave REPLAY out.`,
    );
  if (anew.told === "in the terminal") return last;
  const alone = anew.machine - last.machine;
  if (fresh && alone >= 0 && alone < silence)
    throw new StoreError(
      "The replay is being played just now. Stop every program that plays it, wait five seconds, and begin anew; or leave out --fresh to play along.",
    );
  if (!fresh && !goesOn(last, wanted))
    throw new StoreError(
      "The database of REPLAY holds a replay with other options. Begin anew with --fresh, or name another by REPLAY.",
    );
  return last;
}

function goesOn(last: Play, { anew, fresh }: Wanted): boolean {
  if (fresh || last.over || last.election !== anew.election || last.faults !== anew.faults) return false;
  return anew.from === undefined || last.from === anew.from;
}

/** Proves that no real night would be overwritten. */
async function proveEmpty(transaction: Transaction<Schema>, isAlone: boolean): Promise<void> {
  // Channels may have asked before the first replay.
  const tables = isAlone ? (["log", "places", "place_settings"] as const) : (["log"] as const);
  for (const table of tables) {
    const row = await transaction.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row)
      throw new StoreError(
        "The database that REPLAY names holds something else than a replay. Name one of its own, or leave REPLAY out.",
      );
  }
}

const ofANight = [
  "message_contests",
  "messages",
  "log",
  "notices",
  "quarantine",
  "drafts",
  "sources",
  "cache",
  "leases",
  "once",
] as const;

/** Forgets the replay before. Places stay, with their managers' choices. */
async function forget(transaction: Transaction<Schema>): Promise<void> {
  for (const table of ofANight) await transaction.deleteFrom(table).execute();
  await transaction.updateTable("head").set({ n: 0 }).where("name", "in", ["log", "notices"]).execute();
  await transaction
    .updateTable("places")
    .set({ noticed: 0, ...idlePlace })
    .execute();
  await transaction.deleteFrom("switches").where("name", "=", formerName).execute();
}

async function beginAt(transaction: Transaction<Schema>, { anew, source, before, place }: Wanted): Promise<void> {
  const log = createLog(transaction);
  if (before) {
    const said = before.found.flatMap((one) => (one.kind === "declaration" ? [one.said] : []));
    await log.append(source, said, new Date(anew.night));
    // Each declaration was heard when it was recorded.
    await transaction
      .updateTable("log")
      .set((row) => ({ at: row.ref("recorded") }))
      .execute();
    await keptIn(openCache(transaction)).set(source.name, before.kept);
  }
  const head = await log.head();
  const cursors = { cursor: head, corrected: head };
  await transaction.updateTable("places").set(cursors).execute();
  if (!place) return;
  await transaction
    .insertInto("places")
    .values({
      id: randomUUID(),
      platform: place.platform,
      place: place.id,
      subscription: JSON.stringify({ ...usualSubscription, scoreboard: true }),
      state: "on",
      staff: 1,
      ...cursors,
      noticed: 0,
      ...idlePlace,
      // The scoreboard shows the results that are known already.
      wake_at: 0,
      since: anew.night,
    })
    .onConflict((there) => there.columns(["platform", "place"]).doNothing())
    .execute();
}

async function write(transaction: Transaction<Schema>, play: Play): Promise<Play> {
  await createSwitches(transaction, () => play.machine).set(name, play);
  return play;
}
