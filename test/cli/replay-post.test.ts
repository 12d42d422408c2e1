/** `teller replay --post` as processes: several that start at once, and one that is killed while it begins. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { messageOf } from "../../src/data/store/delivery/rows.ts";
import { createLog } from "../../src/data/store/log.ts";
import { loadResults } from "../../src/data/election-pack.ts";
import { connectUp, onEveryDatabase, onPostgresAlone } from "../support/databases.ts";
import { openFakeSlack } from "../support/fake-slack/index.ts";
import { program } from "../support/run-stage.ts";
import { service, type Service } from "../support/service.ts";
import { uk2024 } from "../support/small-pack.ts";
import { inForm, isLong } from "../support/long.ts";
import { untoldPlace } from "../support/untold-place.ts";

/** Milliseconds: the dead are waited for no longer than this. */
const lease = 1_000;
const [from, until] = [new Date("2024-07-05T02:00:00+01:00"), new Date("2024-07-05T02:10:00+01:00")];
const results = loadResults(uk2024).toSorted((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded));
const known = results.filter(({ recorded }) => new Date(recorded) <= from);
/** Seats that the stretch tells, in order. */
const told = results.filter(({ recorded }) => new Date(recorded) > from && new Date(recorded) <= until);

/** A database with a channel that is told everything, and programs that play into it. */
async function stage(where: string, instances: number) {
  const slack = await openFakeSlack();
  onTestFinished(() => slack.stop());
  const db = await connectUp(where);
  const channel = slack.addChannel();
  await db
    .insertInto("places")
    .values({
      id: "everything",
      platform: "slack",
      place: channel,
      subscription: JSON.stringify(usualSubscription),
      ...untoldPlace,
    })
    .execute();
  const { botToken, appToken, apiUrl } = slack;
  const env = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
    SLACK_PACE: "0.1",
    REPLAY: where,
    INSTANCES: String(instances),
    LEASE_SECONDS: String(lease / 1_000),
    GRACE_SECONDS: "2",
    POST_SECONDS: "1",
  };
  const args = ["replay", "--post", "--speed", "120", "--from", "02:00", "--until", "02:10"];
  return {
    entries: createLog(db),
    /** Contests whose declarations were told, in the order of the messages. */
    async told(): Promise<readonly string[]> {
      const rows = await db.selectFrom("messages").selectAll().where("state", "=", "sent").orderBy("n").execute();
      return rows
        .map(messageOf)
        .flatMap(({ subject }) => subject.items.flatMap((one) => (one.kind === "declaration" ? [one.contest] : [])));
    },
    messages: async () => (await db.selectFrom("messages").select("id").execute()).length,
    /** Posts that stand in the channel. */
    stand: () => slack.history(channel).length,
    play: (...more: readonly string[]) => service([program, ...args, ...more], env),
  };
}

/** Resolves once it plays, and goes on to. */
async function begun(one: Service): Promise<void> {
  let hasEnded = false;
  void one.ended.then(() => (hasEnded = true));
  const plays = (): boolean => one.lines().some(({ msg }) => msg.startsWith("a rehearsal: "));
  await expect.poll(() => plays() || hasEnded, { timeout: 60_000 }).toBe(true);
  // Long enough for an exit to show.
  await Promise.race([pause(500), one.ended]);
  expect(one.text()).not.toMatch(/^teller: /m);
}

type Stage = Awaited<ReturnType<typeof stage>>;

/** The stretch has been told, each seat of it once, and no seat of the time before. */
async function toldOnce(one: Stage): Promise<void> {
  await expect.poll(() => one.told(), { timeout: 60_000 }).toEqual(told.map(({ seat }) => seat));
  expect(one.stand()).toBe(await one.messages());
}

onPostgresAlone("several at once", ({ fresh }) => {
  test.runIf(isLong)(
    "they play one night together, and none of them leaves",
    async () => {
      const instances = inForm(2, 4);
      const one = await stage(await fresh(), instances);
      const { entries, play } = one;
      const all = Array.from({ length: instances }, () => play());
      await Promise.all(all.map(begun));
      await toldOnce(one);
      expect(await entries.head()).toBe(known.length + told.length);
      for (const each of all) each.kill("SIGTERM");
      expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(all.map(() => 0));
    },
    180_000,
  );
});

onEveryDatabase("killed while it begins", ({ fresh }) => {
  test.runIf(isLong)(
    "at the first sign of it in the log, and at other moments: it starts again, and tells all of it once",
    async () => {
      const one = await stage(await fresh(), 1);
      const { entries, play } = one;
      const first = play();
      await expect.poll(() => entries.head(), { timeout: 60_000, interval: 1 }).toBeGreaterThan(0);
      first.kill("SIGKILL");
      await first.ended;
      // What came before it begins is there whole, or not at all.
      expect(await entries.head()).toBe(known.length);
      for (const milliseconds of isLong ? [400, 800, 1_200] : [800]) {
        const again = play();
        await pause(milliseconds);
        again.kill("SIGKILL");
        expect(await again.ended, again.text()).toBe("SIGKILL");
      }
      const last = play();
      await begun(last);
      await toldOnce(one);
      last.kill("SIGTERM");
      expect(await last.ended).toBe(0);
    },
    180_000,
  );
});
