/**
 * The long form of the bad night: on SQLite, and on PostgreSQL with one, two and four instances, as a table for
 * `docs/reliability.md`. `node tools/bad-nights.ts --postgres ADDRESS [--kills 60]`
 */
import { parseArgs } from "node:util";
import { badNight } from "../test/support/bad-night/index.ts";
import { inOwnSchema } from "../test/support/own-schema.ts";

const { values } = parseArgs({
  options: {
    postgres: { type: "string" },
    kills: { type: "string", default: "60" },
    injuries: { type: "string", default: "8" },
    seed: { type: "string", default: "61" },
    speed: { type: "string", default: "100" },
    from: { type: "string" },
    until: { type: "string", default: "2024-07-05T06:00" },
  },
});
const nights = [
  { name: "SQLite", instances: 1, postgres: undefined },
  ...(values.postgres === undefined
    ? []
    : [1, 2, 4].map((instances) => ({ name: "PostgreSQL", instances, postgres: values.postgres }))),
];
const n = Number(values.injuries);
const lines: string[] = [];
for (const [i, { name, instances, postgres }] of nights.entries()) {
  const seed = Number(values.seed) + i;
  const night = await inOwnSchema(postgres, "bad_nights", (database) =>
    badNight({
      seed,
      instances,
      kills: Number(values.kills),
      pauses: n,
      cuts: n,
      winds: n,
      speed: Number(values.speed),
      ...(values.from !== undefined && { from: values.from }),
      until: values.until,
      ...(database !== undefined && { database }),
    }),
  );
  const { done, met, rows } = night;
  const faults = [...met.values()].reduce((sum, one) => sum + one, 0);
  const asked = rows.filter((row) => row.faults.length === 0).length;
  const cells = [name, instances, seed, night.kills, done.pauses, done.cuts, done["clock moves"], faults];
  lines.push(`| ${[...cells, `${asked} of ${rows.length}`, `${night.seconds.toFixed(0)} s`].join(" | ")} |`);
  for (const wrong of night.wrong) console.error(`${name} ×${instances}, seed ${seed}: ${wrong}`);
  if (night.kept !== undefined) {
    console.error(`Its evidence is kept in ${night.kept}`);
    process.exitCode = 1;
  }
}
const head = [
  "database",
  "instances",
  "seed",
  "kills",
  "pauses",
  "cuts",
  "clock moves",
  "platforms' faults",
  "places as asked",
  "took",
];
console.log([`| ${head.join(" | ")} |`, `|${head.map(() => " --- |").join("")}`, ...lines].join("\n"));
