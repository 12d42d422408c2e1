/** A verb of the command line: its arguments, and how they are read. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { readConfig, type Config } from "../config.ts";
import { UsageError } from "./usage-error.ts";
import type { House, HouseOptions } from "./house.ts";
import type { World } from "./world.ts";
import type { Role } from "../core/asker.ts";

/** Exit codes: answered; a question that could not be answered; wrong usage or broken configuration. */
export const exit = { answered: 0, unanswered: 1, wrong: 2 } as const;

export type Options = NonNullable<ParseArgsConfig["options"]>;

/** Values by option name, as typed. */
export interface Given {
  readonly words: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** How to call it, without the program's name. */
  readonly usage: string;
  readonly options: Options;
  /** One line an option, by name. */
  readonly about: Readonly<Record<string, string>>;
  /** @returns the exit code @throws UsageError */
  run(given: Given, world: World): Promise<number>;
}

/** @throws UsageError for an option that the verb does not have, naming those it has */
export function read(verb: Verb, args: readonly string[]): Given {
  const options: Options = { ...verb.options, help: { type: "boolean", short: "h" } };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const value = (name: string) => values[name];
    return {
      words: positionals,
      text: (name) => {
        const given = value(name);
        return typeof given === "string" ? given : undefined;
      },
      flag: (name) => value(name) === true,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

export function help(verb: Verb): string {
  const rows = [...Object.keys(verb.options), "help"].map(
    (name) => `  --${name.padEnd(10)} ${verb.about[name] ?? "this text"}`,
  );
  return `teller ${verb.usage}\n\n${verb.summary}.\n\n${rows.join("\n")}\n`;
}

/** `--at`: the same option wherever a verb answers questions. */
export const atOption: Options = { at: { type: "string" } };
export const aboutAt = { at: "answer as things stood then: 2024-07-05T02:00, in the voters' own time" };

/** `--role`: the person at this machine may try what the newsroom's people do. */
export const roleOption: Options = { role: { type: "string" } };

/** @throws UsageError */
export function roleOf(given: Given): Role {
  const asked = given.text("role") ?? "anyone";
  const role = roles.find((known) => known === asked);
  if (!role) throw new UsageError(`--role takes ${roles.join(", ")}`);
  return role;
}

const roles = ["anyone", "editor", "manager"] as const;

/** The house that the configuration names. @throws ConfigError, PackError, StyleError, UsageError */
export async function open(given: Given, world: World): Promise<House> {
  return world.openHouse(await houseOf(readConfig(world.env), given, world));
}

/** The options that a house is opened with. @throws UsageError */
export async function houseOf(config: Config, given: Given, world: Pick<World, "err">): Promise<HouseOptions> {
  const fault = (error: unknown): void => {
    world.err.write(`teller: ${error instanceof Error ? error.stack : "something was thrown that is no error"}\n`);
  };
  const { election: pack, overlays, style: styleFile } = config;
  return { pack, overlays, fault, ...(styleFile && { styleFile }), ...(await instant(given, config)) };
}

/** The moment that `--at` names. @throws UsageError */
export async function instant(given: Given, { election }: Config): Promise<{ readonly at?: Date }> {
  const typed = given.text("at");
  return typed === undefined ? {} : { at: (await import("./instant.ts")).localInstant(typed, election) };
}

/** Serves until told to leave, and then leaves. @returns the exit code */
export async function untilLeft(serving: Promise<number>, { leave }: Pick<World, "leave">): Promise<number> {
  try {
    return await serving;
  } finally {
    // A timer or a socket that an SDK forgot must not keep us.
    if (leave) setTimeout(leave, 1_000).unref();
  }
}

/** Writes, and waits while the reader is slow. */
export async function print(out: NodeJS.WriteStream, text: string): Promise<void> {
  if (out.write(`${text}\n`)) return;
  await new Promise<void>((resolve) => {
    out.once("drain", resolve).once("close", resolve);
  });
}
