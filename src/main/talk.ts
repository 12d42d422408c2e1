/**
 * `teller run` without tokens: the terminal, with the database, so that everything can be tried at one's own machine.
 */
import { createTerminal } from "../adapters/terminal/index.ts";
import type { House } from "../cli/house.ts";
import type { LiveHouseOptions } from "./live.ts";
import type { TalkOptions, World } from "../cli/world.ts";
import { silent } from "../lib/log.ts";
import type { Platform } from "../core/platform.ts";
import { StoreError } from "../data/store/engine.ts";
import { openStore, type Store } from "../data/store/index.ts";
import { holdAlone } from "../data/store/sole.ts";
import { liveFeed } from "./feed.ts";
import { joinNight, type Night } from "./night.ts";

type OpenHouse = (options: LiveHouseOptions) => Promise<House>;

/** @throws PackError, StyleError, StoreError where another program runs on the database */
export async function talk(options: TalkOptions, world: World, openHouse: OpenHouse): Promise<void> {
  const { config, at } = options;
  const up: Platform[] = [];
  const sole = at ? undefined : await holdAlone(config.database);
  const store = at ? undefined : await openSome(config.database, world);
  let night: Night | undefined;
  try {
    const house = await openHouse({
      ...options.house,
      ...(store && { settings: store.settings }),
      ...(store && {
        live: async (election, published) => {
          const feed = liveFeed(config, election, published);
          night = await joinNight({ config, store, election, log: silent, platforms: () => up, ...feed });
          return night.live;
        },
      }),
    });
    const { name, timeZone } = house.election;
    const greeting = `Teller, on the ${name}. Ask /seat bath, /target 164, /portillo or /help. Tab completes, Ctrl-D leaves.`;
    const terminal = createTerminal({ in: world.in, out: world.out, timeZone, greeting, role: options.role });
    up.push(terminal);
    await terminal.start(house.commands, house.dispatch);
    night?.start();
    await terminal.ended;
  } finally {
    await night?.stop();
    await store?.close();
    sole?.release();
  }
}

/**
 * The database; where it cannot be opened, memory. Questions need neither, and settings then last as long as the talk.
 */
async function openSome(database: string, { err }: World): Promise<Store> {
  try {
    return await openStore(database);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    err.write(`teller: ${error.message} Nothing is kept of this talk.\n`);
    return openStore(":memory:");
  }
}
