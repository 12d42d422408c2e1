/**
 * Puts real output into README.md, CONTRIBUTING.md and every page of docs/: each fenced screen that begins with
 * "$ npm run -s teller -- …" is run and replaced by what it prints. `test/docs.test.ts` checks that they are still true.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pages, root } from "./docs/pages.ts";
import { rescreen } from "./docs/screens.ts";

for (const page of pages) {
  const path = join(root, page);
  const before = readFileSync(path, "utf8");
  const after = await rescreen(before);
  if (after === before) continue;
  writeFileSync(path, after);
  console.log(page);
}
