/** Files of a folder: bytes, names, and times of their own. */
import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { Stamps } from "./moments.ts";

/** Bytes of a file that is read: more is but a size. */
const longest = 1 << 28;

/** Every file, by its path. Names of folders and files, and what links lead to, are one more. */
export function filesIn(folder: string): Map<string, Buffer> {
  const all = new Map<string, Buffer>();
  const names: string[] = [];
  const facts: { readonly size: number; readonly atime: number; readonly mtime: number }[] = [];
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const whole = join(folder, path);
    const is = lstatSync(whole, { throwIfNoEntry: false });
    names.push(`${path}${is?.isSymbolicLink() ? ` -> ${readlinkSync(whole)}` : ""} of ${is?.mtimeMs}`);
    if (is && !is.isDirectory()) facts.push({ size: is.size, atime: is.atimeMs, mtime: is.mtimeMs });
    if (is?.isFile()) all.set(path, is.size > longest ? Buffer.alloc(0) : readFileSync(whole));
  }
  // Sizes and times too: each kind by itself, since names would part them.
  const sizes = facts.map(({ size }) => String(size)).join("\n");
  const times = facts.map(({ atime, mtime }) => `${Math.floor(atime / 1_000)} ${Math.floor(mtime / 1_000)}`).join("\n");
  return all.set("names of files", Buffer.from([...names, sizes, times].join("\n")));
}

/** Of files themselves, by their paths. */
export const modesOf = (folder: string): ReadonlyMap<string, number> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
      const is = lstatSync(join(folder, path), { throwIfNoEntry: false });
      return is?.isFile() ? [[path, is.mode & 0o7777] as const] : [];
    }),
  );

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
