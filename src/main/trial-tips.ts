/** The tip line as it is configured, to be tried in the terminal: in memory, relayed nowhere, and over with the process. */
import { randomBytes } from "node:crypto";
import type { Config } from "../config.ts";
import type { TipLine } from "../core/tip-line.ts";
import { openStore } from "../data/store/index.ts";
import { saltOf } from "../data/tips/keys.ts";
import { createTipLine } from "../data/tips/line.ts";
import { createDerive } from "../tips/derive.ts";
import { createTipLimits } from "../tips/limits.ts";
import { keysOf, relayWords, tipWants } from "./tips.ts";

/** @returns undefined where nothing of it is configured @throws KeyError */
export async function trialTips(config: Pick<Config, "tips" | "tipLine" | "people">): Promise<TipLine | undefined> {
  const { tips, tipLine } = config;
  if (!tips && tipLine.channels.length === 0 && tipLine.safer.length === 0) return undefined;
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const { db } = await openStore(":memory:");
  const { identities, recipients } = await keysOf(config);
  return createTipLine({
    db,
    now: () => new Date(),
    random,
    derive: createDerive(await saltOf(db, random)),
    limits: createTipLimits(random),
    recipients,
    mode: identities ? "text" : "sealed",
    newsroom: tipLine.newsroom ?? "The newsroom",
    saferWays: tipLine.safer,
    relay: relayWords(tipLine),
    days: tipLine.days,
    wants: tipWants(config),
    reach: () => "everywhere",
  });
}
