/** Files of a folder: bytes, names, and times of their own. */
import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Stamps } from "./moments.ts";

/** Every file, by its path. Names of folders and files, and what links lead to, are one more. */
export function filesIn(folder: string): Map<string, Buffer> {
  const all = new Map<string, Buffer>();
  const names: string[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const whole = join(folder, path);
    const is = lstatSync(whole, { throwIfNoEntry: false });
    names.push(`${path}${is?.isSymbolicLink() ? ` -> ${readlinkSync(whole)}` : ""} of ${is?.mtimeMs}`);
    if (is?.isFile()) all.set(path, readFileSync(whole));
  }
  return all.set("names of files", Buffer.from(names.join("\n")));
}

/** Times at which files were made, changed and read. */
export function timesOf(folder: string): readonly Stamps[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap(
    (path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) ?? [],
  );
  return (["birthtimeMs", "mtimeMs", "ctimeMs", "atimeMs"] as const).map((kind) => ({
    where: `files, ${kind}`,
    stamps: all.map((one) => ({ at: one[kind], span: 1, shown: String(one[kind]) })),
  }));
}
