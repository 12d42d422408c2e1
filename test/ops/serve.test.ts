/** A real process: it is told to leave, and parts of it crash. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isLong } from "../support/long.ts";
import { service } from "../support/service.ts";

const stubs = (scenario: string) => service([join(import.meta.dirname, "../support/serve-stubs.ts"), scenario]);

/** Platforms that took calls, in order. */
const taking = (running: ReturnType<typeof stubs>) =>
  running.lines().flatMap(({ msg, platform }) => (msg === "taking calls" && platform ? [platform] : []));

describe("told to leave", () => {
  // One of them finishes what is in flight, below.
  test.runIf(isLong).each(["SIGTERM", "SIGINT"] as const)("by %s: it leaves, exit 0", async (signal) => {
    const running = stubs("calm");
    await expect.poll(() => taking(running)).toEqual(["one", "two"]);
    running.kill(signal);
    expect(await running.ended).toBe(0);
    expect(running.lines().map(({ msg }) => msg)).toEqual(["taking calls", "taking calls", "leaving", "left"]);
  });

  test("it finishes what is in flight", async () => {
    const running = stubs("in-flight");
    await expect.poll(() => taking(running)).toHaveLength(2);
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    expect(
      running
        .lines()
        .map(({ msg }) => msg)
        .slice(-3),
    ).toEqual(["leaving", "answered what was in flight", "left"]);
  });

  test.runIf(isLong)("it does not wait for ever, and says so", async () => {
    const running = stubs("stuck");
    await expect.poll(() => taking(running)).toHaveLength(2);
    running.kill("SIGTERM");
    expect(await running.ended).toBe(0);
    expect(running.text()).toContain("did not stop in time");
  });

  test.runIf(isLong)("someone who asks twice does not wait", async () => {
    const running = stubs("stuck");
    await expect.poll(() => taking(running)).toHaveLength(2);
    running.kill("SIGINT");
    await running.says("leaving");
    running.kill("SIGINT");
    expect(await running.ended).toBe(1);
    expect(running.text()).not.toContain("did not stop in time");
  });
});

describe("a crash", () => {
  test.each(isLong ? ["exception", "rejection", "connection"] : ["connection"])(
    "of one by an uncaught %s: it starts anew, and the other stays",
    async (how) => {
      const running = stubs(how);
      await expect.poll(() => taking(running), { timeout: 5_000 }).toEqual(["one", "two", "one"]);
      expect(running.lines()).toContainEqual(
        expect.objectContaining({ level: "error", msg: "crashed", platform: "one" }),
      );
      running.kill("SIGTERM");
      expect(await running.ended).toBe(0);
      expect(running.text()).not.toContain("ada");
    },
  );

  test("of no adapter ends the process, which whatever started it starts anew", async () => {
    const running = stubs("ours");
    expect(await running.ended).toBe(1);
    expect(running.lines().map(({ msg }) => msg)).toEqual(expect.arrayContaining(["crashed", "leaving", "left"]));
    expect(running.text()).not.toContain("ada");
  });
});
