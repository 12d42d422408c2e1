/**
 * The clock that instances share: the database's, or this machine's where the database is a file. It runs on steadily
 * between two looks at it, is followed wherever it is moved to, and tells that it was moved.
 */

export interface SharedClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since it was last moved; Infinity where it never was. */
  readonly calm: () => number;
  /** The earliest that it may be, by this clock, by this machine's, and by the time at which we started. */
  readonly earliest: () => number;
  /**
   * Looks at it. Never rejects: one that cannot be read runs on.
   * @returns milliseconds by which it was moved since; 0 where it was left alone
   */
  follow(): Promise<number>;
}

export interface Clocks {
  /** The shared clock. */
  readonly read: () => number | Promise<number>;
  /** This machine's, in milliseconds since 1970. */
  readonly wall: () => number;
  /** Milliseconds since any moment, never going back. */
  readonly steady: () => number;
}

/** Milliseconds by which a clock may be off at a look without having been moved: it took a while to be read. */
export const jitter = 3_000;

/** @throws whatever the first look throws */
export async function followClock({ read, wall, steady }: Clocks): Promise<SharedClock> {
  const began = { wall: wall(), steady: steady() };
  let known = { is: began.wall, at: began.steady };
  let moved = -Infinity;
  const now = (): number => Math.floor(known.is + steady() - known.at);
  async function look(): Promise<number> {
    const asked = steady();
    const is = await read();
    const at = steady();
    const before = known.is + at - known.at;
    // An answer that was long on its way tells too little.
    if (at - asked > jitter) return 0;
    known = { is: is + (at - asked) / 2, at };
    return known.is - before;
  }
  await look();
  return {
    now,
    calm: () => steady() - moved,
    earliest: () => Math.min(now(), wall(), began.wall + steady() - began.steady),
    async follow() {
      const by = await look().catch(() => 0);
      if (Math.abs(by) <= jitter) return 0;
      moved = steady();
      return Math.round(by);
    },
  };
}

/** A watch over this machine's clock: it is compared with one that nobody can move. */
export interface ClockWatch {
  /** @returns milliseconds by which it was moved since the last look, or in the last minute; 0 where it was left alone */
  look(): number;
}

/** Milliseconds in which small moves add up to one. */
const span = 60_000;

export function watchClock({ wall, steady }: Pick<Clocks, "wall" | "steady">): ClockWatch {
  let from = { wall: wall(), steady: steady() };
  return {
    look() {
      const here = { wall: wall(), steady: steady() };
      const by = here.wall - from.wall - (here.steady - from.steady);
      const isMoved = Math.abs(by) > jitter;
      if (isMoved || here.steady - from.steady > span) from = here;
      return isMoved ? Math.round(by) : 0;
    },
  };
}
