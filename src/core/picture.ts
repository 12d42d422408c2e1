/** Pictures on their way to a platform: drawn where they can be, and said in words where not. */
import type { Posted, Refused } from "./platform.ts";
import type { Picture, PictureBlock, Reply } from "./reply.ts";

/** SVG -> PNG. Undefined where it could not be drawn, or not in time; never rejects. */
export type Draw = (picture: Picture) => Promise<Uint8Array | undefined>;

/** PNG by picture; one that is not in it is said in its words. */
export type Drawn = ReadonlyMap<Picture, Uint8Array>;

export const undrawn: Drawn = new Map();

export const picturesIn = ({ card }: Pick<Reply, "card">): readonly PictureBlock[] =>
  (card?.blocks ?? []).filter((block) => block.kind === "picture");

/**
 * Sends a reply with its pictures, and once more without them where they may be why it is refused. A refusal is certain, so
 * that nothing stands there twice.
 * @param pictures those that the message shows @param why the causes of a refusal that pictures can be behind
 */
export async function orWithout<P extends ReadonlyMap<Picture, unknown>>(
  pictures: P,
  none: P,
  why: readonly Refused[],
  send: (pictures: P) => Promise<Posted>,
): Promise<Posted> {
  const posted = await send(pictures);
  return pictures.size > 0 && posted.kind === "refused" && why.includes(posted.about) ? send(none) : posted;
}

/** @param draw absent where nothing can be drawn */
export async function drawnOf(reply: Reply, draw: Draw | undefined): Promise<Drawn> {
  const pictures = draw ? picturesIn(reply) : [];
  if (!draw || pictures.length === 0) return undrawn;
  const drawn = await Promise.all(pictures.map(async (picture) => [picture, await draw(picture)] as const));
  return new Map(drawn.flatMap(([picture, png]) => (png ? [[picture, png] as const] : [])));
}
