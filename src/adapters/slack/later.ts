/**
 * Pictures that come after their message: the words are posted at once, and an edit puts the picture where its words stood.
 * That edit must never bring back words that have changed since.
 */
import { picturesIn } from "../../core/picture.ts";
import type { Posted } from "../../core/platform.ts";
import type { MessageRef } from "../../core/place.ts";
import type { Reply } from "../../core/reply.ts";
import type { Flights } from "./flights.ts";
import { picture as most, waits } from "./limits.ts";
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
  /** Edits the message once. Never rejects. @param isTried whether a refusal of its file is no fault, as another try follows */
  readonly show: (message: MessageRef, reply: Reply, shown: Shown, isTried: boolean) => Promise<Posted>;
  readonly rest: (milliseconds: number) => Promise<unknown>;
  /**
   * Instances that speak in the same channels: where there are several, another may have changed the words by now, and a
   * picture is shown by the next who edits the message.
   */
  readonly instances: () => number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

export function createLater({
  uploads,
  flights,
  show,
  rest,
  instances,
  now = () => performance.now(),
}: LaterOptions): Later {
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
        if (brought.size === shown.size || instances() > 1) return;
        // A file that Slack is not done with is refused as if our words were wrong.
        for (let tries = 0; tries < most.tries; tries++) {
          // The place may be another instance's by the time: words of ours would be too old.
          if (newest.get(key) !== reply || now() - began > most.late) return;
          const edit = show(message, reply, brought, tries + 1 < most.tries).finally(() => showing.delete(key));
          showing.set(key, edit);
          // One try after another.
          const posted = await edit;
          if (posted.kind !== "refused" || posted.about !== "words") break;
          await rest(waits.file);
        }
        if (newest.get(key) === reply) newest.delete(key);
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
