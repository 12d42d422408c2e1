/** A Slack adapter at work over a Slack of our own, and its log. */
import { createSlack, type Slack, type SlackOptions } from "../../src/adapters/slack/index.ts";
import type { Log, LogFields } from "../../src/lib/log.ts";
import { openFakeSlack, type FakeSlack } from "./fake-slack/index.ts";
import { contractParts } from "./platform-contract.ts";

export interface LogLine {
  readonly level: keyof Log;
  readonly event: string;
  readonly fields: LogFields | undefined;
}

export interface SlackStage {
  readonly slack: FakeSlack;
  readonly platform: Slack;
  readonly lines: LogLine[];
  readonly stop: () => Promise<void>;
}

const parts = await contractParts();
export const { commands, dispatch, settings, faults } = parts;

export function listen(lines: LogLine[]): Log {
  const at = (level: keyof Log) => (event: string, fields?: LogFields) => void lines.push({ level, event, fields });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/** @param over options to try; the adapter is not started when `start` is false */
export async function openSlack(
  over: Partial<SlackOptions> & { readonly http?: true; readonly start?: false; readonly ask?: typeof dispatch } = {},
): Promise<SlackStage> {
  const slack = await openFakeSlack();
  const lines: LogLine[] = [];
  const { botToken, appToken, signingSecret, apiUrl } = slack;
  const platform = createSlack({
    botToken,
    apiUrl,
    mode: over.http ? { http: { port: 0, host: "127.0.0.1", signingSecret } } : { socket: { appToken } },
    home: [{ command: "results", args: {} }],
    edge: parts.edge,
    timeZone: parts.timeZone,
    log: listen(lines),
    // Tests of the pace set their own.
    pace: 0,
    ...over,
  });
  if (over.start !== false) await platform.start(commands, over.ask ?? dispatch);
  if (over.http && platform.port !== undefined) slack.overHttp(platform.port);
  return {
    slack,
    platform,
    lines,
    stop: async () => {
      await platform.stop();
      await slack.stop();
    },
  };
}
