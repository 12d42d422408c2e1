/**
 * Jobs, done now and again by node-cron, in UTC: no change of a country's clocks skips or doubles one. Ticks only say that
 * it is time to look; leases and unique keys say who does the work, and each job catches up by itself, so a tick that was
 * missed costs nothing.
 */
import { schedule } from "node-cron";
import type { Log } from "../lib/log.ts";

export interface Job {
  /** One word or two, for the log. */
  readonly name: string;
  /** The source's name, for a job of one source alone. */
  readonly source?: string;
  readonly every: keyof typeof expressions;
  run(): Promise<void>;
}

const expressions = { second: "* * * * * *", "five seconds": "*/5 * * * * *", minute: "0 * * * * *" } as const;

export interface Schedule {
  /** Starts nothing more, and waits for running jobs. */
  stop(): Promise<void>;
}

export function startSchedule(jobs: readonly Job[], log: Log): Schedule {
  const running = new Map<Job, Promise<void>>();

  async function tick(job: Job): Promise<void> {
    // One that takes longer than a tick is not run twice.
    if (running.has(job)) return;
    const { name, source } = job;
    const about = { job: name, ...(source !== undefined && { source }) };
    const under = job
      .run()
      .catch((error: unknown) =>
        log.error("a job met an error of ours", { ...about, ...(error instanceof Error && { error }) }),
      )
      .finally(() => void running.delete(job));
    running.set(job, under);
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
