/** Metrics for those who watch over the night: counts, speeds, failures. None says who asked, or what about. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Seen } from "../core/dispatch.ts";
import type { Log } from "../lib/log.ts";

export interface Metrics {
  /** Counts a call, for dispatch. */
  readonly seen: (seen: Seen) => void;
  /** A log that counts as well: errors by platform, and the times that it asked us to slow down. */
  readonly counting: (log: Log) => Log;
  readonly adapter: (platform: string, up: boolean) => void;
  readonly database: (up: boolean) => void;
  readonly restarted: (platform: string) => void;
  /** Sets where to read the waiting messages from, whenever metrics are read. */
  readonly watch: (read: () => Promise<Waiting>) => void;
  /** In the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

export interface Waiting {
  readonly messages: number;
  readonly blocked: number;
  /** Entries by which the last place is behind the log. */
  readonly behind: number;
}

const unknown: Waiting = { messages: Number.NaN, blocked: Number.NaN, behind: Number.NaN };

const tooMany = 429;

export interface MetricsOptions {
  /** With the processor's time, memory and the like, which tell when something is done that nothing else counts. */
  readonly machine?: boolean;
}

export function createMetrics({ machine = true }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (machine) collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: "teller_calls_total",
    help: "Questions, by command, platform and outcome: answered, or what was wrong",
    labelNames: ["command", "platform", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "teller_call_duration_seconds",
    help: "Time from a question to its answer, without the platform's own",
    labelNames: ["platform"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const errors = new Counter({
    name: "teller_errors_total",
    help: "Errors logged, by platform; none where they are ours",
    labelNames: ["platform"],
    registers,
  });
  const limits = new Counter({
    name: "teller_rate_limits_total",
    help: "Times that a platform asked us to slow down",
    labelNames: ["platform"],
    registers,
  });
  const up = new Gauge({
    name: "teller_adapter_up",
    help: "1 while a platform's calls are taken",
    labelNames: ["platform"],
    registers,
  });
  const database = new Gauge({
    name: "teller_database_up",
    help: "1 while what is kept can be written",
    registers,
  });
  const restarts = new Counter({
    name: "teller_adapter_restarts_total",
    help: "Times that a platform's adapter was started anew",
    labelNames: ["platform"],
    registers,
  });
  let waiting: (() => Promise<Waiting>) | undefined;
  const messages = new Gauge({ name: "teller_messages_waiting", help: "Messages begun and not settled", registers });
  const blocked = new Gauge({ name: "teller_places_blocked", help: "Places that cannot be posted to", registers });
  const behind = new Gauge({
    name: "teller_entries_untold",
    help: "The log's last entry less that of the place that has been told least",
    registers,
  });
  return {
    watch: (read) => void (waiting = read),
    seen({ command, platform, milliseconds, problem }) {
      calls.inc({ command: command || "unknown", platform, outcome: problem ?? "answered" });
      seconds.observe({ platform }, milliseconds / 1000);
    },
    counting: (log) => ({
      info: log.info,
      warn(event, fields) {
        if (fields?.status === tooMany) limits.inc({ platform: fields.platform ?? "none" });
        log.warn(event, fields);
      },
      error(event, fields) {
        errors.inc({ platform: fields?.platform ?? "none" });
        log.error(event, fields);
      },
    }),
    adapter: (platform, isUp) => up.set({ platform }, isUp ? 1 : 0),
    database: (isUp) => database.set(isUp ? 1 : 0),
    restarted: (platform) => restarts.inc({ platform }),
    async text() {
      // Unknown where the database does not answer: then the other figures are wanted most of all.
      const now = await waiting?.().catch(() => unknown);
      if (now) {
        messages.set(now.messages);
        blocked.set(now.blocked);
        behind.set(now.behind);
      }
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
