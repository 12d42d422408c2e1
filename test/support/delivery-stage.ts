/** Delivery on a stage: a platform on paper, a clock that the test winds, and processes that can be ended. */
import type { Declaration } from "../../src/core/declaration.ts";
import type { Platform } from "../../src/core/platform.ts";
import { silent } from "../../src/lib/log.ts";
import type { Item, Subject } from "../../src/core/news/message.ts";
import { usualSubscription, type Subscription } from "../../src/core/news/subscription.ts";
import { openLedger, type Ledger } from "../../src/data/ledger.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { createLog } from "../../src/data/store/log.ts";
import {
  createDeliverer,
  usualWaits,
  type Deliverer,
  type DeliverOptions,
  type Words,
} from "../../src/jobs/deliver/index.ts";
import { connectUp, type Database } from "./databases.ts";
import { theNight } from "./night.ts";
import { createPaper, Hung, type Paper } from "./paper.ts";
import { untoldPlace } from "./untold-place.ts";

/** A process. Once it is killed, and for a call that is never answered, it hears of nothing. */
interface Life {
  readonly deliverer: Deliverer;
  readonly ledger: Ledger;
  isDead: boolean;
  /** Visits that wait for ever. */
  hung: number;
  close(): Promise<void>;
}

const mortal = (paper: Paper, life: Pick<Life, "isDead" | "hung">): Platform => {
  const hang = (): Promise<never> => {
    life.hung += 1;
    return new Promise<never>(() => {});
  };
  const ifAlive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (life.isDead) return hang();
    const is = await work().catch((error: unknown) => {
      if (error instanceof Hung) return hang();
      throw error;
    });
    return life.isDead ? hang() : is;
  };
  return {
    ...paper,
    post: (...given) => ifAlive(() => paper.post(...given)),
    edit: (...given) => ifAlive(() => paper.edit(...given)),
    find: (...given) => ifAlive(() => paper.find(...given)),
  };
};

/** Plain words: the outcome of each contest, and the one that this message first told. */
export const wordsOf = (ledger: Ledger): Words => {
  const told = (contest: string, seq = Infinity): string => {
    const outcome = seq === Infinity ? ledger.open.results.outcome(contest) : ledger.open.outcomeAt(contest, seq);
    if (!outcome.standing) return "nothing";
    return `${outcome.winner?.candidate.family ?? "tie"} ${outcome.lines.map(({ votes }) => votes ?? "-").join("/")}`;
  };
  function part(item: Item, shows: number): string {
    if (item.kind === "notice") return `notice ${item.notice}`;
    if (item.kind === "milestone")
      return `${ledger.open.isUndone(item.milestone, item.seq) ? "NOT " : ""}${item.milestone}`;
    const [then, now] = [told(item.contest, shows), told(item.contest)];
    return `${item.kind} ${item.contest}: ${now}${then === now ? "" : ` (we said ${then})`}`;
  }
  return {
    isSilent: async () => false,
    fitting: (items) => Math.min(items.length, 4),
    marks: async (item) => ({ some: [part(item, ledger.seq)], besides: [] }),
    reply: async ({ kind, items, shows, closed }: Subject) => ({
      summary: `${closed ? "closed " : ""}${kind} ${kind === "scoreboard" ? `${ledger.open.results.known.length} known` : ""}${items
        .map((item) => part(item, shows))
        .join("; ")}`,
    }),
  };
};

/**
 * @param instances that deliver at the same time, over connections of their own
 * @param over options in place of the usual ones
 */
export async function stage(
  database: Database,
  instances = 1,
  over: (ledger: Ledger) => Partial<DeliverOptions> = () => ({}),
) {
  const where = await database.ready();
  const db = await connectUp(where);
  const { election } = theNight();
  const log = createLog(db);
  const paper = createPaper();
  let real = 100_000_000;
  let now = new Date("2024-07-04T23:00:00+01:00");
  const speaker = { name: "feed", kind: "feed", staff: false } as const;
  async function live(): Promise<Life> {
    // SQLite runs in this thread: a connection that waits for another would hold that one up as well.
    const own = database.name === "SQLite" ? db : await connectUp(where);
    const ledger = await openLedger(election, createLog(own));
    const state = { isDead: false, hung: 0 };
    const deliverer = createDeliverer({
      delivery: createDelivery(own, { lease: 5_000, real: () => real }),
      ledger,
      words: wordsOf(ledger),
      alarms: { blocked: async () => {}, back: async () => {}, unclear: async () => {} },
      platforms: () => (state.isDead ? [] : [mortal(paper, state)]),
      now: () => now,
      real: () => real,
      waits: { ...usualWaits, grace: 2_000, look: 300, blocked: 1_000, blockedMost: 4_000 },
      log: silent,
      notices: async () => 0,
      ...over(ledger),
    });
    // A process takes its connections with it.
    const close = async (): Promise<void> => (own === db ? undefined : own.destroy());
    return Object.assign(state, { deliverer, ledger, close });
  }

  async function subscribe(id: string, wanted: Partial<Subscription> = {}): Promise<void> {
    const head = await log.head();
    await db
      .insertInto("places")
      .values({
        id: `p-${id}`,
        platform: "paper",
        place: id,
        subscription: JSON.stringify({ ...usualSubscription, ...wanted }),
        ...untoldPlace,
        cursor: head,
        corrected: head,
        since: now.getTime(),
      })
      .execute();
  }

  let lives = await Promise.all(Array.from({ length: instances }, live));
  /** Visits the place and winds the clock until nothing more is to be done. */
  async function settle(rounds = 60): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      for (const { ledger, deliverer } of lives) {
        await ledger.catchUp();
        await deliverer.look();
      }
      // A process has ended once all visits but the hung ones have.
      for (let wait = 0; wait < 200 && lives.some(({ deliverer, hung }) => deliverer.visits() > hung); wait++)
        await new Promise((resolve) => setTimeout(resolve, 1));
      real += 400;
      now = new Date(now.getTime() + 400);
      // Well within the grace.
      if (round % 3 === 0) paper.settle();
    }
  }
  return {
    db,
    log,
    paper,
    subscribe,
    settle,
    say: async (...said: readonly Declaration[]) => {
      for (const { source: _, ...one } of said) await log.append(speaker, [one], now);
    },
    pass: (milliseconds: number) => {
      real += milliseconds;
      now = new Date(now.getTime() + milliseconds);
    },
    /** Ends the process: the work that was under way is never heard of again. */
    async restart(): Promise<void> {
      const [dead] = lives;
      if (dead) dead.isDead = true;
      await dead?.close();
      lives = [...lives.slice(1), await live()];
    },
    stop: () => lives[0]?.deliverer.stop(),
    brief: () => lives[0]?.deliverer.brief(),
    tidy: () => lives[0]?.deliverer.tidy(),
    ledger: () => lives[0]?.ledger as Ledger,
    real: () => real,
    words: (place: string) => paper.sheets(place).map(({ words }) => words),
  };
}
