/** A night of the tip line in one process that may die: tips are sent, and relayed to a platform that is a file. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Platform } from "../../../src/core/platform.ts";
import { silent } from "../../../src/lib/log.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { joinTips } from "../../../src/tips/join.ts";
import { asPseudonym } from "../../../src/core/asker.ts";
import type { DeliveryId, Place } from "../../../src/core/place.ts";

export interface LifeOptions {
  /** A path or an address. */
  readonly database: string;
  /** The folder of the platform and the receipts. */
  readonly folder: string;
  readonly identity: string;
  /** The moment at which it begins. */
  readonly from: string;
  readonly tips: number;
  /** A fault on purpose: what was not pressed is sent all the same. */
  readonly sendsUnasked?: boolean;
  /** Called before each step. */
  readonly step?: (what: string) => void;
}

export interface Posted {
  readonly delivery: string;
  readonly channel: string;
  readonly shown: string;
}

export const channels = ["one", "two"].map((id) => ({ platform: "file", id }));

/** Lines that were written whole. */
function linesOf(path: string): readonly unknown[] {
  if (!existsSync(path)) return [];
  const [...whole] = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return whole.map((line): unknown => JSON.parse(line));
}

/** Case numbers of tips whose sources were told that they are sent, or pressed, and perhaps heard no more. */
export const numbersIn = (folder: string, what: "receipts" | "pressed"): readonly string[] =>
  linesOf(join(folder, what)).map(String);
export const postsIn = (folder: string): readonly Posted[] => linesOf(join(folder, "posts")) as readonly Posted[];

/** Events are on the disk at once: like a platform's own memory, they outlive our process. */
const write = (folder: string, name: string, what: unknown): void =>
  appendFileSync(join(folder, name), `${JSON.stringify(what)}\n`);

function platformIn(folder: string, step: (what: string) => void): Platform {
  const refOf = (place: Place, delivery: DeliveryId) => ({ place, id: delivery });
  return {
    name: "file",
    start: async () => {},
    stop: async () => {},
    inspect: async () => ({ mayPost: true, mayReadBack: true, isPrivate: true, wants: [] }),
    async post(place, reply, delivery) {
      step("before a post");
      write(folder, "posts", { delivery, channel: place.id, shown: JSON.stringify(reply) } satisfies Posted);
      step("after a post");
      return { kind: "sent", message: refOf(place, delivery) };
    },
    edit: async (message) => ({ kind: "sent", message }),
    remove: async (message) => ({ kind: "sent", message }),
    find: async (place, delivery) =>
      postsIn(folder).some((one) => one.delivery === delivery && one.channel === place.id)
        ? refOf(place, delivery)
        : "absent",
  };
}

/** The line's settings, as a newsroom in text mode has them. */
const configOf = (identity: string): Parameters<typeof joinTips>[0]["config"] => ({
  tips: { recipients: [], identity: { keys: identity } },
  tipLine: {
    channels,
    newsroom: "The Gazette",
    safer: [{ name: "SecureDrop", address: "https://gazette.example.org/drop" }],
    days: 30,
  },
  people: { staff: [{ name: "ed", role: "editor", ids: [] }], managers: [] },
  grace: 15_000,
  lease: 30_000,
});

/**
 * Returns when all tips are sent, and all that wait are relayed. The last is never pressed.
 * @returns how many that were not sent are still there
 */
export async function live(options: LifeOptions): Promise<number> {
  const { database, folder, identity, tips, step = () => {} } = options;
  const store = await openStore(database);
  const { db } = await store.tips();
  let at = Date.parse(options.from);
  const joined = await joinTips({
    config: configOf(identity),
    db: store.db,
    tables: store.tips,
    now: () => new Date(at),
    real: () => at,
    platforms: () => [platformIn(folder, step)],
    tell: async () => {},
    log: silent,
  });
  if (!joined) throw new TypeError("the tip line is configured");
  const place: Place = { platform: "file", id: "asked", kind: "channel" };
  for (let n = 1; n <= (tips > 0 ? tips + 1 : 0); n++) {
    const text = `Tip ${n}: the papers of ward ${n} were weighed, and not counted.`;
    const source = { caller: asPseudonym(`source ${n}`), place, secrets: "everywhere" } as const;
    const held = await joined.line.send(source, { subject: "other", text });
    if (held.kind !== "held") throw new Error(held.why);
    step("before a codename is written down");
    write(folder, "held", held.number);
    step("before it is sent");
    if (n > tips) {
      if (options.sendsUnasked) await joined.line.confirm(source, held.token);
      break;
    }
    write(folder, "pressed", held.number);
    const sent = await joined.line.confirm(source, held.token);
    if (sent.kind !== "sent") throw new Error(`it was not sent: ${sent.kind}`);
    step("before a receipt");
    write(folder, "receipts", held.number);
    step("after a receipt");
  }
  // Collecting all memory writes nothing, and is the dearest part of a life.
  const jobs = joined.jobs.filter(({ name }) => name !== "sweep memory");
  const waiting = async (): Promise<boolean> =>
    (await db.selectFrom("tip_words").select("id").execute()).length > 0 ||
    (await db.selectFrom("tip_posts").select("id").where("state", "!=", "sent").execute()).length > 0;
  for (let minutes = 0; minutes < 400 && (minutes === 0 || (await waiting())); minutes += 5) {
    at += 5 * 60_000;
    for (const job of jobs) await job.run();
  }
  const unsent = await db.selectFrom("tip_unsent").select("id").execute();
  await store.close();
  return unsent.length;
}
