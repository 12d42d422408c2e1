/** Digests of the shipped pack: what they let pass unread is what a check would pass, and nothing else gets by. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkPack, loadPack, PackError } from "../../src/data/election-pack.ts";
import { areChecked, checkedFile, digestsOf } from "../../src/data/pack/checked.ts";
import { pack } from "../support/bot.ts";

const names = ["election.json", "seats.json", "results.json", "people.json", "places.json"];
const textsIn = (folder: string) =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), "teller-pack-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(pack, folder, { recursive: true });
  return folder;
}

test("the shipped pack has a digest of each of its files, is sound, and is what its schemas make of it", () => {
  expect(readFileSync(join(pack, checkedFile), "utf8")).toBe(digestsOf(textsIn(pack)));
  expect(checkPack(pack)).toEqual([]);
  const unknown = copied();
  rmSync(join(unknown, checkedFile));
  const [quick, thorough] = [loadPack(pack), loadPack(unknown)];
  for (const part of ["election", "seats", "results", "people"] as const)
    expect(JSON.stringify(quick[part]) === JSON.stringify(thorough[part]), part).toBe(true);
  expect(JSON.stringify(quick.places?.()) === JSON.stringify(thorough.places?.())).toBe(true);
});

test("a file that is another by a letter is checked", () => {
  const folder = copied();
  expect(areChecked(folder, textsIn(folder))).toBe(true);
  const file = join(folder, "seats.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"short"', '"shorn"'));
  expect(() => loadPack(folder)).toThrow(PackError);
  appendFileSync(file, "\n");
  expect(() => loadPack(folder)).toThrow(PackError);
});

test("so are places, when they are read", () => {
  const folder = copied();
  const file = join(folder, "places.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"areas"', '"arenas"'));
  const { places } = loadPack(folder);
  expect(() => places?.()).toThrow(PackError);
});

test("digests of other files say nothing of these", () => {
  const folder = copied();
  writeFileSync(join(folder, checkedFile), digestsOf({ "seats.json": "[]" }));
  const texts = textsIn(folder);
  expect(areChecked(folder, texts)).toBe(false);
});
