/** What stands in a channel. */
import type { webApi } from "@slack/bolt";
import type { Search } from "../../core/platform.ts";
import type { Pace } from "./pace.ts";
import { postType } from "./render.ts";
import type { DeliveryId, Place } from "../../core/place.ts";

/** Messages a page of history, and pages that are read before we say that we cannot tell. */
const history = { page: 200, pages: 10 };
/** Milliseconds by which Slack's clock and ours may differ. */
const drift = 60_000;

export interface Looking {
  readonly client: webApi.WebClient;
  readonly pace: Pace;
}

/** @throws as the SDK does */
export async function find(
  { client, pace }: Looking,
  place: Place,
  delivery: DeliveryId,
  since: Date,
): Promise<Search> {
  const oldest = ((since.getTime() - drift) / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < history.pages; page++) {
    // What became of a post must be known before anything else is done about it: this waits as long as it must.
    await pace.take("conversations.history", undefined, Infinity);
    // Each page names the next.
    const { messages = [], response_metadata: more } = await client.conversations.history({
      channel: place.id,
      oldest,
      inclusive: true,
      include_all_metadata: true,
      limit: history.page,
      ...(cursor && { cursor }),
    });
    const ours = messages.find(({ metadata }) => metadata?.event_type === postType && carries(metadata, delivery));
    if (ours?.ts) return { place, id: ours.ts };
    cursor = more?.next_cursor;
    if (!cursor) return "absent";
  }
  return "cannot-look";
}

const carries = ({ event_payload: payload }: { readonly event_payload?: object }, delivery: DeliveryId): boolean =>
  payload !== undefined && "delivery" in payload && payload.delivery === delivery;
