/**
 * Teller in Slack against a bare Bolt app that answers "hello", and one that has the same answer ready, all over the same
 * Slack of our own in one run and one process. Times are from a slash command's sending to its answer, while many people
 * ask, read for a moment, and ask again; answers a second are those of people who do not read.
 */
import { setTimeout as pause } from "node:timers/promises";
import { App, HTTPReceiver, SocketModeReceiver, type RespondArguments } from "@slack/bolt";
import { createSlack } from "../src/adapters/slack/index.ts";
import { quiet } from "../src/adapters/slack/wire/quiet.ts";
import { answerTo, type House } from "../src/cli/house.ts";
import { responseTo } from "../src/adapters/slack/answers.ts";
import { silent } from "../src/lib/log.ts";
import { openFakeSlack, type FakeSlack } from "../test/support/fake-slack/index.ts";
import { quantile, row } from "./figures.ts";
import { asPseudonym } from "../src/core/asker.ts";

const users = 200;
/** Questions of each user in a round. */
const each = 5;
const rounds = 4;
/** Milliseconds for which someone reads before they ask again, at most. */
const reads = 500;

type Way = "Socket Mode" | "HTTP";

interface Rival {
  readonly name: string;
  readonly slack: FakeSlack;
  readonly line: string;
  readonly stop: () => Promise<void>;
}

export async function slackTable(house: House): Promise<string> {
  const lines = [row("", "p50 ms", "ratio", "p99 ms", "ratio", "answers/s")];
  for (const way of ["Socket Mode", "HTTP"] as const) {
    const ready = responseTo(await answerTo("/seat bath", house), {
      timeZone: house.election.timeZone,
      commands: house.commands,
    });
    const rivals = [
      await bare(way, "bare Bolt, hello", { response_type: "in_channel", text: "hello" }),
      await bare(way, "bare Bolt, answer ready", ready),
      await teller(way, house),
    ];
    const taken = rivals.map(() => ({ ms: [] as number[], rates: [] as number[] }));
    // In turn, so that a slow spell of the machine is shared; the first round warms both.
    for (let round = -1; round < rounds; round += 1)
      for (const [i, rival] of rivals.entries()) {
        const { ms } = await crowd(rival, true);
        const { rate } = await crowd(rival, false);
        if (round < 0) continue;
        taken[i]?.ms.push(...ms);
        taken[i]?.rates.push(rate);
      }
    const [base] = taken;
    const against = (ms: readonly number[], at: number) => quantile(ms, at) / quantile(base?.ms ?? [], at);
    for (const [i, { ms, rates }] of taken.entries())
      lines.push(
        row(
          `${rivals[i]?.name}, ${way}`,
          quantile(ms, 0.5),
          against(ms, 0.5),
          quantile(ms, 0.99),
          against(ms, 0.99),
          Math.round(quantile(rates, 0.5)),
        ),
      );
    for (const { stop } of rivals) await stop();
  }
  return lines.join("\n");
}

/** Everyone asks, reads, and asks again. */
async function crowd({ slack, line }: Rival, calm: boolean): Promise<{ readonly ms: number[]; readonly rate: number }> {
  const ms: number[] = [];
  const start = performance.now();
  const ask = async (i: number): Promise<void> => {
    for (let n = 0; n < each; n += 1) {
      if (calm) await pause(Math.random() * reads);
      const asked = performance.now();
      const { command, text } = slashed(line);
      await slack.deliver("slash_commands", {
        command,
        text,
        user_id: `U${i}`,
        channel_id: "CNEWSROOM",
        team_id: "TTEST",
        trigger_id: "1",
        response_url: slack.url,
      });
      ms.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: users }, (_, i) => ask(i)));
  return { ms, rate: (1_000 * ms.length) / (performance.now() - start) };
}

function slashed(line: string): { command: string; text: string } {
  const [command = "", ...words] = line.split(" ");
  return { command, text: words.join(" ") };
}

async function bare(way: Way, name: string, answer: RespondArguments): Promise<Rival> {
  const slack = await openFakeSlack();
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const clientOptions = { slackApiUrl: apiUrl, logger: quiet };
  const socket = new SocketModeReceiver({ appToken, logger: quiet, installerOptions: { clientOptions } });
  const http = new HTTPReceiver({ signingSecret, logger: quiet });
  const receiver = way === "HTTP" ? http : socket;
  const app = new App({ token: botToken, receiver, clientOptions, logger: quiet });
  app.command("/teller", async ({ ack }) => ack(answer));
  if (way === "HTTP") {
    const server = await http.start({ port: 0, host: "127.0.0.1" });
    const address = server.address();
    if (typeof address === "object" && address) slack.overHttp(address.port);
  } else await socket.start();
  const stop = async () => {
    await receiver.stop();
    await slack.stop();
  };
  return { name, slack, line: "/teller", stop };
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
  return { name: "teller, /seat bath", slack, line: "/teller seat bath", stop };
}
