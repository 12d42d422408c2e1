/**
 * Teller in Discord against a bare discord.js client that has every answer ready, over the same Discord of our own in this run
 * and this process: from a slash command's sending to its answer.
 */
import { Client, Events, Routes } from "discord.js";
import { createDiscord, renderDiscord, type DiscordOptions } from "../src/adapters/discord/index.ts";
import { applicationCommands } from "../src/adapters/discord/register.ts";
import { answerTo, type House } from "../src/cli/house.ts";
import { silent } from "../src/lib/log.ts";
import { openDiscord, type FakeDiscord } from "../test/support/fake-discord/index.ts";
import { asPseudonym } from "../src/core/asker.ts";
import { heads, openMoving, questionsOf, race, usual, type Rival } from "./crowd.ts";

export async function discordTable(): Promise<string> {
  const { house, move } = await openMoving();
  const lines = questionsOf(house);
  const rivals = await discordRivals(house, lines);
  const table = [heads, ...(await race(rivals, lines, move))];
  for (const { stop } of rivals) await stop();
  return table.join("\n");
}

export async function discordRivals(house: House, lines: readonly string[]): Promise<readonly Rival[]> {
  const { commands, election } = house;
  const ready = new Map<string, object>();
  for (const line of [usual, ...lines]) {
    const { reply } = await answerTo(line, house);
    ready.set(line, renderDiscord(reply, { commands, timeZone: election.timeZone }).body);
  }
  const http = (publicKey: string): DiscordOptions["mode"] => ({ http: { port: 0, host: "127.0.0.1", publicKey } });
  return [
    await bare("bare discord.js, gateway", house, ready),
    await teller(`teller, ${usual}, gateway`, house, () => "gateway"),
    await teller(`teller, ${usual}, HTTP`, house, http),
  ];
}

const asked = (discord: FakeDiscord) => async (line: string, person: number) => discord.user(`u${person}`).slash(line);

const tidied =
  ({ state }: FakeDiscord) =>
  () => {
    state.messages.length = 0;
    state.requests.length = 0;
    state.interactions.clear();
  };

/** A Discord that does not judge: that would be measured too. */
async function open(): Promise<FakeDiscord> {
  const discord = await openDiscord();
  discord.state.judges = false;
  return discord;
}

async function bare(name: string, house: House, ready: ReadonlyMap<string, object>): Promise<Rival> {
  const discord = await open();
  const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const line = [`/${interaction.commandName}`, ...interaction.options.data.map(({ value }) => value)].join(" ");
    void interaction.reply(ready.get(line) ?? "?");
  });
  const connected = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.state.token);
  await connected;
  await client.rest.put(Routes.applicationCommands(discord.state.application), {
    body: applicationCommands(house.commands),
  });
  const stop = async () => {
    await client.destroy();
    await discord.close();
  };
  return { name, ask: asked(discord), tidy: tidied(discord), stop };
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
  return { name, ask: asked(discord), tidy: tidied(discord), stop };
}
