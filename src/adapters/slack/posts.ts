/** News that nobody asked for at that moment: posted once, found again, edited. */
import { setTimeout as pause } from "node:timers/promises";
import { orWithout } from "../../core/picture.ts";
import type { Platform, Posted } from "../../core/platform.ts";
import type { Reader } from "./history.ts";
import type { MessageRef } from "../../core/place.ts";
import type { Reply } from "../../core/reply.ts";
import type { Flights } from "./flights.ts";
import { createLater } from "./later.ts";
import type { Shown, Uploads } from "./uploads.ts";
import { inspect } from "./inspect.ts";
import { waits } from "./limits.ts";
import type { Pace, Paced } from "./pace.ts";
import { renderSlack, type RenderOptions } from "./render.ts";
import { fateOf, isAppWide, isHaste } from "./trouble.ts";
import type { Clients } from "./wire/client.ts";

/** News is one message, which can be found and edited: no file comes after it. */
const alone = { follows: false } as const;

const writes: readonly Paced[] = ["chat.postMessage", "chat.update"];

/** Milliseconds before an edit that met trouble is tried again: it can be, since it stands there once whatever happens. */
const pauses = [250, 750];

/** A file that Slack is not done with is refused as if our words were wrong. */
const orWithoutFiles = (shown: Shown, send: (shown: Shown) => Promise<Posted>): Promise<Posted> =>
  orWithout<Shown>(shown, new Map(), ["words"], send);

export interface PostsOptions {
  readonly clients: Clients;
  readonly pace: Pace;
  readonly reader: Reader;
  /** Called when it is needed, since commands are known at the start. */
  readonly rendering: () => RenderOptions;
  readonly uploads: Uploads;
  readonly flights: Pick<Flights, "take" | "rest">;
  /** The workspace's own address, once it is known. */
  readonly workspace: () => string | undefined;
  readonly complain: (event: string, error: unknown) => void;
  /** The number of instances that share one token just now. */
  readonly instances: () => number;
  /** The newsroom's own workspaces. */
  readonly teams: readonly string[];
}

export function createPosts({
  clients,
  pace,
  reader,
  rendering,
  workspace,
  complain,
  teams,
  uploads,
  flights,
  instances,
}: PostsOptions): Pick<
  Platform,
  "atOnce" | "post" | "find" | "standing" | "ownPosts" | "edit" | "remove" | "inspect" | "link"
> {
  const { once, again } = clients;

  /**
   * One try of what writes, in its turn.
   * @param isTried a file that Slack may not be done with: it is tried again, or left out, and no fault until then
   */
  async function write(
    method: Paced,
    channel: string | undefined,
    send: () => Promise<Posted>,
    isTried: boolean,
  ): Promise<Posted> {
    const after = await pace.take(method, channel);
    if (after !== undefined) return { kind: "later", after };
    try {
      return await send();
    } catch (error) {
      const fate = fateOf(error);
      // Another would be refused as well, whatever channel it was for.
      if (fate.kind === "later" && isHaste(error)) pace.hold(method, fate.after);
      // So would every write, in every channel.
      else if (fate.kind === "later" && isAppWide(error)) for (const each of writes) pace.hold(each, fate.after);
      if (!(isTried && fate.kind === "refused" && fate.about === "words"))
        complain(method === "chat.update" ? "an edit failed" : "a post failed", error);
      return fate;
    }
  }

  const update = ({ place, id }: MessageRef, reply: Reply, shown: Shown, isTried = shown.size > 0): Promise<Posted> => {
    const { text, blocks } = renderSlack(reply, { ...rendering(), ...alone, shown });
    const send = async (): Promise<Posted> => {
      await once.chat.update({ channel: place.id, ts: id, text, blocks });
      return { kind: "sent", message: { place, id } };
    };
    return write("chat.update", undefined, send, isTried);
  };
  const later = createLater({
    uploads,
    flights,
    instances,
    show: update,
    rest: (milliseconds) => flights.rest(milliseconds),
  });

  return {
    atOnce: () => pace.atOnce("chat.postMessage"),
    async post(place, reply, delivery) {
      const shown = uploads.known(reply);
      const send = (some: Shown): Promise<Posted> =>
        write(
          "chat.postMessage",
          place.id,
          async () => {
            const message = renderSlack(reply, { ...rendering(), ...alone, shown: some }, delivery);
            const { ts = "" } = await once.chat.postMessage({ channel: place.id, ...message });
            return { kind: "sent", message: { place, id: ts } };
          },
          some.size > 0,
        );
      const posted = await orWithoutFiles(shown, send);
      if (posted.kind === "sent") later.stands(posted.message, reply, shown);
      return posted;
    },
    find: (...asked) => reader.find(...asked),
    standing: (...asked) => reader.standing(...asked),
    ownPosts: (...asked) => reader.posts(...asked),
    async edit(message, reply) {
      await later.changes(message);
      const shown = uploads.known(reply);
      const send = () => orWithoutFiles(shown, (some) => update(message, reply, some));
      let fate = await send();
      for (const wait of pauses) {
        const isSoon = fate.kind === "unclear" || (fate.kind === "later" && fate.after <= waits.brief);
        if (!isSoon) break;
        // One try after another.
        if (fate.kind === "unclear") await pause(wait);
        fate = await send();
      }
      if (fate.kind === "sent") later.stands(message, reply, shown);
      return fate;
    },
    async remove(message) {
      await later.changes(message);
      try {
        await again.chat.delete({ channel: message.place.id, ts: message.id });
        return { kind: "sent", message };
      } catch (error) {
        complain("a post could not be removed", error);
        return fateOf(error);
      }
    },
    inspect: (place) => inspect(again, place, new Set(teams)),
    async link({ place, id }) {
      const home = workspace();
      return home === undefined ? undefined : new URL(`archives/${place.id}/p${id.replace(".", "")}`, home).href;
    },
  };
}
