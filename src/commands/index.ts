/** Loads every command beside this file that needs no service: a new one is a new file, and nothing else. */
import { readdirSync } from "node:fs";
import { CommandError, type Loaded } from "../core/check-command.ts";
import type { Command } from "../core/command.ts";

let loaded: Promise<readonly Loaded[]> | undefined;

/** Loads them once: the folder stays as it is while a program runs. @throws CommandError naming the file that is not a command */
export const loadCommands = (): Promise<readonly Loaded[]> => (loaded ??= load());

function load(): Promise<readonly Loaded[]> {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { default: command }: { default?: Command } = await import(new URL(file, import.meta.url).href);
      const from = `src/commands/${file}`;
      if (typeof command?.run !== "function") throw new CommandError(from, "it exports no command");
      return { from, command };
    }),
  );
}
