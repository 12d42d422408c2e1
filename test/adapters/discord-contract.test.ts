/** Discord, by the contract: the real SDK over a fake server, by the gateway and by signed HTTP. */
import { expect } from "vitest";
import { createDiscord, type DiscordOptions } from "../../src/adapters/discord/index.ts";
import { optionName } from "../../src/adapters/discord/register.ts";
import type { Command } from "../../src/core/command.ts";
import { silent } from "../../src/lib/log.ts";
import { parseLine } from "../../src/core/parse.ts";
import { say } from "../support/fake-discord/answers.ts";
import { openDiscord } from "../support/fake-discord/index.ts";
import { direct, textOf } from "../support/fake-discord/state.ts";
import { isLong, inForm } from "../support/long.ts";
import { platformContract, type Parts, type Stage, type User } from "../support/platform-contract.ts";
import type { Place } from "../../src/core/place.ts";

const can = {
  forms: true,
  complete: true,
  others: true,
  fail: true,
  missed: true,
  threads: true,
  doubles: true,
  links: true,
  most: 4_040,
  oneIn: inForm(5, 1),
};

const rest = async (): Promise<void> => {};
const post = /^POST \/channels\/\d+\/messages/;
const edit = /^PATCH \/channels\/\d+\/messages/;
/** As Discord answers. */
const refusals = {
  place: { on: post, status: 403, code: 50_013 },
  words: { on: post, status: 400, code: 50_035 },
  message: { on: edit, status: 404, code: 10_008 },
  edit: {
    on: edit,
    status: 429,
    code: 30_046,
    body: {
      message: "Maximum number of edits to messages older than 1 hour reached. Try again later.",
      retry_after: 2_716.4,
      global: false,
    },
    headers: { "retry-after": "2717", "x-ratelimit-scope": "user" },
  },
} as const;

const callbacks = /^POST \/interactions\/.*\/callback$/;
const setbacks = {
  haste: { kind: "status", status: 429, body: { retry_after: 0.02 }, headers: { "retry-after": "0.02" } },
  words: { kind: "status", status: 400, code: 50_035 },
  place: { kind: "status", status: 403, code: 50_001 },
  unclear: { kind: "reset" },
} as const;

/** A typed line as the options that someone would pick. */
function picked(line: string, commands: readonly Command[]): [string, Record<string, string>] {
  const bare = commands.find(({ name }) => line === `/${name}`);
  if (bare) return [line, {}];
  const { command, args } = parseLine(line, commands, (_, text, how) => how === "nearly" || !text.includes(" "));
  return [`/${command.name}`, Object.fromEntries(Object.entries(args).map(([key, value]) => [optionName(key), value]))];
}

async function stageOf(
  { commands, dispatch, edge, timeZone }: Parts,
  mode: (publicKey: string) => DiscordOptions["mode"],
): Promise<Stage> {
  const discord = await openDiscord();
  const { token } = discord.state;
  const { apiUrl, publicKey, channel } = discord;
  const platform = createDiscord({ token, apiUrl, mode: mode(publicKey), edge, timeZone, log: silent, rest });
  await platform.start(commands, dispatch);
  if (platform.port !== undefined) discord.door(`http://127.0.0.1:${platform.port}`);
  const place: Place = { platform: "discord", id: channel.id, kind: "channel" };
  const people = new Map<string, User>();
  const meet = (name: string): User => {
    const person = discord.user(name);
    return { ...person, ask: (line) => person.slash(...picked(line, commands)) };
  };
  return {
    platform,
    place,
    user: (name) => people.get(name) ?? (people.set(name, meet(name)).get(name) as User),
    messages: async () => discord.messages(),
    next(trouble) {
      if (trouble === "unclear") return discord.trouble({ on: post, kind: "status", status: 500, done: true });
      discord.trouble({ kind: "status", ...refusals[trouble] });
    },
    // Minutes later a nonce is no longer known.
    thread: {
      place: { platform: "discord", id: discord.thread.id, kind: "channel" },
      ask: (name, line) => discord.user(name, { thread: true, manages: true }).slash(...picked(line, commands)),
      messages: () => discord.history(discord.thread.id).map(({ text }) => text),
    },
    alone: {
      ask: (name, line) => discord.user(name, { direct: true }).slash(...picked(line, commands)),
      messages: (name) => discord.history(direct(name)).map(({ text }) => text),
    },
    answers: {
      meet(_, setback) {
        if (setback === "late") discord.state.expires = true;
        else discord.trouble({ on: callbacks, ...setbacks[setback] });
        return true;
      },
      ask: (name, line) => discord.user(name).slash(...picked(line, commands)),
      count: (words) => discord.state.messages.filter((one) => words.test(textOf(one))).length,
      calm() {
        discord.state.expires = false;
        discord.calm();
      },
    },
    async late() {
      const last = discord.state.messages.at(-1);
      if (last) say(discord.state, last.channel_id, { flags: last.flags, components: last.components });
    },
    async stop() {
      await platform.stop();
      expect(discord.state.refused).toEqual([]);
      await discord.close();
    },
  };
}

platformContract("discord, gateway", can, (parts) => stageOf(parts, () => "gateway"));

// By its other way in what is in front of the handlers differs alone.
if (isLong)
  platformContract("discord, HTTP", { ...can, missed: false }, (parts) =>
    stageOf(parts, (publicKey) => ({ http: { port: 0, host: "127.0.0.1", publicKey } })),
  );
