/** Fifty tips and more in one window of the line, in a process of its own or in this one, and what is kept of their order. */
import { appendFileSync } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { asPseudonym } from "../../../src/core/asker.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { createSwitches } from "../../../src/data/store/switches.ts";
import type { TipTables } from "../../../src/data/store/tip-tables.ts";
import { createTipLine } from "../../../src/tips/store/line.ts";
import { createTipLimits, usualTipCaps } from "../../../src/tips/rules/limits.ts";
import { nobody, type Derive } from "../../../src/tips/rules/derive.ts";
import { filesOfSqlite, postgresPage, readPostgres, tracesOfFiles, type Needles, type Trace } from "../canary-order.ts";
import { connect } from "../databases.ts";

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

/** Every trace of arrivals that are older than a minute. @param withFiles PostgreSQL's own files as well */
export async function tracesOf(
  database: string,
  arrivals: readonly Arrival[],
  withFiles: boolean,
): Promise<readonly Trace[]> {
  const last = arrivals.at(-1)?.at ?? 0;
  const numbers = arrivals.filter(({ at }) => at < last - 60_000).map(({ number }) => number);
  const isServer = database.startsWith("postgres");
  // Copied before anything opens it, which would clear up.
  const files = isServer ? undefined : filesOfSqlite(database);
  const needles = await needlesOf(database, numbers);
  if (files) return tracesOfFiles(files, needles, 4_096);
  const { traces, files: heaps } = await readPostgres(database, numbers, withFiles);
  return [...traces, ...tracesOfFiles(heaps, needles, postgresPage)];
}

/** By which arrivals are known in the bytes of files. */
async function needlesOf(database: string, numbers: readonly string[]): Promise<Needles> {
  const { db, apart: beside } = await connect(database);
  const from = beside ? (await connect(`${database}.tips`)).db : db;
  const [words, cases] = [
    await from.selectFrom("tip_words").select(["number", "sealed", "id"]).execute(),
    await from.selectFrom("tip_cases").select(["number", "lookup"]).execute(),
  ];
  const of = <T extends { readonly number: string }>(rows: readonly T[], its: (row: T) => Uint8Array) =>
    numbers.map((number) => {
      const row = rows.find((one) => one.number === number);
      return row && its(row);
    });
  return {
    "case number": numbers.map((number) => Buffer.from(number)),
    "lookup id": of(cases, ({ lookup }) => Buffer.from(lookup ?? "?")),
    "words’ id": of(words, ({ id }) => Buffer.from(id)),
    "sealed words": of(words, ({ sealed }) => Buffer.from(sealed).subarray(400, 432)),
  };
}
