/** Both platforms, faked, in a program of their own: they judge nothing, and note when each message came. */
import { openDiscord } from "../../test/support/fake-discord/index.ts";
import { createLimits } from "../../test/support/fake-discord/limits.ts";
import { openFakeSlack } from "../../test/support/fake-slack/index.ts";
import { answer, type Deeds } from "./child.ts";

export interface Arrival {
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const [slack, discord] = await Promise.all([openFakeSlack(), openDiscord()]);
slack.world.judges.on = false;
discord.state.judges = false;
const arrivals: Record<"slack" | "discord", Arrival[]> = { slack: [], discord: [] };
/** What was posted last, as it came. */
const last: { slack?: object; discord?: object } = {};

slack.world.watch((sight) => {
  if (sight.kind !== "message") return;
  const { channel, text, blocks, metadata } = sight.message;
  arrivals.slack.push({ channel, at: performance.timeOrigin + performance.now() });
  last.slack = { text, blocks, metadata };
});

const post = /^POST \/channels\/(\d+)\/messages$/;
let limits = createLimits(0);
discord.state.limits = {
  get provoked() {
    return limits.provoked;
  },
  take(method, path) {
    const taken = limits.take(method, path);
    const channel = post.exec(`${method} ${path}`)?.[1];
    if (channel === undefined || taken.after !== undefined) return taken;
    arrivals.discord.push({ channel, at: performance.timeOrigin + performance.now() });
    const body = discord.state.requests.at(-1)?.body;
    if (typeof body === "object" && body) last.discord = body;
    return taken;
  },
};

const deeds = {
  channels: (given: { readonly slack: number; readonly discord: number }) => ({
    slack: Array.from({ length: given.slack }, () => slack.addChannel()),
    discord: Array.from({ length: given.discord }, () => discord.addChannel()),
  }),
  secrets: () => ({
    slack: { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl },
    discord: { token: discord.state.token, apiUrl: discord.apiUrl },
  }),
  /** @param pace of Slack's time; Discord's limit in all is raised by as much */
  limit(pace: number) {
    slack.limits({ scale: pace });
    limits = createLimits(1, 1 / pace);
  },
  count: () => ({ slack: arrivals.slack.length, discord: arrivals.discord.length }),
  /** What came since this was last asked. */
  arrivals() {
    const since = { slack: arrivals.slack.splice(0), discord: arrivals.discord.splice(0) };
    discord.state.requests.length = 0;
    return since;
  },
  last: () => last,
  provoked: () => slack.provoked + limits.provoked,
} satisfies Deeds;

export type Fakes = typeof deeds;
export type Secrets = ReturnType<Fakes["secrets"]>;

answer(deeds, async () => {
  await Promise.all([slack.stop(), discord.close()]);
});
