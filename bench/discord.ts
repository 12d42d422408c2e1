/**
 * Teller in Discord against a bare discord.js client that answers "hello", both over the same Discord of our own, in this
 * run and this process: from the moment that a slash command is sent to its answer, with many people asking at once.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Client, Events } from "discord.js";
import { createDiscord, renderDiscord, type DiscordOptions } from "../src/adapters/discord/index.ts";
import { answerTo, type House } from "../src/cli/house.ts";
import { silent } from "../src/lib/log.ts";
import { openDiscord, type FakeDiscord } from "../test/support/fake-discord/index.ts";
import { quantile, row } from "./figures.ts";
import { asPseudonym } from "../src/core/asker.ts";

const users = 200;
/** Questions of each user in a round. */
const each = 5;
const rounds = 6;
/** Milliseconds for which someone reads before they ask again, at most. */
const reads = 1_000;

interface Rival {
  readonly name: string;
  readonly discord: FakeDiscord;
  readonly line: string;
  readonly stop: () => Promise<void>;
}

export async function discordTable(house: House): Promise<string> {
  const { timeZone } = house.election;
  const ready = renderDiscord((await answerTo("/seat bath", house)).reply, { commands: house.commands, timeZone });
  const rivals = [
    await bare("bare discord.js, hello", { content: "hello", allowed_mentions: { parse: [] } }),
    await bare("bare discord.js, the same ready", ready.body),
    await teller("teller, /seat bath, gateway", house, () => "gateway"),
    await teller("teller, /seat bath, HTTP", house, (publicKey) => ({
      http: { port: 0, host: "127.0.0.1", publicKey },
    })),
  ];
  const taken = rivals.map(() => ({ ms: [] as number[], rates: [] as number[] }));
  // In turn, so that a slow spell of the machine is shared; the first round warms all.
  for (let round = -1; round < rounds; round += 1)
    for (const [i, rival] of rivals.entries()) {
      const { ms } = await crowd(rival, true);
      const { rate } = await crowd(rival, false);
      if (round < 0) continue;
      taken[i]?.ms.push(...ms);
      taken[i]?.rates.push(rate);
    }
  const against = (ms: readonly number[], at: number) => quantile(ms, at) / quantile(taken[0]?.ms ?? [], at);
  const lines = taken.map(({ ms, rates }, i) =>
    row(
      rivals[i]?.name ?? "",
      quantile(ms, 0.5),
      against(ms, 0.5),
      quantile(ms, 0.99),
      against(ms, 0.99),
      Math.round(quantile(rates, 0.5)),
    ),
  );
  for (const { stop } of rivals) await stop();
  return [row("", "p50 ms", "ratio", "p99 ms", "ratio", "answers/s"), ...lines].join("\n");
}

/** Everyone asks, reads, and asks again. */
async function crowd(
  { discord, line }: Rival,
  calm: boolean,
): Promise<{ readonly ms: number[]; readonly rate: number }> {
  const ms: number[] = [];
  const start = performance.now();
  const ask = async (i: number): Promise<void> => {
    const person = discord.user(`u${i}`);
    for (let n = 0; n < each; n += 1) {
      if (calm) await pause(Math.random() * reads);
      const asked = performance.now();
      await person.slash(line);
      ms.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, i) => ask(i)));
  const { state } = discord;
  state.messages.length = 0;
  state.requests.length = 0;
  state.interactions.clear();
  return { ms, rate: (1_000 * ms.length) / (performance.now() - start) };
}

/** A Discord that does not judge: that would be measured too. */
async function open(): Promise<FakeDiscord> {
  const discord = await openDiscord();
  discord.state.judges = false;
  return discord;
}

async function bare(name: string, body: object): Promise<Rival> {
  const discord = await open();
  const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(body);
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.state.token);
  await ready;
  discord.state.registered = [{ type: 1, name: "hello", description: "Says hello" }];
  const stop = async () => {
    await client.destroy();
    await discord.close();
  };
  return { name, discord, line: "/hello", stop };
}

async function teller(name: string, house: House, mode: (publicKey: string) => DiscordOptions["mode"]): Promise<Rival> {
  const discord = await open();
  const platform = createDiscord({
    token: discord.state.token,
    apiUrl: discord.apiUrl,
    mode: mode(discord.publicKey),
    edge: { pseudonym: (_, user) => asPseudonym(user), staff: () => undefined },
    timeZone: house.election.timeZone,
    log: silent,
  });
  await platform.start(house.commands, house.dispatch);
  if (platform.port !== undefined) discord.door(`http://127.0.0.1:${platform.port}`);
  const stop = async () => {
    await platform.stop();
    await discord.close();
  };
  return { name, discord, line: "/seat bath", stop };
}
