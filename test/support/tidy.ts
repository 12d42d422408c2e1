/** One folder for all that tests put aside, removed when they are over. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function setup(): () => void {
  // The evidence of a failure must outlive the tests.
  process.env["TELLER_TESTS_KEEP"] ??= tmpdir();
  const folder = mkdtempSync(join(tmpdir(), "teller-tests-"));
  // Workers, and the programs that they start with their environment, find it by `tmpdir`.
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
