/** News that nobody asked for at that moment: posted once, found again, edited. */
import type { webApi } from "@slack/bolt";
import type { DeliveryId, MessageRef, Place, PlaceFacts, Platform, Posted } from "../../core/platform.ts";
import { postType, renderSlack, type RenderOptions } from "./render.ts";
import { codeOf, fateOf, whyOf } from "./trouble.ts";
import { afterHaste, type Clients } from "./wire/client.ts";

/** Messages a page of history, and pages that are read before we say that we cannot tell. */
const history = { page: 200, pages: 10 };
/** Milliseconds by which Slack's clock and ours may differ. */
const drift = 60_000;

/** News is one message, which can be found and edited: no file comes after it. */
const alone = { follows: false } as const;

export interface PostsOptions {
  readonly clients: Clients;
  /** Called when it is needed, since commands are known at the start. */
  readonly rendering: () => RenderOptions;
  readonly complain: (event: string, error: unknown) => void;
}

export function createPosts({
  clients,
  rendering,
  complain,
}: PostsOptions): Pick<Platform, "post" | "find" | "edit" | "inspect"> {
  const failed = (event: string, error: unknown): Posted => {
    complain(event, error);
    return fateOf(error);
  };
  return {
    async post(place, reply, delivery) {
      try {
        const message = renderSlack(reply, { ...rendering(), ...alone }, delivery);
        const { ts = "" } = await clients.once.chat.postMessage({ channel: place.id, ...message });
        return { kind: "sent", message: { place, id: ts } };
      } catch (error) {
        return failed("a post failed", error);
      }
    },
    async find(place, delivery, since) {
      try {
        return await search(clients.again, place, delivery, since);
      } catch (error) {
        complain("the history of a channel could not be read", error);
        return "cannot-look";
      }
    },
    async edit(message, reply) {
      try {
        const { text, blocks } = renderSlack(reply, { ...rendering(), ...alone });
        const edited = { channel: message.place.id, ts: message.id, text, blocks };
        await afterHaste(() => clients.brisk.chat.update(edited));
        return { kind: "sent", message };
      } catch (error) {
        return failed("an edit failed", error);
      }
    },
    inspect: (place) => inspect(clients.again, place),
  };
}

async function search(
  client: webApi.WebClient,
  place: Place,
  delivery: DeliveryId,
  since: Date,
): Promise<MessageRef | "absent" | "cannot-look"> {
  const oldest = ((since.getTime() - drift) / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < history.pages; page++) {
    // Each page names the next.
    // oxlint-disable-next-line no-await-in-loop
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

/** Asks Slack rather than the list of scopes: a scope is worth nothing in a channel that we are not in. */
async function inspect(client: webApi.WebClient, place: Place): Promise<PlaceFacts> {
  const direct = place.kind === "direct";
  const wants: string[] = [];
  const tried = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      wants.push(`In this channel ${whyOf(codeOf(error))}.`);
      return undefined;
    }
  };
  const info = direct ? undefined : await tried(client.conversations.info({ channel: place.id }));
  const channel = info?.channel;
  if (channel?.is_archived) wants.push("The channel is archived.");
  if (channel && !channel.is_member) wants.push("I am not in the channel: invite me with /invite.");
  const mayPost = direct || (channel?.is_member === true && channel.is_archived !== true);
  const read = mayPost ? await tried(client.conversations.history({ channel: place.id, limit: 1 })) : undefined;
  return { mayPost, mayReadBack: read !== undefined, isPrivate: direct || channel?.is_private === true, wants };
}
