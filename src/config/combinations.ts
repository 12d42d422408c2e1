/** What settings ask of each other. Looks at whether they are there, so that it can be said beside every other problem. */
import { resolve } from "node:path";
import { usualPorts } from "./settings.ts";
import { isDatabaseAddress } from "../lib/address.ts";

type Given = Readonly<Record<string, string | undefined>>;

interface Rule {
  /** Where this holds … */
  readonly when: (given: Given) => boolean;
  /** … this must be set, … */
  readonly needs: string;
  /** … or this is said. */
  readonly else: string;
}

const has = (name: string) => (given: Given) => given[name] !== undefined;
const mode = (platform: string, wanted: string, usual: string) => (given: Given) =>
  given[`${platform}_MODE`]?.trim() === wanted || (given[`${platform}_MODE`] === undefined && wanted === usual);
const both =
  (...all: readonly ((given: Given) => boolean)[]) =>
  (given: Given) =>
    all.every((one) => one(given));

const rules: readonly Rule[] = [
  {
    when: both(has("SLACK_BOT_TOKEN"), mode("SLACK", "socket", "socket")),
    needs: "SLACK_APP_TOKEN",
    else: "is missing: Socket Mode needs an app-level token (Basic Information, App-Level Tokens, with connections:write), or set SLACK_MODE=http",
  },
  {
    when: both(has("SLACK_BOT_TOKEN"), mode("SLACK", "http", "socket")),
    needs: "SLACK_SIGNING_SECRET",
    else: "is missing: over HTTP it proves that a request is Slack's (Basic Information, App Credentials)",
  },
  {
    when: has("SLACK_APP_TOKEN"),
    needs: "SLACK_BOT_TOKEN",
    else: "is missing: SLACK_APP_TOKEN alone cannot answer (OAuth & Permissions, Bot User OAuth Token)",
  },
  {
    when: both(has("DISCORD_TOKEN"), mode("DISCORD", "http", "gateway")),
    needs: "DISCORD_PUBLIC_KEY",
    else: "is missing: over HTTP it proves that a request is Discord's (General Information)",
  },
  {
    when: ({ INSTANCES, REPLAY }) =>
      /^\d+$/.test(INSTANCES?.trim() ?? "") && Number(INSTANCES) > 1 && !(REPLAY && isDatabaseAddress(REPLAY)),
    needs: "DATABASE_URL",
    else: "is missing: several instances share one PostgreSQL, and a file is one program's: set it, or leave INSTANCES at 1",
  },
];

/** @returns a line for each thing that is missing */
export function combinations(given: Given): readonly string[] {
  const missing = rules
    .filter(({ when, needs }) => when(given) && given[needs] === undefined)
    .map((rule) => `${rule.needs} ${rule.else}`);
  return [...missing, ...samePort(given), ...sameFile(given)];
}

/** A replay begins by forgetting what its database holds. */
function sameFile({ REPLAY, DATABASE, DATABASE_URL }: Given): readonly string[] {
  return Object.entries({ DATABASE, DATABASE_URL })
    .filter(
      ([, where]) => where !== undefined && REPLAY !== undefined && resolve(where.trim()) === resolve(REPLAY.trim()),
    )
    .map(([name]) => `REPLAY is the database that ${name} names: a replay needs one of its own`);
}

/** Whatever listens does so at a port of its own. */
function samePort(given: Given): readonly string[] {
  const ports = (["SLACK", "DISCORD"] as const)
    .filter((platform) => mode(platform, "http", "")(given))
    .map((platform) => `${platform}_PORT` as const)
    .map((name) => ({ name, port: given[name] ?? String(usualPorts[name]) }));
  const taken = [...ports, ...(given["OPS_PORT"] === undefined ? [] : [{ name: "OPS_PORT", port: given["OPS_PORT"] }])];
  return taken
    .filter(({ port }, index) => taken.slice(0, index).some((other) => other.port === port))
    .map(({ name }) => `${name} is another's port already: give each its own`);
}
