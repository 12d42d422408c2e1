/** The same SDKs in a loop, with what Teller posted: nothing is chosen, written down, rendered, or kept in order. */
import { randomBytes } from "node:crypto";
import { webApi } from "@slack/bolt";
import { REST, Routes } from "discord.js";
import { quiet } from "../../src/adapters/slack/wire/quiet.ts";
import { answer, type Deeds } from "./child.ts";
import type { Secrets } from "./fakes.ts";

interface Given {
  readonly secrets: Secrets;
  readonly platform: "slack" | "discord";
  readonly channels: readonly string[];
  readonly payload: object;
  readonly concurrency: number;
}

type Post = (channel: string, payload: object) => Promise<unknown>;

let post: Post | undefined;
let used = process.cpuUsage();

const open: Readonly<Record<Given["platform"], (secrets: Secrets) => Post>> = {
  slack({ slack: { botToken, apiUrl } }) {
    const client = new webApi.WebClient(botToken, {
      slackApiUrl: apiUrl,
      logger: quiet,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    return (channel, payload) => client.chat.postMessage({ text: "", ...payload, channel });
  },
  discord({ discord: { token, apiUrl } }) {
    const rest = new REST({ api: apiUrl, retries: 0, globalRequestsPerSecond: Infinity }).setToken(token);
    return (channel, payload) =>
      rest.post(Routes.channelMessages(channel), { body: { ...payload, nonce: randomBytes(9).toString("base64url") } });
  },
};

const deeds = {
  async run({ secrets, platform, channels, payload, concurrency }: Given) {
    const send = (post ??= open[platform](secrets));
    const left = channels.values();
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (const channel of left) await send(channel, payload);
      }),
    );
  },
  /** Milliseconds of the processor since this was last asked. */
  cpu() {
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    return (user + system) / 1_000;
  },
} satisfies Deeds;

export type Bare = typeof deeds;

answer(deeds, async () => {});
