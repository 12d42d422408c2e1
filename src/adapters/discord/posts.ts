/** Messages of our own: posted once, edited, taken away. */
import { Routes } from "discord.js";
import type { Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { HistoryOptions } from "./history.ts";
import { post as most } from "./limits.ts";
import { marked, marksOf } from "./marks.ts";
import { renderDiscord, type RenderOptions } from "./render.ts";
import { message as messageShape } from "./shapes.ts";
import { again, troubleOf } from "./trouble.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";

export interface PostOptions extends RenderOptions, HistoryOptions {
  /** Called with every error, before it becomes an answer. */
  readonly refused: (error: unknown) => void;
}

export async function post(place: Place, reply: Reply, delivery: DeliveryId, options: PostOptions): Promise<Posted> {
  const { body, files } = renderDiscord(reply, options);
  const components = marked(body.components, marksOf(delivery));
  try {
    const sent = await options.rest.post(Routes.channelMessages(place.id), {
      // Within a few minutes Discord itself knows a repeat by its nonce, and answers with the first message.
      body: { ...body, components, nonce: delivery.slice(0, most.nonce), enforce_nonce: true },
      files: [...files],
    });
    return { kind: "sent", message: { place, id: messageShape.pick({ id: true }).parse(sent).id } };
  } catch (error) {
    options.refused(error);
    return troubleOf(error);
  }
}

export async function edit(
  message: MessageRef,
  reply: Reply,
  delivery: DeliveryId,
  options: PostOptions,
): Promise<Posted> {
  const { body, files } = renderDiscord(reply, options);
  const route = Routes.channelMessage(message.place.id, message.id);
  try {
    // An edit replaces all of a message, so the delivery's marks have to be in it again.
    const components = marked(body.components, marksOf(delivery));
    await again(() => options.rest.patch(route, { body: { ...body, components }, files: [...files] }));
    return { kind: "sent", message };
  } catch (error) {
    options.refused(error);
    return troubleOf(error);
  }
}

export async function remove(message: MessageRef, { rest, refused }: PostOptions): Promise<Posted> {
  try {
    await again(() => rest.delete(Routes.channelMessage(message.place.id, message.id)));
    return { kind: "sent", message };
  } catch (error) {
    refused(error);
    return troubleOf(error);
  }
}
