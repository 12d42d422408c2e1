/** Discord, before its SDK is loaded. */
import { z } from "zod";
import { picturesIn } from "../../core/picture.ts";
import { defineKit, type Given } from "../../core/kit.ts";
import type { DiscordOptions, Kept } from "./index.ts";
import { oneOf, parts, port, text, token, url } from "../../lib/setting.ts";

const settings = z.object({
  DISCORD_TOKEN: token(
    /^(?!Bot\s)\S+$/i,
    "is the token alone, without “Bot” before it: copy it from the Bot page of your application",
  ).optional(),
  DISCORD_MODE: oneOf("gateway", "http").default("gateway"),
  DISCORD_PUBLIC_KEY: token(
    /^[\da-f]{64}$/i,
    "is 64 letters a to f and digits: copy it from the application's General Information",
  ).optional(),
  DISCORD_HOST: text.default("127.0.0.1"),
  DISCORD_PORT: port.default(3001),
  /** The one server where commands are registered, for trials. */
  DISCORD_GUILD: token(
    /^\d{15,20}$/,
    "is a server's id, a long number: turn Developer Mode on, then right-click the server, Copy Server ID",
  ).optional(),
  /** The newsroom's own server, which alone has the editors' commands. */
  DISCORD_NEWSROOM: token(
    /^\d{15,20}$/,
    "is a server's id, a long number: turn Developer Mode on, then right-click the server, Copy Server ID",
  ).optional(),
  DISCORD_API_URL: url.optional(),
  /** The only servers in which tips may be sent, where it lists any. */
  TIPS_DISCORD_SERVERS: text
    .transform(parts)
    .refine((servers) => servers.every((server) => /^\d{15,20}$/.test(server)), {
      error:
        "is a list of servers' ids, which are long numbers: turn Developer Mode on, then right-click a server, Copy Server ID",
    })
    .default([]),
});
type Settings = z.output<typeof settings>;

const listensOverHttp = ({ DISCORD_MODE: mode }: Given): boolean => mode === "http";

export default defineKit({
  name: "discord",
  title: "Discord",
  settings,
  rules: [
    {
      when: (given) => given["DISCORD_TOKEN"] !== undefined && listensOverHttp(given),
      needs: "DISCORD_PUBLIC_KEY",
      else: "is missing: over HTTP it proves that a request is Discord's (General Information)",
    },
  ],
  listens: (given) =>
    listensOverHttp(given) ? { setting: "DISCORD_PORT", port: given["DISCORD_PORT"] ?? "3001" } : undefined,
  id: { shape: /^\d+$/, example: "80351110224678912", find: "Developer Mode on, right-click, Copy User ID" },
  secrets: (set) => [set.DISCORD_TOKEN],
  whoCanSee: [
    "Discord, the company, sees and stores what you ask and what is answered, also what only you can see.",
    "A public answer: everyone who can read the channel, now and later, and other bots there.",
    "An answer that says “Only you can see this”: you alone, besides Discord.",
    "In direct messages with me: you alone, besides Discord.",
  ],
  access(set) {
    const {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      DISCORD_GUILD: guild,
      DISCORD_NEWSROOM: newsroom,
      TIPS_DISCORD_SERVERS: tipServers,
    } = set;
    if (token === undefined) return undefined;
    const options = {
      token,
      mode: modeOf(set),
      ...(apiUrl !== undefined && { apiUrl }),
      ...(guild !== undefined && { guild }),
      ...(newsroom !== undefined && { newsroom }),
    };
    let kept: Kept | undefined;
    return {
      async create({ alarm, ...joined }) {
        const { createDiscord, createKept } = await import("./index.ts");
        kept ??= createKept((isOpen) => alarm?.("discord", isOpen ? whyStopped : undefined));
        return createDiscord({ ...options, tipServers, kept, ...joined });
      },
      doctor: async (staff) => (await import("./doctor.ts")).doctor({ ...options, staff }),
    };
  },
  draw: async (reply, options) => (await import("./render.ts")).renderDiscord(reply, options).body,
  async sketch(reply, options) {
    const [{ renderDiscord }, { sketchOf }] = await Promise.all([import("./render.ts"), import("./sketch.ts")]);
    const pictures = picturesIn(reply);
    const drawn = new Map(pictures.map((picture) => [picture, new Uint8Array(1)]));
    const { components } = renderDiscord(reply, { ...options, drawn }).body;
    return sketchOf(components, { timeZone: options.timeZone, pictures });
  },
  manifest: {
    prints: "the commands and the invite link for Discord",
    async make({ DISCORD_TOKEN: token, DISCORD_GUILD: guild, DISCORD_NEWSROOM: newsroom }, { commands }) {
      const [{ commandLists }, { applicationOf, inviteLink }] = await Promise.all([
        import("./register.ts"),
        import("./invite.ts"),
      ]);
      const application = token === undefined ? undefined : applicationOf(token);
      const lists = commandLists(commands, { guild, newsroom });
      const own = lists.find((list) => list.guild !== undefined && list.guild === newsroom);
      return {
        invite: inviteLink(application ?? "YOUR_APPLICATION_ID"),
        commands: lists[0]?.commands ?? [],
        ...(own && { newsroom: own.commands }),
      };
    },
    clear: {
      what: "the commands that a server has for trials",
      takes: "SERVER",
      async run({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl }, server) {
        if (!/^\d{15,20}$/.test(server)) throw new RangeError("--clear takes a server's id, a long number");
        if (token === undefined) throw new RangeError("--clear needs DISCORD_TOKEN");
        const { clearCommands } = await import("./clear.ts");
        return { server, cleared: await clearCommands({ token, server, ...(apiUrl !== undefined && { apiUrl }) }) };
      },
    },
  },
});

const whyStopped =
  "Discord has refused 3,000 requests in ten minutes, and shuts a machine out for some hours after 10,000: nothing is asked of it until most of them are ten minutes old. Look whether it has taken our access away in many channels";

/** A configuration that passed the rules above has all that its mode needs. */
const modeOf = (set: Settings): DiscordOptions["mode"] => {
  const { DISCORD_MODE, DISCORD_HOST: host, DISCORD_PORT, DISCORD_PUBLIC_KEY = "" } = set;
  return DISCORD_MODE === "gateway" ? "gateway" : { http: { host, port: DISCORD_PORT, publicKey: DISCORD_PUBLIC_KEY } };
};
