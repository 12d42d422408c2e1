/** One visit to a place that this instance holds: what is open, what is wrong, what is new, until there is nothing more. */
import { isQuiet } from "../../core/news/quiet.ts";
import type { Platform } from "../../core/platform.ts";
import type { Held } from "../../data/store/delivery/index.ts";
import { begin } from "./begin.ts";
import { briefing, notice, scoreboard } from "./extras.ts";
import { mend, mendNotices } from "./mend.ts";
import type { DeliverOptions } from "./options.ts";
import { resume, type Next } from "./say.ts";
import { tell } from "./tell.ts";

/** Steps of one visit, after which others have their change. */
const most = 20;

/** @param leaving whether to begin nothing more */
export async function visit(
  held: Held,
  platform: Platform,
  options: DeliverOptions,
  leaving: () => boolean,
): Promise<void> {
  const { delivery, real } = options;
  let next = await arrive(held, platform, options);
  for (let steps = 0; next.kind === "go on" && steps < most && !leaving(); steps++)
    // One message after the other: their order is the log's.
    next = await step(next.place, platform, options, leaving);
  if (next.kind === "lost") return;
  const { place } = next;
  const { cursor, corrected } = place;
  const moved = cursor === held.cursor && corrected === held.corrected ? {} : { cursor, corrected };
  const rest = next.kind === "rest" ? next : { dueAt: real(), wakeAt: real() };
  // What is owed has the place looked at again by itself: it is behind the log.
  const dueAt = Math.max(rest.dueAt ?? real(), place.owed?.at ?? 0);
  await delivery.release(place, dueAt, rest.wakeAt ?? null, moved);
}

/** What an earlier visit left open, and, in the newsroom's own places, notices that have changed. */
async function arrive(place: Held, platform: Platform, options: DeliverOptions): Promise<Next> {
  if (place.state === "on") {
    const open = await options.delivery.open(place);
    if (open) return resume(place, open, platform, options);
  }
  const late = place.staff ? await mendNotices(place, platform, options) : undefined;
  return late ?? { kind: "go on", place };
}

async function step(place: Held, platform: Platform, options: DeliverOptions, leaving: () => boolean): Promise<Next> {
  const { delivery, ledger, now, real, waits } = options;
  // What waits for a clock is looked at again and again, whatever a replay's clock may do meanwhile.
  const look = { kind: "rest", place, wakeAt: real() + waits.look } as const;
  if (Math.max(place.corrected, place.owed?.upTo ?? 0) < ledger.seq)
    return (await delivery.frozen()) ? look : mend(place, platform, options, leaving);
  // Where nothing more is wanted, what was said is put right all the same.
  if (place.state !== "on") return { kind: "rest", place };
  const told = await notice(place, platform, options);
  if (told) return told;
  const { quiet } = place.subscription;
  if (quiet && isQuiet(quiet, now())) return look;
  if (place.cursor < ledger.seq) {
    const news = await tell(place, options);
    if (news.kind === "message")
      return begin(place, news.subject, { to: news.to, moved: { cursor: news.to } }, platform, options);
    if (news.kind === "nothing") return { kind: "go on", place: { ...place, cursor: news.to } };
    // A digest is not due yet; the board may be.
    return (await scoreboard(place, platform, options)) ?? look;
  }
  const more = (await briefing(place, platform, options)) ?? (await scoreboard(place, platform, options));
  return more ?? { kind: "rest", place, ...(place.staff && { wakeAt: look.wakeAt }) };
}
