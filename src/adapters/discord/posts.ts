/** Messages of our own: posted once, found again, edited. */
import { createHash } from "node:crypto";
import { ComponentType, Routes, type APIMessageTopLevelComponent, type REST } from "discord.js";
import { z } from "zod";
import type { OwnPost, Posted, Search } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import { post as most } from "./limits.ts";
import { drawnOf, undrawn, type Draw, type Drawn } from "../../core/picture.ts";
import { renderDiscord, replacing, type Rendered, type RenderOptions } from "./render.ts";
import { message as messageShape, type Message } from "./shapes.ts";
import { again, isApiError, codes, troubleOf } from "./trouble.ts";
import type { DeliveryId, MessageRef, Place } from "../../core/place.ts";

export interface PostOptions extends RenderOptions {
  readonly rest: REST;
  /** Whether the history of a place can be read: Discord shows an empty one where it may not be. */
  readonly mayReadBack: (place: Place) => Promise<boolean>;
  /** Called with every error, before it becomes an answer. */
  readonly refused: (error: unknown) => void;
  /** The id of the user as whom we post. */
  readonly self: string;
  readonly draw?: Draw | undefined;
}

/** Pages of history that are searched; a message is missed if more than this was said in its channel since. */
const mostPages = 10;
/** Milliseconds by which Discord's clock may be behind ours. */
const skew = 60_000;
/** Discord's ids count milliseconds from here, above 22 other bits. */
const epoch = 1_420_070_400_000;

export async function post(place: Place, reply: Reply, delivery: DeliveryId, options: PostOptions): Promise<Posted> {
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

/**
 * Sends a reply with its pictures. Where that is refused it is sent without them, since they may be why: files may not be
 * allowed where words are. A refusal is certain, so that nothing stands there twice.
 */
async function withPictures(
  reply: Reply,
  options: PostOptions,
  send: (rendered: Rendered) => Promise<Posted>,
): Promise<Posted> {
  const drawn = await drawnOf(reply, options.draw);
  const attempt = async (some: Drawn): Promise<Posted> => {
    try {
      return await send(renderDiscord(reply, { ...options, drawn: some }));
    } catch (error) {
      options.refused(error);
      return troubleOf(error);
    }
  };
  const posted = await attempt(drawn);
  const mayBeFiles = posted.kind === "refused" && (posted.about === "words" || posted.about === "place");
  return drawn.size > 0 && mayBeFiles ? attempt(undrawn) : posted;
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

export async function find(place: Place, delivery: DeliveryId, since: Date, options: PostOptions): Promise<Search> {
  const found = await looked(place, delivery, since, options, (ours) => ours.length > 0);
  if (typeof found === "string") return found;
  const [first] = found;
  return first ?? "absent";
}

/** All posts of a delivery, the oldest first. */
export const standing = (
  place: Place,
  delivery: DeliveryId,
  since: Date,
  options: PostOptions,
): Promise<readonly MessageRef[] | "cannot-look" | "not now"> => looked(place, delivery, since, options, () => false);

/** @param enough whether the posts that were found so far are all that is wanted */
async function looked(
  place: Place,
  delivery: DeliveryId,
  since: Date,
  options: PostOptions,
  enough: (ours: readonly MessageRef[]) => boolean,
): Promise<readonly MessageRef[] | "cannot-look" | "not now"> {
  const marks = marksOf(delivery);
  const look = async (
    after: bigint,
    pages: number,
    before: readonly MessageRef[],
  ): Promise<typeof before | "cannot-look"> => {
    if (pages === 0) return "cannot-look";
    const query = new URLSearchParams({ after: String(after), limit: String(most.page) });
    const page = z
      .array(messageShape)
      .parse(await again(() => options.rest.get(Routes.channelMessages(place.id), { query })));
    const ours = page
      .filter(({ author, components }) => author.id === options.self && isMarked(components, marks))
      .map(({ id }): MessageRef => ({ place, id }))
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    const found = [...before, ...ours];
    if (enough(found)) return found;
    if (page.length === 0 && found.length === 0 && !(await options.mayReadBack(place))) return "cannot-look";
    if (page.length < most.page) return found;
    return look(
      page.map(({ id }) => BigInt(id)).reduce((a, b) => (a > b ? a : b)),
      pages - 1,
      found,
    );
  };
  try {
    return await look(BigInt(Math.max(0, since.getTime() - skew - epoch)) << 22n, mostPages, []);
  } catch (error) {
    // A channel that is gone took every message with it.
    if (isApiError(error, codes.unknownChannel)) return [];
    return troubleOf(error).kind === "refused" ? "cannot-look" : "not now";
  }
}

/** All posts of ours since a moment, the oldest first, with every text that stands in them. */
export async function posts(
  place: Place,
  since: Date,
  { rest, self, mayReadBack }: PostOptions,
): Promise<readonly OwnPost[] | "cannot-look" | "not now"> {
  const found: OwnPost[] = [];
  let after = BigInt(Math.max(0, since.getTime() - skew - epoch)) << 22n;
  try {
    for (let pages = 0; pages < mostPages; pages++) {
      const query = new URLSearchParams({ after: String(after), limit: String(most.page) });
      const page = z.array(ownShape).parse(await again(() => rest.get(Routes.channelMessages(place.id), { query })));
      for (const { id, author, ...shown } of page) {
        const at = BigInt(id);
        if (at > after) after = at;
        if (author.id !== self) continue;
        const text = textsIn(shown).join("\n");
        found.push({ message: { place, id }, at: new Date(Number(at >> 22n) + epoch), text });
      }
      if (page.length === 0 && found.length === 0 && !(await mayReadBack(place))) return "cannot-look";
      if (page.length < most.page) return found.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    }
    return "cannot-look";
  } catch (error) {
    if (isApiError(error, codes.unknownChannel)) return [];
    return troubleOf(error).kind === "refused" ? "cannot-look" : "not now";
  }
}

const ownShape = z.object({
  ...messageShape.pick({ id: true, author: true }).shape,
  content: z.string().optional(),
  components: z.array(z.unknown()).optional(),
});

/** Texts stand at any depth of a message's components. */
function textsIn(shown: unknown): readonly string[] {
  if (Array.isArray(shown)) return shown.flatMap(textsIn);
  if (typeof shown !== "object" || shown === null) return [];
  return Object.entries(shown).flatMap(([name, value]) =>
    name === "content" && typeof value === "string" ? [value] : textsIn(value),
  );
}

/** Marks begin here; Discord itself counts the components of a message from 1. */
const leastMark = 2 ** 30;
const isMark = (id: number | undefined): boolean => id !== undefined && id >= leastMark;

/**
 * A delivery as numbers that components carry and history shows, unlike the nonce: the ids of the first component and
 * of the first inside it, of 30 bits each, above the ids that Discord gives out itself.
 */
function marksOf(delivery: DeliveryId): readonly [number, number] {
  const hash = createHash("sha256").update(delivery).digest();
  const [first, second] = [hash.readUInt32BE(0), hash.readUInt32BE(4)].map((bits) => leastMark + (bits >>> 2));
  return [first ?? 0, second === first ? (second ?? 0) - 1 : (second ?? 0)];
}

function marked(
  components: readonly APIMessageTopLevelComponent[],
  [outer, inner]: readonly [number, number],
): APIMessageTopLevelComponent[] {
  const mark = <T extends object>(one: T, id: number): T => ({ ...one, id });
  return components.map((component, i) => {
    if (i > 0) return component;
    if (component.type !== ComponentType.Container) return mark(component, outer);
    const inside = component.components.map((child, j) => (j === 0 ? mark(child, inner) : child));
    return mark({ ...component, components: inside }, outer);
  });
}

/** A post of plain words has room for one mark alone, whatever an edit made of it. */
function isMarked([first]: Message["components"], [outer, inner]: readonly [number, number]): boolean {
  const inside = first?.components?.[0]?.id;
  return first?.id === outer && (!isMark(inside) || inside === inner);
}
