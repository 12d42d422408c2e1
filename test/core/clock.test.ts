import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createClock, fastest } from "../../src/lib/clock.ts";

const start = new Date("2024-07-04T21:00:00Z");

/** Real time as the test has it. */
function stopwatch() {
  let passed = 5_000;
  return { real: () => passed, pass: (milliseconds: number) => (passed += milliseconds) };
}

describe("a simulated clock", () => {
  test("shows its start, and runs so many times faster", () => {
    const { real, pass } = stopwatch();
    const clock = createClock({ start, speed: 600, real });
    expect(clock.now()).toEqual(start);
    pass(1_000);
    expect(clock.now()).toEqual(new Date("2024-07-04T21:10:00Z"));
  });

  test("says how long until a moment in real time, and where it will be after some", () => {
    const { real, pass } = stopwatch();
    const clock = createClock({ start, speed: 60, real });
    pass(60_000);
    expect(clock.until(new Date("2024-07-04T23:00:00Z"))).toBe(60_000);
    expect(clock.after(60_000)).toEqual(new Date("2024-07-04T23:00:00Z"));
    expect(clock.until(start)).toBe(0);
  });

  test("at speed 0 it stands still, and no later moment ever comes", () => {
    const { real, pass } = stopwatch();
    const clock = createClock({ start, speed: 0, real });
    pass(1e9);
    expect(clock.now()).toEqual(start);
    expect(clock.until(start)).toBe(0);
    expect(clock.until(new Date(start.getTime() + 1))).toBe(Infinity);
    expect(clock.after(1e9)).toEqual(start);
  });

  test.each([-1, 0.5, fastest + 1, Number.NaN, Infinity])("there is no speed %d", (speed) => {
    expect(() => createClock({ start, speed, real: () => 0 })).toThrow(RangeError);
  });

  test("a start that is no moment is refused", () => {
    expect(() => createClock({ start: new Date("soon"), speed: 1, real: () => 0 })).toThrow(RangeError);
  });

  test("what it says of real time holds: waiting so long brings the moment, at any speed", () => {
    const speeds = fc.integer({ min: 1, max: fastest });
    const times = fc.integer({ min: 0, max: 48 * 3_600_000 });
    fc.assert(
      fc.property(speeds, times, times, (speed, before, ahead) => {
        const { real, pass } = stopwatch();
        const clock = createClock({ start, speed, real });
        pass(before);
        const moment = new Date(clock.now().getTime() + ahead);
        pass(Math.ceil(clock.until(moment)));
        expect(clock.now().getTime()).toBeGreaterThanOrEqual(moment.getTime());
        expect(clock.now().getTime()).toBeLessThanOrEqual(moment.getTime() + speed + 1);
      }),
    );
  });
});
