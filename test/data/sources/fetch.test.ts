/** Reading with care: what may be read, how much of it, and for how long. */
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fetchText, type Reach } from "../../../src/data/sources/fetch.ts";
import { isPublic } from "../../../src/data/sources/read/guard.ts";
import { SourceError } from "../../../src/data/sources/source.ts";
import { folder, never, pages, serve, write } from "../../support/source-stage.ts";

const open: Reach = { allowPrivate: true };
const read = (location: string, reach: Reach = open, signal = never) => fetchText(location, undefined, reach, signal);

async function refusal(location: string, reach: Reach = open, signal = never): Promise<string> {
  const error: unknown = await read(location, reach, signal).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  return error instanceof Error ? error.message : "";
}

describe("an address", () => {
  test.each([
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.16.0.1", false],
    ["192.168.1.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["224.0.0.1", false],
    ["192.0.2.1", false],
    // Of Azure's host: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    ["168.63.129.16", false],
    ["168.63.129.17", true],
    ["::7f00:1", false],
    ["::10.0.0.1", false],
    ["8.8.8.8", true],
    ["::1", false],
    ["::", false],
    ["fe80::1", false],
    ["fd00::1", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:8.8.8.8", true],
    ["64:ff9b::10.0.0.1", false],
    ["64:ff9b::8.8.8.8", true],
    ["2001:4860:4860::8888", true],
    ["2002:7f00:1::", false],
    ["nonsense", false],
  ])("%s is public: %s", (address, expected) => expect(isPublic(address)).toBe(expected));

  test.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/latest",
  ])("%s is not read", async (address) => {
    expect(await refusal(address, {})).toMatch(/its address is private: SOURCES_ALLOW_PRIVATE=true/);
  });

  test.each([
    ["one", ["10.0.0.1"]],
    ["one of several", ["93.184.215.14", "127.0.0.1"]],
    ["one in the other family", ["93.184.215.14", "fd00::1"]],
  ])("whose name leads to a private one (%s) is not read", async (_, addresses) => {
    const resolve: Reach["resolve"] = (_host, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    expect(await refusal("https://feed.example/secret-path", { resolve })).toBe(
      "feed.example cannot be read: its address is private: SOURCES_ALLOW_PRIVATE=true lets it be read",
    );
  });

  test("is looked up once, and what was looked up is what is used", async () => {
    const at = await serve((_, response) => void response.end("here"));
    const asked: string[] = [];
    const resolve: Reach["resolve"] = (host, callback) => {
      asked.push(host);
      callback(null, [{ address: asked.length === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }]);
    };
    const { answer } = await read(at.replace("127.0.0.1", "feed.example"), { ...open, resolve });
    expect([answer.text, asked]).toEqual(["here", ["feed.example"]]);
  });

  test.each(["http://example.com/", "HTTP://example.com/"])("%s is read over https alone", async (address) => {
    expect(await refusal(address, {})).toMatch(/read over https alone/);
  });

  test("that is none, or that has no name, is said to be", async () => {
    const nowhere: Reach["resolve"] = (_, callback) =>
      callback(Object.assign(new Error("x"), { code: "ENOTFOUND" }), []);
    expect(await refusal("https://:99999/")).toMatch(/it is no address/);
    expect(await refusal("https://gone.example/a?key=hunter2", { resolve: nowhere })).toBe(
      "gone.example cannot be read: the connection failed (ENOTFOUND)",
    );
    expect(await refusal("http://me:hunter2@127.0.0.1:1/")).toBe(
      "127.0.0.1:1 cannot be read: the connection failed (ECONNREFUSED)",
    );
  });
});

describe("a server", () => {
  test("that leads on is followed a little, and each address is checked", async () => {
    const at: string = await serve(({ url = "" }, response) => {
      const hop = Number(url.slice(1));
      if (url === "/0") response.end("there");
      else if (url === "/ftp") response.writeHead(302, { location: "ftp://127.0.0.1/" }).end();
      else if (url === "/file") response.writeHead(302, { location: "file:///etc/passwd" }).end();
      else if (url === "/nowhere") response.writeHead(302).end();
      else response.writeHead(302, { location: `/${hop - 1}` }).end();
    });
    expect(await read(`${at}/3`)).toMatchObject({ answer: { text: "there" }, address: `${at}/0` });
    expect(await refusal(`${at}/4`)).toMatch(/leads from one address to the next/);
    expect(await refusal(`${at}/ftp`)).toMatch(/read over https alone/);
    expect(await refusal(`${at}/file`)).toMatch(/read over https alone/);
    expect(await refusal(`${at}/nowhere`)).toMatch(/it leads nowhere/);
  });

  test("is asked only whether anything is new", async () => {
    const asked: string[] = [];
    const content = { "/a": "one" };
    const at = await serve(pages(() => content, asked));
    const { answer } = await read(`${at}/a`);
    expect((await fetchText(`${at}/a`, answer, open, never)).answer).toBe(answer);
    content["/a"] = "two";
    expect((await fetchText(`${at}/a`, answer, open, never)).answer.text).toBe("two");
    expect(asked).toEqual(["/a 200", "/a 304", "/a 200"]);
  });

  test("may know no versions, or days only", async () => {
    const times: (string | undefined)[] = [];
    const modified = "Thu, 04 Jul 2024 21:00:00 GMT";
    const at = await serve((request, response) => {
      if (request.url === "/plain") response.end("same");
      else {
        times.push(request.headers["if-modified-since"]);
        response.writeHead(times.length > 1 ? 304 : 200, { "last-modified": modified }).end("same");
      }
    });
    for (const path of ["/plain", "/days"]) {
      const { answer } = await read(`${at}${path}`);
      expect((await fetchText(`${at}${path}`, answer, open, never)).answer).toBe(answer);
    }
    expect(times).toEqual([undefined, modified]);
  });

  test("that has too much, takes too long, breaks off or says no is left", async () => {
    const at = await serve((request, response) => {
      if (request.url === "/much") for (let part = 0; part < 30; part++) response.write("x".repeat(1_000));
      if (request.url === "/much") response.end();
      else if (request.url === "/slow") setInterval(() => response.write("."), 5).unref();
      else if (request.url === "/silent") return;
      else if (request.url === "/torn")
        response.writeHead(200, { "content-length": 100 }).write("half", () => response.destroy());
      else if (request.url === "/zip") response.writeHead(200, { "content-encoding": "gzip" }).end("x");
      else if (request.url === "/unasked") response.writeHead(304).end();
      else response.writeHead(503).end();
    });
    const short = { ...open, mostBytes: 20_000, patience: 200 };
    expect(await refusal(`${at}/much`, short)).toMatch(/more than 20000 bytes/);
    expect(await refusal(`${at}/slow`, short)).toMatch(/does not answer in time/);
    expect(await refusal(`${at}/silent`, short)).toMatch(/does not answer in time/);
    expect(await refusal(`${at}/torn`, short)).toMatch(/the connection failed/);
    expect(await refusal(`${at}/zip`, short)).toMatch(/packed/);
    expect(await refusal(`${at}/unasked`, short)).toMatch(/answers 304/);
    expect(await refusal(`${at}/`, short)).toMatch(/answers 503/);
    expect(await refusal(`${at}/silent`, open, AbortSignal.timeout(50))).toMatch(/broken off/);
  });
});

describe("a file", () => {
  test("is read again when it changed", async () => {
    const path = write(folder(), "a.csv", "one");
    const { answer } = await read(path);
    expect((await fetchText(path, answer, open, never)).answer).toBe(answer);
    write(path, "../a.csv", "two");
    expect((await fetchText(path, answer, open, never)).answer.text).toBe("two");
  });

  test("is a real one, and not too long", async () => {
    const within = folder();
    execFileSync("sh", ["-c", 'mkfifo "$0"', join(within, "pipe")]);
    symlinkSync("/dev/zero", join(within, "zero"));
    expect(await refusal(join(within, "pipe"))).toMatch(/it is no file/);
    expect(await refusal(join(within, "zero"))).toMatch(/it is no file/);
    expect(await refusal(within)).toMatch(/it is no file|it is a folder/);
    expect(await refusal(join(within, "none"))).toMatch(/there is no such file or folder/);
    expect(await refusal(write(within, "long", "x".repeat(101)), { mostBytes: 100 })).toMatch(/more than 100 bytes/);
    expect((await read(write(within, "right", "x".repeat(100)), { mostBytes: 100 })).answer.text).toHaveLength(100);
  });
});
