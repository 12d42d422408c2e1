/** Notices to the newsroom's desk about sources and places, each once. */
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import { contestOf, type Contest } from "../core/declaration.ts";
import type { Tell } from "../core/news/notice.ts";
import type { Log } from "../lib/log.ts";
import { disagreement } from "../core/standing.ts";
import type { Ledger } from "../data/ledger.ts";
import { quarantine, readsWell } from "../data/store/quarantine.ts";
import type { Schema } from "../data/store/schema.ts";
import type { HeldPlace } from "../data/store/delivery/index.ts";
import type { Alarms } from "../jobs/deliver/index.ts";
import type { PollAlarms } from "../jobs/poll.ts";

/** The desk hears of channels alone: a conversation that takes nothing is its person's own affair, and no notice names it. */
export function deliveryAlarms(tell: Tell, now: () => Date): Alarms {
  const say = async (
    kind: "place-blocked" | "place-back",
    { place: { platform, id, kind: sort } }: HeldPlace,
    word: string,
    why?: string,
  ): Promise<void> => {
    if (sort === "direct") return;
    const key = `${word} ${platform} ${id} ${now().getTime()}`;
    const about = { platform, place: id };
    if (kind === "place-back") await tell({ kind, about, key });
    else await tell({ kind, about: { ...about, why: why ?? "" }, key });
  };
  return {
    blocked: (held, why) => say("place-blocked", held, "blocked", why),
    back: (held) => say("place-back", held, "back"),
    unclear: (held) =>
      say("place-blocked", held, "unclear", "a post may or may not stand there, and I may not read its history"),
  };
}

/** @returns told of a clock that was moved, by milliseconds: negative ones where it was set back */
export const clockAlarm =
  (tell: Tell, log: Log) =>
  async (whose: "machine" | "database", by: number): Promise<void> => {
    log.warn(`the ${whose}'s clock was set ${by < 0 ? "back" : "forward"}`, { milliseconds: Math.abs(by) });
    // Instances on one machine tell it once: they meet the same move within a second of each other.
    const about = `${whose} ${Math.round(by / 10_000)} ${Math.floor(Date.now() / 600_000)}`;
    await tell({ kind: "clock-moved", about: { whose, by }, key: `clock ${about}` });
  };

/** @returns told of a platform of which nothing is asked for a while, with the reason, and again without one */
export const platformAlarm =
  (tell: Tell, log: Log, now: () => Date) =>
  (platform: string, why: string | undefined): void => {
    const key = `${why === undefined ? "asked again" : "stopped"} ${platform} ${now().getTime()}`;
    if (why === undefined) log.info("the platform is asked again", { platform });
    else log.error("nothing is asked of the platform: it has refused too much", { platform });
    tell(
      why === undefined
        ? { kind: "platform-back", about: { platform }, key }
        : { kind: "platform-stopped", about: { platform, why }, key },
    ).catch((error: unknown) => log.error("the desk could not be told", error instanceof Error ? { error } : {}));
  };

export function sourceAlarms(db: Kysely<Schema>, tell: Tell, now: () => Date): PollAlarms {
  return {
    async quarantined({ name }, misfits, well) {
      for (const { id, misfit, changed } of await quarantine(db, name, misfits, now())) {
        const { where, why, excerpt, about: contest, how } = misfit;
        const about = {
          quarantine: id,
          source: name,
          why: `${where}: ${why}`.slice(0, 500),
          excerpt: excerpt.slice(0, 500),
          ...(contest && { contest: contestOf(contest) }),
          ...(misfit.doubted && { how: "doubted" as const }),
          ...((how === "gone" || how === "note") && { how }),
        };
        const words = createHash("sha256").update(`${why}\n${excerpt}`).digest("base64url").slice(0, 12);
        if (changed) await tell({ kind: "dismissed", about: { quarantine: id }, key: `changed ${id} ${words}` });
        else await tell({ kind: "quarantine", about, key: `quarantine ${id}` });
      }
      for (const id of await readsWell(db, name, well, now()))
        await tell({ kind: "dismissed", about: { quarantine: id }, key: `reads well ${id}` });
    },
    failed: async ({ name }, why) =>
      void (await tell({
        kind: "source-trouble",
        about: { source: name, why },
        key: `trouble ${name} ${now().getTime()}`,
      })),
    back: async ({ name }) =>
      void (await tell({ kind: "source-back", about: { source: name }, key: `back ${name} ${now().getTime()}` })),
  };
}

/** Tells of sources that contradict each other over entries since `after`, once for each contradiction. */
export async function tellDisagreements({ staff }: Ledger, after: number, tell: Tell): Promise<void> {
  const contests = new Set<Contest>(staff.since(after).map(contestOf));
  for (const contest of contests) {
    const found = disagreement(staff.entries(contest));
    if (!found) continue;
    const words = [found.stands, ...found.others]
      .map(({ source, revision }) => `${source.name} ${revision}`)
      .toSorted();
    await tell({ kind: "disagreement", about: { contest }, key: `disagreement ${contest} ${words.join(", ")}` });
  }
}
