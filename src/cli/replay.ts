import { fastest } from "../lib/clock.ts";
import { electionFolder, readConfig } from "../config.ts";
import { nightInstant } from "./instant.ts";
import { untilLeft, type Given, type Verb } from "./verb.ts";
import type { Rehearsed } from "./world.ts";
import { UsageError } from "./usage-error.ts";

const usualSeed = 1;

const replay: Verb = {
  name: "replay",
  summary: "Plays the night again as a rehearsal: each result as it was recorded, milestones, the state of the parties",
  usage: "replay [--speed 600] [--from TIME] [--until TIME] [--faults [SEED]] [--fresh] [--election FOLDER] [--post]",
  options: {
    speed: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    faults: { type: "boolean" },
    fresh: { type: "boolean" },
    election: { type: "string" },
    post: { type: "boolean" },
  },
  about: {
    speed: `how many times faster than the night was, 1 to ${fastest}, or max (default: 600)`,
    from: "begin then, with all before it known and not told: 02:00, or 2024-07-05T02:00",
    until: "end then",
    faults: "with what goes wrong with feeds: wrong figures, retractions, outages; a seed gives the same faults again",
    fresh: "begin anew, where one was stopped and would be played on",
    post: "to the channels that asked for it in the replay's own database, where tokens are set, and not to the terminal",
    election: "another pack than ELECTION names: a folder of elections/, or a path",
  },
  run(given, world) {
    const set = readConfig(world.env);
    const named = given.text("election");
    const config = { ...set, election: named === undefined ? set.election : electionFolder(named) };
    const played: Rehearsed = {
      ...speedOf(given.text("speed")),
      ...faultsOf(given),
      ...stretchOf(given, config.election),
      fresh: given.flag("fresh"),
    };
    if (!given.flag("post")) return world.replay({ config, ...played }, world);
    if (!config.platforms.some(({ access }) => access)) throw new UsageError("--post needs the tokens of a platform");
    return untilLeft(world.serve({ config, out: world.out, rehearsal: played }), world);
  },
};
export default replay;

function speedOf(typed: string | undefined): Pick<Rehearsed, "speed"> {
  if (typed === undefined) return {};
  if (typed === "max") return { speed: "max" };
  const speed = Number(typed);
  if (!(speed >= 1 && speed <= fastest)) throw new UsageError(`a speed is a number from 1 to ${fastest}, or max`);
  return { speed };
}

function faultsOf(given: Given): Pick<Rehearsed, "faults"> {
  const [word, ...more] = given.words;
  if (!given.flag("faults")) {
    if (word === undefined) return {};
    throw new UsageError("it takes no words, but for a seed after --faults");
  }
  const seed = Number(word ?? usualSeed);
  if (more.length > 0 || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new UsageError("the seed of --faults is one whole number from 0");
  return { faults: seed };
}

function stretchOf(given: Given, pack: string): Pick<Rehearsed, "from" | "until"> {
  const at = (option: string): Date | undefined => {
    const typed = given.text(option);
    return typed === undefined ? undefined : nightInstant(typed, pack);
  };
  const [from, until] = [at("from"), at("until")];
  if (from && until && until <= from) throw new UsageError("--until is after --from");
  return { ...(from && { from }), ...(until && { until }) };
}
