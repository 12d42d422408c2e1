/** The schedule: each second, never two of one at a time, and nothing left running when it stops. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startSchedule } from "../../src/jobs/schedule.ts";
import type { LogFields } from "../../src/lib/log.ts";

test("a job that takes longer than a tick is not run twice at a time; one that fails is logged, and the others go on", async () => {
  const errors: string[] = [];
  let [slow, most, quick, done] = [0, 0, 0, 0];
  const schedule = startSchedule(
    [
      {
        name: "slow",
        every: "second",
        run: async () => {
          most = Math.max(most, (slow += 1));
          await pause(1_700);
          slow -= 1;
          done += 1;
        },
      },
      { name: "quick", every: "second", run: async () => void (quick += 1) },
      {
        name: "failing",
        source: "Count sheet",
        every: "second",
        run: async () => Promise.reject(new Error("of ours")),
      },
    ],
    {
      info: () => {},
      warn: () => {},
      error: (event: string, { job, source, error }: LogFields = {}) =>
        void errors.push(`${event}: ${job}, ${source}, ${error?.message}`),
    },
  );
  await pause(3_300);
  await schedule.stop();
  const [runs, ended] = [quick, done];
  expect(most).toBe(1);
  expect(slow).toBe(0);
  expect(runs).toBeGreaterThanOrEqual(3);
  expect(errors.length).toBeGreaterThanOrEqual(3);
  expect(errors[0]).toBe("a job met an error of ours: failing, Count sheet, of ours");
  await pause(1_300);
  expect([quick, done]).toEqual([runs, ended]);
});
