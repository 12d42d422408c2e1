/** A program that serves two stubs, for tests of a process: `node serve-stubs.ts SCENARIO`. */
import { setTimeout as pause } from "node:timers/promises";
import { createLog } from "../../src/ops/log.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import { serve } from "../../src/ops/serve.ts";
import type { Supervised } from "../../src/ops/supervise.ts";
import { stub } from "./stub-adapter.ts";

const scenario = process.argv[2] ?? "";
const log = await createLog({ level: "info", out: process.stdout, secrets: [] });
const waits = { first: 20, longest: 50, well: 10_000, settle: 50, stop: 500 };
let lives = 0;

/** Failures in the first life of "one", in a callback of its own and with nobody to catch them. */
const troubles: Readonly<Record<string, () => unknown>> = {
  exception: () =>
    setTimeout(() => {
      throw new Error("what ada said");
    }, 50),
  rejection: () => setTimeout(() => void Promise.reject(new Error("what ada said")), 50),
  connection: () => setTimeout(async () => (await import("node:net")).connect(9, "127.0.0.1"), 50),
};

const one: Supervised = {
  name: "one",
  create: async () =>
    stub("one", {
      starting: async () => void (lives++ === 0 && troubles[scenario]?.()),
      stopping: async () => {
        if (scenario === "in-flight") {
          await pause(200);
          log.info("answered what was in flight");
        }
        if (scenario === "stuck") await new Promise(() => {});
      },
    }),
  start: (adapter) => adapter.start([], { call: never, line: never, complete: never }),
};
const two: Supervised = { ...one, name: "two", create: async () => stub("two") };

function never(): never {
  throw new TypeError("nobody asks here");
}

if (scenario === "ours")
  setTimeout(() => {
    throw new Error("what ada said");
  }, 100);
process.exitCode = await serve({ adapters: [one, two], log, metrics: createMetrics(), waits });
