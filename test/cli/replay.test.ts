/** `teller replay`: what it takes, and what it tells as a process that is stopped, or killed, and started again. */
import { copyFileSync, existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { commandLine } from "../../src/cli/index.ts";
import type { ReplayOptions, ServeOptions, World } from "../../src/cli/world.ts";
import { openStore } from "../../src/data/store/index.ts";
import { teller } from "../support/command-line.ts";
import { sqliteFile } from "../support/databases.ts";
import { entriesOf, rehearsed } from "../support/rehearsed.ts";
import { program } from "../support/run-stage.ts";
import { service } from "../support/service.ts";
import { isLong } from "../support/long.ts";

const until = "03:00";
const stretch = { until: new Date("2024-07-05T03:00:00+01:00") };
/** Undisturbed. */
const whole = entriesOf((await rehearsed(sqliteFile(), stretch)).out);

const started = (file: string, ...args: readonly string[]) =>
  service([program, "replay", "--until", until, ...args], { REPLAY: file });

describe("killed, with no word of warning, and started again", () => {
  test.runIf(isLong)(
    "nothing is lost, and of each life no more is told again than what it told last",
    async () => {
      const file = sqliteFile();
      const lives: string[] = [];
      // At once, while it begins, and as soon as so many lines more are on the screen.
      const many = [200, 500, "line 4", "line 9", 800, "line 20", "line 40"] as const;
      for (const moment of many) {
        const running = started(file, "--speed", "3000");
        if (typeof moment === "number") await pause(moment);
        else
          await expect
            .poll(() => running.text().split("\n").length, { timeout: 60_000, interval: 1 })
            .toBeGreaterThan(Number(moment.slice(5)) + 5);
        running.kill("SIGKILL");
        expect(await running.ended, running.text()).toBe("SIGKILL");
        lives.push(running.text());
      }
      const { code, out, err } = await rehearsed(file, { ...stretch, speed: "max" });
      expect([code, err]).toEqual([0, ""]);
      expect(out).toMatch(/^REHEARSAL: the 2024 general election, goes on from /);
      lives.push(out);
      const told = lives.map(entriesOf).reduce((before, life) => {
        const [first] = life;
        const isAgain = first !== undefined && JSON.stringify(first) === JSON.stringify(before.at(-1));
        return [...before, ...(isAgain ? life.slice(1) : life)];
      });
      expect(told).toEqual(whole);
    },
    180_000,
  );
});

describe("told to stop", () => {
  test.each(isLong ? (["SIGINT", "SIGTERM"] as const) : (["SIGTERM"] as const))(
    "by %s it says how to go on, and does, without a word twice; another is begun anew, and says so, as does --fresh",
    async (signal) => {
      const file = sqliteFile();
      const running = started(file, "--speed", "3000");
      await expect.poll(() => running.text(), { timeout: 60_000 }).toContain("Swindon South");
      running.kill(signal);
      expect(await running.ended).toBe(0);
      expect(running.text()).toMatch(/\nREHEARSAL stopped\. The same command goes on from there\.\n$/);
      const [another, anew] = [`${file}.another`, `${file}.anew`];
      for (const copy of [another, anew]) copyFileSync(file, copy);
      const { out } = await rehearsed(file, { ...stretch, speed: "max" });
      expect([...entriesOf(running.text()), ...entriesOf(out)]).toEqual(whole);

      const stopped = /Another replay was stopped at \d+:\d\d[ap]m, [45] July 2024: it is forgotten\./;
      const other = await rehearsed(another, { faults: 1, until: new Date("2024-07-04T23:45:00+01:00") });
      expect(other.out.replaceAll("\n", " ")).toMatch(stopped);
      expect(entriesOf((await rehearsed(anew, { ...stretch, fresh: true })).out)).toEqual(whole);
    },
  );
});

test("a database that holds something else is left alone", async () => {
  const file = sqliteFile();
  const store = await openStore(file);
  await store.settings.set({ platform: "terminal", id: "1", kind: "channel" }, { answers: "off", off: [] });
  await store.close();
  const { code, out, err } = await teller(["replay", "--until", until, "--fresh"], { env: { REPLAY: file } });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/^teller: The database that REPLAY names holds something else.*Name one of its own.*\n$/);
});

describe("what it takes", () => {
  /** As typed, in this process; nothing is played. */
  async function typed(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
    let [out, err] = ["", ""];
    const played: (ReplayOptions | ServeOptions)[] = [];
    const sink = (write: (text: string) => void) => ({ write, on: () => {} });
    const done = async (options: ReplayOptions | ServeOptions): Promise<number> => (played.push(options), 0);
    const world = {
      env,
      out: sink((text) => (out += text)),
      err: sink((text) => (err += text)),
      replay: done,
      serve: done,
    } as unknown as World;
    const code = await commandLine(["replay", ...args], world);
    return { code, out, err, played: played[0] };
  }

  test.each([
    [["--speed", "0"], "a speed is a number from 1 to 100000"],
    [["--speed", "fast"], "a speed is"],
    [["--from", "late"], "is not a time"],
    [["--from", "03:00", "--until", "02:00"], "--until is after --from"],
    [["--faults", "lots"], "the seed of --faults"],
    [["7"], "it takes no words"],
    [["--election", "uk-1832"], "names no election pack"],
    [["--post"], "--post needs the tokens of a platform"],
  ])("not %j", async (args, words) => {
    const file = sqliteFile();
    const { code, out, err, played } = await typed({ REPLAY: file }, ...args);
    expect([code, out, played]).toEqual([2, "", undefined]);
    expect(err).toContain(words);
    expect(existsSync(file)).toBe(false);
  });

  test("not the database that answers come from", async () => {
    const { code, err } = await typed({ REPLAY: "/tmp/one.sqlite", DATABASE: "/tmp/one.sqlite" });
    expect(code).toBe(2);
    expect(err).toContain("REPLAY is the database that DATABASE names");
  });

  test("a stretch, a speed and faults, to the terminal or to channels, each with a database of its own", async () => {
    const env = { DATABASE: "/srv/teller.sqlite" };
    const asked = ["--speed", "max", "--from", "02:00", "--until", "02:10", "--faults", "7", "--fresh"];
    const night = {
      speed: "max",
      from: new Date("2024-07-05T02:00:00+01:00"),
      until: new Date("2024-07-05T02:10:00+01:00"),
      faults: 7,
      fresh: true,
    };
    const { played } = await typed(env, ...asked);
    expect(played).toMatchObject({ ...night, config: { replay: "/srv/replay.sqlite" } });
    const { played: posted } = await typed({ ...env, DISCORD_TOKEN: "a.token.of-discord" }, ...asked, "--post");
    expect(posted).toMatchObject({ rehearsal: night, config: { rehearsal: "/srv/rehearsal.sqlite" } });
    expect((await typed({ REPLAY: "/srv/one.sqlite" })).played).toMatchObject({
      config: { replay: "/srv/one.sqlite", rehearsal: "/srv/one.sqlite" },
    });
  });
});
