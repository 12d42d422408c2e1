/** A small disk of the night's own, which can be full for a while: a tmpfs, where this machine lets us mount one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Disk {
  readonly folder: string;
  /** Takes all the room that is left, until `empty`. @returns whether there was no room left */
  fill(): boolean;
  empty(): void;
  /** The number of times that somebody is known to have been refused for want of room; absent where nobody counts. */
  met?(): number;
  remove(): void;
}

/** A night's database takes less than half of it. */
const size = "64m";

/** @returns undefined where none can be had */
export function smallDisk(): Disk | undefined {
  const folder = mkdtempSync(join(tmpdir(), "teller-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const stuff = join(folder, "stuff");
  const empty = (): void => rmSync(stuff, { force: true });
  return {
    folder,
    fill() {
      // Ever smaller pieces, to the last page.
      for (const bytes of [1 << 20, 1 << 12])
        try {
          for (;;) writeFileSync(stuff, Buffer.alloc(bytes), { flag: "a" });
        } catch (error) {
          if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        }
      return true;
    },
    empty,
    remove() {
      empty();
      execFileSync("umount", ["-l", folder], { stdio: "ignore" });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
