/** What watches over Teller sees. */
import { describe, expect, onTestFinished, test } from "vitest";
import { silent } from "../../src/lib/log.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import { startOps } from "../../src/ops/server.ts";
import type { State } from "../../src/ops/supervise.ts";

async function opened(states: Readonly<Record<string, State>> = {}, trouble?: () => Promise<string | undefined>) {
  const metrics = createMetrics();
  const server = await startOps({
    host: "127.0.0.1",
    port: 0,
    metrics,
    states: () => states,
    ...(trouble && { trouble }),
  });
  onTestFinished(() => server.close());
  const get = async (path: string, init?: RequestInit) => {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  };
  return { metrics, get, port: server.port };
}

describe("health", () => {
  test("is that the process answers, whatever the platforms do", async () => {
    const { get } = await opened({ slack: "down" });
    expect(await get("/healthz")).toEqual({ status: 200, type: "text/plain", text: "ok\n" });
  });

  test.each([
    [{ slack: "up", discord: "up" }, 200, true],
    [{ slack: "up", discord: "starting" }, 503, false],
    [{ slack: "down", discord: "up" }, 503, false],
    [{ slack: "waiting", discord: "up" }, 503, false],
    [{}, 503, false],
  ] as const)("readiness of %j is %i", async (states, status, ready) => {
    const { get } = await opened(states);
    const told = await get("/readyz?verbose");
    expect(told.status).toBe(status);
    expect(JSON.parse(told.text)).toEqual({ ready, adapters: states });
  });

  test("readiness names what is the matter with the database, and waits for no answer of its for long", async () => {
    let trouble: string | undefined;
    let slow: Promise<unknown> = Promise.resolve();
    let asked = 0;
    const { get } = await opened({ slack: "up" }, async () => {
      asked++;
      await slow;
      return trouble;
    });
    const told = async () => {
      const { status, text } = await get("/readyz");
      return [status, (JSON.parse(text) as { database: string }).database];
    };
    expect(await told()).toEqual([200, "up"]);
    trouble = "full";
    expect(await told()).toEqual([503, "full"]);
    trouble = undefined;
    expect(await told()).toEqual([200, "up"]);
    const answered = Promise.withResolvers<void>();
    slow = answered.promise;
    trouble = "locked";
    asked = 0;
    expect(await Promise.all([told(), told()])).toEqual([
      [503, "slow"],
      [503, "slow"],
    ]);
    expect(asked).toBe(1);
    answered.resolve();
    expect(await told()).toEqual([503, "locked"]);
  });

  test("other pages and methods are refused", async () => {
    const { get } = await opened();
    expect((await get("/")).status).toBe(404);
    expect((await get("/constructor")).status).toBe(404);
    expect((await get("/healthz", { method: "POST", body: "x" })).status).toBe(405);
  });

  test("a port that is taken is one clear line", async () => {
    const { port, metrics } = await opened();
    await expect(startOps({ host: "127.0.0.1", port, metrics, states: () => ({}) })).rejects.toThrow(
      /^OPS_PORT \d+ on 127\.0\.0\.1 cannot be listened on \(EADDRINUSE\): give another\.$/,
    );
  });
});

describe("metrics", () => {
  test("calls by command, platform and outcome; latency; errors; limits; adapters", async () => {
    const { metrics, get } = await opened({ slack: "up", discord: "waiting" });
    metrics.seen({ command: "seat", platform: "slack", milliseconds: 3 });
    metrics.seen({ command: "seat", platform: "slack", milliseconds: 30 });
    metrics.seen({ command: "seat", platform: "discord", milliseconds: 300, problem: "not-found" });
    metrics.seen({ command: "", platform: "discord", milliseconds: 1, problem: "usage" });
    const log = metrics.counting(silent);
    log.error("went wrong", { platform: "slack" });
    log.error("ours");
    log.warn("asked to slow down", { platform: "discord", status: 429 });
    log.warn("something else", { platform: "discord", status: 500 });
    metrics.restarted("discord");
    const { text, type, status } = await get("/metrics");
    expect([status, type]).toEqual([200, metrics.contentType]);
    for (const line of [
      'teller_calls_total{command="seat",platform="slack",outcome="answered"} 2',
      'teller_calls_total{command="seat",platform="discord",outcome="not-found"} 1',
      'teller_calls_total{command="unknown",platform="discord",outcome="usage"} 1',
      'teller_call_duration_seconds_count{platform="slack"} 2',
      'teller_call_duration_seconds_bucket{le="0.005",platform="slack"} 1',
      'teller_errors_total{platform="slack"} 1',
      'teller_errors_total{platform="none"} 1',
      'teller_rate_limits_total{platform="discord"} 1',
      'teller_adapter_up{platform="slack"} 1',
      'teller_adapter_up{platform="discord"} 0',
      'teller_adapter_restarts_total{platform="discord"} 1',
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  });

  test("rule 5: where tips may come, no figure is of the machine, which works a little more for each", async () => {
    const text = await createMetrics({ machine: false }).text();
    expect(text).toContain("teller_calls_total");
    expect(text).not.toMatch(/^(process|nodejs)_/m);
  });

  test("where the database does not answer, all that is not its own is told on", async () => {
    const { metrics, get } = await opened({ slack: "up" }, async () => "lost");
    metrics.watch(() => Promise.reject(new Error("lost")));
    const { status, text } = await get("/metrics");
    expect(status).toBe(200);
    for (const line of ["teller_database_up 0", 'teller_adapter_up{platform="slack"} 1', "teller_messages_waiting Nan"])
      expect(text.split("\n")).toContain(line);
  });
});
