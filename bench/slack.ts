/**
 * Teller in Slack against a bare Bolt app that has every answer ready, over the same Slack of our own in one run and one
 * process: from a slash command's sending to its answer.
 */
import { App, HTTPReceiver, SocketModeReceiver, type RespondArguments } from "@slack/bolt";
import { createSlack } from "../src/adapters/slack/index.ts";
import { quiet } from "../src/adapters/slack/wire/quiet.ts";
import { answerTo, type House } from "../src/cli/house.ts";
import { responseTo } from "../src/adapters/slack/answers.ts";
import { silent } from "../src/lib/log.ts";
import { openFakeSlack, type FakeSlack } from "../test/support/fake-slack/index.ts";
import { asPseudonym } from "../src/core/asker.ts";
import { heads, openMoving, questionsOf, race, usual, type Rival } from "./crowd.ts";

type Way = "Socket Mode" | "HTTP";

export async function slackTable(): Promise<string> {
  const table = [heads];
  const { house, move } = await openMoving();
  const lines = questionsOf(house);
  for (const way of ["Socket Mode", "HTTP"] as const) {
    const rivals = await slackRivals(house, way, lines);
    table.push(...(await race(rivals, lines, move)));
    for (const { stop } of rivals) await stop();
  }
  return table.join("\n");
}

export async function slackRivals(house: House, way: Way, lines: readonly string[]): Promise<readonly Rival[]> {
  const options = { timeZone: house.election.timeZone, commands: house.commands };
  const ready = new Map<string, RespondArguments>();
  for (const line of [usual, ...lines]) ready.set(line.slice(1), responseTo(await answerTo(line, house), options));
  return [await bare(way, ready), await teller(way, house)];
}

let triggers = 0;

/** @param line goes to "/teller", as people type it there: "seat bath" */
const asked = (slack: FakeSlack) => async (line: string, person: number) =>
  slack.deliver("slash_commands", {
    command: "/teller",
    text: line.slice(1),
    user_id: `U${person}`,
    channel_id: "CNEWSROOM",
    team_id: "TTEST",
    trigger_id: String((triggers += 1)),
    response_url: slack.url,
  });

async function bare(way: Way, ready: ReadonlyMap<string, RespondArguments>): Promise<Rival> {
  const slack = await openFakeSlack();
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const clientOptions = { slackApiUrl: apiUrl, logger: quiet };
  const socket = new SocketModeReceiver({ appToken, logger: quiet, installerOptions: { clientOptions } });
  const http = new HTTPReceiver({ signingSecret, logger: quiet });
  const receiver = way === "HTTP" ? http : socket;
  const app = new App({ token: botToken, receiver, clientOptions, logger: quiet });
  app.command("/teller", async ({ ack, command }) => ack(ready.get(command.text) ?? "?"));
  if (way === "HTTP") {
    const server = await http.start({ port: 0, host: "127.0.0.1" });
    const address = server.address();
    if (typeof address === "object" && address) slack.overHttp(address.port);
  } else await socket.start();
  const stop = async () => {
    await receiver.stop();
    await slack.stop();
  };
  return { name: `bare Bolt, ${way}`, ask: asked(slack), stop };
}

async function teller(way: Way, house: House): Promise<Rival> {
  const slack = await openFakeSlack();
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const platform = createSlack({
    botToken,
    apiUrl,
    mode: way === "HTTP" ? { http: { port: 0, host: "127.0.0.1", signingSecret } } : { socket: { appToken } },
    home: [],
    edge: { pseudonym: (_, user) => asPseudonym(user), staff: () => undefined },
    timeZone: house.election.timeZone,
    log: silent,
  });
  await platform.start(house.commands, house.dispatch);
  if (platform.port !== undefined) slack.overHttp(platform.port);
  const stop = async () => {
    await platform.stop();
    await slack.stop();
  };
  return { name: `teller, ${usual}, ${way}`, ask: asked(slack), stop };
}
