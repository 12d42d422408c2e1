/**
 * The long form of the bad night: on SQLite, and on PostgreSQL with one, two and four instances, as a table for
 * `docs/reliability.md`. `node tools/bad-nights.ts --postgres ADDRESS [--kills 60]`; the address `own` makes a server of each
 * night's own, which is restarted, and whose disk is filled.
 */
import { parseArgs } from "node:util";
import { badNight } from "../test/support/bad-night/index.ts";
import { injuries } from "../test/support/bad-night/injuries.ts";
import { onServer } from "../test/support/own-server.ts";

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
  const night = await onServer(
    postgres,
    "bad_nights",
    (database, server) =>
      badNight({
        seed,
        instances,
        kills: Number(values.kills),
        pauses: n,
        cuts: postgres === undefined ? 0 : n,
        winds: n,
        restarts: server ? Math.ceil(n / 2) : 0,
        fills: postgres === undefined || server ? Math.ceil(n / 2) : 0,
        restores: Math.ceil(n / 4),
        shuts: Math.ceil(n / 2),
        lates: n,
        ...(server && { server }),
        speed: Number(values.speed),
        ...(values.from !== undefined && { from: values.from }),
        until: values.until,
        ...(database !== undefined && { database }),
      }),
    n > 0,
  );
  const { done, met, rows, skipped } = night;
  const unclear = rows.reduce((sum, row) => sum + row.unclear, 0);
  const faults = [...met.values()].reduce((sum, one) => sum + one, 0);
  const asked = rows.filter((row) => row.faults.length === 0).length;
  const made = injuries.filter((what) => what !== "solos").map((what) => done[what]);
  const cells = [name, instances, seed, night.kills, ...made, met.get("post far") ?? 0, faults, unclear];
  for (const why of skipped) console.error(`${name} ×${instances}: SKIPPED ${why}`);
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
  ...injuries.filter((what) => what !== "solos"),
  "posts 8 to 40 s late",
  "platforms' faults",
  "given up as unclear",
  "places as asked",
  "took",
];
console.log([`| ${head.join(" | ")} |`, `|${head.map(() => " --- |").join("")}`, ...lines].join("\n"));
