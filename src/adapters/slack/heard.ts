/**
 * Slack's own reports of our posts (`message_metadata_posted`). They come within a second, and cost no look into a
 * channel's history. One is believed only where it is about our app, our bot and the channel asked about.
 */
import { z } from "zod";
import { asDeliveryId, type DeliveryId, type Place } from "../../core/place.ts";
import { reading } from "./limits.ts";
import { postType } from "./names.ts";

export interface Heard {
  /** Takes an event's envelope, whatever it is. */
  take(body: unknown): void;
  /** Ids of posts that carry a delivery id, the oldest first. */
  of(place: Place, delivery: DeliveryId): readonly string[];
}

const report = z.object({
  api_app_id: z.string(),
  event: z.object({
    app_id: z.string(),
    bot_id: z.string(),
    channel_id: z.string(),
    message_ts: z.string().regex(/^\d+\.\d+$/),
    metadata: z.object({
      event_type: z.literal(postType),
      event_payload: z.object({
        delivery: z
          .string()
          .regex(/^[A-Za-z0-9]{1,25}$/)
          .transform(asDeliveryId),
      }),
    }),
  }),
});

/** Far more posts than are made in the time for which they are remembered. */
const most = 20_000;

/** @param us our bot's id, once it is known */
export function createHeard(us: () => string | undefined, now = () => performance.now()): Heard {
  const posts = new Map<string, { readonly ids: readonly string[]; readonly until: number }>();
  const keyOf = (channel: string, delivery: DeliveryId): string => `${channel} ${delivery}`;

  function tidy(): void {
    if (posts.size < most) return;
    const at = now();
    for (const [key, { until }] of posts) if (until <= at || posts.size >= most) posts.delete(key);
  }

  return {
    take(body) {
      const read = report.safeParse(body);
      if (!read.success) return;
      const { api_app_id: ours, event } = read.data;
      if (event.app_id !== ours || us() === undefined || event.bot_id !== us()) return;
      const key = keyOf(event.channel_id, event.metadata.event_payload.delivery);
      const ids = new Set([...(posts.get(key)?.ids ?? []), event.message_ts]);
      tidy();
      posts.set(key, {
        ids: [...ids].toSorted((a, b) => Number(a) - Number(b)),
        until: now() + reading.memory,
      });
    },
    of: ({ id }, delivery) => {
      const found = posts.get(keyOf(id, delivery));
      return found && found.until > now() ? found.ids : [];
    },
  };
}
