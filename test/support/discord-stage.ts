/** Discord over the fake server, with the real commands and the bad ones, for tests of one behaviour at a time. */
import { createDiscord, type Discord, type DiscordOptions } from "../../src/adapters/discord/index.ts";
import type { Log, LogFields } from "../../src/lib/log.ts";
import { openDiscord, type FakeDiscord } from "./fake-discord/index.ts";
import { contractParts } from "./platform-contract.ts";
import type { Place } from "../../src/core/place.ts";

export interface Logged extends LogFields {
  readonly level: keyof Log;
  readonly event: string;
}

export interface DiscordStage {
  readonly discord: FakeDiscord;
  readonly platform: Discord;
  readonly place: Place;
  readonly parts: Awaited<ReturnType<typeof contractParts>>;
  readonly logged: readonly Logged[];
  /** Reasons why we were shut out. */
  readonly lost: readonly Error[];
}

const open: (() => Promise<void>)[] = [];
/** Made once: every stage has a channel of its own, and so settings of its own. */
let shared: ReturnType<typeof contractParts> | undefined;

/** Everything that was opened is closed again; for `afterEach`. */
export async function closeStages(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** @param over `mode: "http"` for interactions over HTTP; `on` a Discord that is there already */
export async function openStage(
  over: Partial<Omit<DiscordOptions, "mode">> & {
    readonly mode?: "http";
    readonly started?: false;
    readonly on?: FakeDiscord;
  } = {},
): Promise<DiscordStage> {
  const { mode, started, on, ...rest } = over;
  const [discord, parts] = await Promise.all([on ?? openDiscord(), (shared ??= contractParts())]);
  const logged: Logged[] = [];
  const lost: Error[] = [];
  const note =
    (level: keyof Log) =>
    (event: string, fields: LogFields = {}): void =>
      void logged.push({ level, event, ...fields });
  const platform = createDiscord({
    token: discord.state.token,
    apiUrl: discord.apiUrl,
    mode: mode ? { http: { port: 0, host: "127.0.0.1", publicKey: discord.publicKey } } : "gateway",
    edge: parts.edge,
    timeZone: parts.timeZone,
    log: { info: note("info"), warn: note("warn"), error: note("error") },
    ...rest,
  });
  platform.ended.catch((why: Error) => void lost.push(why));
  open.push(async () => {
    await platform.stop();
    if (!on) await discord.close();
  });
  if (started !== false) await platform.start(parts.commands, parts.dispatch);
  if (platform.port !== undefined) discord.door(`http://127.0.0.1:${platform.port}`);
  const place: Place = { platform: "discord", id: discord.channel.id, kind: "channel" };
  return { discord, platform, place, parts, logged, lost };
}
