/** Loads every command beside this file that needs no service: a new one is a new file, and nothing else. */
import { readdirSync } from "node:fs";
import type { Command } from "../core/command.ts";

/** @throws TypeError naming the file that is not a command */
export function loadCommands(): Promise<readonly Command[]> {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .toSorted();
  return Promise.all(
    files.map(async (file) => {
      const loaded: { default?: Command } = await import(new URL(file, import.meta.url).href);
      if (typeof loaded.default?.run !== "function") throw new TypeError(`src/commands/${file} exports no command`);
      return loaded.default;
    }),
  );
}
