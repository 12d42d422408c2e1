/** The app manifest for "create from manifest": a bot's token cannot register slash commands. */
import { z } from "zod";
import type { Command } from "../../core/command.ts";
import { hintOf } from "../../core/args.ts";
import { usage } from "../../core/parse.ts";
import { entrance, path, postType, shortcuts, shortName } from "./names.ts";

export interface ManifestOptions {
  /** Commands that are also typed by themselves, by name. The last app that registers one in a workspace has it. */
  readonly shortCommands: readonly string[];
  /** Hosts whose pages about seats are shown as cards; none unless given. */
  readonly unfurl?: readonly string[];
  /** The public address, over HTTP: "https://teller.example.org". Without one, Socket Mode. */
  readonly address?: string;
}

/** Every permission asked for, and why. Those for links are asked for where links are shown. */
export const scopes = {
  commands: "take slash commands",
  "assistant:write": "greet in my messages with questions to begin with",
  "chat:write": "answer, and post news where I am invited",
  "app_mentions:read": "hear @teller in channels that I am in, and nothing else there",
  "im:history": "hear what people write to me directly",
  "channels:history": "find my own post again after an unclear answer, so that it is not posted twice",
  "groups:history": "the same in private channels that I am in",
  "metadata.message:read":
    "be told by Slack itself that a post of mine stands, where its answer was lost; of posts that others mark I read none",
  "channels:read": "tell whether I am in a channel, and whether it is archived",
  "groups:read": "the same for private channels that I am in",
  "im:read": "tell that a direct message with me is shared with nobody else, before a tip is taken in it",
  "files:write": "send pictures, and what is too long for a message as a file",
  "im:write": "send a file to the one who asked for it alone",
} as const;

export const linkScopes = {
  "links:read": "be told of links to the pages that SLACK_UNFURL_DOMAINS lists, and of no others",
  "links:write": "show the seat's card below them",
} as const;

/** Slack wants 174 characters at least. */
const about =
  "Teller answers questions about the election from a results cache: a constituency, a candidate, a party's targets, the state of the parties, who lost their seat. It posts each declaration in the channels that ask for news, once, in order, and corrects it when it is corrected. Staff without a feed enter results at a desk, by twos. Teller keeps nothing about who asks.";

/** Questions that work in any election, shown where somebody opens my messages for the first time. */
export const prompts = [
  { title: "How does it stand?", message: "results" },
  { title: "What is newest?", message: "latest" },
  { title: "What is still to come?", message: "left" },
  { title: "What can I ask?", message: "help" },
] as const;

const limits = { description: 100, usageHint: 100, commands: 50 };

const url = z.httpUrl();

/** @throws RangeError for a short command that is not there, for too many, or an address that is none */
export function slackManifest(
  commands: readonly Command[],
  { shortCommands, unfurl = [], address }: ManifestOptions,
): object {
  if (address !== undefined && !url.safeParse(address).success) throw new RangeError(`“${address}” is no address`);
  const at = address === undefined ? {} : { url: new URL(path, address).href };
  const short = shortCommands.map((name) => {
    const command = commands.find((known) => known.name === name);
    if (!command) throw new RangeError(`there is no command “${name}” to be short`);
    return command;
  });
  if (short.length > limits.commands - 1)
    throw new RangeError(
      `Slack takes ${limits.commands} commands of an app: choose ${limits.commands - 1} to be short`,
    );
  const slash = [
    { command: entrance, description: "Ask Teller about the election", usage_hint: "seat bath, or help", ...at },
    ...short.map((command) => ({ ...slashOf(command), ...at })),
  ].map((one) => ({ ...one, should_escape: false }));
  return {
    display_information: {
      name: "Teller",
      description: "The election: results, targets, moments of the night",
      long_description: about,
      background_color: "#1d2330",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: "Questions about the election, in plain words", suggested_prompts: prompts },
      shortcuts: shortcuts.map(({ callback, name, description }) => ({
        name,
        type: "global",
        callback_id: callback,
        description,
      })),
      bot_user: { display_name: "teller", always_online: true },
      slash_commands: slash,
      ...(unfurl.length > 0 && { unfurl_domains: unfurl }),
    },
    oauth_config: { scopes: { bot: Object.keys({ ...scopes, ...(unfurl.length > 0 && linkScopes) }) } },
    settings: {
      event_subscriptions: {
        ...(address !== undefined && { request_url: at.url }),
        bot_events: [
          "app_home_opened",
          "app_mention",
          "message.im",
          "message_metadata_posted",
          ...(unfurl.length > 0 ? ["link_shared"] : []),
        ],
        // Slack wants the app's id, which there is none of before it is made. Reports of others are not believed.
        metadata_subscriptions: [{ app_id: "*", event_type: postType }],
      },
      interactivity: {
        is_enabled: true,
        ...(address !== undefined && { request_url: at.url, message_menu_options_url: at.url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}

function slashOf(command: Command): { command: string; description: string; usage_hint?: string } {
  const hint = usage(command)
    .slice(command.name.length + 1)
    .trim()
    .slice(0, limits.usageHint);
  const secret = Object.entries(command.args.shape).some(([name, schema]) => hintOf(name, schema).secret);
  return {
    command: shortName(command.name),
    description: command.summary.slice(0, limits.description),
    ...(hint !== "" && !secret && { usage_hint: hint }),
  };
}
