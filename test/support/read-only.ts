/** Makes files and folders read-only, for root as well where the file system has a mark for that. */
import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { onTestFinished } from "vitest";

/** @returns the reason why that is impossible here; undefined where it is done, until the end of the test */
export function forbidWriting(path: string, isFolder = false): string | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(path, isFolder ? 0o500 : 0o400);
    onTestFinished(() => chmodSync(path, 0o700));
    return undefined;
  }
  try {
    execFileSync("chattr", ["+i", path], { stdio: "ignore" });
  } catch {
    return "root may write everywhere, and chattr cannot mark a file as immutable here";
  }
  onTestFinished(() => void execFileSync("chattr", ["-i", path]));
  return undefined;
}
