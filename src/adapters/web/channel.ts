/** The page's channel: what everybody there sees, in memory. Posts of ours, and answers that are for all. */
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";
import type { Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import { channel as most } from "./limits.ts";

export interface Standing {
  readonly id: string;
  readonly at: Date;
  readonly reply: Reply;
  readonly delivery?: DeliveryId;
  /** The part that asked, and in which tab, where it is an answer. */
  readonly asked?: { readonly by: string; readonly line: string; readonly tab: string };
  readonly edited?: true;
}

export type ChannelChange =
  | { readonly kind: "stands"; readonly message: Standing }
  | { readonly kind: "gone"; readonly id: string }
  | { readonly kind: "cleared" };

export interface Channel {
  readonly place: Place;
  /** The oldest first. */
  all(): readonly Standing[];
  post(reply: Reply, delivery: DeliveryId): MessageRef;
  answer(reply: Reply, asked: NonNullable<Standing["asked"]>): void;
  find(delivery: DeliveryId): MessageRef | "absent";
  edit(message: MessageRef, reply: Reply): Posted;
  remove(message: MessageRef): Posted;
  clear(): void;
}

const none: Posted = { kind: "refused", about: "message", why: "there is no such message" };

export function createChannel(place: Place, told: (change: ChannelChange) => void): Channel {
  const standing = new Map<string, Standing>();
  let count = 0;
  function stand(message: Standing): MessageRef {
    standing.set(message.id, message);
    const [oldest] = standing.keys();
    if (standing.size > most.messages && oldest !== undefined) standing.delete(oldest);
    told({ kind: "stands", message });
    return { place, id: message.id };
  }
  return {
    place,
    all: () => [...standing.values()],
    post: (reply, delivery) => stand({ id: String(++count), at: new Date(), reply, delivery }),
    answer: (reply, asked) => void stand({ id: String(++count), at: new Date(), reply, asked }),
    find(delivery) {
      const found = [...standing.values()].find((one) => one.delivery === delivery);
      return found ? { place, id: found.id } : "absent";
    },
    edit(message, reply) {
      const before = standing.get(message.id);
      if (!before) return none;
      stand({ ...before, reply, edited: true });
      return { kind: "sent", message };
    },
    remove(message) {
      if (!standing.delete(message.id)) return none;
      told({ kind: "gone", id: message.id });
      return { kind: "sent", message };
    },
    clear() {
      standing.clear();
      told({ kind: "cleared" });
    },
  };
}
