import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Many tests wait for a clock or a process: two more of them than there are processors keep these at work.
    maxWorkers: availableParallelism() + 2,
    // Reading and checking the pack takes longer than most files of tests, which change nothing of it.
    isolate: false,
    hookTimeout: 60_000,
    globalSetup: ["test/support/tidy.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
