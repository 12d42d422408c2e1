/**
 * Posts that landed after their repeat. A platform may take minutes over a post that nobody answered for, and by then it
 * was repeated: some minutes later each repeated message is looked for once more, and the younger of two is taken away.
 */
import { attempt } from "../../core/fate.ts";
import type { MessageRef } from "../../core/place.ts";
import type { HeldPlace, StoredMessage } from "../../data/store/delivery/index.ts";
import type { DeliverOptions } from "./options.ts";
import { Visit } from "./visit.ts";
import { digestOf } from "./words.ts";

/** Milliseconds since the last attempt: late posts have landed by then, and after that nobody looks any more. */
const [soonest, latest] = [3 * 60_000, 20 * 60_000];
/** Milliseconds by which a clock may have been behind, and was put right: an attempt seems so much older than it is. */
const behind = 3_600_000;
/** Messages that are remembered as looked for. */
const most = 5_000;

/** @returns a look for doubles, to be made now and again. It rejects where the database does not answer */
export function createDoubles(options: DeliverOptions): () => Promise<void> {
  const { delivery, platforms, real, log } = options;
  const looked = new Set<string>();
  /** Messages whose last attempt was dated by another clock than that of now, perhaps: when they were first seen. */
  const odd = new Map<string, number>();

  async function look(place: HeldPlace, message: StoredMessage, seen = real()): Promise<void> {
    const platform = platforms().find(({ name }) => name === place.place.platform);
    if (!platform?.standing || looked.has(message.id)) return;
    const first = message.firstAttempt ?? 0;
    const since = new Date(first > seen ? seen - latest : first);
    const found = await platform
      .standing(place.place, message.id, since, { heard: true })
      .catch(() => "not now" as const);
    if (found === "not now") return;
    looked.add(message.id);
    if (looked.size > most) looked.delete([...looked][0] ?? "");
    if (found === "cannot-look" || found.length < 2) return;
    log.warn("a post landed after its repeat; the younger is taken away", { platform: platform.name });
    await keepOldest(new Visit(place, platform, options, () => false), message, found);
  }

  return async () => {
    const now = real();
    for (const { place, message } of await delivery.repeated(now - latest, now - soonest))
      // One after another: nothing here is in haste, and news is.
      await look(place, message);
    const ahead = await delivery.repeated(now + 1, Number.MAX_SAFE_INTEGER);
    for (const { place, message } of [...ahead, ...(await delivery.repeated(now - latest - behind, now - latest))]) {
      const seen = odd.get(message.id) ?? now;
      odd.set(message.id, seen);
      if (seen <= now - soonest) await look(place, message, seen);
    }
    if (odd.size > most) odd.clear();
  };
}

async function keepOldest(visit: Visit, message: StoredMessage, found: readonly MessageRef[]): Promise<void> {
  const [oldest, ...younger] = found;
  if (!oldest) return;
  if (message.ref !== oldest.id) {
    // The repeat was made in newer words, perhaps: the one that stays has them as well, before the other goes.
    const reply = await visit.reply(message.subject);
    const edited = reply && (await visit.edit({ id: message.id, ref: oldest.id }, reply));
    if (!reply || edited?.kind !== "sent") return;
    await visit.settle(message, { ref: oldest.id, words: digestOf(reply) });
  }
  for (const each of younger) await attempt(() => visit.platform.remove(each));
}
