/** Marks on a rehearsal, so that nobody takes a part of one for the night itself. */
import { remembered } from "../lib/remembered.ts";
import { pictureOf } from "./drawing.ts";
import type { Block, Card, PictureBlock, Reply } from "./reply.ts";

const mark = "REHEARSAL: ";

/** The same reply, with every heading and every picture marked; once, however often. */
export const rehearse = remembered((reply: Reply): Reply => {
  const { summary, card } = reply;
  return { ...reply, summary: marked(summary), ...(card && { card: markedCard(card) }) };
});

const markedCard = (card: Card): Card => ({
  ...card,
  title: marked(card.title),
  blocks: card.blocks.map((block): Block => (block.kind === "picture" ? rehearsed(block) : block)),
});

const marked = (words: string): string => (words.startsWith(mark) ? words : `${mark}${words}`);

/** The same picture with the word across it, from side to side and three times over: no part of it can be cut out as news. */
export function rehearsed(picture: PictureBlock): PictureBlock {
  const { alt } = picture;
  if (alt.startsWith(mark)) return picture;
  return pictureOf({ ...picture, alt: marked(alt) }, () =>
    picture.svg.replace(/<\/svg>\s*$/, `${across(picture)}</svg>`),
  );
}

function across({ width, height }: PictureBlock): string {
  const words = [0.25, 0.55, 0.85].map((part) => {
    const [x, y] = [width / 2, height * part];
    return `<text x="${x}" y="${Math.round(y)}" transform="rotate(-12 ${x} ${Math.round(y)})">REHEARSAL</text>`;
  });
  return `<g data-rehearsal="yes" font-size="${Math.round(width / 6.4)}" font-weight="600" text-anchor="middle" fill="#8b0018" fill-opacity="0.42">${words.join("")}</g>`;
}
