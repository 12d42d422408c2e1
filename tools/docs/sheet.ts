/** Several pictures as one sheet, smaller than they are: columns, each picture below the shortest. */
import sharp from "sharp";

/** Of its own size. */
const scale = 0.5;
const gap = 10;

/** @param drawn PNG, of one width @returns PNG of few colours */
export async function sheetOf(drawn: readonly Buffer[], columns: number): Promise<Buffer> {
  const small = await Promise.all(
    drawn.map(async (one) => {
      const { width } = await sharp(one).metadata();
      return sharp(one)
        .resize({ width: Math.round(width * scale) })
        .toBuffer({ resolveWithObject: true });
    }),
  );
  const width = Math.max(...small.map(({ info }) => info.width));
  const filled = Array.from({ length: columns }, () => gap);
  const placed = small.map(({ data, info }) => {
    const top = Math.min(...filled);
    const column = filled.indexOf(top);
    filled[column] = top + info.height + gap;
    return { input: data, top, left: gap + column * (width + gap) };
  });
  const size = { width: gap + columns * (width + gap), height: Math.max(...filled) };
  return sharp({ create: { ...size, channels: 3, background: "#ffffff" } })
    .composite(placed)
    .png({ palette: true, colours: 14, dither: 0, compressionLevel: 9, effort: 10 })
    .toBuffer();
}
