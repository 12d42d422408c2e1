/** The only reader of the environment: one parse that lists every problem at once, with how to mend it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const packs = join(import.meta.dirname, "..", "elections");

const schema = z.object({
  /** A folder of `elections/`, or a path to one elsewhere. */
  ELECTION: z
    .string()
    .trim()
    .min(1)
    .default("uk-2024")
    .transform((name) => (/^[\w-]+$/.test(name) ? join(packs, name) : name))
    .refine((folder) => existsSync(join(folder, "election.json")), {
      error: "names no election pack: give a folder of elections/, or a path to a folder with election.json in it",
    }),
});

export interface Config {
  /** Folder of the election pack. */
  readonly election: string;
}

/** What is wrong with the configuration, every problem on a line of its own. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * @param env for tests; otherwise the process's own, with what `.env` adds to it
 * @throws ConfigError
 */
export function readConfig(env?: Readonly<Record<string, string | undefined>>): Config {
  return parse(env ?? fromProcess());
}

function fromProcess(): Readonly<Record<string, string | undefined>> {
  const file = join(import.meta.dirname, "..", ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

function parse(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (read.success) return { election: read.data.ELECTION };
  const lines = read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  throw new ConfigError(`The configuration needs mending:\n${lines.join("\n")}`);
}
