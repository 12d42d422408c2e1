/** The pictures of the documents are there, are small, are described, and say what Teller says now. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { pages, root } from "../tools/docs/pages.ts";
import { icon } from "../tools/docs/icon.ts";
import { openStage, shots } from "../tools/docs/shots.ts";
import { freePort } from "./support/run-stage.ts";

const folder = join(root, "docs", "pictures", "page");

test("each is there, smaller than 200 KB, and shown somewhere with words for whoever does not see it", () => {
  const shown = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/!\[([^\]]*)\]\(([^)]+\.png)\)/g)].map(
      ([, alt = "", path = ""]) => ({ page, alt, file: join(root, dirname(page), path) }),
    ),
  );
  const files = readdirSync(folder).filter((file) => file.endsWith(".png"));
  expect(files.toSorted()).toEqual(shots.map(({ name }) => `${name}.png`).toSorted());
  for (const file of files) {
    expect(statSync(join(folder, file)).size, file).toBeLessThan(200 * 1024);
    expect(shown.map((one) => one.file)).toContain(join(folder, file));
  }
  for (const { page, alt, file } of shown) {
    expect(statSync(file).isFile(), `${page} shows ${file}`).toBe(true);
    expect(alt.length, `${page} describes ${file}`).toBeGreaterThan(30);
  }
});

test("the icon is what it is drawn from, square, and large enough for both platforms", () => {
  expect(readFileSync(join(root, "docs", "pictures", "icon.svg"), "utf8")).toBe(icon);
  const png = readFileSync(join(root, "docs", "pictures", "icon.png"));
  // https://www.w3.org/TR/png-3/#11IHDR: width and height are the first of it.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512]);
  expect(png.length).toBeLessThan(60 * 1_024);
});

test("their words are what the page says now: otherwise node tools/write-shots.ts makes them anew", async () => {
  const words = JSON.parse(readFileSync(join(folder, "words.json"), "utf8")) as Readonly<Record<string, string>>;
  const stage = await openStage(await freePort());
  onTestFinished(() => stage.stop());
  for (const shot of shots) {
    await stage.begin(shot.from);
    expect(await stage.words(shot), shot.name).toBe(words[shot.name]);
  }
});
