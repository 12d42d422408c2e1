/**
 * Late doubles: a post that seemed not to have landed was repeated, and landed after all, minutes later perhaps. The one
 * that the database knows stays, since it is the one that is edited; any other is taken away. A place is looked at twice,
 * and needs no lease for it: to take the same post away twice does no harm.
 */
import { attempt } from "../../core/fate.ts";
import type { Platform } from "../../core/platform.ts";
import type { Delivery, RepeatedMessage } from "../../data/store/delivery/index.ts";
import type { Log } from "../../lib/log.ts";

/** Milliseconds since the last attempt: the two looks, and the time after which nothing is looked for. */
const looks = [2 * 60_000, 10 * 60_000];
const over = 60 * 60_000;

export interface DoublesOptions {
  readonly delivery: Pick<Delivery, "repeated">;
  readonly platforms: () => readonly Platform[];
  /** This machine's clock, in milliseconds since 1970. */
  readonly real: () => number;
  readonly log: Log;
}

/** @returns a job that looks for doubles, to be run each minute */
export function createDoubles({ delivery, platforms, real, log }: DoublesOptions): () => Promise<void> {
  /** Looks made at each message, and the end of its time. */
  const looked = new Map<string, { readonly count: number; readonly until: number }>();

  /** @returns whether the platform has told what stands there */
  async function look({ id, place, ref, firstAttempt }: RepeatedMessage): Promise<boolean> {
    const platform = platforms().find(({ name }) => name === place.platform);
    if (!platform) return false;
    const standing = (await platform.standing?.(place, id, new Date(firstAttempt), { heard: true })) ?? [];
    if (standing === "not now") return false;
    if (standing === "cannot-look" || !standing.some((one) => one.id === ref)) return true;
    const others = standing.filter((one) => one.id !== ref);
    const gone = await Promise.all(others.map((one) => attempt(() => platform.remove(one))));
    if (others.length > 0)
      log.warn("a post stood twice, and the later one is taken away", { platform: place.platform });
    return gone.every(({ kind }) => kind === "sent" || kind === "refused");
  }

  return async () => {
    const now = real();
    for (const [id, { until }] of looked) if (until <= now) looked.delete(id);
    for (const message of await delivery.repeated(now - over, now - (looks[0] ?? 0))) {
      const { count } = looked.get(message.id) ?? { count: 0 };
      const due = looks[count];
      if (due === undefined || now < message.lastAttempt + due) continue;
      // One after another: reading may be slow, and what is late can wait.
      if (await look(message).catch(() => false)) looked.set(message.id, { count: count + 1, until: now + over });
    }
  };
}
