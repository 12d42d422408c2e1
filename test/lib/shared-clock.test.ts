/** The clock that instances share, and the watch over this machine's. */
import { expect, test } from "vitest";
import { followClock, watchClock } from "../../src/lib/shared-clock.ts";

const hour = 3_600_000;

/** Clocks that stand until they are wound. */
function wound() {
  const at = { server: 5_000_000, wall: 9_000_000, steady: 0, isDown: false };
  const pass = (milliseconds: number): void => {
    for (const clock of ["server", "wall", "steady"] as const) at[clock] += milliseconds;
  };
  const read = async (): Promise<number> => {
    if (at.isDown) throw new Error("no server");
    return at.server;
  };
  return { at, pass, clocks: { read, wall: () => at.wall, steady: () => at.steady } };
}

test("the shared clock runs on between looks, and follows a server's, but not this machine's", async () => {
  const { at, pass, clocks } = wound();
  const clock = await followClock(clocks);
  expect(clock.now()).toBe(5_000_000);
  pass(700);
  at.wall -= hour;
  expect(clock.now()).toBe(5_000_700);
  expect(await clock.follow()).toBe(0);
  expect([clock.now(), clock.calm()]).toEqual([5_000_700, Infinity]);
  // The earliest by any clock: posts may be dated by one that agrees with ours as it is now, or as it was.
  expect(clock.earliest()).toBe(5_000_700);
  at.server += hour;
  expect(await clock.follow()).toBe(hour);
  pass(400);
  expect([clock.now(), clock.calm()]).toEqual([5_001_100 + hour, 400]);
  at.isDown = true;
  expect(await clock.follow()).toBe(0);
  pass(1_000);
  expect(clock.now()).toBe(5_002_100 + hour);
});

test("a clock that is left alone, or slewed, is nothing to tell; one that is moved is told once", () => {
  const { at, pass, clocks } = wound();
  const watch = watchClock(clocks);
  for (let second = 0; second < 600; second++) {
    pass(1_000);
    // As much as a daemon that sets it gently does.
    at.wall += 0.5;
    expect(watch.look()).toBe(0);
  }
  at.wall -= hour;
  pass(1_000);
  expect(Math.round(watch.look() / 1_000)).toBe(-3_600);
  pass(1_000);
  expect(watch.look()).toBe(0);
  // Little by little, and still more than a clock may.
  const told = Array.from({ length: 40 }, () => {
    pass(1_000);
    at.wall += 100;
    return watch.look();
  });
  expect(told.filter((by) => by !== 0)).toHaveLength(1);
});
