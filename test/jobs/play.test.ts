/** A night's clock: over the published moments, with real time that the test keeps. */
import { describe, expect, test } from "vitest";
import { loadResults } from "../../src/data/election-pack.ts";
import { momentsOf, scriptOf, type Script } from "../../src/data/sources/script.ts";
import { play, type Pace, type Stage } from "../../src/jobs/play.ts";
import { uk2024 } from "../support/small-pack.ts";

const published = scriptOf(loadResults(uk2024));
const polls = new Date("2024-07-04T21:00:00Z");
const hour = (at: Date): string => at.toISOString().slice(11, 16);

async function played(pace: Partial<Pace> = {}, over: Partial<Stage> = {}, start = polls) {
  const [did, waits]: [string[], number[]] = [[], []];
  let [at, real] = [start, 0];
  const stage: Stage = {
    script: published,
    begins: polls,
    async set(to) {
      at = to;
      did.push(`set ${hour(to)}`);
      return true;
    },
    tell: async () => void did.push(`tell ${hour(at)}`),
    leap: async (to) => void did.push(`leap ${hour(to)}`),
    ...over,
  };
  const ending = await play(stage, start, {
    speed: "max",
    real: () => real,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      real += milliseconds;
    },
    signal: new AbortController().signal,
    ...pace,
  });
  return { ending, did, waits, told: did.filter((one) => one.startsWith("tell")).map((one) => one.slice(5)) };
}

describe("as fast as it can", () => {
  test("what is known is told, then each moment, after the clock was kept; the end is kept as well", async () => {
    const until = new Date("2024-07-04T23:30:00Z");
    const { did, ending } = await played({ until });
    expect(ending).toBe("over");
    expect(did).toEqual([
      "tell 21:00",
      "leap 22:29",
      "set 22:29",
      "set 22:30",
      "tell 22:30",
      "set 22:51",
      "tell 22:51",
      // Half an hour without a result, for a scoreboard.
      "set 23:21",
      "tell 23:21",
      "set 23:30",
    ]);
  });

  test("every moment of the night is told once, in order, and nothing is waited for", async () => {
    const { told, waits } = await played();
    const moments = momentsOf(published).map(hour);
    // Besides: where it begins, and scoreboards after the results of 22:51, 08:34 in British time, and the like.
    expect(told.filter((one) => moments.includes(one))).toEqual(moments);
    expect(told.length - moments.length).toBeLessThan(8);
    expect(waits).toEqual([]);
  });

  test("where nothing happens for more than an hour, it leaps to a minute before the next", async () => {
    const [first] = published.messages;
    const scriptAt = (...times: readonly string[]): Script => ({
      messages: first ? times.map((time) => ({ ...first, at: new Date(`2024-07-05T${time}:00Z`) })) : [],
      down: [],
    });
    const leaps = async (...times: readonly string[]) => {
      const begins = new Date("2024-07-05T00:30:00Z");
      const { did } = await played({}, { script: scriptAt(...times), begins }, begins);
      return did.filter((one) => one.startsWith("leap"));
    };
    // An hour and a half, of which half an hour goes by before a scoreboard.
    expect(await leaps("01:00", "02:00", "03:30")).toEqual([]);
    expect(await leaps("01:00", "02:31")).toEqual(["leap 02:30"]);
    expect(await leaps("01:31")).toEqual(["leap 01:30"]);
  });
});

describe("at a speed", () => {
  test("at 600 the night takes a minute or two, and tells the same", async () => {
    const fast = await played();
    const { waits, told } = await played({ speed: 600 });
    const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1_000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(120);
    expect(told).toEqual(fast.told);
  });

  test("the clock is kept at least each second of real time, between results too, and never past one", async () => {
    const { waits, did } = await played({ speed: 60, until: new Date("2024-07-05T00:00:00Z") });
    expect(Math.max(...waits)).toBe(1_000);
    expect(did.filter((one) => one.startsWith("set")).length).toBeGreaterThan(waits.length);
    // A state kept before a moment is before it.
    expect(did.indexOf("set 22:30")).toBe(did.indexOf("tell 22:30") - 1);
  });
});

describe("begun again after a stop", () => {
  const until = new Date("2024-07-04T22:51:00Z");

  test("at a moment of the script, it tells that first: a program that was killed may have told a part of it", async () => {
    expect((await played({ until }, {}, new Date("2024-07-04T22:30:00Z"))).told).toEqual(["22:30", "22:51"]);
  });

  test("between two, it tells nothing until the next", async () => {
    expect((await played({ until }, {}, new Date("2024-07-04T22:40:00Z"))).told).toEqual(["22:51"]);
  });
});

test("told to stop, it stops where it is", async () => {
  const leave = new AbortController();
  const tell = async (): Promise<void> => leave.abort();
  const { ending, did } = await played({ signal: leave.signal }, { tell });
  expect([ending, did]).toEqual(["stopped", []]);
});

test("where another has taken over, nothing more is told", async () => {
  const { ending, told } = await played({}, { set: async (at) => hour(at) < "22:51" });
  expect([ending, told.length]).toEqual(["taken", 2]);
});
