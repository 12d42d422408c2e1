/** Delivery over a platform on paper and a clock that the test winds: every place holds what its filter asks for. */
import { expect, test } from "vitest";
import { contestOf, type Declaration } from "../../src/core/declaration.ts";
import type { Platform } from "../../src/core/platform.ts";
import { silent } from "../../src/core/log.ts";
import { wants, type Filter } from "../../src/core/news/filter.ts";
import type { Subject } from "../../src/core/news/message.ts";
import { usualSubscription, type Subscription } from "../../src/core/news/subscription.ts";
import { openLedger, type Ledger } from "../../src/data/ledger.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { createLog } from "../../src/data/store/log.ts";
import { createDeliverer, usualWaits, type Deliverer, type Words } from "../../src/jobs/deliver/index.ts";
import { connectUp, onEveryDatabase, type Database } from "../support/databases.ts";
import { callOf, correctionOf, entryOf, retractionOf, theNight, upsetOf } from "../support/night.ts";
import { createPaper, Hung, type Mishap, type Paper } from "../support/paper.ts";

/** A process: what it asks for after it was killed, or of one who never answers, it never hears of. */
interface Life {
  readonly deliverer: Deliverer;
  readonly ledger: Ledger;
  isDead: boolean;
  /** Visits that wait for ever. */
  hung: number;
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

/** Plain words: what stands of each thing, and what this message said of it first. */
const wordsOf = (ledger: Ledger): Words => {
  const told = (contest: string, seq = Infinity): string => {
    const outcome = seq === Infinity ? ledger.open.results.outcome(contest) : ledger.open.outcomeAt(contest, seq);
    if (!outcome.standing) return "nothing";
    return `${outcome.winner?.candidate.family ?? "tie"} ${outcome.lines.map(({ votes }) => votes ?? "-").join("/")}`;
  };
  return {
    isSilent: async () => false,
    fitting: (items) => Math.min(items.length, 4),
    reply: async ({ kind, items, shows, closed }: Subject) => ({
      summary: `${closed ? "closed " : ""}${kind} ${kind === "scoreboard" ? `${ledger.open.results.known.length} known` : ""}${items
        .map((item) => {
          if (item.kind === "notice") return `notice ${item.notice}`;
          if (item.kind === "milestone")
            return `${ledger.open.isUndone(item.milestone, item.seq) ? "NOT " : ""}${item.milestone}`;
          const [then, now] = [told(item.contest, shows), told(item.contest)];
          return `${item.kind} ${item.contest}: ${now}${then === now ? "" : ` (we said ${then})`}`;
        })
        .join("; ")}`,
    }),
  };
};

/** @param instances that deliver at the same time, over connections of their own */
async function stage(database: Database, instances = 1) {
  const where = await database.fresh();
  const db = await connectUp(where);
  const { election } = theNight();
  const log = createLog(db);
  const paper = createPaper();
  let real = 1_000_000;
  let now = new Date("2024-07-04T23:00:00+01:00");
  const speaker = { name: "feed", kind: "feed", staff: false } as const;
  async function live(): Promise<Life> {
    // In a file's own library one connection waits for another with all that goes on here standing still.
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
    });
    return Object.assign(state, { deliverer, ledger });
  }

  async function subscribe(id: string, over: Partial<Subscription> = {}): Promise<void> {
    const head = await log.head();
    await db
      .insertInto("places")
      .values({
        id: `p-${id}`,
        platform: "paper",
        place: id,
        subscription: JSON.stringify({ ...usualSubscription, ...over }),
        state: "on",
        staff: 0,
        cursor: head,
        corrected: head,
        noticed: 0,
        lease_token: null,
        lease_until: 0,
        due_at: 0,
        blocked_at: null,
        blocked_why: null,
        tries: 0,
        since: now.getTime(),
      })
      .execute();
  }

  let lives = await Promise.all(Array.from({ length: instances }, live));
  /** Lets the place be visited, and the clock go on, until nothing more is to be done. */
  async function settle(rounds = 60): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      for (const { ledger, deliverer } of lives) {
        await ledger.catchUp();
        await deliverer.look();
      }
      // Whatever can end has ended; what hangs never does.
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
    /** What was under way is never heard of again. */
    async restart(): Promise<void> {
      if (lives[0]) lives[0].isDead = true;
      lives = [...lives.slice(1), await live()];
    },
    ledger: () => lives[0]?.ledger as Ledger,
    words: (place: string) => paper.sheets(place).map(({ words }) => words),
  };
}

const bath = entryOf("Bath");
const somerset = entryOf("North East Somerset and Hanham");
const gains: Filter = { is: "gains" };

onEveryDatabase("a place", (database) => {
  test("is told each declaration once, and nothing that was there before it came", async () => {
    const night = await stage(database);
    await night.say(bath);
    await night.subscribe("a");
    await night.settle(3);
    expect(night.words("a")).toEqual([]);
    await night.say(somerset);
    await night.settle(10);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toContain(`declaration ${somerset.seat}: Norris`);
  });

  test("a call is edited into the result, and a correction edits every copy", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    await night.subscribe("b", { filter: gains });
    await night.say(callOf(somerset));
    await night.settle(5);
    await night.say({ ...somerset, revision: 2 });
    await night.settle(5);
    for (const place of ["a", "b"]) {
      expect(night.words(place)).toHaveLength(1);
      expect(night.words(place)[0]).toContain("20739/15420");
    }
    await night.say(correctionOf({ ...somerset, revision: 2 }, { [Object.keys(somerset.votes ?? {})[0] ?? ""]: 1 }));
    await night.settle(5);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toContain("we said");
  });

  test("another winner is also said anew, and so is a retraction", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    await night.say(somerset);
    await night.settle(5);
    await night.say(upsetOf(somerset));
    await night.settle(5);
    expect(night.words("a")).toHaveLength(2);
    expect(night.words("a")[1]).toMatch(/^news anew .*Rees-Mogg/);
    await night.say({ ...retractionOf(somerset), revision: 3 });
    await night.settle(5);
    expect(night.words("a")).toHaveLength(3);
    for (const words of night.words("a")) expect(words).toContain(`${somerset.seat}: nothing`);
  });

  test("what cannot be posted is kept, and told in one when it can", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    night.paper.mishap = (what) => (what === "post" ? "refused" : undefined);
    const many = theNight().entries.slice(0, 9);
    for (const one of many) {
      await night.say(one);
      await night.settle(2);
    }
    expect(night.words("a")).toEqual([]);
    const row = await night.db.selectFrom("places").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "on", blocked_why: "it is archived" });
    night.pass(20 * 60_000);
    night.paper.mishap = () => undefined;
    await night.settle(20);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toMatch(/^missed /);
    for (const { seat } of many) expect(night.words("a")[0]).toContain(seat);
  });

  test("where no history can be read nothing is repeated, and it is said to be unclear", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    night.paper.blind.add("a");
    let first = true;
    night.paper.mishap = () => (first ? ((first = false), "landed") : undefined);
    await night.say(bath);
    await night.settle(20);
    expect(night.words("a")).toHaveLength(1);
    expect((await night.db.selectFrom("messages").select("state").executeTakeFirstOrThrow()).state).toBe("unclear");
  });

  test("all stop at once when it is frozen, and go on after", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    const freeze = { name: "freeze", value: '{"by":"ana","at":1}', changed_at: 0 };
    await night.db.insertInto("switches").values(freeze).execute();
    await night.say(bath);
    await night.settle(5);
    expect(night.words("a")).toEqual([]);
    await night.db.deleteFrom("switches").execute();
    await night.settle(5);
    expect(night.words("a")).toHaveLength(1);
  });

  test("quiet hours gather, and are told afterwards in one", async () => {
    const night = await stage(database);
    await night.subscribe("a", { quiet: { from: "22:00", to: "23:30", zone: "Europe/London" } });
    await night.say(...theNight().entries.slice(0, 6));
    await night.settle(5);
    expect(night.words("a")).toEqual([]);
    night.pass(31 * 60_000);
    await night.settle(5);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toMatch(/^missed /);
  });

  test("has one scoreboard, which is edited, and begun anew before it is too old to be", async () => {
    const night = await stage(database);
    await night.subscribe("a", { filter: { is: "milestones" }, scoreboard: true });
    const boards = (): readonly string[] => night.words("a").filter((words) => words.includes("scoreboard"));
    const [one, two, three] = theNight().entries;
    if (!one || !two || !three) throw new TypeError("a night has more");
    await night.settle(3);
    expect(boards()).toEqual([]);
    await night.say(one);
    await night.settle(5);
    expect(boards()).toEqual(["scoreboard 1 known"]);
    await night.say(two);
    await night.settle(5);
    // Not more often than people can read it.
    expect(boards()).toEqual(["scoreboard 1 known"]);
    night.pass(20_000);
    await night.settle(5);
    expect(boards()).toEqual(["scoreboard 2 known"]);
    night.pass(51 * 60_000);
    await night.settle(5);
    expect(boards()).toEqual(["scoreboard 2 known"]);
    await night.say(three);
    await night.settle(8);
    expect(boards()).toEqual(["closed scoreboard 3 known", "scoreboard 3 known"]);
  });

  test("what can be edited no more is said once more, with what it replaces", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    await night.say(somerset);
    await night.settle(5);
    night.paper.mishap = (what) => (what === "edit" ? "too old" : undefined);
    await night.say(correctionOf(somerset, { [Object.keys(somerset.votes ?? {})[0] ?? ""]: 1 }));
    await night.settle(5);
    expect(night.words("a")).toHaveLength(2);
    expect(night.words("a")[1]).toMatch(/^news anew /);
    await night.settle(10);
    expect(night.words("a")).toHaveLength(2);
  });

  test("a digest comes every so many minutes, with all of it", async () => {
    const night = await stage(database);
    await night.subscribe("a", { every: 15 });
    const [one, two] = theNight().entries;
    if (one) await night.say(one);
    await night.settle(5);
    night.pass(8 * 60_000);
    if (two) await night.say(two);
    await night.settle(5);
    expect(night.words("a")).toEqual([]);
    night.pass(8 * 60_000);
    await night.settle(5);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toMatch(new RegExp(`^digest .*${one?.seat}.*${two?.seat}`));
  });
});

/** A small generator of its own, so that a failure can be repeated by its seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const filters: Readonly<Record<string, Filter>> = {
  all: { is: "everything" },
  gains,
  labour: { is: "party", party: "lab", does: "gains" },
  losses: { is: "party", party: "con", does: "loses" },
  north: { is: "region", region: "North East" },
  scotland: { is: "nation", nation: "Scotland" },
  quiet: { is: "and", of: [{ is: "everything" }, { is: "not", of: gains }] },
  either: { is: "or", of: [{ is: "portillo" }, { is: "milestones" }] },
};

onEveryDatabase("whatever breaks", (database) => {
  // A file is one program's, or one after the other's.
  const lives = database.name === "SQLite" ? [1, 1, 1, 1] : [1, 2, 4];
  test.each(lives.map((instances, i) => [i + 1, instances] as const))(
    "every place holds what it asks for, each once, in order: seed %i, instances: %i",
    async (seed, instances) => {
      const roll = dice(seed);
      const night = await stage(database, instances);
      for (const [id, filter] of Object.entries(filters)) await night.subscribe(id, { filter });
      const mishaps: readonly Mishap[] = ["later", "landed", "lost", "lands late", "hangs"];
      night.paper.mishap = () => (roll() < 0.2 ? mishaps[Math.floor(roll() * mishaps.length)] : undefined);
      const revisions = new Map<string, number>();
      const revised = (one: Declaration): Declaration => {
        const contest = contestOf(one);
        const revision = (revisions.get(contest) ?? 0) + 1;
        revisions.set(contest, revision);
        return { ...one, revision };
      };
      for (const entry of theNight().entries.slice(0, 60)) {
        const fate = roll();
        if (fate < 0.15) await night.say(revised(callOf(entry)));
        if (fate > 0.85) await night.say(revised(upsetOf(entry)));
        if (roll() < 0.5) await night.settle(2);
        if (fate > 0.95) await night.say(revised(retractionOf(entry)));
        await night.say(revised(entry));
        if (roll() < 0.5) await night.settle(1);
        if (roll() < 0.15) await night.restart();
      }
      night.paper.mishap = () => undefined;
      for (let each = 0; each < instances; each++) await night.restart();
      await night.settle(120);

      const { open } = night.ledger();
      for (const [id, filter] of Object.entries(filters)) {
        const rows = await night.db
          .selectFrom("messages")
          .selectAll()
          .where("place", "=", `p-${id}`)
          .orderBy("n")
          .execute();
        const standing = rows.filter(({ state }) => state !== "expired");
        // Each once: what stands there is what was written down, in its order.
        expect(night.paper.sheets(id).map(({ delivery }) => delivery as string)).toEqual(standing.map((row) => row.id));
        const items = standing.flatMap((row) => (JSON.parse(row.subject) as Subject).items);
        const declared = items.flatMap((item) => (item.kind === "declaration" ? [item.contest] : []));
        expect(new Set(declared).size).toBe(declared.length);
        // Nothing is missing: all that the filter asks for as things stand.
        const asked = open.results.all.filter(
          (outcome) => outcome.standing && wants(filter, { outcome }, open.results.lookup),
        );
        for (const { seat } of asked) expect(declared, `${id} ${seat.name}`).toContain(seat.code);
        // In order.
        const seqs = items.map((item) => (item.kind === "notice" ? 0 : item.seq));
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        // As things stand.
        const words = wordsOf(night.ledger());
        for (const [i, row] of standing.entries()) {
          const subject = { ...(JSON.parse(row.subject) as Subject), kind: row.kind as Subject["kind"] };
          const { summary } = await words.reply(subject, {} as never);
          expect(night.paper.sheets(id)[i]?.words, `${id} ${row.n} ${row.state}`).toBe(summary);
        }
      }
    },
    120_000,
  );
});
