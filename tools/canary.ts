/**
 * The canary test in its long form: `node tools/canary.ts --tips 2000 --kills 20 --mode text [--postgres ADDRESS]`.
 * Prints its counts and its findings, and exits with 1 where it found a secret, or anything was lost.
 */
import { parseArgs } from "node:util";
import { canary } from "../test/support/canary/index.ts";
import { inOwnSchema } from "../test/support/own-schema.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    tips: { type: "string", default: "2000" },
    kills: { type: "string", default: "20" },
    mode: { type: "string", default: "text" },
    postgres: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});
const { mode } = values;
if (mode !== "text" && mode !== "sealed") throw new TypeError("--mode is text or sealed");

const { found, ...report } = await inOwnSchema(values.postgres, "canary", (database) =>
  canary({
    seed: Number(values.seed),
    tips: Number(values.tips),
    kills: Number(values.kills),
    mode,
    ...(database !== undefined && { database }),
    ...(!values.quiet && { say: (words: string) => console.error(words) }),
  }),
);
console.log(report);
for (const one of found.slice(0, 20)) console.log(one);
console.log(found.length === 0 ? "nothing was found" : `${found.length} FOUND`);
if (found.length + report.lost.length + report.standing.length > 0 || report.odd.length > report.receipts / 20)
  process.exitCode = 1;
