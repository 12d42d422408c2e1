/** The log tells nothing that it should not, however hard an adapter tries. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogFields } from "../../src/lib/log.ts";
import { UserError } from "../../src/core/errors.ts";
import { createLog, type LogOptions } from "../../src/ops/log.ts";

async function written(write: (log: Awaited<ReturnType<typeof createLog>>) => void, over: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = await createLog({ level: "info", secrets: [], out: { write: (line) => void lines.push(line) }, ...over });
  write(log);
  return lines;
}

describe("a line", () => {
  test("is JSON: a level by name, a time, an event, and fields of the closed list", async () => {
    const fields: Required<Omit<LogFields, "error" | "untimed">> = {
      platform: "slack",
      source: "Count sheet",
      job: "relay tips",
      code: "channel_not_found",
      status: 429,
      milliseconds: 12,
      attempt: 2,
      count: 3,
      port: 9090,
    };
    const [line = ""] = await written((log) => log.warn("asked to slow down", fields), { sources: ["Count sheet"] });
    expect(line.endsWith("\n")).toBe(true);
    expect(JSON.parse(line)).toEqual({
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      msg: "asked to slow down",
      ...fields,
    });
  });

  test("has no time where it is to have none", async () => {
    const [line = ""] = await written((log) => log.error("relaying tips met an error of ours", { untimed: true }));
    expect(JSON.parse(line)).toEqual({ level: "error", msg: "relaying tips met an error of ours" });
  });

  test("is not written below the level", async () => {
    const all = (log: Parameters<Parameters<typeof written>[0]>[0]) => {
      log.info("a");
      log.warn("b");
      log.error("c");
    };
    expect(await written(all, { level: "error" })).toHaveLength(1);
    expect(await written(all, { level: "silent" })).toHaveLength(0);
  });

  test("is pretty on a terminal", async () => {
    const lines: string[] = [];
    const out = { isTTY: true, write: (line: string) => void lines.push(line) };
    const log = await createLog({ level: "info", secrets: [], out });
    log.info("taking calls", { platform: "slack" });
    expect(lines.join("")).toMatch(/INFO.*taking calls[^]*platform.*slack/);
    expect(lines.join("")).not.toContain("{");
  });
});

describe("a planted secret never appears", () => {
  const secret = "xoxb-1234567890-hunter2";

  test("in a field that is not on the list, or under a name that is", async () => {
    const planted = { user: secret, text: secret, token: secret, place: { id: secret } };
    const words = { platform: secret, code: secret, source: secret, job: secret };
    const named = { ...words, status: secret, count: { secret } };
    const lines = await written((log) => log.error("x", { ...planted, ...named } as unknown as LogFields));
    expect(lines.join("")).not.toMatch(/hunter2|1234567890/);
  });

  test("in an error's message, name, properties or causes", async () => {
    const cause = Object.assign(new Error(secret), { code: secret, data: secret });
    const error = Object.assign(new Error(`at\n    at ${secret} (/etc/passwd:1:1)\n${secret}`, { cause }), {
      body: secret,
      says: secret,
      errstr: secret,
      detail: secret,
    });
    error.name = secret;
    const [line = ""] = await written((log) => log.error("x", { error }));
    expect(line).not.toContain("hunter2");
    expect(JSON.parse(line)).toMatchObject({ error: { name: "Error", cause: { name: "Error" } } });
  });

  test("in an event's own words, when it is a secret of the configuration", async () => {
    const [line = ""] = await written((log) => log.error(`could not start: ${secret} is bad`), { secrets: [secret] });
    expect(line).toContain("could not start: [secret] is bad");
  });

  test("nor does a person's id, by any field", async () => {
    for (const id of ["U012AB3CD", "W1234567890", "80351110224678912", "ana@example.org"]) {
      const lines = await written((log) => log.error("x", { platform: id, code: id, source: id, job: id }));
      expect(lines.join(""), id).not.toContain(id);
    }
  });

  test("nor words that somebody typed, whatever they are", async () => {
    const typed = fc.string({ minLength: 1 }).map((text) => `${text} the minister said`);
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        const error = Object.assign(new Error(words), { errstr: words });
        const typed = { platform: words, code: words, source: words, job: words };
        const lines = await written((log) => log.error("x", { ...typed, error }));
        expect(lines.join("")).not.toContain("minister");
      }),
    );
  });
});

test("an error tells its name, its code, and where it was", async () => {
  const error = Object.assign(new RangeError("no"), { code: "ECONNRESET", cause: new UserError("usage", "no") });
  const [line = ""] = await written((log) => log.error("x", { error }));
  expect(JSON.parse(line)).toMatchObject({
    error: {
      name: "RangeError",
      code: "ECONNRESET",
      stack: expect.arrayContaining([expect.stringMatching(/^test\/ops\/log\.test\.ts:\d+:\d+$/)]),
      cause: { name: "UserError", code: "usage" },
    },
  });
  expect(line).not.toContain(process.cwd());
});
