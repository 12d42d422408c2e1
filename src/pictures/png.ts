/** SVG -> PNG, by sharp: native code on threads of its own. It is loaded when the first picture is drawn. */
import { fileURLToPath } from "node:url";
import type { Sharp, SharpOptions } from "sharp";

type Make = (input: Buffer, options?: SharpOptions) => Sharp;

let loaded: Promise<Make> | undefined;

/** Draws a picture with the fonts beside this file. @throws Error for SVG that is malformed, or where sharp is not there */
export async function png(svg: string): Promise<Buffer> {
  // A load that failed is tried again: nothing of it is kept.
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  const sharp = await loaded;
  return sharp(Buffer.from(svg, "utf8")).png({ compressionLevel: 2 }).toBuffer();
}

async function load(): Promise<Make> {
  // Fontconfig is native, and reads this once: on the main thread, before sharp is there.
  process.env["FONTCONFIG_FILE"] = fileURLToPath(new URL("fonts/fonts.conf", import.meta.url));
  const { default: sharp } = await import("sharp");
  // Its cache of operations would keep the pixels of pictures that are not drawn twice.
  sharp.cache(false);
  return sharp;
}
