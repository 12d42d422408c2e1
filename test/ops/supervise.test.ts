/** Adapters live and die each by itself. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Log, LogFields } from "../../src/lib/log.ts";
import { supervise, type Supervised, type Waits } from "../../src/ops/supervise.ts";
import { Outage } from "../../src/core/platform.ts";
import { stub, type Stub, type StubOptions } from "../support/stub-adapter.ts";

/** States that pass quickly are seen, and a busy machine is waited for. */
const patiently = { interval: 1, timeout: 45_000 };
const waits: Waits = { first: 5, longest: 40, well: 10_000, settle: 50, stop: 100 };

/** @param lives what each start of it does; the last for all after it */
function of(name: string, ...lives: readonly StubOptions[]): Supervised & { readonly made: readonly Stub[] } {
  const made: Stub[] = [];
  return {
    name,
    made,
    create: async () => {
      const one = stub(name, lives[made.length] ?? lives.at(-1));
      made.push(one);
      return one;
    },
    start: (adapter) => adapter.start([], { call: never, line: never, complete: never }),
  };
}
const never = (): never => {
  throw new TypeError("nobody asks here");
};
const broken = { starting: () => Promise.reject(new Error("the token is\nno good")) };

function watch(all: readonly Supervised[], over: Partial<Waits> = {}) {
  const lines: (LogFields & { readonly event: string })[] = [];
  const note = (event: string, fields: LogFields = {}) => void lines.push({ event, ...fields });
  const log: Log = { info: note, warn: note, error: note };
  const supervisor = supervise(all, { log, waits: { ...waits, ...over } });
  onTestFinished(() => supervisor.stop());
  const until = (states: Readonly<Record<string, string>>) =>
    vi.waitFor(() => expect(supervisor.states()).toEqual(states), patiently);
  return { supervisor, lines, until };
}

test("each is started, and stopped once", async () => {
  const [one, two] = [of("one"), of("two")];
  const { supervisor, until } = watch([one, two]);
  expect(supervisor.states()).toEqual({ one: "starting", two: "starting" });
  await until({ one: "up", two: "up" });
  await supervisor.stop();
  expect(supervisor.states()).toEqual({ one: "down", two: "down" });
  expect([one, two].map(({ made }) => made.map(({ did }) => did))).toEqual([[["start", "stop"]], [["start", "stop"]]]);
});

test("one that cannot start says why in one line, tries again, and leaves the other alone", async () => {
  const [bad, good] = [of("bad", broken, broken, {}), of("good")];
  const { lines, until } = watch([bad, good]);
  await until({ bad: "up", good: "up" });
  expect(bad.made.map(({ did }) => did)).toEqual([["start", "stop"], ["start", "stop"], ["start"]]);
  expect(good.made.map(({ did }) => did)).toEqual([["start"]]);
  expect(lines.filter(({ event }) => event === "could not start: the token is no good")).toHaveLength(2);
});

test("one that cannot be made is as one that cannot start", async () => {
  const { supervisor, lines } = watch([
    { name: "one", create: () => Promise.reject(new Error("no SDK")), start: never },
  ]);
  await vi.waitFor(() => expect(lines.map(({ event }) => event)).toContain("could not start: no SDK"), patiently);
  expect(supervisor.states()).toEqual({ one: "down" });
});

test("waits grow between starts, to a limit", async () => {
  const { lines } = watch([of("bad", broken)]);
  const waited = () => lines.flatMap(({ milliseconds }) => milliseconds ?? []);
  await vi.waitFor(() => expect(waited().length).toBeGreaterThan(5), patiently);
  for (const [index, wait] of waited().entries()) {
    const about = Math.min(40, 5 * 2 ** index);
    expect(wait).toBeGreaterThanOrEqual(Math.floor(about * 0.75));
    expect(wait).toBeLessThanOrEqual(Math.ceil(about * 1.25));
  }
});

test("one that was well for a while is started anew soon", async () => {
  const one = of("one");
  const { lines, until } = watch([one], { well: 0 });
  for (const life of [0, 1, 2]) {
    await vi.waitFor(() => expect(one.made).toHaveLength(life + 1), patiently);
    await until({ one: "up" });
    one.made[life]?.end();
  }
  await vi.waitFor(() => expect(lines.flatMap(({ attempt }) => attempt ?? [])).toEqual([1, 1, 1]), patiently);
});

test("a crash is the crash of one, whose error nobody else's message tells", async () => {
  const [one, two] = [of("one"), of("two")];
  const { supervisor, lines, until } = watch([one, two]);
  await until({ one: "up", two: "up" });
  const error = new TypeError("what ada said");
  expect(one.made[0]?.inside(() => supervisor.caught(error))).toBe(true);
  await vi.waitFor(() => expect(one.made).toHaveLength(2), patiently);
  await until({ one: "up", two: "up" });
  expect(one.made[0]?.did).toEqual(["start", "stop"]);
  expect(two.made).toHaveLength(1);
  expect(lines).toContainEqual({ event: "crashed", platform: "one", error });
  // What it still throws while it dies is of no more account.
  expect(one.made[0]?.inside(() => supervisor.caught(error))).toBe(true);
  await pause(20);
  expect(one.made).toHaveLength(2);
});

test("an error that is no adapter's is not taken for one", () => {
  const { supervisor } = watch([of("one")]);
  expect(supervisor.caught(new Error("ours"))).toBe(false);
});

test("one that takes no more calls says so itself, and is started anew", async () => {
  const one = of("one");
  const { lines, until } = watch([one]);
  await until({ one: "up" });
  one.made[0]?.end(new Error("the token was revoked"));
  await vi.waitFor(() => expect(one.made).toHaveLength(2), patiently);
  expect(lines.map(({ event }) => event)).toContain("crashed: the token was revoked");
});

test("one that is cut off for a while says that it waits", async () => {
  let isReady = true;
  const one = of("one");
  const create = async () => Object.assign(await one.create(), { isReady: () => isReady });
  const { supervisor, until } = watch([{ ...one, create }]);
  await until({ one: "up" });
  isReady = false;
  expect(supervisor.states()).toEqual({ one: "waiting" });
  isReady = true;
  expect(supervisor.states()).toEqual({ one: "up" });
});

test("one that is stopped while it starts is stopped after its start", async () => {
  let hasStarted = false;
  const starting = () => pause(400).then(() => void (hasStarted = true));
  const slow = of("slow", { starting });
  const { supervisor, until } = watch([slow], { settle: 10_000 });
  await vi.waitFor(() => expect(slow.made[0]?.did).toEqual(["start"]), patiently);
  await until({ slow: "starting" });
  expect(hasStarted).toBe(false);
  await supervisor.stop();
  expect(slow.made[0]?.did).toEqual(["start", "stop"]);
  expect(hasStarted).toBe(true);
});

test("leaving waits for what is in flight, but not for ever", async () => {
  const finished: string[] = [];
  const slow = { stopping: async () => void finished.push(await pause(50, "slow")) };
  const stuck = { stopping: () => new Promise<void>(() => {}) };
  const { supervisor, lines, until } = watch([of("slow", slow), of("stuck", stuck)]);
  await until({ slow: "up", stuck: "up" });
  const began = performance.now();
  await supervisor.stop();
  expect(finished).toEqual(["slow"]);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(lines.filter(({ event }) => event.startsWith("did not stop in time")).map(({ platform }) => platform)).toEqual(
    ["stuck"],
  );
});

test("leaving ends a start and a wait at once", async () => {
  const hanging = of("hanging", { starting: () => new Promise<void>(() => {}) });
  const waiting = of("waiting", broken);
  const { supervisor, until } = watch([hanging, waiting], { first: 60_000, longest: 60_000 });
  await until({ hanging: "starting", waiting: "down" });
  await supervisor.stop();
  expect(hanging.made[0]?.did).toEqual(["start", "stop"]);
  expect(waiting.made).toHaveLength(1);
});

test("an outage that will last is said once, and nothing is asked again before its time", async () => {
  const starting = () => Promise.reject(new Outage("the token was revoked", 150));
  const one = of("one", { starting }, { starting }, {});
  const began = performance.now();
  const { lines, until } = watch([one]);
  await until({ one: "up" });
  expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  expect(lines.filter(({ event }) => event === "could not start: the token was revoked")).toHaveLength(1);
});
