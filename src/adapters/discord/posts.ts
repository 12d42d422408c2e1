/** Messages of our own: posted once, edited, taken away. */
import { Routes } from "discord.js";
import type { Calls, Posted } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { HistoryOptions } from "./history.ts";
import { post as most } from "./limits.ts";
import { marked, marksOf } from "./marks.ts";
import { drawnOf, orWithout, undrawn, type Draw } from "../../core/picture.ts";
import { renderDiscord, replacing, type Rendered, type RenderOptions } from "./render.ts";
import { message as messageShape } from "./shapes.ts";
import { again, troubleOf } from "./trouble.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";

export interface PostOptions extends RenderOptions, HistoryOptions {
  /** Called with every error, before it becomes an answer. */
  readonly refused: (error: unknown) => void;
  readonly draw?: Draw | undefined;
}

export async function post(
  place: Place,
  reply: Reply,
  delivery: DeliveryId,
  given: PostOptions,
  calls?: Calls,
): Promise<Posted> {
  const options = { ...given, calls: calls?.role };
  return withPictures(reply, options, async ({ body, files }) => {
    const components = marked(body.components, marksOf(delivery));
    const sent = await options.rest.post(Routes.channelMessages(place.id), {
      // Within a few minutes Discord itself knows a repeat by its nonce, and answers with the first message.
      body: { ...body, components, nonce: delivery.slice(0, most.nonce), enforce_nonce: true },
      files: [...files],
    });
    return { kind: "sent", message: { place, id: messageShape.pick({ id: true }).parse(sent).id } };
  });
}

export async function edit(
  message: MessageRef,
  reply: Reply,
  delivery: DeliveryId,
  options: PostOptions,
): Promise<Posted> {
  const route = Routes.channelMessage(message.place.id, message.id);
  return withPictures(reply, options, async ({ body, files }) => {
    // An edit replaces all of a message, so the delivery's marks have to be in it again.
    const components = marked(body.components, marksOf(delivery));
    await again(() => options.rest.patch(route, { body: { ...replacing(body), components }, files: [...files] }));
    return { kind: "sent", message };
  });
}

/** Files may not be allowed in a place where words are. */
async function withPictures(
  reply: Reply,
  options: PostOptions,
  send: (rendered: Rendered) => Promise<Posted>,
): Promise<Posted> {
  const drawn = await drawnOf(reply, options.draw);
  return orWithout(drawn, undrawn, ["words", "place"], async (some) => {
    try {
      return await send(renderDiscord(reply, { ...options, drawn: some }));
    } catch (error) {
      options.refused(error);
      return troubleOf(error);
    }
  });
}

/** Discord passes on ten posts an hour of a channel. */
export async function publish(
  { place, id }: MessageRef,
  { rest }: PostOptions,
  missed: (error: unknown) => void,
): Promise<void> {
  try {
    await rest.post(Routes.channelMessageCrosspost(place.id, id));
  } catch (error) {
    missed(error);
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
