/** A verb of the command line, and the world it acts in. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { readConfig, type Config } from "../config.ts";
import type { Announcing } from "../core/announcing.ts";
import type { Check } from "../core/check.ts";
import { asPseudonym } from "../core/platform.ts";
import type { Command, Context, Role } from "../core/command.ts";
import type { Desk } from "../core/desk.ts";
import type { Answer, Asker, Dispatch, Seen } from "../core/dispatch.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import type { Asking, SettingsStore, Verdict } from "../core/manners.ts";
import type { Reply } from "../core/reply.ts";
import type { Results } from "../core/results.ts";
import type { TipLine } from "../core/tip-line.ts";
import type { Style } from "../core/style.ts";

/** Exit codes: answered; a question that could not be answered; wrong usage or broken configuration. */
export const exit = { answered: 0, unanswered: 1, wrong: 2 } as const;

/** An election, what is known of it, and the commands that answer from it. */
export interface House {
  readonly election: Election;
  /** As they were when the house was opened. */
  readonly results: Results;
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  /** A fresh one for every question. */
  readonly context: (asker: Asker) => Context;
}

/** Whoever sits at this machine. */
export const here: Asker = {
  place: { platform: "terminal", id: "here", kind: "direct" },
  caller: asPseudonym("here"),
  role: "anyone",
  forms: false,
};

/** One typed line, answered. */
export async function answerTo(line: string, { dispatch }: House, asker = here): Promise<Answer> {
  const begun = dispatch.line(line, asker);
  if (begun.kind === "form") throw new TypeError("a form was opened where none can be");
  return begun.answer;
}

/** What is known as it comes, where a log is kept, and what else is kept with it. */
export interface Live extends Pick<Context, "announcing" | "desk" | "tips"> {
  readonly results: () => Results;
  readonly provenance: () => Context["provenance"];
  readonly now: () => Date;
}

export interface HouseOptions {
  /** Folder of the election pack. */
  readonly pack: string;
  /** Answers as things stood then; otherwise as they are now. */
  readonly at?: Date;
  /** Told of errors that are ours. */
  readonly fault: (error: unknown) => void;
  /** Told of every call, when it has been answered. */
  readonly seen?: (seen: Seen) => void;
  /** What those who run places chose; kept in memory unless given. */
  readonly settings?: SettingsStore;
  /** Who sees answers and how much is too much; nothing is, unless given. */
  readonly manners?: (asking: Asking) => Verdict;
  /** The publisher's own. */
  readonly style?: Style;
  /** Where it is read from, unless given. */
  readonly styleFile?: string;
  /** By platform: what it says of who can see. */
  readonly whoCanSee?: (platform: string) => readonly string[];
  /** Opens what is kept; without it answers come from the pack as published. @param published as entries of the log */
  readonly live?: (election: Election, published: readonly Declaration[]) => Promise<Live>;
  /** The places that are told news; none are, unless given. */
  readonly announcing?: Announcing;
  /** The newsroom's desk; there is none, unless given. */
  readonly desk?: Desk;
  /** The tip line; there is none, unless given. */
  readonly tips?: TipLine;
  /** Everything is a rehearsal. */
  readonly rehearsal?: true;
}

export interface World {
  readonly in: NodeJS.ReadStream;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** @throws PackError */
  readonly openHouse: (options: HouseOptions) => Promise<House>;
  /** Answers in the terminal until its end. */
  readonly talk: (options: TalkOptions, world: World) => Promise<void>;
  /** Answers on the platforms that are configured until told to leave. @returns the exit code @throws StoreError, OpsError */
  readonly serve: (options: ServeOptions) => Promise<number>;
  readonly checkup: (config: Config) => Promise<readonly Check[]>;
  /** All that is kept at this moment, in a file. @throws StoreError */
  readonly backup: (database: string, file: string) => Promise<Kept>;
  /** @param replace what the database keeps; otherwise it has to be empty @throws StoreError */
  readonly restore: (database: string, file: string, replace: boolean) => Promise<Kept>;
  /** Plays a night again until its end, or until told to stop. @returns the exit code @throws PackError, StoreError, UsageError */
  readonly replay: (options: ReplayOptions) => Promise<number>;
  /** By platform: draws a reply as the message that it would be sent. */
  readonly payloads: Readonly<Record<string, () => Promise<(reply: Reply, house: House) => object>>>;
  /** By platform: what it must be told of us. @throws RangeError for what the configuration has wrong */
  readonly manifests: Readonly<Record<string, (options: ManifestOptions) => Promise<object>>>;
}

/** What a backup holds. */
export interface Kept {
  readonly at: Date;
  readonly rows: number;
}

export interface TalkOptions {
  readonly config: Config;
  readonly house: HouseOptions;
  /** As things stood then: nothing that is kept says. */
  readonly at?: Date;
  /** Of the one who sits there. */
  readonly role: Role;
}

export interface ServeOptions {
  readonly config: Config;
  readonly at?: Date;
  /** Plays the pack's night to the channels of a database of its own, instead of what comes in now. */
  readonly rehearsal?: Pick<ReplayOptions, "speed" | "from" | "until" | "faults">;
  /** For the log. */
  readonly out: NodeJS.WriteStream;
}

export interface ReplayOptions {
  /** Folder of the election pack. */
  readonly pack: string;
  /** A database of its own: a path. */
  readonly database: string;
  /** Simulated seconds to a real one; as it was before, or the usual, unless given. */
  readonly speed?: number | "max";
  readonly from?: Date;
  readonly until?: Date;
  /** Seed of the faults; none unless given. */
  readonly faults?: number;
  /** What was stopped midway is not played on. */
  readonly fresh: boolean;
  readonly out: NodeJS.WriteStream;
}

export interface ManifestOptions {
  readonly config: Config;
  /** The public address, where a platform sends requests over HTTP. */
  readonly address?: string;
}

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

/** Wrong words on the command line: shown with how to call the verb. */
export class UsageError extends Error {
  override readonly name = "UsageError";
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

/** `--role`: whoever is at this machine may try what those of the newsroom do. */
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
  return world.openHouse(await houseOf(readConfig(), given, world));
}

/** What it is opened with. @throws UsageError */
export async function houseOf(config: Config, given: Given, world: Pick<World, "err">): Promise<HouseOptions> {
  const fault = (error: unknown): void => {
    world.err.write(`teller: ${error instanceof Error ? error.stack : "something was thrown that is no error"}\n`);
  };
  const { election: pack, style: styleFile } = config;
  return { pack, fault, ...(styleFile && { styleFile }), ...(await instant(given, config)) };
}

/** The moment that `--at` names. @throws UsageError */
export async function instant(given: Given, { election }: Config): Promise<{ readonly at?: Date }> {
  const typed = given.text("at");
  return typed === undefined ? {} : { at: (await import("./instant.ts")).localInstant(typed, election) };
}

/** What serves until it is told to leave, and then leaves. @returns the exit code */
export async function untilLeft(serving: Promise<number>): Promise<number> {
  try {
    return await serving;
  } finally {
    // A timer or a socket that an SDK forgot shall not keep us.
    setTimeout(() => process.exit(), 1_000).unref();
  }
}

/** Writes, and waits while the reader is slow. */
export async function print(out: NodeJS.WriteStream, text: string): Promise<void> {
  if (out.write(`${text}\n`)) return;
  await new Promise<void>((resolve) => {
    out.once("drain", resolve).once("close", resolve);
  });
}
