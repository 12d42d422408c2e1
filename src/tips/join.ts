/** The tip line joined: keys, both its sides, and what is done now and again. */
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { Config } from "../config.ts";
import type { Log } from "../lib/log.ts";
import type { Platform } from "../core/platform.ts";
import { listed, upper } from "../core/text.ts";
import { createLeases } from "../data/store/leases.ts";
import type { Schema } from "../data/store/schema.ts";
import { createSwitches } from "../data/store/switches.ts";
import type { TipTables } from "../data/store/tip-tables.ts";
import { saltOf } from "./store/keys.ts";
import { createTipLine, type KeptTipLine } from "./store/line.ts";
import { purgeTips } from "./relay/purge.ts";
import { createLateLog } from "./relay/late-log.ts";
import { rewriteTips } from "./relay/rewrite.ts";
import { createTipRelay } from "./relay/index.ts";
import { createSweep } from "./rules/memory.ts";
import type { Job } from "../jobs/schedule.ts";
import { usualWindow } from "./rules/blur.ts";
import { createDerive } from "./rules/derive.ts";
import { KeyError, keysFrom, readKeys } from "./rules/identities.ts";
import { createTipLimits } from "./rules/limits.ts";
import type { Tell } from "../core/news/notice.ts";

export interface TipsJoined {
  readonly line: KeptTipLine;
  readonly jobs: readonly Job[];
}

export interface JoinTipsOptions {
  readonly config: Pick<Config, "tips" | "tipLine" | "people" | "briefing" | "grace" | "lease">;
  /** The database, for what is everybody's. */
  readonly db: Kysely<Schema>;
  /** Opens the line's own tables. */
  readonly tables: () => Promise<TipTables>;
  readonly now: () => Date;
  /** This machine's clock, in milliseconds since 1970. */
  readonly real: () => number;
  readonly platforms: () => readonly Platform[];
  readonly tell: Tell;
  readonly log: Log;
}

const usualMorning = { at: "07:00", zone: "Etc/UTC" };

/** @returns undefined where nothing of it is configured */
export async function joinTips(options: JoinTipsOptions): Promise<TipsJoined | undefined> {
  const { config, db, now, real, platforms, tell, log } = options;
  const { tips, tipLine, briefing = usualMorning, grace, lease } = config;
  const { channels, newsroom = "The newsroom", safer, days } = tipLine;
  if (!tips && channels.length === 0 && safer.length === 0) return undefined;
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const keys = await keysOf(config).catch((error: unknown) => {
    if (!(error instanceof KeyError)) throw error;
    // Everything else goes on without it: the line is closed, and doctor says why.
    log.error("the tip line is closed: its keys cannot be read", {});
    return undefined;
  });
  const { identities, recipients = [] } = keys ?? {};
  const tables = await options.tables();
  const late = createLateLog(log, now, usualWindow);
  const line = await createTipLine({
    tables,
    switches: createSwitches(db, () => now().getTime()),
    now,
    random,
    derive: createDerive(await saltOf(tables.db, random)),
    limits: createTipLimits(random),
    recipients,
    mode: identities ? "text" : "sealed",
    newsroom,
    saferWays: safer,
    relay: relayWords(tipLine),
    days,
    wants: [...tipWants(config), ...(keys ? [] : ["Keys that can be read: teller doctor says what is wrong."])],
    failed: () => late.error("what is kept of tips cannot be written anew: teller doctor looks at its tables"),
  });
  const { scrub } = line;
  const leases = createLeases(db, real);
  const relay = createTipRelay({
    db: tables.db,
    leases,
    now,
    real,
    random,
    window: usualWindow,
    grace,
    lease,
    ...(identities && { identities }),
    channels,
    platforms,
    held: ({ platform, id: place }, why) =>
      tell({
        kind: "tips-held",
        about: { platform, place, why },
        key: `tips held ${platform} ${place} ${now().toISOString().slice(0, 10)}`,
      }),
    scrub,
    morning: briefing,
    log: late,
  });
  return {
    line,
    jobs: [
      { name: "relay tips", every: "minute", run: () => relay.look() },
      { name: "purge tips", every: "minute", run: () => purgeTips({ db: tables.db, now, days, scrub, log: late }) },
      { name: "rewrite tips", every: "minute", run: () => rewriteTips({ leases, lease, scrub, tell: late.tell }) },
      // It holds everything up for a moment: only where there may be something to let go of.
      ...(line.wants.length === 0 ? [{ name: "sweep memory", every: "minute" as const, run: createSweep(real) }] : []),
    ],
  };
}

/** The editors' channels, as sources are told. */
export const relayWords = ({ channels }: Config["tipLine"]): string =>
  `a private channel of the newsroom’s own, on ${listed([...new Set(channels.map(({ platform }) => upper(platform)))], "and")}`;

/** Settings that are missing before the line opens, each a sentence. */
export function tipWants({ tips, tipLine, people }: Pick<Config, "tips" | "tipLine" | "people">): readonly string[] {
  const missing = [
    tips ? [] : ["Keys: TIPS_RECIPIENTS or TIPS_IDENTITY_FILE."],
    tipLine.channels.length > 0 ? [] : ["An editors’ channel: TIPS_CHANNELS."],
    tipLine.newsroom === undefined ? ["The newsroom’s name: TIPS_NEWSROOM."] : [],
    tipLine.safer.length > 0 ? [] : ["A safer way for those who need one: TIPS_SAFER."],
    people.staff.length > 0 ? [] : ["Editors on the list: STAFF."],
  ];
  return missing.flat();
}

/** Tips are sealed to the newest of our own keys, and to the recipients. @throws KeyError */
export async function keysOf({ tips }: Pick<Config, "tips">): Promise<{
  readonly identities?: readonly string[];
  readonly recipients: readonly string[];
}> {
  if (!tips?.identity) return { recipients: tips?.recipients ?? [] };
  const { identity } = tips;
  const ring = await ("file" in identity ? readKeys(identity.file) : keysFrom(identity.keys));
  return {
    identities: ring.map((key) => key.identity),
    recipients: [...new Set([ring[0].recipient, ...tips.recipients])],
  };
}
