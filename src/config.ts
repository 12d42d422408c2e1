/** The only reader of the environment: one parse that lists every problem at once, with how to mend it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { combinations } from "./config/combinations.ts";
import { settings, type Settings } from "./config/settings.ts";
import { sharedIds, type Member, type PlatformId } from "./config/people.ts";
import type { TipsConfig } from "./config/tips.ts";

export interface SlackConfig {
  readonly botToken: string;
  readonly mode: { readonly socket: { readonly appToken: string } } | { readonly http: SlackHttp };
  readonly apiUrl?: string;
}

export interface SlackHttp {
  readonly port: number;
  readonly signingSecret: string;
}

export interface DiscordConfig {
  readonly token: string;
  readonly mode: "gateway" | { readonly http: { readonly port: number; readonly publicKey: string } };
  readonly apiUrl?: string;
  /** The one server where commands are registered, for trials. */
  readonly guild?: string;
}

export interface Config {
  /** Folder of the election pack. */
  readonly election: string;
  readonly slack?: SlackConfig;
  /** Commands that have a slash command of their own there: chosen before there is an app, and so before its tokens. */
  readonly slackCommands: readonly string[];
  readonly discord?: DiscordConfig;
  readonly people: {
    readonly staff: readonly Member[];
    readonly managers: readonly PlatformId[];
  };
  /** The tip line's keys; absent while there are none. */
  readonly tips?: TipsConfig;
  /** Path of the database's file. */
  readonly database: string;
  /** Where health and metrics are told; nowhere unless set. */
  readonly ops?: { readonly host: string; readonly port: number };
  readonly logLevel: Settings["LOG_LEVEL"];
  /** Path of the publisher's style file. */
  readonly style?: string;
  /** What must never be shown or logged. */
  readonly secrets: readonly string[];
}

/** What is wrong with the configuration, every problem on a line of its own. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param env for tests; otherwise the process's own, with what `.env` adds to it
 * @throws ConfigError
 */
export function readConfig(env?: Environment): Config {
  return parse(env ?? fromProcess());
}

/** Names in the environment that look like settings and are none: a slip, most likely. */
export function strangers(env?: Environment): readonly string[] {
  const set = Object.entries(env ?? fromProcess()).filter(([, value]) => value?.trim());
  return set
    .map(([name]) => name)
    .filter((name) => /^(SLACK|DISCORD|OPS|TIPS)_/.test(name) && !(name in settings.shape));
}

function fromProcess(): Environment {
  const file = join(import.meta.dirname, "..", ".env");
  try {
    if (existsSync(file)) process.loadEnvFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new ConfigError(`.env cannot be read${code}: let whoever runs Teller read it, or move it away.`);
  }
  return process.env;
}

function parse(env: Environment): Config {
  // A setting left empty in a file is a setting left out.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given);
  const wrong = read.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
  const shared = read.success ? sharedIds(read.data.STAFF).map((why) => `STAFF ${why}`) : [];
  const problems = [...wrong, ...combinations(given), ...shared];
  // No value is repeated: what is mistyped may still be a secret.
  if (!read.success || problems.length > 0)
    throw new ConfigError(`The configuration needs mending:\n${problems.join("\n")}`);
  return shape(read.data);
}

function shape(set: Settings): Config {
  const slack = slackFrom(set);
  const discord = discordFrom(set);
  const tips = tipsFrom(set);
  return {
    election: set.ELECTION,
    ...(slack && { slack }),
    slackCommands: set.SLACK_COMMANDS,
    ...(discord && { discord }),
    people: { staff: set.STAFF, managers: set.MANAGERS },
    ...(tips && { tips }),
    database: set.DATABASE,
    ...(set.OPS_PORT !== undefined && { ops: { host: set.OPS_HOST, port: set.OPS_PORT } }),
    logLevel: set.LOG_LEVEL,
    ...(set.STYLE !== undefined && { style: set.STYLE }),
    secrets: [
      ...[set.SLACK_BOT_TOKEN, set.SLACK_APP_TOKEN, set.SLACK_SIGNING_SECRET, set.DISCORD_TOKEN].filter(
        (secret) => secret !== undefined,
      ),
      ...(tips?.identity && "keys" in tips.identity ? tips.identity.keys.split(/[\s,]+/) : []),
    ],
  };
}

/** Combinations have been checked: what a mode needs is there. */
function slackFrom(set: Settings): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken = "", SLACK_SIGNING_SECRET: signingSecret = "" } = set;
  if (botToken === undefined) return undefined;
  return {
    botToken,
    mode: set.SLACK_MODE === "socket" ? { socket: { appToken } } : { http: { port: set.SLACK_PORT, signingSecret } },
    ...(set.SLACK_API_URL !== undefined && { apiUrl: set.SLACK_API_URL }),
  };
}

function discordFrom(set: Settings): DiscordConfig | undefined {
  const { DISCORD_TOKEN: token, DISCORD_PUBLIC_KEY: publicKey = "" } = set;
  if (token === undefined) return undefined;
  return {
    token,
    mode: set.DISCORD_MODE === "gateway" ? "gateway" : { http: { port: set.DISCORD_PORT, publicKey } },
    ...(set.DISCORD_API_URL !== undefined && { apiUrl: set.DISCORD_API_URL }),
    ...(set.DISCORD_GUILD !== undefined && { guild: set.DISCORD_GUILD }),
  };
}

function tipsFrom(set: Settings): TipsConfig | undefined {
  const { TIPS_RECIPIENTS: recipients, TIPS_IDENTITY: identity } = set;
  return recipients.length > 0 || identity ? { recipients, ...(identity && { identity }) } : undefined;
}
