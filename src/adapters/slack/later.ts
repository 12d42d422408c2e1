/**
 * Pictures that come after their message: the words are posted at once, and an edit puts the picture where its words stood.
 * That edit must never bring back words that have changed since.
 */
import { picturesIn } from "../../core/picture.ts";
import type { MessageRef } from "../../core/place.ts";
import type { Reply } from "../../core/reply.ts";
import type { Flights } from "./flights.ts";
import { picture as most } from "./limits.ts";
import type { Shown, Uploads } from "./uploads.ts";

export interface Later {
  /** Called when words stand: brings their missing pictures, and has them shown. */
  stands(message: MessageRef, reply: Reply, shown: Shown): void;
  /** Called before a message is edited or removed: no picture of older words comes after that. */
  changes(message: MessageRef): Promise<void>;
}

export interface LaterOptions {
  readonly uploads: Uploads;
  readonly flights: Pick<Flights, "take">;
  /** Edits the message once. Never rejects. */
  readonly show: (message: MessageRef, reply: Reply, shown: Shown) => Promise<unknown>;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

export function createLater({ uploads, flights, show, now = () => performance.now() }: LaterOptions): Later {
  const newest = new Map<string, Reply>();
  const showing = new Map<string, Promise<unknown>>();
  const keyOf = ({ place, id }: MessageRef): string => `${place.id} ${id}`;

  return {
    stands(message, reply, shown) {
      const pictures = picturesIn(reply);
      if (pictures.every((picture) => shown.has(picture))) return;
      const key = keyOf(message);
      const began = now();
      newest.set(key, reply);
      void flights.take(async () => {
        const brought = await uploads.bring(reply);
        // The place may be another instance's by the time: words of ours would be too old.
        const isTooLate = now() - began > most.late;
        if (newest.get(key) !== reply || isTooLate || brought.size === shown.size) return;
        newest.delete(key);
        const edit = show(message, reply, brought).finally(() => showing.delete(key));
        showing.set(key, edit);
        await edit;
      });
      const [oldest] = newest.keys();
      if (newest.size > most.kept && oldest !== undefined) newest.delete(oldest);
    },
    async changes(message) {
      const key = keyOf(message);
      newest.delete(key);
      await showing.get(key)?.catch(() => {});
    },
  };
}
