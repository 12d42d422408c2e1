import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files whose tests mostly wait, for a clock, a program or the database, the longest first. They are spread among those that
 * compute: begun together they would leave the processors idle, and begun last they would keep everybody.
 */
const waiting = [
  "adapters/web-browser",
  "adapters/discord-answers",
  "adapters/discord-trouble",
  "adapters/slack-pictures",
  "adapters/bad-night",
  "adapters/discord-contract",
  "adapters/slack-trouble",
  "cli/run.test",
  "adapters/fourth-platform",
  "cli/replay",
  "adapters/slack-socket",
  "store/postgres",
  "adapters/slack-contract",
  "adapters/web-contract",
  "jobs/recall",
  "store/kept",
  "store/backup",
  "adapters/web-guard",
  "jobs/schedule",
  "adapters/terminal-contract",
  "store/tip-tables",
  "test/canary",
  "jobs/poll-faults",
  "adapters/http-doors",
  "test/bad-night",
  "cli/process",
  "store/trouble",
  "night/bell",
  "store/one-election",
  "relay/relay-kills",
  "cli/backup",
  "store/check",
  "adapters/discord-register",
];

/** Files that compute the longest: nobody waits for one of them at the end. */
const computing = ["night/replay", "cli/doctor", "elections/next-election", "adapters/doctor", "adapters/slack-render"];

/** Has every module read anew that comes after it in its process. */
const last = "test/commands/loading.test.ts";

class Spread extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankIn = (parts: readonly string[], { moduleId }: TestSpecification): number => {
      const found = parts.findIndex((part) => moduleId.includes(part));
      return found < 0 ? parts.length : found;
    };
    const by = (parts: readonly string[]) => (a: TestSpecification, b: TestSpecification) =>
      rankIn(parts, a) - rankIn(parts, b);
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's
    const sorted = await super.sort(files);
    const ends = sorted.filter(({ moduleId }) => moduleId.endsWith(last));
    const others = sorted.filter((file) => !ends.includes(file));
    const waits = others.filter((file) => rankIn(waiting, file) < waiting.length).toSorted(by(waiting));
    const computes = others.filter((file) => !waits.includes(file)).toSorted(by(computing));
    const each = Math.floor(computes.length / Math.max(1, waits.length));
    return [
      ...waits.flatMap((wait, i) => [wait, ...computes.slice(i * each, (i + 1) * each)]),
      ...computes.slice(waits.length * each),
      ...ends,
    ];
  }
}

export default defineConfig({
  test: {
    // Many tests wait for a clock or a process: two more of them than there are processors keep these at work. Each loads
    // the SDKs and reads the pack for itself, and so more of them cost more than they gain.
    maxWorkers: availableParallelism() + 2,
    // Reading and checking the pack takes longer than most files of tests, which change nothing of it.
    isolate: false,
    sequence: { sequencer: Spread },
    hookTimeout: 60_000,
    globalSetup: ["test/support/tidy.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // A program's start takes half a minute on a busy machine. What is waited for and comes costs none of this.
    expect: { poll: { timeout: 45_000 } },
  },
});
