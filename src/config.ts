/** The only reader of the environment: one parse that lists every problem at once, with how to mend it. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { combinations } from "./config/combinations.ts";
import { settings, type Settings } from "./config/settings.ts";
import { sharedIds, type Member } from "./config/people.ts";
import { addressesOf, unsafe, type SourceSetting } from "./config/sources.ts";
import type { TipLineConfig, TipsConfig } from "./config/tips.ts";
import type { PlatformId } from "./core/place.ts";

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
  readonly sources: {
    readonly list: readonly SourceSetting[];
    /** Private addresses may be read, and http:. */
    readonly allowPrivate: boolean;
  };
  /** Channels of the newsroom's own, which hear what the desk is to hear. */
  readonly desk: readonly PlatformId[];
  /** The clock time of the daily briefing, and whose; none is posted without it. */
  readonly briefing?: { readonly at: string; readonly zone: string };
  /** Path of the file with the publisher's standing lines. */
  readonly lines?: string;
  /** Milliseconds between two questions to a source on a night of results. */
  readonly poll: number;
  /** Milliseconds for which an instance holds a place, and that a post of unclear fate is waited for. */
  readonly lease: number;
  readonly grace: number;
  /** Milliseconds until a post counts as unanswered: less than the grace. */
  readonly timeout: number;
  /** How far apart our posts to Slack are, as a multiple of what it asks for; 0 leaves it to Slack. */
  readonly slackPace: number;
  /** How many of us run at once: they share what a token may do. */
  readonly instances: number;
  /** The tip line's keys; absent while there are none. */
  readonly tips?: TipsConfig;
  readonly tipLine: TipLineConfig;
  /** Path of the database's file, or PostgreSQL's address, which is a secret. */
  readonly database: string;
  /** Path of the file that a replay has to itself. */
  readonly replay: string;
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

/** The folder of an election, named as ELECTION names it. @throws ConfigError */
export function electionFolder(named: string): string {
  const read = settings.shape.ELECTION.safeParse(named);
  if (read.success) return read.data;
  throw new ConfigError(`“${named.slice(0, 40)}” ${read.error.issues.map(({ message }) => message).join("; ")}.`);
}

/** Names in the environment that look like settings and are none: a slip, most likely. */
export function strangers(env?: Environment): readonly string[] {
  const set = Object.entries(env ?? fromProcess()).filter(([, value]) => value?.trim());
  return set
    .map(([name]) => name)
    .filter((name) => /^(SLACK|DISCORD|OPS|SOURCES|TIPS)_/.test(name) && !(name in settings.shape));
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
  const open = read.success ? unsafe(read.data.SOURCES, read.data.SOURCES_ALLOW_PRIVATE) : [];
  const problems = [...wrong, ...combinations(given), ...shared, ...open.map((why) => `SOURCES ${why}`)];
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
    sources: { list: set.SOURCES, allowPrivate: set.SOURCES_ALLOW_PRIVATE },
    desk: set.DESK,
    ...(set.BRIEFING && { briefing: set.BRIEFING }),
    ...(set.LINES !== undefined && { lines: set.LINES }),
    poll: set.POLL_SECONDS * 1_000,
    lease: set.LEASE_SECONDS * 1_000,
    grace: set.GRACE_SECONDS * 1_000,
    timeout: set.POST_SECONDS * 1_000,
    slackPace: set.SLACK_PACE,
    ...(tips && { tips }),
    tipLine: {
      channels: set.TIPS_CHANNELS,
      ...(set.TIPS_NEWSROOM !== undefined && { newsroom: set.TIPS_NEWSROOM }),
      safer: set.TIPS_SAFER,
      teams: set.TIPS_SLACK_TEAMS,
      days: set.TIPS_DAYS,
    },
    database: set.DATABASE_URL ?? set.DATABASE,
    replay: set.REPLAY ?? join(dirname(set.DATABASE), "replay.sqlite"),
    instances: set.INSTANCES,
    ...(set.OPS_PORT !== undefined && { ops: { host: set.OPS_HOST, port: set.OPS_PORT } }),
    logLevel: set.LOG_LEVEL,
    ...(set.STYLE !== undefined && { style: set.STYLE }),
    secrets: [...secretsIn(set), ...tipKeys(tips)],
  };
}

function secretsIn(set: Settings): readonly string[] {
  const tokens = [set.SLACK_BOT_TOKEN, set.SLACK_APP_TOKEN, set.SLACK_SIGNING_SECRET, set.DISCORD_TOKEN];
  const addresses = [set.DATABASE_URL, set.REPLAY]
    .filter((where) => where !== undefined)
    .filter((where) => !isAbsolute(where));
  const all = [...tokens, ...addresses, ...addresses.flatMap(passwordsIn), ...set.SOURCES.flatMap(addressesOf)];
  return all.filter((secret) => secret !== undefined);
}

const tipKeys = (tips: TipsConfig | undefined): readonly string[] =>
  tips?.identity && "keys" in tips.identity ? tips.identity.keys.split(/[\s,]+/) : [];

/** As it stands in the address, and as it is. */
function passwordsIn(address: string): readonly string[] {
  const password = URL.parse(address)?.password;
  return password ? [password, ...new URLSearchParams(`p=${password.replaceAll("+", "%2B")}`).values()] : [];
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
