/**
 * Puts real output into README.md: each fenced screen that begins with "$ npm run -s teller -- …" is run and replaced by
 * what it prints. `test/docs.test.ts` checks that they are still true.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rescreen } from "./readme/screens.ts";

const path = join(import.meta.dirname, "..", "README.md");
writeFileSync(path, await rescreen(readFileSync(path, "utf8")));
