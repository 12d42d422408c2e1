/**
 * A night with many channels at Discord: the real deliverer, adapter and SDK over a Discord that keeps its limits. Time is
 * scaled, for Discord and for us alike; declarations come far faster than on any night, so that limits are what decides.
 */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import type { Declaration } from "../../src/core/declaration.ts";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { openLedger } from "../../src/data/ledger.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { createLog } from "../../src/data/store/log.ts";
import { createDiscord, createKept } from "../../src/adapters/discord/index.ts";
import { createDeliverer, usualWaits } from "../../src/jobs/deliver/index.ts";
import { silent } from "../../src/lib/log.ts";
import { connectUp, sqliteFile } from "../support/databases.ts";
import { wordsOf } from "../support/delivery-stage.ts";
import { testEdge } from "../support/edge.ts";
import { openDiscord } from "../support/fake-discord/index.ts";
import { inForm, isLong } from "../support/long.ts";
import { theNight, upsetOf } from "../support/night.ts";
import { untoldPlace } from "../support/untold-place.ts";

/** Channels; declarations; those of them that are corrected; channels that lose access meanwhile; a second's length. */
const channels = inForm(40, 305);
const told = inForm(12, 650);
const corrected = inForm(4, 65);
const lost = inForm(8, 30);
const scale = inForm(0.4, 0.25);

const nobody = { call: never, line: never, complete: never };
function never(): never {
  throw new TypeError("nobody asks here");
}

async function openNight() {
  const { election, entries } = theNight();
  const discord = await openDiscord();
  discord.limits({ scale });
  const stops: boolean[] = [];
  const kept = createKept((isOpen) => void stops.push(isOpen));
  const platform = createDiscord({
    token: discord.state.token,
    apiUrl: discord.apiUrl,
    mode: "gateway",
    edge: testEdge,
    timeZone: election.timeZone,
    log: silent,
    pace: scale,
    kept,
  });
  await platform.start([], nobody);
  const db = await connectUp(sqliteFile());
  const log = createLog(db);
  const ledger = await openLedger(election, log);
  const began = performance.now();
  const now = (): Date => new Date(Date.parse("2024-07-04T23:00:00+01:00") + (performance.now() - began) / scale);
  // The lease is as long as on a night: nothing here renews it faster on a busy machine.
  const real = (): number => Math.round(performance.now());
  // No news is ever gathered into one message for its age, so that each can be counted, however late a busy machine is.
  const scaled = Object.entries({ ...usualWaits, stale: Infinity }).map(([name, wait]) => [name, wait * scale]);
  const blocked: string[] = [];
  const deliverer = createDeliverer({
    delivery: createDelivery(db, { lease: 60_000, real }),
    ledger,
    words: { ...wordsOf(ledger), fitting: (items) => Math.min(items.length, 12) },
    alarms: {
      blocked: async ({ place }) => void blocked.push(place.id),
      back: async () => {},
      unclear: async () => {},
    },
    platforms: () => [platform],
    now,
    real,
    waits: Object.fromEntries(scaled),
    log: silent,
    notices: async () => 0,
  });
  onTestFinished(async () => {
    await deliverer.stop();
    await platform.stop();
    await discord.close();
  });
  const places = Array.from({ length: channels }, () => discord.addChannel());
  await db
    .insertInto("places")
    .values(
      places.map((place) => ({
        id: `p-${place}`,
        platform: "discord",
        place,
        subscription: JSON.stringify(usualSubscription),
        ...untoldPlace,
        since: now().getTime(),
      })),
    )
    .execute();
  const owing = async (passed: ReadonlySet<string>): Promise<number> => {
    const behind = await db
      .selectFrom("places")
      .select("place")
      .where((eb) => eb.or([eb("cursor", "<", ledger.seq), eb("corrected", "<", ledger.seq)]))
      .execute();
    return behind.filter(({ place }) => !passed.has(place)).length;
  };
  return {
    discord,
    platform,
    places,
    stops,
    blocked,
    entries,
    statuses: () => Object.fromEntries(discord.state.answered),
    say: async (...said: readonly Declaration[]): Promise<void> => {
      await log.append({ name: "PA Media", kind: "feed", staff: false }, said, now());
      await ledger.catchUp();
      await deliverer.look();
    },
    /** Until every place but these has been told everything. */
    settle: async (passed: ReadonlySet<string> = new Set()): Promise<void> => {
      while ((await owing(passed)) > 0 || deliverer.visits() > 0) {
        await deliverer.look();
        await pause(100 * scale);
      }
    },
  };
}

test.runIf(isLong)(
  "a night with many channels, corrections and channels that lose access provokes no refusal of our own making",
  async () => {
    const night = await openNight();
    const { discord, entries, places, stops, blocked, statuses, say, settle } = night;
    const some = entries.slice(0, told);
    for (const one of some) {
      await say(one);
      await pause(400 * scale);
    }
    await settle();
    const quiet = statuses();
    const count = Object.values(quiet).reduce((sum, each) => sum + each, 0);
    expect(count).toBeGreaterThan(channels * 2);
    expect([quiet[401] ?? 0, quiet[403] ?? 0, quiet[404] ?? 0]).toEqual([0, 0, 0]);
    expect((quiet[429] ?? 0) / count).toBeLessThan(0.005);

    const barred = new Set(places.slice(0, lost));
    for (const [i, one] of some.slice(0, corrected).entries()) {
      if (i === 2) for (const channel of barred) discord.bar(channel, "mute");
      await say(upsetOf(one));
      await pause(400 * scale);
    }
    await settle(barred);
    const all = statuses();
    const asked = Object.values(all).reduce((sum, each) => sum + each, 0);
    process.stdout.write(`${channels} channels at Discord, ${asked} requests by status: ${JSON.stringify(all)}\n`);
    expect((all[429] ?? 0) / asked).toBeLessThan(0.005);
    // A channel that refuses is asked a few times, and not once for each message that it has.
    expect(all[403]).toBeLessThanOrEqual(lost * 3);
    expect(new Set(blocked).size).toBe(lost);
    expect([stops, night.platform.isReady()]).toEqual([[], true]);
    const known = seatsIn(places.at(-1) ?? "");
    expect(known.size).toBe(told);
    for (const channel of places) if (!barred.has(channel)) expect(seatsIn(channel)).toEqual(known);

    /** All that a channel says of each seat by now: one thing, wherever it says it. */
    function seatsIn(channel: string): ReadonlyMap<string, string> {
      const said = discord
        .history(channel)
        .flatMap(({ text }) => [...text.matchAll(/([ENSW]\d{8}): ([^;(]+?)(?= \(|;|$)/gm)])
        .map(([, seat = "", words = ""]) => [seat, words] as const);
      const by = Map.groupBy(said, ([seat]) => seat);
      for (const [seat, all] of by)
        expect(new Set(all.map(([, words]) => words)).size, `${seat} in ${channel}`).toBe(1);
      return new Map(said);
    }
  },
  20 * 60_000,
);
