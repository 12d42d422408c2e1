import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Many tests wait for a clock or a process, so every processor may as well have one.
    maxWorkers: "100%",
    globalSetup: ["test/support/tidy.ts"],
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
