/** Loads every command beside this file: a new command is a new file, and nothing else. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "../core/command.ts";

/** @throws TypeError naming the file that is not a command, or two that share a name */
export async function loadCommands(): Promise<readonly Command[]> {
  const files = [".", "../tips/commands"]
    .flatMap((folder) => readdirSync(join(import.meta.dirname, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith(".ts") && !file.endsWith("/index.ts"))
    .toSorted();
  const commands = await Promise.all(
    files.map(async (file) => {
      const loaded: { default?: Command } = await import(new URL(file, import.meta.url).href);
      if (typeof loaded.default?.run !== "function") throw new TypeError(`src/commands/${file} exports no command`);
      return loaded.default;
    }),
  );
  for (const { name } of commands) {
    const clash = commands.filter((other) => other.name === name || other.name.startsWith(`${name} `));
    if (clash.length > 1) throw new TypeError(`two commands answer to /${name}`);
  }
  return commands;
}
