/** Requests to the page that one core serves, and the wait of a thousand readers for a declaration. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, get, request } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { quantile, row } from "./figures.ts";

const readers = 1_000;
const declarations = 12;
/** Requests of each kind, so many at once. */
const asked = { count: 1_500, lanes: 16 } as const;

const doorSchema = z.object({ port: z.number(), key: z.string() });
type Door = z.output<typeof doorSchema>;

export async function boardTable(): Promise<string> {
  const child = fork(join(import.meta.dirname, "board", "server.ts"), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const [said] = await once(child, "message");
    const door = doorSchema.parse(said);
    return [await served(door), "", await waited(door, child)].join("\n");
  } finally {
    child.kill("SIGKILL");
  }
}

/** One request, whole. @returns bytes */
function ask(door: Door, agent: Agent, path: string, headers: Readonly<Record<string, string>>, body?: string) {
  return new Promise<number>((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = request({ host: "127.0.0.1", port: door.port, path, method, headers, agent }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => (bytes += part.length));
      answer.on("end", () =>
        (answer.statusCode ?? 500) < 400 ? resolve(bytes) : reject(new Error(`${path}: ${answer.statusCode}`)),
      );
    });
    sent.on("error", reject).end(body);
  });
}

async function served(door: Door): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: asked.lanes });
  const gzip = { "accept-encoding": "gzip" };
  const chat = { "x-teller-key": door.key, "x-teller-tab": "bench", "content-type": "application/json" };
  const json = await fetch(`http://127.0.0.1:${door.port}/results.json`);
  const etag = json.headers.get("etag") ?? "";
  await json.arrayBuffer();
  const kinds: Readonly<
    Record<string, readonly [path: string, headers: Readonly<Record<string, string>>, body?: string]>
  > = {
    "the board": ["/board", gzip],
    "the map": ["/board/map.svg", gzip],
    "results.json": ["/results.json", gzip],
    "results.json, unchanged": ["/results.json", { "if-none-match": etag }],
    "a question in the chat": ["/ask", chat, '{"line":"/seat bath"}'],
  };
  const rows = [row("", "a second", "p50 ms", "p99 ms", "KB")];
  for (const [name, [path, headers, body]] of Object.entries(kinds)) {
    const times: number[] = [];
    let bytes = 0;
    await Promise.all(Array.from({ length: 20 }, () => ask(door, agent, path, headers, body)));
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: asked.lanes }, async () => {
        while (times.length < asked.count) {
          const at = performance.now();
          bytes = await ask(door, agent, path, headers, body);
          times.push(performance.now() - at);
        }
      }),
    );
    const seconds = (performance.now() - begun) / 1_000;
    rows.push(
      row(name, Math.round(times.length / seconds), quantile(times, 0.5), quantile(times, 0.99), bytes / 1_024),
    );
  }
  agent.destroy();
  return rows.join("\n");
}

async function waited(door: Door, child: ChildProcess): Promise<string> {
  const page = await (await fetch(`http://127.0.0.1:${door.port}/board`)).text();
  const [, key = ""] = /name="board-key" content="([^"]+)"/.exec(page) ?? [];
  const waits: number[] = [];
  const bytes: number[] = [];
  let declared = Number.NaN;
  const agent = new Agent({ maxSockets: Infinity });
  const open = await Promise.all(
    Array.from({ length: readers }, async () => {
      const sent = get({ host: "127.0.0.1", port: door.port, path: `/board/events?key=${key}`, agent });
      const [answer] = await once(sent, "response");
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
        if (!text.endsWith("\n\n")) return;
        // The first of a stream only says where the board is.
        if (text.includes("event: board")) {
          waits.push(Date.now() - declared);
          bytes.push(text.length);
        }
        text = "";
      });
      return sent;
    }),
  );
  await pause(1_000);
  for (let i = 0; i < declarations; i += 1) {
    declared = Date.now();
    child.send("declare");
    const wanted = (i + 1) * readers;
    for (let left = 100; left > 0 && waits.length < wanted; left -= 1) await pause(50);
    if (waits.length < wanted) throw new Error(`${wanted - waits.length} readers were not told`);
    // Not in step with the server's looks.
    await pause(100 + ((i * 37) % 250));
  }
  for (const sent of open) sent.destroy();
  const rows = [row("", "p50 ms", "p99 ms", "slowest", "KB each")];
  const [half, last, worst] = [0.5, 0.99, 1].map((at) => quantile(waits, at));
  rows.push(
    row(
      `a declaration to ${readers.toLocaleString("en-GB")} readers`,
      half ?? 0,
      last ?? 0,
      worst ?? 0,
      quantile(bytes, 0.5) / 1_024,
    ),
  );
  return rows.join("\n");
}
