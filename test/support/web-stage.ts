/** The page as a program sees it: requests that a browser's own script would send. */
import { setTimeout as pause } from "node:timers/promises";
import { createWeb, type Web, type WebOptions } from "../../src/adapters/web/index.ts";
import type { Board } from "../../src/core/board.ts";
import { silent } from "../../src/lib/log.ts";
import { openBoard } from "../../src/main/board.ts";
import { openBot } from "./bot.ts";
import type { Parts } from "./platform-contract.ts";
import { testEdge, userId } from "./edge.ts";

/** Ids of the people of the tests, as they are parts of the page. */
export const people = ["mia", "ed"].map((name) => ({ id: userId(name), name }));

/** An error of ours fails the test that meets it. */
export const fault = (error: unknown): never => {
  throw error;
};

/** The board of the whole pack, as published. */
export async function publishedBoard(): Promise<Board> {
  const { house } = await openBot();
  return openBoard({ house, fault });
}

export interface Client {
  readonly base: string;
  readonly web: Web;
  readonly headers: Readonly<Record<string, string>>;
  /** @param as the part that is played */
  readonly post: (path: string, body: unknown, as?: string, tab?: string) => Promise<Response>;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

export async function openWeb(
  { commands, dispatch, timeZone }: Pick<Parts, "commands" | "dispatch" | "timeZone">,
  options: Partial<WebOptions> = {},
): Promise<Client> {
  const board = options.board ?? (await publishedBoard());
  const web = createWeb({ port: 0, edge: testEdge, log: silent, timeZone, ...options, board });
  await web.start(commands, dispatch);
  const { port, key } = web.door ?? { port: 0, key: "" };
  const base = `http://127.0.0.1:${port}`;
  const headers = { "x-teller-key": key, "content-type": "application/json", "x-teller-tab": "tab0" };
  return {
    base,
    web,
    headers,
    post: (path, body, as = "", tab = "tab0") =>
      fetch(`${base}${path}`, {
        method: "POST",
        headers: { ...headers, "x-teller-as": as, "x-teller-tab": tab },
        body: JSON.stringify(body),
      }),
    get: (path, more = {}) => fetch(`${base}${path}`, { headers: more, redirect: "manual" }),
    stop: () => web.stop(),
  };
}

export interface Heard {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Follows a stream of events until it is told to leave. */
export async function listen(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{
  readonly heard: readonly Heard[];
  readonly leave: () => void;
  readonly wait: (event: string) => Promise<Heard>;
}> {
  const leave = new AbortController();
  const answer = await fetch(url, { headers, signal: leave.signal });
  if (!answer.ok || !answer.body) throw new Error(`no stream: ${answer.status}`);
  const heard: Heard[] = [];
  const reading = (async () => {
    let text = "";
    for await (const part of (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      const frames = (text + part).split("\n\n");
      text = frames.pop() ?? "";
      for (const frame of frames) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
        if (event && data) heard.push({ event, data: JSON.parse(data) as Heard["data"] });
      }
    }
  })();
  reading.catch(() => {});
  return {
    heard,
    leave: () => leave.abort(),
    async wait(event) {
      for (let left = 500; left > 0; left -= 1) {
        const found = heard.findLast((one) => one.event === event);
        if (found) return found;
        await pause(10);
      }
      throw new Error(`no ${event} came`);
    },
  };
}

/** Words of some HTML, without its marks: what is escaped stays so. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<br \/>|<\/(?:p|h3|li|tr|dt|dd|div)>/g, "\n")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/[ \t]+/g, " ");
