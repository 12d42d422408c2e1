/**
 * The chaos test in its long form: `node tools/bad-night.ts --seed 1 --kills 50 --instances 1 [--postgres ADDRESS]`. A replay
 * with faults into both platforms, faked, which fail at random too, while its programs are killed and started again. Prints
 * what stands in each place, and exits with 1 where that is not what was asked for.
 */
import { parseArgs } from "node:util";
import { badNight } from "../test/support/bad-night/index.ts";
import { badTable } from "../test/support/bad-night/table.ts";
import { inOwnSchema } from "../test/support/own-schema.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    kills: { type: "string", default: "50" },
    instances: { type: "string", default: "1" },
    speed: { type: "string", default: "200" },
    from: { type: "string" },
    until: { type: "string", default: "2024-07-05T18:00" },
    postgres: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});

const night = await inOwnSchema(values.postgres, "bad_night", (database) =>
  badNight({
    seed: Number(values.seed),
    kills: Number(values.kills),
    instances: Number(values.instances),
    speed: Number(values.speed),
    ...(values.from !== undefined && { from: values.from }),
    until: values.until,
    ...(database !== undefined && { database }),
    ...(!values.quiet && { say: (words: string) => console.error(words) }),
  }),
);
console.log(badTable(night));
const wrong = night.rows.filter(({ faults }) => faults.length > 0);
if (wrong.length > 0) {
  console.log(`\nseed ${values.seed}: not as asked in ${wrong.length} places`);
  console.log(night.text.slice(-4_000));
  process.exitCode = 1;
}
