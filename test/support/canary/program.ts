/**
 * `teller run`, whole, with its clock wound: an hour of the tip line lasts a second or so. `stage.ts` starts it, and
 * the environment sets its speed, its beginning, and the secrets that it is to leak.
 */
import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "../../../src/config.ts";
import type { startSchedule } from "../../../src/jobs/schedule.ts";
import { openHouse } from "../../../src/main.ts";
import { serve } from "../../../src/main/serve.ts";
import { plant } from "./plants.ts";

/** Milliseconds that all of it takes at the most. */
const longest = 600_000;

const { CANARY_SINCE: since = "", CANARY_SPEED: speed = "", CANARY_PLANTS: plants } = process.env;
const base = Number(since);
// The clock began long ago, and does not catch up with the platforms' clocks before the end: their histories are
// searched by time.
const now = (): Date => new Date(base + (Date.now() - base - longest) * Number(speed));

/** Runs each job again and again, as if a minute were a tenth of a second. */
const often: typeof startSchedule = (jobs) => {
  const left = new AbortController();
  const loops = jobs.map(async (job) => {
    while (!left.signal.aborted) {
      await job.run().catch(() => {});
      await pause(100);
    }
  });
  return {
    async stop() {
      left.abort();
      await Promise.all(loops);
    },
  };
};

// The process that started this one has ended, in whatever way.
process.stdin.on("end", () => process.exit(1)).resume();
process.stdin.unref();
const config = readConfig();
const open: typeof openHouse = async (options) => {
  const house = await openHouse(options);
  return plants === undefined ? house : plant(house, plants.split(";"), config.database);
};
process.exitCode = await serve({ config, out: process.stdout }, open, { now, jobs: { schedule: often } });
