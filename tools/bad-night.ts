/**
 * The chaos test in its long form: `node tools/bad-night.ts --seed 1 --kills 50 --instances 1 [--postgres ADDRESS]`. A
 * replay with faults is played into both platforms, faked, which fail at random too, while its programs are killed and
 * started again; `--pauses 4 --cuts 4 --winds 4` also pauses them past their leases, cuts their connections to
 * PostgreSQL, and moves their clocks, where faketime is installed. `--fills 2` leaves a file's disk no room for a while,
 * `--shuts 2` shuts a platform's histories, `--lates 3` lets posts land 8 to 40 seconds late, which are taken away
 * minutes later; `--restores 1` restores a backup in the midst of it; `--postgres own --restarts 2` restarts a server of the night's own, and `--older FOLDER` runs
 * another version as the last instance. Prints the state of each place. Exits with 1 where the night was not a good one, and names the folder
 * of its evidence: the database, both platforms' channels, a diary, and the programs' output.
 *
 * A seed fixes the feed's faults, the order in which each platform's faults are drawn, which instance is killed, and
 * for how long each is left alone. It does not fix which call meets which fault, or what a program is doing as it dies:
 * both depend on the machine's speed just then. The same seed is the same weather, and not the same night.
 */
import { parseArgs } from "node:util";
import { badNight } from "../test/support/bad-night/index.ts";
import { badTable } from "../test/support/bad-night/table.ts";
import { onServer } from "../test/support/own-server.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    kills: { type: "string", default: "50" },
    pauses: { type: "string", default: "0" },
    cuts: { type: "string", default: "0" },
    winds: { type: "string", default: "0" },
    restarts: { type: "string", default: "0" },
    fills: { type: "string", default: "0" },
    shuts: { type: "string", default: "0" },
    lates: { type: "string", default: "0" },
    restores: { type: "string", default: "0" },
    older: { type: "string" },
    instances: { type: "string", default: "1" },
    speed: { type: "string", default: "200" },
    from: { type: "string" },
    until: { type: "string", default: "2024-07-05T18:00" },
    postgres: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});

const night = await onServer(
  values.postgres,
  "bad_night",
  (database, server) =>
    badNight({
      seed: Number(values.seed),
      kills: Number(values.kills),
      pauses: Number(values.pauses),
      cuts: Number(values.cuts),
      winds: Number(values.winds),
      restarts: Number(values.restarts),
      fills: Number(values.fills),
      shuts: Number(values.shuts),
      lates: Number(values.lates),
      restores: Number(values.restores),
      ...(values.older !== undefined && { older: values.older }),
      ...(server && { server }),
      instances: Number(values.instances),
      speed: Number(values.speed),
      ...(values.from !== undefined && { from: values.from }),
      until: values.until,
      ...(database !== undefined && { database }),
      ...(!values.quiet && { say: (words: string) => console.error(words) }),
    }),
  Number(values.fills) > 0,
);
console.log(badTable(night));
if (night.kept !== undefined) {
  console.log(`\nseed ${values.seed}: not a good night\n${night.wrong.map((line) => `- ${line}`).join("\n")}`);
  console.log(`Its evidence is kept in ${night.kept}`);
  process.exitCode = 1;
}
