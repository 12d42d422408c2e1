/** What the measurements stand on: the election before its night, a store that is gone afterwards, and places in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Declaration } from "../../src/core/declaration.ts";
import { asDeclarations } from "../../src/core/declaration.ts";
import type { Election } from "../../src/core/election.ts";
import { usualSubscription, type Subscription } from "../../src/core/news/subscription.ts";
import { loadPack } from "../../src/data/election-pack.ts";
import { csvSource } from "../../src/data/sources/csv.ts";
import type { Source } from "../../src/data/sources/source.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { idlePlace } from "../../src/data/store/places.ts";
import { ownSchema, run, usualServer } from "../../test/support/own-schema.ts";
import { paSeat, type PaSeat } from "../../test/support/pa-messages.ts";

const pack = loadPack(join(import.meta.dirname, "..", "..", "elections", "uk-2024"));

/** What has happened since is not known yet. */
export function theElection(): Election {
  const { election: facts, seats, people } = pack;
  const byElections = facts.byElections.filter(({ date }) => date < facts.date);
  return { ...facts, byElections, seats, ...people };
}

/** All of the night, in the order of recording. */
export const theDeclarations = (): readonly Declaration[] =>
  asDeclarations(
    pack.results.toSorted((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded)),
    "The sheet",
  );

/** The same, as a newsroom's sheet has it. */
export function theSeats(): readonly PaSeat[] {
  const election = theElection();
  return pack.results.map((result) => paSeat(election, result));
}

export const speaker = { name: "The sheet", kind: "feed", staff: false } as const;

/** Milliseconds by which the night's clock is ahead of the machine's. */
export const ahead = Date.parse("2024-07-05T01:00:00+01:00") - Date.now();

export const sheetAt = (location: string, now: () => Date): Source =>
  csvSource({ name: speaker.name, location, election: theElection(), now });

export type Kind = "SQLite" | "PostgreSQL";

export interface Kept {
  /** A path, or an address. */
  readonly where: string;
  readonly store: Store;
  /** Closed, and gone. */
  drop(): Promise<void>;
}

const server = process.env["TEST_DATABASE_URL"] ?? usualServer;

/** @returns why there is none */
export const noPostgres = (): Promise<string | undefined> =>
  run(server, "select 1").then(
    () => undefined,
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "no answer"),
  );

/** A new store, brought up to date. */
export async function keep(kind: Kind): Promise<Kept> {
  if (kind === "SQLite") {
    const folder = mkdtempSync(join(tmpdir(), "teller-bench-"));
    const where = join(folder, "night.sqlite");
    const store = await openStore(where);
    const drop = async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    };
    return { where, store, drop };
  }
  const own = ownSchema(server, "bench");
  const store = await openStore(own.where);
  const drop = async () => {
    await store.close();
    await own.drop();
  };
  return { where: own.where, store, drop };
}

export interface Wanted {
  readonly platform: "slack" | "discord";
  readonly channel: string;
  readonly subscription?: Partial<Subscription>;
}

/** Places that are told what comes from here on. */
export async function place({ store: { db } }: Kept, places: readonly Wanted[]): Promise<void> {
  const head = await headOf(db);
  const rows = places.map(({ platform, channel, subscription }) => ({
    id: `${platform} ${channel}`,
    platform,
    place: channel,
    subscription: JSON.stringify({ ...usualSubscription, ...subscription }),
    state: "on",
    staff: 0,
    cursor: head,
    corrected: head,
    noticed: 0,
    ...idlePlace,
    wake_at: null,
    since: 0,
  }));
  for (let from = 0; from < rows.length; from += 40)
    await db
      .insertInto("places")
      .values(rows.slice(from, from + 40))
      .execute();
}

async function headOf(db: Store["db"]): Promise<number> {
  const row = await db.selectFrom("head").select("n").where("name", "=", "log").executeTakeFirst();
  return row?.n ?? 0;
}

/** Resolves when every place has been told all that there is, and nothing is under way. */
export async function settled({ store: { db } }: Kept, patience = 600_000): Promise<void> {
  for (const end = Date.now() + patience; ; await pause(200)) {
    const head = await headOf(db);
    const behind = await db
      .selectFrom("places")
      .select("id")
      .where((it) => it.or([it("cursor", "<", head), it("corrected", "<", head), it("lease_token", "is not", null)]))
      .executeTakeFirst();
    const open = await db.selectFrom("messages").select("id").where("state", "!=", "sent").executeTakeFirst();
    if (!behind && !open) return;
    if (Date.now() > end)
      throw new Error(`not settled after ${patience} ms: ${JSON.stringify({ head, behind, open })}`);
  }
}
