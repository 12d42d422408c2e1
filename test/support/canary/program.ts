/**
 * `teller run`, whole, with its clock wound: an hour of the tip line lasts a second or so. `stage.ts` starts it, and
 * the environment sets its speed, its beginning, and the secrets that it is to leak.
 */
import { setTimeout as pause } from "node:timers/promises";
import { readConfig } from "../../../src/config.ts";
import type { startSchedule } from "../../../src/jobs/schedule.ts";
import { openHouse } from "../../../src/main.ts";
import { serve } from "../../../src/main/serve.ts";
import { clockOf } from "./clock.ts";

const { CANARY_SINCE: since = "", CANARY_SPEED: speed = "", CANARY_PLANTS: plants } = process.env;
const { wound } = clockOf(Number(since), Number(speed));
const now = (): Date => new Date(wound(Date.now()));

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
// As they were given: what is secret among them is forgotten as it is read.
const settings = plants === undefined ? {} : { ...process.env };
const config = readConfig();
const open: typeof openHouse = async (options) => {
  const house = await openHouse(options);
  if (plants === undefined) return house;
  const { plant } = await import("./plant.ts");
  return plant(house, JSON.parse(plants) as readonly string[], config.database, now, settings);
};
process.exitCode = await serve({ config, out: process.stdout }, open, { now, jobs: { schedule: often } });
