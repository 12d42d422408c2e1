/** Files and folders that cannot be read: why, in words that somebody who looks after them can use. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesOf, getFile } from "../../../src/data/sources/read/disk.ts";
import { SourceError } from "../../../src/data/sources/source.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-disk-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]): string => join(folder, ...parts);
writeFileSync(at("sheet.csv"), "Constituency,Votes");
mkdirSync(at("a", "b", "c", "d"), { recursive: true });
for (const path of ["a/one.xml", "a/b/two.xml", "a/b/c/three.xml", "a/b/c/d/four.xml", "a/.part.xml"])
  writeFileSync(at(path), "<x/>");
symlinkSync("loop", at("loop"));

test("a file is read once, and again only where it is another", async () => {
  const first = await getFile(at("sheet.csv"), undefined, 100);
  expect(first?.bytes.toString()).toBe("Constituency,Votes");
  expect(await getFile(at("sheet.csv"), first?.mark, 100)).toBeUndefined();
  writeFileSync(at("sheet.csv"), "Constituency,Votes,Elected");
  const again = await getFile(at("sheet.csv"), first?.mark, 100);
  expect(again?.bytes.toString()).toBe("Constituency,Votes,Elected");
});

test.each([
  ["nothing.csv", 100, /nothing\.csv cannot be read: there is no such file or folder/],
  ["a", 100, /cannot be read: it is no file/],
  ["sheet.csv", 5, /it has more than 5 bytes/],
  // A link to itself: the system's own word for it.
  ["loop", 100, /cannot be read: ELOOP/],
])("%s", async (name, most, says) => {
  const read = getFile(at(name), undefined, most);
  await expect(read).rejects.toThrow(SourceError);
  await expect(read).rejects.toThrow(says);
});

test("files of folders are found three folders deep, without those that are still being written", async () => {
  expect(await filesOf(folder, (path) => path.endsWith(".xml"))).toEqual(["a/b/two.xml", "a/one.xml"]);
  expect(await filesOf(at("a"), () => true)).toEqual(["b/c/three.xml", "b/two.xml", "one.xml"]);
  await expect(filesOf(at("nowhere"), () => true)).rejects.toThrow(/nowhere cannot be read: there is no such/);
});
