/** Sources that do not answer, and sources that say the same nonsense for ever. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { silent } from "../../src/lib/log.ts";
import type { Source } from "../../src/data/sources/source.ts";
import { createLeases } from "../../src/data/store/leases.ts";
import { createLog } from "../../src/data/store/log.ts";
import { quarantine } from "../../src/data/store/quarantine.ts";
import { createHealth } from "../../src/data/store/sources-health.ts";
import { pollJobs, usualPollWaits } from "../../src/jobs/poll.ts";
import { startSchedule } from "../../src/jobs/schedule.ts";
import { connectUp, onEveryDatabase } from "../support/databases.ts";
import { isLong } from "../support/long.ts";
import { entryOf, theNight } from "../support/night.ts";
import { startNode } from "../support/node.ts";

onEveryDatabase(
  "a source",
  (database) => {
    test("that does not answer keeps no other from being asked", async () => {
      const db = await connectUp(await database.ready());
      let asked = 0;
      const about = { kind: "feed", staff: false } as const;
      const dumb: Source = {
        ...about,
        name: "dumb",
        ask: (_, signal) =>
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("late")))),
      };
      const quick: Source = {
        ...about,
        name: "quick",
        ask: async (kept = { answers: {} }) => {
          asked += 1;
          return { found: [], kept };
        },
      };
      const jobs = pollJobs({
        sources: [dumb, quick],
        log: createLog(db),
        leases: createLeases(db),
        health: createHealth(db),
        alarms: { quarantined: async () => {}, failed: async () => {}, back: async () => {} },
        kept: { get: async () => undefined, set: async () => {} },
        election: theNight().election,
        now: () => new Date(),
        real: () => performance.now(),
        isNight: () => true,
        waits: { ...usualPollWaits, night: 100, patience: 3_500 },
        logger: silent,
        fresh: () => {},
      });
      const schedule = startSchedule(jobs, silent);
      await pause(3_300);
      expect(asked).toBeGreaterThan(1);
      await schedule.stop();
    });

    test("that says over and over what cannot be right is set aside once", async () => {
      const db = await connectUp(await database.ready());
      const log = createLog(db);
      const speaker = { name: "feed", kind: "feed", staff: false } as const;
      const { seat, votes = {} } = entryOf("Bath");
      const said = { seat, revision: 1, state: "result", votes, recorded: new Date(0) } as const;
      await log.append(speaker, [said], new Date(0));
      const [first = ""] = Object.keys(votes);
      let told = 0;
      for (const minute of [1, 2, 3]) {
        const recorded = new Date(minute * 60_000);
        const { refused } = await log.append(
          speaker,
          [{ ...said, recorded, votes: { ...votes, [first]: 1 } }],
          recorded,
        );
        told += (await quarantine(db, "feed", refused, recorded)).length;
      }
      expect(told).toBe(1);
    });

    test("that says something new at each question is not taken in without end", async () => {
      const db = await connectUp(await database.ready());
      const log = createLog(db);
      const { seat, votes = {} } = entryOf("Bath");
      const [first = ""] = Object.keys(votes);
      let told = 0;
      for (let i = 0; i < 130; i++) {
        const said = { seat, state: "result", votes: { ...votes, [first]: i }, recorded: new Date(i) } as const;
        const { refused } = await log.append({ name: "feed", kind: "feed", staff: false }, [said], new Date(i));
        told += (await quarantine(db, "feed", refused, new Date(i))).length;
      }
      expect(await log.head()).toBe(100);
      expect(told).toBe(1);
    });

    test("whose misfits are many hides no new one behind them, and cannot fill the desk without end", async () => {
      const db = await connectUp(await database.ready());
      const misfit = (n: number) => ({ kind: "quarantine", where: "a", why: "b", excerpt: String(n) }) as const;
      const many = Array.from({ length: 60 }, (_, n) => misfit(n));
      const first = await quarantine(db, "feed", many, new Date(0));
      const second = await quarantine(db, "feed", many, new Date(0));
      expect([first.length, second.length]).toEqual([50, 10]);
      let more = 0;
      for (let poll = 1; poll <= 20; poll++)
        more += (
          await quarantine(
            db,
            "feed",
            many.map((_, n) => misfit(poll * 100 + n)),
            new Date(0),
          )
        ).length;
      expect(more).toBe(440);
    });

    test("whose asker was paused past its lease is not taken at its old word", async () => {
      const where = await database.ready();
      const db = await connectUp(where);
      const bath = entryOf("Bath");
      const said = (n: number) => ({
        seat: bath.seat,
        state: "result",
        votes: { ...bath.votes, [Object.keys(bath.votes ?? {})[0] ?? ""]: n },
        recorded: new Date(0),
      });
      const log = createLog(db);
      const leases = createLeases(db);
      /** Asks, is stopped before it has the answer, and appends what it heard once it goes on. */
      const paused = startNode(`
      const { setTimeout: sleep } = await import("node:timers/promises");
      const { Kysely } = await import("kysely");
      const { engineAt } = await import("./src/data/store/index.ts");
      const { createLeases } = await import("./src/data/store/leases.ts");
      const { createLog } = await import("./src/data/store/log.ts");
      const db = new Kysely({ dialect: (await engineAt(${JSON.stringify(where)})).dialect });
      const leases = createLeases(db);
      const lease = await leases.claim("source feed", 200);
      console.log("asked");
      // Long enough to be stopped in.
      await sleep(150);
      const speaker = { name: "feed", kind: "feed", staff: false };
      const said = { ...${JSON.stringify(said(1))}, recorded: new Date(0) };
      const is = await createLog(db).append(speaker, [said], new Date(0), (at) => leases.renewIn(at, lease, 200));
      console.log(is === "overtaken" ? "overtaken" : "appended");
      await db.destroy();`);
      await new Promise((resolve) => void paused.child.stdout?.once("data", resolve));
      paused.child.kill("SIGSTOP");
      let lease = await leases.claim("source feed", 200);
      while (!lease) {
        await pause(20);
        lease = await leases.claim("source feed", 200);
      }
      const own = lease;
      const speaker = { name: "feed", kind: "feed", staff: false } as const;
      const newer = { ...said(2), state: "result" } as const;
      await log.append(speaker, [newer], new Date(0), (at) => leases.renewIn(at, own, 200));
      paused.child.kill("SIGCONT");
      expect(await paused.ended).toContain("overtaken");
      expect(await log.read(0)).toHaveLength(1);
    });
  },
  isLong,
);
