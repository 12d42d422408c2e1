/** The page's door: other pages, rebound names, floods, and who may play a part. */
import { connect, type Socket } from "node:net";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusal, type Admission } from "../../src/adapters/web/guard.ts";
import { usual } from "../../src/adapters/web/limits.ts";
import { createVisits } from "../../src/adapters/web/visits.ts";
import { contractParts } from "../support/platform-contract.ts";
import { userId } from "../support/edge.ts";
import { listen, openWeb, people, publishedBoard, type Client } from "../support/web-stage.ts";

let client: Client;
let open: Client;
let parts: Awaited<ReturnType<typeof contractParts>>;
const printed: string[] = [];
const port = (of: Client): number => Number(new URL(of.base).port);

beforeAll(async () => {
  parts = await contractParts();
  const board = await publishedBoard();
  client = await openWeb(parts, {
    board,
    print: (line) => void printed.push(line),
    limits: { ...usual, address: { ...usual.address, streams: 3 } },
  });
  open = await openWeb(parts, {
    board,
    open: { host: "127.0.0.1", address: "https://board.example.org" },
    sites: ["https://news.example.org"],
    limits: { ...usual, address: { ...usual.address, requests: 40 } },
    print: (line) => void printed.push(line),
  });
}, 60_000);
afterAll(() => Promise.all([client.stop(), open.stop()]));

/** Fetch sends no Host or Origin of our choosing. */
function raw(of: Client, path: string, headers: Readonly<Record<string, string>>, body?: string) {
  return new Promise<{ readonly status: number; readonly text: string; readonly headers: object }>(
    (resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const sent = request({ host: "127.0.0.1", port: port(of), path, method, headers, agent: false }, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => (text += part));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );
}

describe("who is let in", () => {
  const paths = ["/", "/board", "/board/map", "/board/now", "/results.json", "/results.csv", "/assets/chat.js"];

  test.each(paths)("%s is nobody's under a name that was turned to this machine", async (path) => {
    const { status, text } = await raw(client, path, { host: "evil.example" });
    expect([status, text]).toEqual([421, expect.not.stringMatching(/Labour|Bath/)]);
    expect((await raw(client, path, { host: `localhost:${port(client)}` })).status).toBe(200);
  });

  test.each(paths)("%s is read by no page of another origin", async (path) => {
    for (const origin of ["https://evil.example", "null", `http://127.0.0.1:${port(open)}`])
      expect((await raw(client, path, { host: `127.0.0.1:${port(client)}`, origin })).status).toBe(403);
    const script = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" };
    expect((await raw(client, path, { host: `127.0.0.1:${port(client)}`, ...script })).status).toBe(403);
  });

  test("a link from elsewhere opens the page, and no frame of another site does", () => {
    const ours: Admission = { hosts: ["a:1"], origins: ["http://a:1"], sites: [] };
    const asked = (path: string, dest: string, mode = "navigate", method = "GET") => ({
      method,
      path,
      header: (name: string) =>
        ({ host: "a:1", "sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest })[name],
    });
    expect(refusal(asked("/board", "document"), ours)).toBeUndefined();
    expect(refusal(asked("/board", "document", "navigate", "POST"), ours)).toBe(403);
    expect(refusal(asked("/board/map", "iframe"), ours)).toBe(403);
    const embedded = { ...ours, sites: ["https://news.example.org"] };
    expect(refusal(asked("/board/map", "iframe"), embedded)).toBeUndefined();
    expect(refusal(asked("/board", "iframe"), embedded)).toBe(403);
  });

  test("a question and an event stream want the key of this start, which is printed and stands in no page", async () => {
    const { key } = client.web.door ?? { key: "?" };
    expect(printed[0]).toBe(`Open ${client.base}/#${key}`);
    for (const path of ["/ask", "/press", "/submit", "/complete", "/night"]) {
      const answer = await fetch(`${client.base}${path}`, { method: "POST", body: '{"line":"/seat bath"}' });
      expect([403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(/Bath/);
    }
    for (const path of ["/events", "/board/events", "/board/events?key=wrong"])
      expect((await client.get(path)).status).toBe(403);
    for (const path of ["/", "/board", "/assets/chat.js"])
      expect(await (await client.get(path)).text()).not.toContain(key);
  });

  test("nobody plays a part of the newsroom where the page is not a trial", async () => {
    expect((await client.post("/ask", { line: "/managed" }, userId("mia"))).status).toBe(403);
    expect((await client.post("/ask", { line: "/edited" }, "editor")).status).toBe(403);
    const asked = (await (await client.post("/ask", { line: "/edited" })).json()) as { readonly html: string };
    expect(asked.html).toMatch(/is for editors/);
    expect((await client.post("/night", { pace: 60 })).status).toBe(404);
    expect(await (await client.get("/")).text()).not.toMatch(/Ask as|Begin anew/);
    const trial = await openWeb(parts, { people });
    const answer = await trial.post("/ask", { line: "/edited" }, userId("ed"));
    expect(((await answer.json()) as { readonly html: string }).html).toMatch(/edited/);
    await trial.stop();
  });
});

describe("open to everybody there is the board alone", () => {
  test("nothing of the chat is there", async () => {
    expect(printed).toContain("Open https://board.example.org/board");
    for (const path of ["/ask", "/press", "/submit", "/complete", "/night"])
      expect((await open.post(path, { line: "/seat bath" })).status).toBe(404);
    expect((await open.get("/events")).status).toBe(404);
    const front = await open.get("/");
    expect([front.status, front.headers.get("location")]).toEqual([302, "/board"]);
    expect(await open.web.inspect({ platform: "web", id: "newsroom", kind: "channel" })).toMatchObject({
      mayPost: false,
    });
  });

  test("sites that are named may embed the map and read the results, and nothing else", async () => {
    const host = "board.example.org";
    const origin = "https://news.example.org";
    const { headers } = await raw(open, "/board/map", { host });
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringMatching(/frame-ancestors https:\/\/news\.example\.org$/),
    });
    expect((await raw(open, "/board", { host })).headers).toMatchObject({
      "content-security-policy": expect.stringMatching(/frame-ancestors 'none'$/),
    });
    expect(await raw(open, "/results.json", { host, origin })).toMatchObject({
      status: 200,
      headers: { "access-control-allow-origin": origin },
    });
    for (const path of ["/board", "/board/now"]) expect((await raw(open, path, { host, origin })).status).toBe(403);
  });

  test("who asks too much waits, by the address that the proxy tells, and the others do not", async () => {
    const host = "board.example.org";
    const ask = async (address: string) =>
      (await raw(open, "/assets/icon.svg", { host, "x-forwarded-for": `6.6.6.6, ${address}` })).status;
    const flood = await Promise.all(Array.from({ length: 60 }, () => ask("203.0.113.7")));
    expect(flood.filter((status) => status === 429)).toHaveLength(20);
    expect(await ask("203.0.113.8")).toBe(200);
  });

  test("a whole network of IPv6 is one asker, and all is forgotten after a minute", () => {
    const visits = createVisits({ requests: 2, spell: 60_000, streams: 1, known: 100 });
    const asked = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:3::"].map((address) => visits.tooMany(address, 0));
    expect(asked).toEqual([false, false, true]);
    expect(visits.tooMany("2001:db8:0:1::1", 0)).toBe(false);
    expect(visits.tooMany("::ffff:10.0.0.1", 0)).toBe(false);
    expect(visits.tooMany("2001:db8::1", 61_000)).toBe(false);
    const give = visits.stream("10.0.0.1");
    expect(visits.stream("::ffff:10.0.0.1")).toBeUndefined();
    give?.();
    expect(visits.stream("10.0.0.1")).toBeDefined();
  });
});

describe("what a stranger can do to others", () => {
  test("headers of every answer keep scripts, frames and other hosts out", async () => {
    for (const path of ["/", "/board", "/board/map", "/results.json", "/nothing", "/assets/page.css"]) {
      const { headers } = await client.get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy, path).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("set-cookie")).toBeNull();
    }
  });

  test("no page has a script, a style or a handler in it", async () => {
    for (const path of ["/", "/board", "/board?seat=%3Cscript%3Ealert(1)%3C/script%3E"]) {
      const page = await (await client.get(path)).text();
      expect(page).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|\son\w+=|\sstyle=|javascript:/i);
      expect(page).not.toMatch(/(?:src|href)="https?:(?!\/\/(?:www\.)?(?:gov|parliament))/);
    }
  });

  test("the page's own scripts are small", async () => {
    const size = async (name: string) => (await (await client.get(`/assets/${name}`)).arrayBuffer()).byteLength;
    expect((await size("chat.js")) + (await size("offers.js"))).toBeLessThan(10_000);
    expect(await size("board.js")).toBeLessThan(10_000);
  });

  test("400 half-open connections and a body of 10 MB leave others answered", async () => {
    const busy = await openWeb(parts, { board: await publishedBoard(), patience: 1_500 });
    const sockets = await Promise.all(
      Array.from(
        { length: 400 },
        () =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(port(busy), "127.0.0.1", () => {
              socket.write("POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
              resolve(socket);
            });
            socket.once("error", reject).on("error", () => {});
          }),
      ),
    );
    const gone = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.resume().once("close", resolve))));
    const large = await fetch(`${busy.base}/ask`, {
      method: "POST",
      headers: busy.headers,
      body: "x".repeat(10_000_000),
    }).then(
      ({ status }) => status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(large);
    const began = performance.now();
    expect((await busy.post("/ask", { line: "/whisper" })).status).toBe(200);
    expect((await busy.get("/board")).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(1_500);
    await gone;
    await busy.stop();
  });

  test("one address has so many event streams, and one that leaves makes room", async () => {
    const streams = await Promise.all([1, 2, 3].map(() => listen(`${client.base}/events`, client.headers)));
    expect((await client.get("/events", client.headers)).status).toBe(429);
    streams[0]?.leave();
    await expect
      .poll(async () => {
        const next = await client.get("/events", client.headers);
        await next.body?.cancel();
        return next.status;
      })
      .toBe(200);
    for (const { leave } of streams) leave();
  });

  test("what no page of ours sends is refused kindly, and nothing breaks", async () => {
    for (const body of [undefined, [], { line: 5 }, { line: "x".repeat(4_000) }, { code: {} }])
      for (const path of ["/ask", "/press", "/submit", "/complete"])
        expect([400, 200]).toContain((await client.post(path, body)).status);
    expect((await client.post("/press", { code: "nonsense|x" })).status).toBe(200);
    expect((await client.post("/ask", { line: "/seat bath" }, "", "<b>")).status).toBe(403);
  });
});
