/** `teller run` with tokens: the platforms that are configured, joined to the house and kept running. */
import type { House } from "../cli/house.ts";
import type { LiveHouseOptions } from "./live.ts";
import type { ServeOptions } from "../cli/world.ts";
import type { Joined } from "../core/kit.ts";
import { createManners } from "../core/manners.ts";
import type { Platform } from "../core/platform.ts";
import { openPictures } from "../data/cache.ts";
import { openStore } from "../data/store/index.ts";
import { holdAlone } from "../data/store/sole.ts";
import { createPainter } from "../pictures/painter.ts";
import { createEdge } from "../edge.ts";
import { hushable } from "../jobs/hush.ts";
import { createLog } from "../ops/log.ts";
import { createMetrics } from "../ops/metrics.ts";
import { serve as keepServing } from "../ops/serve.ts";
import type { Supervised } from "../ops/supervise.ts";
import { joinCrew, type Crew } from "../data/store/crew.ts";
import { createLeaseKeeper, createLeases } from "../data/store/leases.ts";
import { createOnce } from "../data/store/once.ts";
import { platformAlarm } from "./alarms.ts";
import { openBoard } from "./board.ts";
import { liveFeed } from "./feed.ts";
import { joinNight, type Night } from "./night.ts";
import type { NightOptions } from "./night-options.ts";
import { rehearse } from "./rehearse.ts";
import { warm } from "./warm.ts";

/** A clock for tests to wind. */
export interface WoundClock {
  readonly now?: () => Date;
  readonly jobs?: Pick<NightOptions, "schedule">;
}

/** @returns the exit code, when told to leave @throws PackError, StyleError, StoreError, OpsError */
export async function serve(
  { config, at, out, rehearsal }: ServeOptions,
  openHouse: (options: LiveHouseOptions) => Promise<House>,
  clock: WoundClock = {},
): Promise<number> {
  // A log's reader may go away, and a disk may be full: that must leave nobody without an answer.
  for (const stream of [out, process.stderr]) stream.removeAllListeners("error").on("error", () => {});
  const { tips, tipLine } = config;
  const mayHaveTips = tips !== undefined || tipLine.channels.length + tipLine.safer.length > 0;
  const metrics = createMetrics({ machine: !mayHaveTips });
  const written = await createLog({
    level: config.logLevel,
    out,
    secrets: config.secrets,
    sources: config.sources.list.map(({ name }) => name),
  });
  // Figures would tell what lines do not.
  const log = hushable(metrics.counting(written));
  const where = rehearsal ? config.rehearsal : config.database;
  const sole = await holdAlone(where);
  const store = await openStore(where).catch((error: unknown) => {
    sole.release();
    throw error;
  });
  const up = new Map<string, Platform>();
  let night: Night | undefined;
  let opened: House | undefined;
  const crews: Crew[] = [];
  const refused = async (overlays: House["refused"]): Promise<void> => {
    for (const { file, why } of overlays) {
      log.error("an overlay is refused, and does not count");
      await night?.tell({
        kind: "overlay-refused",
        about: { file, why: why.slice(0, 500) },
        key: `overlay ${file} ${why}`.slice(0, 600),
      });
    }
  };
  try {
    const crew = await joinCrew(store.db, store.clock.now);
    crews.push(crew);
    const house = await openHouse({
      pack: config.election,
      overlays: config.overlays,
      ...(config.style && { styleFile: config.style }),
      ...(at && { at }),
      fault: (error) => log.error("a question met an error of ours", error instanceof Error ? { error } : {}),
      seen: metrics.seen,
      settings: store.settings,
      manners: createManners(store.settings),
      ...(rehearsal && { rehearsal: true }),
      ...(!at && {
        live: async (election, published) => {
          const feed = rehearsal
            ? await rehearse(rehearsal, { config, store, election, log })
            : liveFeed(config, election, published, clock.now);
          night = await joinNight({
            config,
            store,
            election,
            log,
            platforms: () => [...up.values()],
            ...feed,
            crew: () => crew.follow(),
            overlays: async () => refused((await opened?.renew()) ?? []),
            ...clock.jobs,
          });
          return night.live;
        },
      }),
    });
    opened = house;
    await refused(house.refused);
    await warm(house);
    const { instances, people, timeout, lease } = config;
    const joinedNight = night;
    const fault = (error: unknown): void =>
      log.error("the board met an error of ours", error instanceof Error ? { error } : {});
    const joined: Joined = {
      timeZone: house.election.timeZone,
      edge: createEdge(people),
      log,
      instances: () => crew.count(),
      timeout,
      once: (key) => createOnce(store.db).first(key),
      draw: createPainter({ cache: openPictures(), log }),
      board: openBoard({ house, fault, ...(joinedNight && { night: joinedNight }) }),
      print: (line) => void out.write(`${line}\n`),
      ...(joinedNight && {
        alarm: platformAlarm((notice) => joinedNight.tell(notice), log, clock.now ?? (() => new Date())),
      }),
      ...(instances > 1 && { turn: createLeaseKeeper(createLeases(store.db, store.clock.now), "gateway", lease) }),
    };
    const adapters = config.platforms.flatMap(({ kit: { name }, access }): readonly Supervised[] => {
      if (!access) return [];
      const create = async (): Promise<Platform> => {
        const adapter = await access.create(joined);
        return Object.assign(adapter, { stop: leaving(adapter, () => void up.delete(name)) });
      };
      const start = async (adapter: Platform): Promise<void> => {
        await adapter.start(house.commands, house.dispatch);
        up.set(name, adapter);
      };
      return [{ name, create, start }];
    });
    if (joinedNight) metrics.watch(() => joinedNight.delivery.waiting());
    joinedNight?.start();
    return await keepServing({
      adapters,
      log,
      metrics,
      ...(config.ops && { ops: config.ops }),
      trouble: () => store.trouble(),
      // No more news once platforms are about to leave.
      leave: async () => {
        sole.leaving();
        await night?.stop();
      },
    });
  } finally {
    await night?.stop();
    for (const crew of crews) await crew.leave();
    await store.close();
    sole.release();
  }
}

/** Marks a platform that is about to stop: it gets no more posts. */
const leaving = (adapter: Platform, gone: () => void) => {
  const stop = adapter.stop.bind(adapter);
  return (): Promise<void> => {
    gone();
    return stop();
  };
};
