/** Teller as it runs on the night: the store, the log, the sources, the deliverer and the adapters, with the usual ticks. */
import { setTimeout as pause } from "node:timers/promises";
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { createSlack } from "../../src/adapters/slack/index.ts";
import { readConfig } from "../../src/config.ts";
import { silent } from "../../src/lib/log.ts";
import type { Source } from "../../src/data/sources/source.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { joinNight, type Night } from "../../src/main/night.ts";
import { testEdge as edge } from "../../test/support/edge.ts";
import { answer, type Deeds } from "./child.ts";
import type { Secrets } from "./fakes.ts";
import { sheetAt, theElection } from "./stage.ts";

interface Given {
  readonly secrets: Secrets;
  readonly on: readonly ("slack" | "discord")[];
  /** Where the store is. */
  readonly where: string;
  /** 0 without limits of ours. */
  readonly pace: number;
  readonly instances?: number;
  /** A sheet that is asked for again and again. */
  readonly sheet?: string;
  /** Milliseconds that the platform takes for a post, besides what it takes here: none unless given. */
  readonly slow?: number;
  /** Milliseconds by which the election's clock is ahead of the machine's: most often far behind it. */
  readonly ahead: number;
}

const nobody = { call: never, line: never, complete: never };
function never(): never {
  throw new TypeError("nobody asks here");
}

let store: Store | undefined;
let night: Night | undefined;
const up: ReturnType<typeof createDiscord | typeof createSlack>[] = [];

let used = process.cpuUsage();
const reads: { readonly at: number; readonly count: number }[] = [];

/** Notes when each asking began, and how many declarations it brought. */
const noted = (source: Source): Source => ({
  ...source,
  async ask(...given) {
    const at = performance.timeOrigin + performance.now();
    const heard = await source.ask(...given);
    reads.push({ at, count: heard.found.filter(({ kind }) => kind === "declaration").length });
    return heard;
  },
});

const deeds = {
  async open({ secrets, on, where, pace, instances = 1, sheet, slow, ahead }: Given) {
    const common = { edge, timeZone: "Europe/London", log: silent, pace, instances: () => instances, timeout: 10_000 };
    const { slack, discord } = secrets;
    if (on.includes("slack")) up.push(createSlack({ ...common, ...slack, home: [], mode: { socket: slack } }));
    if (on.includes("discord")) up.push(createDiscord({ ...common, ...discord, mode: "gateway" }));
    for (const one of up) await one.start([], nobody);
    if (slow !== undefined)
      for (const one of up) {
        const post = one.post.bind(one);
        one.post = async (...given) => {
          await pause(slow);
          return post(...given);
        };
      }
    store = await openStore(where);
    const now = () => new Date(Date.now() + ahead);
    const election = theElection();
    const sources = sheet === undefined ? [] : [noted(sheetAt(sheet, now))];
    night = await joinNight({
      config: readConfig({ POLL_SECONDS: "1" }),
      store,
      election,
      log: silent,
      platforms: () => up,
      sources,
      published: [],
      now,
      rehearsal: false,
    });
    night.start();
  },
  /** The moment at which the sheet with so many declarations was first asked for. */
  readAt: (count: number) => reads.find((one) => one.count >= count)?.at,
  /** Milliseconds of the processor since this was last asked. */
  cpu() {
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    return (user + system) / 1_000;
  },
} satisfies Deeds;

export type Instance = typeof deeds;

answer(deeds, async () => {
  await night?.stop();
  for (const one of up) await one.stop();
  await store?.close();
});
