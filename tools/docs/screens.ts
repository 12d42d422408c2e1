/** The screens of a document: fenced blocks whose first line is a command of ours, followed by its output. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { teller } from "../../test/support/command-line.ts";

const screen = /^```console\n\$ npm run -s teller -- (.+)\n[^]*?^```$/gm;

/** The document with every screen as the program prints it now. */
export async function rescreen(document: string): Promise<string> {
  const parts: string[] = [];
  let done = 0;
  for (const found of document.matchAll(screen)) {
    const typed = found[1] ?? "";
    const printed = await run(words(typed));
    parts.push(document.slice(done, found.index), `\`\`\`console\n$ npm run -s teller -- ${typed}\n${printed}\n\`\`\``);
    done = found.index + found[0].length;
  }
  return [...parts, document.slice(done)].join("");
}

export const countScreens = (document: string): number => [...document.matchAll(screen)].length;

async function run(args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "teller-screens-"));
  try {
    const { code, out, err } = await teller(args, { env: { DATABASE: join(folder, "teller.sqlite") } });
    if (code !== 0) throw new Error(`teller ${args.join(" ")}: ${err}`);
    return out.trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As a shell splits them, with double quotes and nothing else. */
const words = (typed: string): string[] => typed.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
