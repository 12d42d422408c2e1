/**
 * The canary test in its long form: `node tools/canary.ts --tips 2000 --kills 20 --mode text [--postgres ADDRESS]`;
 * with `--tips 0` a night without any, and with `--plants words` those leaks of its table that have this in their name.
 * Prints its counts and its findings, and exits with 1 where it found a secret, or anything was lost.
 */
import { parseArgs } from "node:util";
import { canary } from "../test/support/canary/index.ts";
import { plants } from "../test/support/canary/plants.ts";
import { inOwnSchema } from "../test/support/own-schema.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    tips: { type: "string", default: "2000" },
    kills: { type: "string", default: "20" },
    mode: { type: "string", default: "text" },
    postgres: { type: "string" },
    /** By how much the program's clock is faster: the lower, the more tips are in one window. */
    speed: { type: "string" },
    /** Names of leaks from the table of plants, or a part of them: each has to be found. */
    plants: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});
const { mode, plants: wanted } = values;
const planted = wanted === undefined ? [] : plants.filter(({ name }) => name.includes(wanted));
if (mode !== "text" && mode !== "sealed") throw new TypeError("--mode is text or sealed");

const { found, ...report } = await inOwnSchema(values.postgres, "canary", (database) =>
  canary({
    seed: Number(values.seed),
    tips: Number(values.tips),
    kills: Number(values.kills),
    mode,
    ...(database !== undefined && { database }),
    ...(values.speed !== undefined && { speed: Number(values.speed) }),
    plants: planted.map(({ name }) => name),
    ...(!values.quiet && { say: (words: string) => console.error(words) }),
  }),
);
console.log(report);
for (const one of found.slice(0, 20)) console.log(one);
console.log(found.length === 0 ? "nothing was found" : `${found.length} FOUND`);
for (const { name, finds } of planted)
  if (!found.some(({ secret, where }) => secret === finds.secret && where.includes(finds.where)))
    console.log(`NOT FOUND: ${name}`);
if (found.length + report.lost.length + report.standing.length > 0 || report.odd.length > report.receipts / 20)
  process.exitCode = 1;
