/**
 * Draws the pictures of README.md into docs/pictures, and writes their words there: each line of the README that shows one
 * gets the alt text that was made with it. `test/docs.test.ts` checks that the words are still true. The icon is drawn there too.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { here } from "../src/cli/house.ts";
import { png } from "../src/pictures/png.ts";
import { openHouse } from "../src/main.ts";
import { root } from "./docs/pages.ts";
import { icon } from "./docs/icon.ts";
import { describe, shown } from "./docs/pictures.ts";

const folder = join(root, "docs", "pictures");
const readme = join(root, "README.md");
const house = await openHouse({
  pack: join(root, "elections", "uk-2024"),
  fault: (error) => {
    throw error;
  },
});
const pictures = shown(house.context(here));
mkdirSync(folder, { recursive: true });
for (const [name, { svg }] of Object.entries(pictures)) {
  writeFileSync(join(folder, `${name}.png`), await png(svg));
  console.log(`docs/pictures/${name}.png`);
}
writeFileSync(join(folder, "icon.svg"), icon);
writeFileSync(
  join(folder, "icon.png"),
  await sharp(await png(icon))
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer(),
);
writeFileSync(readme, describe(readFileSync(readme, "utf8"), pictures));
