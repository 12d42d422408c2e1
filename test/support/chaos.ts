/**
 * A bad night at a platform: faults at random on posts, edits and histories. A seed fixes the order in which they are drawn; the
 * calls that meet them come as they come.
 */
import { setTimeout as pause } from "node:timers/promises";

export const faults = [
  /** 429, with a time to wait; nothing is done. */
  "haste",
  /** A server error, and nothing done. */
  "error",
  /** The work is done, and then answered with a server error. */
  "errorDone",
  /** The connection is cut, and nothing done. */
  "reset",
  "resetDone",
  /** The work is done at once, and answered after a while. */
  "slow",
  /** No answer, ever, and nothing done. */
  "stall",
  "stallDone",
  /** An error, a cut, or no answer at all; and a while later the work is done. */
  "late",
] as const;
export type Fault = (typeof faults)[number];
/** Faults that are not drawn count as well: a post that landed very late, a history that nobody may read. */
export type Met = Fault | "far" | "shut";

/** Acts that may meet a fault. */
export type Act = "post" | "edit" | "history";

/** Shares of all calls, 0 to 1; together at most 1. No edit comes late, since it would undo a later one. */
type Rates = Readonly<Partial<Record<Fault, number>>>;

export interface ChaosOptions {
  readonly seed: number;
  readonly rates: Readonly<{ post?: Rates; edit?: Omit<Rates, "late">; history?: Omit<Rates, "late"> }>;
  /** Milliseconds that a slow answer takes, at most. */
  readonly slow?: number;
  /** Milliseconds after which nothing lands late any more. */
  readonly within?: number;
  /** Seconds that a 429 asks for. */
  readonly retryAfter?: number;
  /**
   * Two calls of three meet a fault that their act has not met, until it has met them all: so even a short night has
   * each.
   */
  readonly each?: boolean;
  /** Of the posts that land late, the first so many land milliseconds later still. */
  readonly far?: { readonly most: number; readonly from: number; readonly to: number };
  /** Called with each fault as it happens. */
  readonly met?: (act: Act, fault: Met) => void;
}

/** One call, for a fault to happen to. */
export interface Exchange {
  /** Does the work. @returns a function that sends its answer */
  readonly run: () => () => void;
  readonly hasten: (seconds: number) => void;
  readonly fail: () => void;
  readonly cut: () => void;
}

export interface Chaos {
  /** Milliseconds: a post that had no good answer is there by then, counted from its arrival, or never. */
  readonly within: number;
  /** The number of each fault so far. */
  readonly injected: Readonly<Record<Fault, number>>;
  /** Lets a call meet a fault, or none. */
  meet(act: Act, exchange: Exchange): void;
  /** Says that a history was asked for which nobody may read. */
  shut(): void;
  /** Resolves when the late work that is under way is done; faults go on. */
  landed(): Promise<void>;
  /** Ends the faults. Resolves when the late work is done. */
  calm(): Promise<void>;
}

export function createChaos(options: ChaosOptions): Chaos {
  const { seed, rates, slow = 300, within = 800, retryAfter = 1, each = false, met = () => {} } = options;
  const random = seeded(seed);
  const injected = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  const late = new Set<Promise<unknown>>();
  const owed = each ? eachOf(rates, seeded(seed + 1_000)) : undefined;
  let calm = false;
  let far = 0;

  function draw(act: Act): Fault | undefined {
    if (calm) return undefined;
    const own = owed?.[act];
    if (own && own.left.length > 0 && own.calls++ % 3 < 2) return own.left.pop();
    const shares: Rates = rates[act] ?? {};
    let at = random();
    return faults.find((fault) => (at -= shares[fault] ?? 0) < 0);
  }

  function after(milliseconds: number, work: () => void): void {
    const landing = pause(milliseconds).then(work);
    late.add(landing);
    void landing.finally(() => late.delete(landing));
  }

  function lateBy(): number {
    const { most, from, to } = options.far ?? { most: 0, from: 0, to: 0 };
    if (far >= most) return within * (0.2 + 0.8 * random());
    far++;
    met("post", "far");
    return from + (to - from) * random();
  }

  function meet(act: Act, { run, hasten, fail, cut }: Exchange): void {
    const fault = draw(act);
    if (!fault) return run()();
    injected[fault]++;
    met(act, fault);
    const done = fault.endsWith("Done");
    if (done) run();
    switch (fault) {
      case "haste":
        return hasten(retryAfter);
      case "error":
      case "errorDone":
        return fail();
      case "reset":
      case "resetDone":
        return cut();
      case "stall":
      case "stallDone":
        return;
      case "slow":
        return after(random() * slow, run());
      case "late": {
        after(lateBy(), run);
        const how = random();
        if (how < 1 / 3) fail();
        else if (how < 2 / 3) cut();
      }
    }
  }

  return {
    within,
    injected,
    meet,
    shut: () => met("history", "shut"),
    landed: async () => void (await Promise.all(late)),
    async calm() {
      calm = true;
      await Promise.all(late);
    },
  };
}

/** The faults that each act may meet, shuffled. */
function eachOf(rates: ChaosOptions["rates"], random: () => number): Record<Act, { calls: number; left: Fault[] }> {
  const of = (act: Act): { calls: number; left: Fault[] } => {
    const shares: Rates = rates[act] ?? {};
    const ranked = faults.filter((fault) => (shares[fault] ?? 0) > 0).map((fault) => ({ fault, rank: random() }));
    return { calls: 0, left: ranked.toSorted((a, b) => a.rank - b.rank).map(({ fault }) => fault) };
  };
  return { post: of("post"), edit: of("edit"), history: of("history") };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, which is in the public domain). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
