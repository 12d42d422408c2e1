/** Pigeon joined: it sends questions to a port of ours, and takes posts at its own. */
import type { Asker } from "../../src/core/asker.ts";
import type { Command } from "../../src/core/command.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import type { Joined } from "../../src/core/kit.ts";
import type { Platform } from "../../src/core/platform.ts";
import { createApi, fateOf, Refusal, shapes, type ApiOptions } from "./api.ts";
import { draw } from "./draw.ts";
import { openDoor, type Door, type Question } from "./door.ts";

export interface PigeonOptions extends ApiOptions, Pick<Joined, "edge" | "log" | "timeZone"> {
  /** Where questions come in; 0 takes any that is free. */
  readonly port: number;
}

export interface Pigeon extends Platform {
  /** Where questions come in, once started. */
  readonly port: number | undefined;
}

const platform = "pigeon";

export function createPigeon(options: PigeonOptions): Pigeon {
  const { token, port, edge, log, timeZone } = options;
  const api = createApi(options);
  let commands: readonly Command[] = [];
  let door: Door | undefined;

  /** Where someone's id stops. */
  function askerOf({ user, room, direct }: Question): Asker {
    const staff = edge.staff(platform, user);
    return {
      place: { platform, id: room, kind: direct ? "direct" : "channel" },
      caller: edge.pseudonym(platform, user),
      role: staff?.role ?? "anyone",
      ...(staff && { staff: staff.name, listed: staff.role }),
      forms: false,
    };
  }

  return {
    name: platform,
    get port() {
      return door?.port;
    },
    async start(all: readonly Command[], dispatch: Dispatch) {
      commands = all;
      await api("GET", "/me", shapes.self).catch((error: unknown) => {
        const why = error instanceof Refusal ? "the token is refused: see PIGEON_TOKEN" : "no answer: see PIGEON_URL";
        throw new Error(`Pigeon does not start: ${why}.`);
      });
      door = await openDoor({
        port,
        token,
        dispatch,
        commands,
        askerOf,
        draw: (reply) => draw(reply, { commands, timeZone }),
      });
      log.info("Pigeon is connected", { platform, port: door.port });
    },
    async post(place, reply, delivery) {
      try {
        const body = { ...draw(reply, { commands, timeZone }), mark: delivery };
        const { said } = await api("POST", `/rooms/${place.id}/messages`, shapes.made, body);
        return { kind: "sent", message: { place, id: said.id } };
      } catch (error) {
        return fateOf(error);
      }
    },
    async find(place, delivery, since) {
      try {
        const path = `/rooms/${place.id}/messages?since=${since.getTime()}`;
        const { said } = await api("GET", path, shapes.messages);
        const ours = said.find(({ mark }) => mark === delivery);
        return ours ? { place, id: ours.id } : "absent";
      } catch (error) {
        return fateOf(error).kind === "refused" ? "cannot-look" : "not now";
      }
    },
    async edit(message, reply) {
      try {
        const path = `/rooms/${message.place.id}/messages/${message.id}`;
        await api("PUT", path, shapes.done, draw(reply, { commands, timeZone }));
        return { kind: "sent", message };
      } catch (error) {
        return fateOf(error);
      }
    },
    async remove(message) {
      try {
        await api("DELETE", `/rooms/${message.place.id}/messages/${message.id}`, shapes.done);
        return { kind: "sent", message };
      } catch (error) {
        return fateOf(error);
      }
    },
    async inspect({ id }) {
      const { said } = await api("GET", `/rooms/${id}`, shapes.room);
      const { mayPost, private: isPrivate } = said;
      return { mayPost, mayReadBack: true, isPrivate, wants: mayPost ? [] : ["Let me post: Room, Robots."] };
    },
    async stop() {
      await door?.close();
    },
  };
}
