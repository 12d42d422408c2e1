/** Every alarm of a night: silent on an untouched night, and heard of the one fault that is seeded. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { expect, onTestFinished, test } from "vitest";
import type { Notice } from "../../src/core/news/notice.ts";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { openStore } from "../../src/data/store/index.ts";
import type { Trouble } from "../../src/data/store/engine.ts";
import { following } from "../../src/main/following.ts";
import type { State } from "../../src/ops/supervise.ts";
import { silent, type Log } from "../../src/lib/log.ts";
import { sqliteFile } from "../support/databases.ts";
import { inForm, isLong } from "../support/long.ts";
import { correctionOf, entryOf, ranked, theNight } from "../support/night.ts";
import { openNight, saidOf, type NightStage } from "../support/night-stage.ts";
import { program, stage as runStage } from "../support/run-stage.ts";
import { service } from "../support/service.ts";
import { untoldPlace } from "../support/untold-place.ts";

type Kind = Notice["kind"];
/** What people do at the desk is told there, and is no fault. */
type Act = "draft" | "frozen" | "unfrozen" | "solo" | "settled" | "dismissed";
type Alarm = Exclude<Kind, Act>;

const bath = entryOf("Bath");
const [winner = ""] = ranked(bath);
const other = correctionOf(bath, { [winner]: (bath.votes?.[winner] ?? 0) + 7 });

interface Seeded {
  /** Makes the fault. @param on the night, at which Bath was told in `place` */
  readonly seed: (on: NightStage, place: Awaited<ReturnType<NightStage["told"]>>) => void | Promise<void>;
  /** Its line in the log. */
  readonly line?: RegExp;
}
/** The test that seeds a fault which takes a stage of its own, with words that it looks for. */
type Elsewhere = readonly [file: string, words: string];

const alarms: Readonly<Record<Alarm, Seeded | Elsewhere>> = {
  quarantine: {
    seed: (on) => on.feed.find({ kind: "quarantine", where: "row 7", why: "fits no seat", excerpt: "Atlantis,12" }),
  },
  disagreement: { seed: (on) => on.hear("Another wire", saidOf(other)) },
  "source-trouble": { seed: (on) => on.feed.fail("it answers 503"), line: /^a source does not answer$/ },
  "source-back": { seed: (on) => on.feed.fail(undefined) },
  "place-blocked": {
    seed(on, place) {
      on.slack.bar(place.id, "gone");
      on.feed.say(saidOf(entryOf("Ealing North")));
    },
    line: /^a place cannot be posted to/,
  },
  "place-back": { seed: (on, place) => on.slack.bar(place.id, undefined) },
  "clock-moved": { seed: (on) => on.windWall(-60), line: /^the machine's clock was set back$/ },
  "platform-stopped": ["test/adapters/detectors.test.ts", "Nothing is asked of Discord"],
  "platform-back": ["test/adapters/detectors.test.ts", "Discord is asked again"],
  "overlay-refused": ["test/night/detectors.test.ts", "an overlay is refused, and does not count"],
  "tips-held": ["test/tips/relay/relay-tips.test.ts", "the channel is not private"],
};

/** Words of `/readyz`, but for "up". */
const states: Readonly<Record<Exclude<State, "up"> | Trouble | "slow", Elsewhere>> = {
  starting: ["test/ops/supervise.test.ts", '"starting"'],
  waiting: ["test/adapters/detectors.test.ts", '"waiting"'],
  down: ["test/ops/supervise.test.ts", '"down"'],
  full: ["test/data/store/trouble.test.ts", '"full"'],
  locked: ["test/data/store/trouble.test.ts", '"locked"'],
  lost: ["test/data/store/trouble.test.ts", '"lost"'],
  damaged: ["test/data/store/trouble.test.ts", '"damaged"'],
  closed: ["test/data/store/trouble.test.ts", '"closed"'],
  failing: ["test/night/detectors.test.ts", 'dropTable("schema_version")'],
  slow: ["test/ops/server.test.ts", '"slow"'],
};

/** Detectors that tell by refusing, by the log, or by the doctor. */
const others: Readonly<Record<string, Elsewhere>> = {
  "two programs on a file": ["test/data/store/sole.test.ts", "Another Teller runs on"],
  "a lease that was lost": ["test/jobs/poll-faults.test.ts", "paused past its lease"],
  "a lease shorter than a source's patience": ["test/config/config.test.ts", "LEASE_SECONDS"],
  "a backup that was changed": ["test/data/store/backup.test.ts", "was changed. Nothing was restored"],
  "a restore over a program that runs": ["test/data/store/backup.test.ts", "while an instance runs there"],
  "a channel whose history cannot be read after a restore": ["test/cli/backup.test.ts", "cannot be looked up in"],
  "a database of a newer version": ["test/data/store/older.test.ts", "newer than this program"],
  "a post that landed beside its repeat": ["test/jobs/deliver-faults.test.ts", "the younger is taken away"],
  "figures that look like a slip": ["test/night/sources.test.ts", "figures that look like a slip"],
  "questions asked before the doors open": ["test/night/warm.test.ts", "no fault is told"],
  "an adapter that crashes": ["test/ops/supervise.test.ts", "a crash is the crash of one"],
  "a clock that differs from the database's": ["test/cli/doctor.test.ts", "tells by how much they do not"],
};

/** As `runStage`, but for a busy machine's patience. */
async function stage() {
  const on = await runStage();
  async function ready(): Promise<void> {
    const status = async () => (await on.page("/readyz").catch(() => undefined))?.status;
    await expect.poll(status, { timeout: 240_000 }).toBe(200);
  }
  return { ...on, ready };
}

/** A log whose warnings and errors are kept. */
function kept(): { readonly lines: string[]; readonly log: Log } {
  const lines: string[] = [];
  const keep = (event: string): void => void lines.push(event);
  return { lines, log: { ...silent, warn: keep, error: keep } };
}

async function noticesOf({ store: { db } }: Pick<NightStage, "store">): Promise<readonly string[]> {
  return (await db.selectFrom("notices").select("kind").orderBy("id").execute()).map(({ kind }) => kind);
}

test("an untouched night fires no alarm", async () => {
  const { lines, log } = kept();
  const night = await openNight({ log });
  for (const words of ["everything scoreboard on", "gains"]) await night.told(words);
  const entries = theNight().entries.slice(0, inForm(40, Infinity));
  for (let at = 0; at < entries.length; at += 20) {
    night.feed.say(...entries.slice(at, at + 20).map(saidOf));
    night.pass(10);
    await night.settle(1);
    expect((await night.onSlack("ada").ask("/results")).text).not.toBe("");
    expect((await night.onDiscord("ada").ask("/seat bath")).text).toContain("Bath");
  }
  expect([await noticesOf(night), lines, night.newsroom(), night.newsroom("discord")]).toEqual([[], [], [], []]);
  expect(await night.store.trouble()).toBeUndefined();
});

test("each fault fires its own alarm, and no other", async () => {
  const { lines, log } = kept();
  const night = await openNight({ log });
  const place = await night.told();
  night.feed.say(saidOf(bath));
  await night.settle();
  const heard: string[] = [];
  for (const [kind, how] of Object.entries(alarms)) {
    if (!("seed" in how)) continue;
    lines.splice(0);
    await how.seed(night, place);
    night.windReal(10);
    await night.settle();
    heard.push(kind);
    expect(await noticesOf(night), kind).toEqual(heard);
    expect(
      how.line ? lines.some((line) => how.line?.test(line)) : lines.length === 0,
      `${kind}: ${lines.join("; ")}`,
    ).toBe(true);
  }
});

test("a database that fails in a way of its own is told as that", async () => {
  const store = await openStore(sqliteFile());
  onTestFinished(() => store.close());
  expect(await store.trouble()).toBeUndefined();
  await store.db.schema.dropTable("schema_version").execute();
  expect(await store.trouble()).toBe("failing");
});

test("the database's clock, moved, is told by the instances that go by it", async () => {
  const told: unknown[] = [];
  let by = 0;
  const steady = { wall: () => 0, steady: () => 0 };
  const follow = following({
    ledger: { catchUp: async () => {}, seq: 0 } as unknown as Parameters<typeof following>[0]["ledger"],
    deliverer: { look: async () => {} } as unknown as Parameters<typeof following>[0]["deliverer"],
    store: { clock: { follow: async () => by }, isServed: true } as unknown as Parameters<typeof following>[0]["store"],
    clocks: steady,
    tell: async (notice) => void told.push(notice.about),
    log: silent,
  });
  await follow();
  expect(told).toEqual([]);
  by = -3_600_000;
  await follow();
  expect(told).toEqual([{ whose: "database", by }]);
});

test.each(
  [...Object.entries(alarms), ...Object.entries(states), ...Object.entries(others)].flatMap(([name, where]) =>
    "seed" in where ? [] : [[name, ...where] as const],
  ),
)("%s is seeded in %s", (_, file, words) => {
  const path = join(import.meta.dirname, "../..", file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, "utf8").includes(words), `${file} has no “${words}”`).toBe(true);
});

test.runIf(isLong)(
  "an overlay that is damaged is told to the desk and in the log, and one that is not is no word",
  async () => {
    const overlays = mkdtempSync(join(tmpdir(), "teller-overlays-"));
    const { env, ready } = await stage();
    const store = await openStore(env.DATABASE);
    onTestFinished(() => store.close());
    const refusals = async (): Promise<readonly string[]> => {
      const one = service([program, "run"], { ...env, OVERLAYS: overlays });
      await ready();
      one.kill("SIGTERM");
      await one.ended;
      return one.lines().flatMap(({ msg }) => (/overlay/.test(msg) ? [msg] : []));
    };
    expect([await refusals(), await noticesOf({ store })]).toEqual([[], []]);
    writeFileSync(join(overlays, "damaged.json"), '{ "places": [');
    expect(await refusals()).toContain("an overlay is refused, and does not count");
    expect(await noticesOf({ store })).toEqual(["overlay-refused"]);
  },
  600_000,
);

test.runIf(isLong)(
  "a replay of the whole night by a real program is ready from beginning to end, and says nothing to the desk",
  async () => {
    const { slack, discord, env, page, ready } = await stage();
    // Files are ready once they are there.
    slack.world.filing.looks = -1;
    const store = await openStore(env.DATABASE);
    onTestFinished(() => store.close());
    for (const [platform, fake] of Object.entries({ slack, discord }))
      await store.db
        .insertInto("places")
        .values({
          id: platform,
          platform,
          place: fake.addChannel(),
          subscription: JSON.stringify({ ...usualSubscription, scoreboard: true }),
          ...untoldPlace,
        })
        .execute();
    const desk = slack.addChannel({ isPrivate: true });
    const night = service([program, "replay", "--post", "--speed", "400", "--until", "2024-07-05T12:00"], {
      ...env,
      REPLAY: env.DATABASE,
      DESK: `slack:${desk}`,
      DATABASE: `${env.DATABASE}-unused`,
    });
    await ready();
    const unready: string[] = [];
    const delay = monitorEventLoopDelay();
    delay.enable();
    const all = theNight().entries.filter(({ recorded }) => recorded <= new Date("2024-07-05T12:00:00+01:00")).length;
    expect(all).toBeGreaterThan(600);
    for (let head = 0; head < all;) {
      const { status, text } = await page("/readyz");
      if (status !== 200) unready.push(text);
      await new Promise((resolve) => setTimeout(resolve, 500));
      head = (await store.db.selectFrom("log").select("seq").execute()).length;
    }
    night.kill("SIGTERM");
    expect(await night.ended).toBe(0);
    const notices = await noticesOf({ store });
    const lines = night.lines().filter(({ level }) => level !== "info");
    const silence = { unready: [], notices: [], lines: [], desk: [] };
    // A connection whose sign of life a busy machine holds up for seconds is lost, by all that anybody can know.
    expect(
      { unready, notices, lines, desk: slack.history(desk) },
      `the platforms were held up for ${(delay.max / 1e6).toFixed(0)} ms at most`,
    ).toEqual(silence);
  },
  600_000,
);
