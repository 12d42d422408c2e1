/** Blocks that Discord gets as files: files, and text for copying that is too long to be shown whole. */
import { ComponentType, type APIFileComponent, type APIMediaGalleryComponent, type RawFile } from "discord.js";
import type { Drawn } from "../../core/picture.ts";
import type { Block, PictureBlock } from "../../core/reply.ts";
import { clean } from "../../core/text.ts";
import { message } from "./limits.ts";

type Whole = Extract<Block, { readonly kind: "file" | "code" }>;

/** Characters of a code block beside which the rest of a message still has room. */
const longestCode = 2_500;

export const isFile = (block: Block): boolean => block.kind === "file" || isLong(block);

const isLong = (block: Block): boolean => block.kind === "code" && block.text.length > longestCode;

/** @returns the files that Discord takes */
export const filesOf = (blocks: readonly Block[]): readonly RawFile[] =>
  blocks
    .filter((block): block is Whole => isFile(block))
    .map((block, i) => ({
      name: block.kind === "file" ? nameOf(block.name) : `copy-${i + 1}.txt`,
      data: Buffer.from(block.text, "utf8"),
      contentType: "text/plain; charset=utf-8",
    }))
    .filter(({ data }) => data.length <= message.file);

/** Discord renames a file with other letters, and then the message would point to nothing. */
const nameOf = (name: string): string => name.replaceAll(/[^\w.-]/g, "_").slice(-100) || "file.txt";

export const attached = ({ name }: RawFile): APIFileComponent => ({
  type: ComponentType.File,
  file: { url: `attachment://${name}` },
});

/** A picture that is drawn, as the file and the gallery that shows it. */
export interface Shown {
  readonly picture: PictureBlock;
  readonly file: RawFile;
  readonly gallery: APIMediaGalleryComponent;
}

/** The pictures of a card that are drawn and not too large. */
export const shownIn = (blocks: readonly Block[], drawn: Drawn): readonly Shown[] =>
  blocks
    .filter((block) => block.kind === "picture")
    .flatMap((picture, i) => {
      const png = drawn.get(picture);
      if (!png || png.length > message.file) return [];
      const name = nameOf(`${picture.name}-${i + 1}.png`);
      const description = clean(picture.alt).slice(0, message.description);
      return [
        {
          picture,
          file: { name, data: Buffer.from(png), contentType: "image/png" },
          gallery: {
            type: ComponentType.MediaGallery as const,
            items: [{ media: { url: `attachment://${name}` }, description }],
          },
        },
      ];
    });
