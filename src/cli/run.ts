import { fstatSync } from "node:fs";
import { kits, readConfig } from "../config.ts";
import { listed } from "../core/text.ts";
import { aboutAt, atOption, exit, instant, houseOf, roleOf, roleOption, untilLeft, type Verb } from "./verb.ts";
import type { World } from "./world.ts";
import { UsageError } from "./usage-error.ts";

const titles = kits.flatMap(({ title, id }) => (id ? [title] : []));
const trials = kits.flatMap(({ name, trial }) => (trial ? [{ name, about: trial.about }] : []));

const run: Verb = {
  name: "run",
  summary: `Answers in ${listed(titles, "and")}, where their tokens are set, and otherwise here, in the terminal`,
  usage: `run [--at TIME] [--role ROLE]${trials.map(({ name }) => `  |  run --${name}`).join("")}`,
  options: {
    ...roleOption,
    ...atOption,
    ...Object.fromEntries(trials.map(({ name }) => [name, { type: "boolean" } as const])),
  },
  about: {
    role: "in the terminal: ask as an editor or a manager of the newsroom would",
    ...aboutAt,
    ...Object.fromEntries(trials.map(({ name, about }) => [name, about])),
  },
  async run(given, world) {
    const config = readConfig(world.env);
    const role = roleOf(given);
    const tried = trials.find(({ name }) => given.flag(name))?.name;
    const platform = config.platforms.find(({ kit }) => kit.name === tried);
    if (platform) {
      if (given.text("role") !== undefined || given.text("at") !== undefined)
        throw new UsageError(`--${tried} goes alone: there every part can be played, and every moment`);
      const { out, err } = world;
      return untilLeft(world.trial({ config, platform, out, err }), world);
    }
    if (config.platforms.some(({ access }) => access)) {
      if (given.text("role") !== undefined)
        throw new UsageError("--role goes with the terminal alone: on platforms, STAFF and MANAGERS say who may what");
      return untilLeft(world.serve({ config, out: world.out, ...(await instant(given, config)) }), world);
    }
    if (!isSomeoneThere(world.in)) {
      world.err.write(
        "teller: there is nobody to answer: no token is set, and neither a person nor a pipe is there. Set a platform’s tokens, which .env.example explains, or ask: npm run -s teller -- doctor\n",
      );
      return exit.wrong;
    }
    const house = await houseOf(config, given, world);
    await world.talk({ config, house, role, ...(house.at && { at: house.at }) }, world);
    return exit.answered;
  },
};
export default run;

/** A service is started with nothing at its input, or with `/dev/null`; a stream without a descriptor was made for us. */
function isSomeoneThere(input: World["in"]): boolean {
  if (input.isTTY || input.fd === undefined) return true;
  try {
    const standing = fstatSync(input.fd);
    return standing.isFIFO() || standing.isFile() || standing.isSocket();
  } catch {
    return false;
  }
}
