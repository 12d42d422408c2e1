/** All that tests put aside, in one folder and in schemas of one name, removed when they are over. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropReady, usualServer } from "./own-schema.ts";

export default function setup(): () => Promise<void> {
  // The evidence of a failure must outlive the tests.
  process.env["TELLER_TESTS_KEEP"] ??= tmpdir();
  const folder = mkdtempSync(join(tmpdir(), "teller-tests-"));
  // Workers, and the programs that they start with their environment, find it by `tmpdir`.
  process.env["TMPDIR"] = folder;
  process.env["TELLER_TESTS_RUN"] = randomBytes(4).toString("hex");
  return async () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    // Where no server answers, nothing was lent.
    await dropReady(process.env["TEST_DATABASE_URL"] ?? usualServer).catch(() => {});
  };
}
