/** Slack, before its SDK is loaded. */
import { z } from "zod";
import { picturesIn } from "../../core/picture.ts";
import { defineKit, type Given } from "../../core/kit.ts";
import type { Command } from "../../core/command.ts";
import type { Finding } from "../../lib/finding.ts";
import type { SlackOptions } from "./index.ts";
import { hostsOf, sitesOf } from "./seat-pages.ts";
import { oneOf, parts, port, text, token, url } from "../../lib/setting.ts";

const settings = z.object({
  SLACK_BOT_TOKEN: token(
    /^(xoxe\.)?xoxb-\S+$/,
    "begins with xoxb-: copy the Bot User OAuth Token from OAuth & Permissions",
  ).optional(),
  SLACK_APP_TOKEN: token(
    /^xapp-\S+$/,
    "begins with xapp-: make one under Basic Information, App-Level Tokens, with connections:write",
  ).optional(),
  SLACK_SIGNING_SECRET: token(/^\S+$/, "has no spaces: copy it from Basic Information, App Credentials").optional(),
  SLACK_MODE: oneOf("socket", "http").default("socket"),
  SLACK_HOST: text.default("127.0.0.1"),
  SLACK_PORT: port.default(3000),
  /** Commands that have a slash command of their own: chosen before there is an app, and so before its tokens. */
  SLACK_COMMANDS: text
    .transform((list) => list.split(",").map((name) => name.trim().replace(/^\//, "").toLowerCase()))
    .pipe(
      z.array(
        z.string().regex(/^[a-z][a-z -]*$/, { error: "is a list of commands with commas between: seat, results" }),
      ),
    )
    .default([]),
  /** The distance between our posts, as a multiple of Slack's own; 0 leaves it to Slack. */
  SLACK_PACE: z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error: "is a number: 1 for the pace that Slack asks for, 2 for half as fast" })
    .transform(Number)
    .default(1),
  /** Sites whose pages about seats are shown as the seats' cards. */
  SLACK_UNFURL_DOMAINS: text
    .transform((list, context) => {
      const sites = sitesOf(parts(list));
      if (sites) return sites;
      context.addIssue(
        "is a list of at most five sites: example.org, or the address of a page with {seat} for the seat's code or name",
      );
      return z.NEVER;
    })
    .default([]),
  SLACK_API_URL: url.optional(),
  /** Workspaces whose members may send tips. */
  TIPS_SLACK_TEAMS: text
    .transform(parts)
    .refine((teams) => teams.every((team) => /^T[A-Z0-9]{2,20}$/.test(team)), {
      error: "is a list of workspace ids, which begin with T: open Slack in a browser, they stand in its address",
    })
    .default([]),
});
type Settings = z.output<typeof settings>;

const listensOverHttp = ({ SLACK_MODE: mode }: Given): boolean => mode === "http";

export default defineKit({
  name: "slack",
  title: "Slack",
  settings,
  rules: [
    {
      when: (given) => given["SLACK_BOT_TOKEN"] !== undefined && (given["SLACK_MODE"] ?? "socket") === "socket",
      needs: "SLACK_APP_TOKEN",
      else: "is missing: Socket Mode needs an app-level token (Basic Information, App-Level Tokens, with connections:write), or set SLACK_MODE=http",
    },
    {
      when: (given) => given["SLACK_BOT_TOKEN"] !== undefined && listensOverHttp(given),
      needs: "SLACK_SIGNING_SECRET",
      else: "is missing: over HTTP it proves that a request is Slack's (Basic Information, App Credentials)",
    },
    {
      when: (given) => given["SLACK_APP_TOKEN"] !== undefined,
      needs: "SLACK_BOT_TOKEN",
      else: "is missing: SLACK_APP_TOKEN alone cannot answer (OAuth & Permissions, Bot User OAuth Token)",
    },
  ],
  listens: (given) =>
    listensOverHttp(given) ? { setting: "SLACK_PORT", port: given["SLACK_PORT"] ?? "3000" } : undefined,
  id: { shape: /^[A-Z0-9]+$/, example: "U012AB3CD", find: "profile, More, Copy member ID" },
  secrets: (set) => [set.SLACK_BOT_TOKEN, set.SLACK_APP_TOKEN, set.SLACK_SIGNING_SECRET],
  whoCanSee: [
    "Slack and whoever runs this workspace can see what you ask and what I answer, as with anything typed here.",
    "Public answers are seen by everyone in the channel; those marked “Only visible to you” by you alone.",
  ],
  access(set) {
    const { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl } = set;
    if (botToken === undefined) return undefined;
    const options = { botToken, mode: modeOf(set), ...(apiUrl !== undefined && { apiUrl }) };
    const also = { home, pace: set.SLACK_PACE, tipTeams: set.TIPS_SLACK_TEAMS, unfurl: set.SLACK_UNFURL_DOMAINS };
    return {
      create: async (joined) => (await import("./index.ts")).createSlack({ ...options, ...also, ...joined }),
      doctor: async () =>
        (await import("./doctor.ts")).doctor({ ...options, unfurls: set.SLACK_UNFURL_DOMAINS.length > 0 }),
    };
  },
  check: ({ SLACK_COMMANDS: names }, commands) => (names.length === 0 ? [] : [ownNames(names, commands)]),
  draw: async (reply, options) => (await import("./render.ts")).renderSlack(reply, options),
  async sketch(reply, options) {
    const [{ renderSlack }, { sketchOf }] = await Promise.all([import("./render.ts"), import("./sketch.ts")]);
    // As if Slack had the pictures already.
    const had = picturesIn(reply).map((picture, i) => [picture, `F${i}`] as const);
    const { blocks } = renderSlack(reply, { ...options, shown: new Map(had) });
    return sketchOf(blocks, new Map(had.map(([picture, id]) => [id, picture])));
  },
  manifest: {
    prints: "what to paste into Slack",
    address: "where Slack sends requests over HTTP instead of Socket Mode",
    async make({ SLACK_COMMANDS: shortCommands, SLACK_UNFURL_DOMAINS: sites }, { commands, address }) {
      const { slackManifest } = await import("./manifest.ts");
      return slackManifest(commands, {
        shortCommands,
        unfurl: hostsOf(sites),
        ...(address !== undefined && { address }),
      });
    },
  },
});

/** The questions of App Home. */
const home = ["results", "latest", "help"].map((command) => ({ command, args: {} }));

/** The rules above have been kept: what a mode needs is there. */
function modeOf(set: Settings): SlackOptions["mode"] {
  const { SLACK_MODE, SLACK_HOST: host, SLACK_PORT, SLACK_APP_TOKEN = "", SLACK_SIGNING_SECRET = "" } = set;
  return SLACK_MODE === "socket"
    ? { socket: { appToken: SLACK_APP_TOKEN } }
    : { http: { host, port: SLACK_PORT, signingSecret: SLACK_SIGNING_SECRET } };
}

function ownNames(names: readonly string[], commands: readonly Command[]): Finding {
  const name = "Slack: commands";
  const known = commands.map((command) => command.name);
  const unknown = names.filter((one) => !known.includes(one));
  if (unknown.length === 0) return { name, state: "good", says: `${names.length} have a name of their own` };
  const says = `SLACK_COMMANDS names what is none: ${unknown.join(", ")}`;
  return { name, state: "bad", says, mend: `choose among ${known.join(", ")}` };
}
