/**
 * Makes the pictures of the page for README.md and docs/, from the page itself, in chromium: `node tools/write-shots.ts`. Beside them
 * docs/pictures/page/words.json has their words, by which `test/docs-shots.test.ts` sees whether they are still true.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { sheetOf } from "./docs/sheet.ts";
import { openBrowser } from "../test/support/chromium.ts";
import { freePort } from "../test/support/run-stage.ts";
import { openStage, shots } from "./docs/shots.ts";
import { root } from "./docs/pages.ts";

const folder = join(root, "docs", "pictures", "page");
const stage = await openStage(await freePort());
const browser = await openBrowser();
const words: Record<string, string> = {};
try {
  for (const shot of shots) {
    const { name, from, path, view, width, height, asks, answer, columns } = shot;
    await stage.begin(from);
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(path === "/" ? stage.address : new URL(path, stage.address).href);
    if (path === "/") await page.selectOption("#view", view);
    const answers = page.locator("#talk article:not(.mine)");
    const drawn: Buffer[] = [];
    for (const [as, line] of asks) {
      const before = await answers.count();
      await page.selectOption("#as", as);
      await page.fill("#line", line);
      await page.press("#line", "Enter");
      await answers.nth(before).waitFor();
      if (columns === undefined) continue;
      await page.waitForTimeout(300);
      drawn.push(await answers.nth(before).screenshot());
    }
    // News to the channel and the board comes within a second or two.
    await page.waitForTimeout(2_500);
    const part = answer ? answers.last() : page;
    const png =
      columns === undefined
        ? await sharp(await part.screenshot())
            .png({ palette: true, compressionLevel: 9 })
            .toBuffer()
        : await sheetOf(drawn, columns);
    writeFileSync(join(folder, `${name}.png`), png);
    words[name] = await stage.words(shot);
    console.log(`${name}.png, ${Math.round(png.length / 1024)} KB`);
    await page.close();
  }
} finally {
  await browser.close();
  await stage.stop();
}
writeFileSync(join(folder, "words.json"), `${JSON.stringify(words, undefined, 2)}\n`);
