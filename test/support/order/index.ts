/** Fifty tips and more in one window of the line, in a process of its own or in this one, and what is kept of their order. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { asPseudonym } from "../../../src/core/asker.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { createSwitches } from "../../../src/data/store/switches.ts";
import type { TipTables } from "../../../src/data/store/tip-tables.ts";
import { createTipLine } from "../../../src/tips/store/line.ts";
import { createTipLimits, usualTipCaps } from "../../../src/tips/rules/limits.ts";
import { nobody, type Derive } from "../../../src/tips/rules/derive.ts";
import type { orders, Sent } from "../canary/order.ts";
import { tablesOfFiles, tablesOfServer } from "../canary/tables.ts";

export interface Arrival {
  readonly number: string;
  /** Milliseconds of the line's own clock. */
  readonly at: number;
}

export interface ArriveOptions {
  /** A path or an address. */
  readonly database: string;
  readonly tips: number;
  /** Does what is done each minute; a fault leaves it out. */
  readonly isFaulty?: boolean;
  readonly arrived: (arrival: Arrival) => Promise<void> | void;
}

/** Milliseconds between two tips. */
const apart = 45_000;

/** As dear a derivation as the real one would take half the test's time, and tells nothing of the store. */
const cheap =
  (recipient: string): Derive =>
  async (codename) =>
    ({
      lookup: createHash("sha256").update(codename).digest("base64url").slice(0, 22),
      identity: "",
      recipient,
    }) as Awaited<ReturnType<Derive>>;

/** Sends tips, one after another, all within one window; each minute the line's tables are written anew. */
export async function arrive({ database, tips, isFaulty = false, arrived }: ArriveOptions): Promise<void> {
  const store = await openStore(database);
  const own = await store.tips();
  const tables: TipTables = isFaulty ? { ...own, rewrite: async () => true } : own;
  let at = Date.parse("2024-07-10T09:00:30Z");
  const recipient = await nobody();
  const line = await createTipLine({
    tables,
    switches: createSwitches(store.db),
    now: () => new Date(at),
    random: (bytes) => randomBytes(bytes),
    derive: cheap(recipient),
    limits: createTipLimits(randomBytes, { ...usualTipCaps, sends: Infinity, looks: Infinity }),
    recipients: [recipient],
    mode: "sealed",
    newsroom: "The Gazette",
    saferWays: [],
    relay: "",
    days: 30,
    wants: [],
  });
  const sender = {
    caller: asPseudonym("someone"),
    place: { platform: "paper", id: "C1", kind: "channel" },
    secrets: "everywhere",
  } as const;
  for (let n = 0; n < tips; n++) {
    const held = await line.send(sender, { subject: "other", text: `Tip ${n}: the papers of ward ${n} were weighed.` });
    if (held.kind !== "held") throw new Error(held.why);
    const sent = await line.confirm(sender, held.token);
    if (sent.kind !== "sent") throw new Error(sent.kind);
    await arrived({ number: held.number, at });
    const minute = Math.floor(at / 60_000);
    at += apart;
    if (Math.floor(at / 60_000) > minute) await tables.rewrite();
  }
  await store.close();
}

/** Writes down what arrived where it outlives the process. */
export const writeTo =
  (file: string) =>
  (arrival: Arrival): void =>
    appendFileSync(file, `${JSON.stringify(arrival)}\n`);

/** All that is kept of arrivals that are older than a minute, as whoever judges an order has it. */
export async function keptOf(database: string, arrivals: readonly Arrival[]): Promise<Parameters<typeof orders>> {
  const last = arrivals.at(-1)?.at ?? 0;
  const sent = arrivals
    .filter(({ at }) => at < last - 60_000)
    .map(({ number, at }): Sent => ({ number, window: 0, begun: at, arrival: at, traits: {} }));
  if (database.startsWith("postgres")) {
    const { tables, files } = await tablesOfServer(database);
    return [tables, files ?? new Map(), sent];
  }
  // Copied before anything opens it, which would clear up.
  const files = filesOfSqlite(database);
  return [tablesOfFiles(files), files, sent];
}

/** All files of a database, as whoever copies them has them. */
function filesOfSqlite(path: string): ReadonlyMap<string, Buffer> {
  const names = ["", ".tips"].flatMap((own) => ["", "-journal", "-wal", "-shm"].map((end) => `${own}${end}`));
  const there = names.filter((name) => existsSync(`${path}${name}`));
  return new Map(there.map((name) => [`file${name}`, readFileSync(`${path}${name}`)]));
}
