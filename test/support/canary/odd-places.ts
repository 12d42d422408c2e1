/** Places that hold a few bits and that nobody looks at: fields of a database's head, modes of files, the code that a program ends with. */
import type { Kept } from "./evidence.ts";
import type { Found } from "./search.ts";
import { isSqlite } from "./tables.ts";

/** Numbers of SQLite's head that are anybody's to set, and bytes that nobody uses: all zero here. */
const free = [
  ["bytes kept free on each page", 20, 1],
  ["the usual cache", 48, 4],
  ["user_version", 60, 4],
  ["application_id", 68, 4],
  ["what is for later", 72, 20],
] as const;

const odd = (form: string, where: string, around: string): Found => ({ secret: "file", form, where, around });

export function ofHeads({ files, when }: Pick<Kept, "files" | "when">): readonly Found[] {
  return [...files]
    .filter(([, bytes]) => isSqlite(bytes))
    .flatMap(([name, bytes]) =>
      free.flatMap(([field, at, length]) => {
        const value = bytes.subarray(at, at + length);
        return value.some((byte) => byte !== 0)
          ? [odd(field, `the head of ${name}${when}`, value.toString("hex"))]
          : [];
      }),
    );
}

/** @param modes of files, by their paths */
export const ofModes = (modes: ReadonlyMap<string, number>): readonly Found[] =>
  [...modes]
    .filter(([, mode]) => (mode & 0o7177) !== 0 || (mode & 0o400) === 0)
    .map(([name, mode]) => odd("mode", `modes of files, ${name}`, mode.toString(8)));

/** @param code with which a program ended that was told to leave */
export const ofEnd = (code: number | null): readonly Found[] =>
  code === 0 ? [] : [{ secret: "process", form: "code", where: "its end", around: String(code) }];
