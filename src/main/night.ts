/**
 * The night joined: the log and its history, the sources that feed it, the desk, and places that are told. A replay is
 * the same with a clock and a database of its own.
 */
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Live } from "./live.ts";
import type { Desk } from "../core/desk/desk.ts";
import type { Notice } from "../core/news/notice.ts";
import type { Platform } from "../core/platform.ts";
import { createAnnouncing } from "../data/announcing.ts";
import { keptIn, openCache } from "../data/cache.ts";
import { createDesk } from "../data/desk.ts";
import { openLedger, type Ledger } from "../data/ledger.ts";
import { createDelivery, type Delivery } from "../data/store/delivery/index.ts";
import type { Listening } from "../data/store/bell.ts";
import { createLeases } from "../data/store/leases.ts";
import { createLog } from "../data/store/log.ts";
import { beginAtHead, claimElection } from "../data/store/one-election.ts";
import { notify } from "../data/store/notices.ts";
import { keepDesk } from "../data/store/places.ts";
import { createOnce } from "../data/store/once.ts";
import { createHealth, type Heard } from "../data/store/sources-health.ts";
import { isNightOf, pollJobs, usualPollWaits } from "../jobs/poll.ts";
import { again } from "../jobs/again.ts";
import { startSchedule, type Job, type Schedule } from "../jobs/schedule.ts";
import { sourceAlarms } from "./alarms.ts";
import { delivering } from "./delivering.ts";
import { following } from "./following.ts";
import type { NightOptions } from "./night-options.ts";
import { provenanceOf } from "../core/provenance.ts";
import { joinTips } from "../tips/join.ts";
import type { Place } from "../core/place.ts";
import { day } from "../lib/local-time.ts";

export interface Night {
  readonly live: Live;
  readonly ledger: Ledger;
  readonly delivery: Delivery;
  /** Whether every post is stopped, and since when. */
  readonly frozen: () => ReturnType<Desk["frozen"]>;
  /** Has the desk told something. */
  tell(notice: Notice & { readonly key: string }): Promise<unknown>;
  /** Begins to ask sources and to tell places. */
  start(): void;
  /** Runs each job once, without a schedule, and waits for the work that it began. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the night from the database. Nothing is asked or told before `start`. */
export async function joinNight(options: NightOptions): Promise<Night> {
  const { config, store, election, published, sources, platforms, now, rehearsal, log } = options;
  const { real = store.clock.now, clocks = { wall: Date.now, steady: () => performance.now() } } = options;
  const { schedule: begin = startSchedule } = options;
  const { db } = store;
  const entries = createLog(db);
  const isNew = !rehearsal && (await claimElection(db, election, now()));
  if (published.length > 0)
    await entries.append({ name: election.publisher.name, kind: "official", staff: false }, published, now());
  if (isNew) await beginAtHead(db);
  const ledger = await openLedger(election, entries);
  await keepDesk(db, config.desk, now());
  const delivery = createDelivery(db, { lease: config.lease, real });
  const health = createHealth(db);
  const desk = createDesk({
    db,
    now,
    history: () => ledger.staff,
    append: async (transaction, { source, ...said }, hands) =>
      entries.enter(transaction, { ...source, staff: false }, said, hands, now()),
    sources,
  });
  const platformOf = ({ platform }: Place): Platform | undefined => platforms().find(({ name }) => name === platform);
  const announcing = await createAnnouncing({
    db,
    now,
    head: () => ledger.seq,
    erased: () => store.journal.erased(),
    inspect: async (place) => platformOf(place)?.inspect(place),
    role: async (place, words) => (await platformOf(place)?.role?.(place, words)) ?? "absent",
    history: (staff) => (staff ? ledger.staff : ledger.open),
  });
  const tell = (notice: Notice & { readonly key: string }): Promise<unknown> => notify(db, notice, now());
  const deliverer = delivering({ ...options, ledger, delivery, desk, health, tell, real });
  const polls = pollJobs({
    sources,
    log: entries,
    leases: createLeases(db, real),
    health,
    alarms: sourceAlarms(db, tell, now),
    kept: keptIn(openCache(db)),
    get election() {
      return ledger.election;
    },
    now,
    // A clock that never goes back, whatever is done to the machine's.
    real: options.real ?? (() => performance.now()),
    isNight: () => rehearsal || isNightOf(ledger.election, now()),
    waits: { ...usualPollWaits, night: rehearsal ? Math.min(config.poll, 500) : config.poll, lease: config.lease },
    logger: log,
    fresh: () => wake(),
  });
  let heard: readonly Heard[] = await health.all();
  let asked:
    | { readonly results: object; readonly heard: readonly Heard[]; readonly is: ReturnType<Live["provenance"]> }
    | undefined;

  const follow = again(following({ ledger, deliverer, store, clocks, tell, log }));
  // A database that fails is no reason to end: the next second tries again.
  const wake = (): void =>
    void follow().catch((error: unknown) =>
      log.error("what is new could not be followed", error instanceof Error ? { error } : {}),
    );

  /** Worked out once for each ledger and each hearing of a source. */
  function provenance(): ReturnType<Live["provenance"]> {
    const { results } = ledger.open;
    if (asked?.results !== results || asked.heard !== heard) {
      const is = provenanceOf(results, ledger.election, (name) => heard.find((one) => one.name === name)?.heardAt);
      // The same object while it says the same: answers that are shared are kept for as long.
      asked = { results, heard, is: asked && isDeepStrictEqual(asked.is, is) ? asked.is : is };
    }
    return asked.is;
  }

  // A rehearsal may be told to real channels, where nobody is to send it a tip.
  const tips = rehearsal
    ? undefined
    : await joinTips({ config, db, tables: store.tips, now, real, platforms, tell, log });
  const once = createOnce(db);
  const jobs: Job[] = [
    { name: "follow", every: "second", run: follow },
    ...polls,
    ...(options.tick ? [{ name: "clock", every: "second", run: options.tick } as const] : []),
    {
      name: "settings",
      every: "five seconds",
      run: async () => {
        await Promise.all([store.settings.follow(), announcing.follow(), tips?.line.follow(), options.crew?.()]);
        heard = await health.all();
      },
    },
    {
      name: "briefing",
      every: "minute",
      run: async () => {
        await deliverer.brief();
        await once.forget(Date.now() - day);
      },
    },
  ];
  const { overlays } = options;
  if (overlays) jobs.push({ name: "overlays", every: "five seconds", run: overlays });
  jobs.push({ name: "doubles", every: "minute", run: () => deliverer.tidy() });
  jobs.push({ name: "journal", every: "five seconds", run: () => store.journal.cut() });
  if (tips) jobs.push(...tips.jobs);
  /** The desk, but an entry is in the results as soon as an editor has confirmed it, for that editor as well. */
  const prompt: Desk = {
    ...desk,
    async confirm(...given) {
      const settled = await desk.confirm(...given);
      // The entry is written, whether or not it can be read back now: the next tick will.
      if (settled.kind === "done") await follow().catch(() => {});
      return settled;
    },
  };
  let schedule: Schedule | undefined;
  let listening: Listening | undefined;
  return {
    live: {
      results: () => ledger.open.results,
      provenance,
      now,
      async renew(next) {
        await ledger.renew(next);
        options.renew?.(next);
      },
      announcing,
      desk: prompt,
      ...(tips && { tips: tips.line }),
    },
    ledger,
    delivery,
    frozen: () => desk.frozen(),
    tell,
    start() {
      schedule = begin(jobs, log);
      listening = store.listen(() => {
        wake();
        // One that came or went is counted at once; a count that fails is made again in seconds.
        void options.crew?.().catch(() => {});
      });
    },
    async tick() {
      for (const job of jobs.toReversed()) await job.run();
      while (deliverer.visits() > 0) await setTimeout(1);
    },
    async stop() {
      await listening?.stop();
      await schedule?.stop();
      await deliverer.stop();
    },
  };
}
