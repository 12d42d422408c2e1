/** All that tests put aside, in one folder and in schemas of one name, removed when they are over. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { day } from "../../src/lib/local-time.ts";
import { isLong } from "./long.ts";
import { dropReady, usualServer } from "./own-schema.ts";

const prefix = "teller-tests-";

/** Linux's own folder in memory, and the room that tests want there, in bytes. */
const inMemory = { folder: "/dev/shm", room: 2 ** 31 };

/**
 * Memory where there is room: a commit then waits for no disk, which no test can tell. The long form, and whoever sets
 * TMPDIR, has a disk.
 */
function place(): string {
  if (isLong || process.env["TMPDIR"] !== undefined) return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(inMemory.folder);
    if (bavail * bsize < inMemory.room) return tmpdir();
    // A run that was killed tidied nothing up, and memory is dearer than a disk.
    for (const name of readdirSync(inMemory.folder).filter((name) => name.startsWith(prefix))) {
      const path = join(inMemory.folder, name);
      if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, { recursive: true, force: true });
    }
    return inMemory.folder;
  } catch {
    return tmpdir();
  }
}

export default function setup(): () => Promise<void> {
  // The evidence of a failure must outlive the tests.
  process.env["TELLER_TESTS_KEEP"] ??= tmpdir();
  const folder = mkdtempSync(join(place(), prefix));
  // Workers, and the programs that they start with their environment, find it by `tmpdir`.
  process.env["TMPDIR"] = folder;
  process.env["TELLER_TESTS_RUN"] = randomBytes(4).toString("hex");
  return async () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    // Where no server answers, nothing was lent.
    await dropReady(process.env["TEST_DATABASE_URL"] ?? usualServer).catch(() => {});
  };
}
