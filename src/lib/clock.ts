/** A clock of its own: simulated time that runs faster than the real one, or stands still. */

export interface Clock {
  readonly now: () => Date;
  /** Real milliseconds until a simulated moment: 0 for one that is past, Infinity where the clock stands still. */
  readonly until: (moment: Date) => number;
  /** The simulated moment that so many real milliseconds from now will be. */
  readonly after: (milliseconds: number) => Date;
}

export interface ClockOptions {
  /** The simulated moment at which the clock is made. */
  readonly start: Date;
  /** Simulated seconds to a real one, 1 to 100,000; 0 stands still. */
  readonly speed: number;
  /** Real milliseconds since any moment, never going back. */
  readonly real: () => number;
}

export const fastest = 100_000;

/** @throws RangeError for another speed, or an invalid start */
export function createClock({ start, speed, real }: ClockOptions): Clock {
  if (speed !== 0 && !(speed >= 1 && speed <= fastest))
    throw new RangeError(`a clock's speed is 0, or 1 to ${fastest}`);
  const from = start.getTime();
  if (Number.isNaN(from)) throw new RangeError("a clock starts at a moment");
  const began = real();
  const shown = (): number => from + (real() - began) * speed;
  return {
    now: () => new Date(Math.floor(shown())),
    until(moment) {
      const ahead = moment.getTime() - shown();
      return ahead <= 0 ? 0 : ahead / speed;
    },
    after: (milliseconds) => new Date(Math.floor(shown() + milliseconds * speed)),
  };
}
