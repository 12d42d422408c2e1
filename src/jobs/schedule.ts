/**
 * What is done now and again, by node-cron, in UTC: no change of a country's clocks skips or doubles it. Ticks only say that
 * it is time to look; leases and unique keys say who does the work, and each job catches up by itself, so a tick that was
 * missed costs nothing.
 */
import { schedule } from "node-cron";
import type { Log } from "../lib/log.ts";

export interface Job {
  readonly name: string;
  readonly every: keyof typeof expressions;
  run(): Promise<void>;
}

const expressions = { second: "* * * * * *", "five seconds": "*/5 * * * * *", minute: "0 * * * * *" } as const;

export interface Schedule {
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}

export function startSchedule(jobs: readonly Job[], log: Log): Schedule {
  const running = new Map<string, Promise<void>>();

  async function tick(job: Job): Promise<void> {
    // One that takes longer than a tick is not run twice.
    const { name } = job;
    if (running.has(name)) return;
    const under = job
      .run()
      .catch((error: unknown) => log.error("a job met an error of ours", error instanceof Error ? { error } : {}))
      .finally(() => void running.delete(name));
    running.set(name, under);
    await under;
  }

  const tasks = jobs.map((job) =>
    schedule(expressions[job.every], () => tick(job), {
      name: job.name,
      timezone: "Etc/UTC",
      suppressMissedWarning: true,
    }),
  );
  return {
    async stop() {
      await Promise.all(tasks.map(async (task) => task.destroy()));
      await Promise.all(running.values());
    },
  };
}
