import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What starts programs, or waits for a clock, is begun first: what is quick fills the gaps, and nobody waits at the end. */
const long = [
  "test/bad-night.test.ts",
  "test/canary.test.ts",
  "test/adapters/bad-night.test.ts",
  "test/adapters/fourth-platform.test.ts",
  "test/adapters/slack-contract.test.ts",
  "test/adapters/web-browser.test.ts",
  "test/adapters/discord-trouble.test.ts",
  "test/tips/relay/relay-tips.test.ts",
  "test/data/store/backup.test.ts",
  "test/cli/",
  "test/jobs/",
];

/** Has every module read anew that comes after it in its process. */
const last = "test/commands/loading.test.ts";

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      if (moduleId.endsWith(last)) return long.length + 1;
      const found = long.findIndex((part) => moduleId.includes(part));
      return found < 0 ? long.length : found;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    // Many tests wait for a clock or a process: two more of them than there are processors keep these at work. Each loads
    // the SDKs and reads the pack for itself, and so more of them cost more than they gain.
    maxWorkers: availableParallelism() + 2,
    // Reading and checking the pack takes longer than most files of tests, which change nothing of it.
    isolate: false,
    sequence: { sequencer: LongFirst },
    hookTimeout: 60_000,
    globalSetup: ["test/support/tidy.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    // A program's start takes half a minute on a busy machine. What is waited for and comes costs none of this.
    expect: { poll: { timeout: 45_000 } },
  },
});
