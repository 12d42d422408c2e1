/** Loads every command beside this file: a new command is a new file, and nothing else. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkCommands, CommandError } from "../core/check-command.ts";
import type { Command } from "../core/command.ts";

/** @throws CommandError naming the file that is not a command, or not a whole one */
export async function loadCommands(): Promise<readonly Command[]> {
  const files = [".", "../tips/commands"]
    .flatMap((folder) => readdirSync(join(import.meta.dirname, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith(".ts") && !file.endsWith("/index.ts"))
    .toSorted();
  const loaded = await Promise.all(
    files.map(async (file) => {
      const { default: command }: { default?: Command } = await import(new URL(file, import.meta.url).href);
      const path = join("src/commands", file);
      if (typeof command?.run !== "function") throw new CommandError(path, "it exports no command");
      return { file: path, command };
    }),
  );
  checkCommands(loaded);
  return loaded.map(({ command }) => command);
}
