/** A new message: written down as begun together with the place that moves on, and then posted. */
import type { Subject } from "../../core/news/message.ts";
import type { Platform } from "../../core/platform.ts";
import type { Held, Moved, NewMessage } from "../../data/store/delivery/index.ts";
import { digestOf } from "./digest-of.ts";
import type { DeliverOptions } from "./options.ts";
import { say, type Next } from "./say.ts";

interface Beginning extends Pick<NewMessage, "once" | "instead"> {
  /** What the place has been told up to with it, of the log or of the notices. */
  readonly to?: number;
  readonly moved?: Moved;
}

export async function begin(
  place: Held,
  subject: Subject,
  { to = place.cursor, moved = {}, once, instead }: Beginning,
  platform: Platform,
  options: DeliverOptions,
): Promise<Next> {
  const { delivery, words, now, real, waits } = options;
  const reply = await words.reply(subject, place);
  const from = subject.kind === "notice" ? place.noticed : place.cursor;
  const message = {
    subject,
    from,
    to,
    words: digestOf(reply),
    ...(once !== undefined && { once }),
    ...(instead && { instead }),
  };
  const begun = await delivery.begin(place, message, moved, now());
  if (begun === "lost") return { kind: "lost" };
  if (begun === "frozen") return { kind: "rest", place, wakeAt: real() + waits.look };
  const { blocked: _, ...plain } = moved;
  return say({ ...place, ...plain }, begun, reply, platform, options);
}
