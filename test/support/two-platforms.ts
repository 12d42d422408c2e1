/** Either platform, its adapter at work over its fake, in one shape: for tests of behaviour on both. */
import { createDiscord } from "../../src/adapters/discord/index.ts";
import { createSlack } from "../../src/adapters/slack/index.ts";
import { silent } from "../../src/lib/log.ts";
import type { Platform } from "../../src/core/platform.ts";
import type { Chaos, ChaosOptions } from "./chaos.ts";
import { testEdge as edge } from "./edge.ts";
import { openDiscord } from "./fake-discord/index.ts";
import { openFakeSlack } from "./fake-slack/index.ts";
import type { Channels } from "./told.ts";
import type { Place } from "../../src/core/place.ts";

/** Powers of a test over a platform. */
export interface Fake extends Channels {
  chaos(options: ChaosOptions): Chaos;
  limits(options: { readonly scale: number }): void;
  readonly provoked: number;
}

export interface OnePlatform {
  readonly platform: Platform;
  readonly fake: Fake;
  readonly place: (channel: string) => Place;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly pace?: number;
  readonly instances?: () => number;
  /** Milliseconds until a post counts as unanswered. */
  readonly timeout?: number;
}

const common = { edge, timeZone: "Europe/London", log: silent };
const nobody = { call: never, line: never, complete: never };

function never(): never {
  throw new TypeError("nobody asks here");
}

const placeOn =
  (platform: string) =>
  (id: string): Place => ({ platform, id, kind: "channel" });

export const platforms: Readonly<Record<string, (options?: OpenOptions) => Promise<OnePlatform>>> = {
  async slack(options = {}) {
    const fake = await openFakeSlack();
    const { botToken, appToken, apiUrl } = fake;
    const platform = createSlack({ ...common, ...options, botToken, apiUrl, home: [], mode: { socket: { appToken } } });
    await platform.start([], nobody);
    const close = async () => {
      await platform.stop();
      await fake.stop();
    };
    return { platform, fake, place: placeOn("slack"), close };
  },
  async discord(options = {}) {
    const fake = await openDiscord();
    const { apiUrl } = fake;
    const platform = createDiscord({ ...common, ...options, token: fake.state.token, apiUrl, mode: "gateway" });
    await platform.start([], nobody);
    const close = async () => {
      await platform.stop();
      await fake.close();
    };
    return { platform, fake, place: placeOn("discord"), close };
  },
};
