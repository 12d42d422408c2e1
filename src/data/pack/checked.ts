/**
 * Digests of a pack that was checked when it was made: files that are still the same are not checked again at every start. A
 * file that was changed since, by a letter, is.
 */
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Beside the files that it is about, in the form that `sha256sum -c` reads. */
export const checkedFile = "checked.txt";

/** @param texts of files, by name */
export const digestsOf = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([name, text]) => `${hash("sha256", text)}  ${name}\n`)
    .join("");

/** Whether every one of these files is as it was when the pack was checked; never in a folder that has no digests. */
export function areChecked(folder: string, texts: Readonly<Record<string, string>>): boolean {
  let known: ReadonlySet<string>;
  try {
    known = new Set(readFileSync(join(folder, checkedFile), "utf8").split("\n"));
  } catch {
    return false;
  }
  return digestsOf(texts)
    .trimEnd()
    .split("\n")
    .every((line) => known.has(line));
}
