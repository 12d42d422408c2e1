/** The only reader of the environment: one parse that lists every problem at once, with how to mend it. */
import { dirname, isAbsolute, join } from "node:path";
import { kits } from "./adapters/kits.ts";
import { combinations } from "./config/combinations.ts";
import { environmentWith, type Environment, type Given } from "./config/environment.ts";
import { settings, type Settings } from "./config/settings.ts";
import { sharedIds, type Member } from "./config/people.ts";
import { addressesOf, unsafe, type SourceSetting } from "./config/sources.ts";
import type { TipLineConfig, TipsConfig } from "./config/tips.ts";
import type { Configured, Kit } from "./core/kit.ts";
import type { PlatformId } from "./core/place.ts";

/** The platforms that can be configured. */
export { kits } from "./adapters/kits.ts";
export type { Environment } from "./config/environment.ts";

export interface Config {
  /** Folder of the election pack. */
  readonly election: string;
  /** Folder of overlays, which need not be there. */
  readonly overlays: string;
  /** Every platform, in the kits' order; those whose token is set have their access. */
  readonly platforms: readonly Configured[];
  readonly people: {
    readonly staff: readonly Member[];
    readonly managers: readonly PlatformId[];
  };
  readonly sources: {
    readonly list: readonly SourceSetting[];
    /** Lets sources read private addresses, and http:. */
    readonly allowPrivate: boolean;
  };
  /** The newsroom's own channels, which are told the desk's notices. */
  readonly desk: readonly PlatformId[];
  /** The clock time of the daily briefing, and its time zone; absent for none. */
  readonly briefing?: { readonly at: string; readonly zone: string };
  /** Path of the file with the publisher's standing lines. */
  readonly lines?: string;
  /** Milliseconds between two questions to a source on a night of results. */
  readonly poll: number;
  /** Milliseconds for which an instance holds a place's lease, and for which a post of unclear fate is waited for. */
  readonly lease: number;
  readonly grace: number;
  /** Milliseconds until a post counts as unanswered: less than the grace. */
  readonly timeout: number;
  /** The number of instances that are to run at once. Those that are alive are counted (`crew.ts`). */
  readonly instances: number;
  /** The tip line's keys; absent while there are none. */
  readonly tips?: TipsConfig;
  readonly tipLine: TipLineConfig;
  /** Path of the database's file, or PostgreSQL's address, which is a secret. */
  readonly database: string;
  /** Databases of a replay: one for the terminal, and one for a replay that is told to channels. */
  readonly replay: string;
  readonly rehearsal: string;
  /** The address of health and metrics; absent for none. */
  readonly ops?: { readonly host: string; readonly port: number };
  readonly logLevel: Settings["LOG_LEVEL"];
  /** Path of the publisher's style file. */
  readonly style?: string;
  /** Values that must never be shown or logged. */
  readonly secrets: readonly string[];
}

/** An error that lists every problem of the configuration, each on a line of its own. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * @param env the process's own unless given, with what `.env` adds to it
 * @throws ConfigError
 */
export function readConfig(env?: Environment): Config {
  if (env) return parse(env);
  const given = fromProcess();
  const config = parse(given.env);
  const fault = given.fault(config.secrets);
  if (fault !== undefined) throw new ConfigError(fault);
  return config;
}

/** The folder of an election, named as ELECTION names it. @throws ConfigError */
export function electionFolder(named: string): string {
  const read = settings.shape.ELECTION.safeParse(named);
  if (read.success) return read.data;
  throw new ConfigError(`“${named.slice(0, 40)}” ${read.error.issues.map(({ message }) => message).join("; ")}.`);
}

/** Names in the environment that look like settings and are none: a slip, most likely. */
export function strangers(env?: Environment): readonly string[] {
  const all = [settings, ...kits.map((kit) => kit.settings)];
  const prefixes = [...kits.map(({ name }) => name.toUpperCase()), "OPS", "SOURCES", "TIPS"];
  return Object.entries(env ?? fromProcess().env)
    .filter(([name, value]) => value?.trim() && prefixes.some((prefix) => name.startsWith(`${prefix}_`)))
    .map(([name]) => name)
    .filter((name) => !all.some(({ shape }) => name in shape));
}

let own: Given | undefined;

/** Read once: after that the tip line's key stands in the environment no more. */
function fromProcess(): Given {
  try {
    own ??= environmentWith(join(import.meta.dirname, "..", ".env"), process.env);
    return own;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : ".env cannot be read");
  }
}

/** Settings are read once: compiling their schemas for it would take longer than reading them. */
const interpreted = { jitless: true };

function parse(env: Environment): Config {
  // A setting left empty in a file is a setting left out.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = settings.safeParse(given, interpreted);
  const theirs = kits.map((kit) => ({ kit, read: kit.settings.safeParse(given, interpreted) }));
  const wrong = [read, ...theirs.map((one) => one.read)].flatMap(
    ({ error }) => error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [],
  );
  const shared = read.success ? sharedIds(read.data.STAFF).map((why) => `STAFF ${why}`) : [];
  const open = read.success ? unsafe(read.data.SOURCES, read.data.SOURCES_ALLOW_PRIVATE) : [];
  const problems = [...wrong, ...combinations(given), ...shared, ...open.map((why) => `SOURCES ${why}`)];
  // No value is repeated: a mistyped one may still be a secret.
  if (!read.success || problems.length > 0)
    throw new ConfigError(`The configuration needs mending:\n${problems.join("\n")}`);
  return shape(
    read.data,
    theirs.flatMap(({ kit, read: { data } }) => (data ? [configured(kit, data)] : [])),
  );
}

function configured(kit: Kit, set: Configured["set"]): Configured {
  const access = kit.access(set);
  return { kit, set, ...(access && { access }) };
}

function shape(set: Settings, platforms: Config["platforms"]): Config {
  const tips = tipsFrom(set);
  return {
    election: set.ELECTION,
    overlays: set.OVERLAYS ?? join(dirname(set.DATABASE), "elections.d"),
    platforms,
    people: { staff: set.STAFF, managers: set.MANAGERS },
    sources: { list: set.SOURCES, allowPrivate: set.SOURCES_ALLOW_PRIVATE },
    desk: set.DESK,
    ...(set.BRIEFING && { briefing: set.BRIEFING }),
    ...(set.LINES !== undefined && { lines: set.LINES }),
    poll: set.POLL_SECONDS * 1_000,
    lease: set.LEASE_SECONDS * 1_000,
    grace: set.GRACE_SECONDS * 1_000,
    timeout: set.POST_SECONDS * 1_000,
    ...(tips && { tips }),
    tipLine: {
      channels: set.TIPS_CHANNELS,
      ...(set.TIPS_NEWSROOM !== undefined && { newsroom: set.TIPS_NEWSROOM }),
      safer: set.TIPS_SAFER,
      days: set.TIPS_DAYS,
    },
    database: set.DATABASE_URL ?? set.DATABASE,
    replay: set.REPLAY ?? join(dirname(set.DATABASE), "replay.sqlite"),
    rehearsal: set.REPLAY ?? join(dirname(set.DATABASE), "rehearsal.sqlite"),
    instances: set.INSTANCES,
    ...(set.OPS_PORT !== undefined && { ops: { host: set.OPS_HOST, port: set.OPS_PORT } }),
    logLevel: set.LOG_LEVEL,
    ...(set.STYLE !== undefined && { style: set.STYLE }),
    secrets: [
      ...platforms.flatMap(({ kit, set: its }) => kit.secrets(its)),
      ...secretsIn(set),
      ...tipKeys(tips),
    ].filter((secret) => secret !== undefined),
  };
}

function secretsIn(set: Settings): readonly string[] {
  const addresses = [set.DATABASE_URL, set.REPLAY]
    .filter((where) => where !== undefined)
    .filter((where) => !isAbsolute(where));
  return [...addresses, ...addresses.flatMap(passwordsIn), ...set.SOURCES.flatMap(addressesOf)];
}

const tipKeys = (tips: TipsConfig | undefined): readonly string[] =>
  tips?.identity && "keys" in tips.identity ? tips.identity.keys.split(/[\s,]+/) : [];

/** As it stands in the address, and as it is. */
function passwordsIn(address: string): readonly string[] {
  const password = URL.parse(address)?.password;
  return password ? [password, ...new URLSearchParams(`p=${password.replaceAll("+", "%2B")}`).values()] : [];
}

function tipsFrom(set: Settings): TipsConfig | undefined {
  const { TIPS_RECIPIENTS: recipients, TIPS_IDENTITY: given, TIPS_IDENTITY_FILE: identity = given } = set;
  return recipients.length > 0 || identity ? { recipients, ...(identity && { identity }) } : undefined;
}
