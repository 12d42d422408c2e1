/** The pictures of README.md: which they are, and the words beside them. */
import type { Context } from "../../src/core/command.ts";
import type { PictureBlock } from "../../src/core/reply.ts";
import { cardPicture, mapPicture, nightPicture } from "../../src/pictures/index.ts";

/** By the names of their files. */
export function shown(context: Context): Readonly<Record<string, PictureBlock>> {
  const seat = context.results.all.find((one) => one.seat.name === "North East Somerset and Hanham");
  if (!seat) throw new RangeError("the seat of the README is not in the pack");
  return { map: mapPicture(context), seat: cardPicture(context, seat), night: nightPicture(context) };
}

/** A page with the words of each picture that it shows. */
export const describe = (page: string, pictures: Readonly<Record<string, PictureBlock>>): string =>
  page.replaceAll(/!\[[^\]]*\]\(docs\/pictures\/(\w+)\.png\)/g, (line, name: string) => {
    const picture = pictures[name];
    return picture ? `![${picture.alt}](docs/pictures/${name}.png)` : line;
  });
