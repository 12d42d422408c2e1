/** A copy of the project in a folder of its own, to which a test adds a newcomer's files. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export interface Copy {
  readonly folder: string;
  /** Puts a file of `examples/` where it belongs. */
  readonly put: (example: string, to: string) => void;
  /** Changes the text of a file. @throws Error where it stays as it was */
  readonly change: (file: string, how: (text: string) => string) => void;
}

/** @param parts files and folders besides the program and its packs */
export function copyOfProject(...parts: readonly string[]): Copy {
  const folder = mkdtempSync(join(tmpdir(), "teller-copy-"));
  for (const part of ["src", "elections", "teller.mjs", "package.json", ...parts])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  return {
    folder,
    put: (example, to) => write(to, moved(readFileSync(join(root, example), "utf8"), example, to)),
    change(file, how) {
      const before = readFileSync(join(folder, file), "utf8");
      const after = how(before);
      if (after === before) throw new Error(`${file} is as it was`);
      write(file, after);
    },
  };
}

/** Code moved to another place: its imports from the project are adjusted. */
export function moved(code: string, from: string, to: string): string {
  return code.replaceAll(/"((?:\.\.\/)+(?:src|test)\/[^"]+)"/g, (_, path: string) => {
    const found = relative(dirname(to), join(dirname(from), path));
    return JSON.stringify(found.startsWith(".") ? found : `./${found}`);
  });
}
