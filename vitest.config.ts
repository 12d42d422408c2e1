import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Many tests wait for a clock or a process: one more of them than there are processors keeps these at work.
    maxWorkers: availableParallelism() + 1,
    // Reading and checking the pack takes longer than most files of tests, which change nothing of it.
    isolate: false,
    hookTimeout: 60_000,
    globalSetup: ["test/support/tidy.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
