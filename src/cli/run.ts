import { aboutAt, atOption, exit, open, type Verb } from "./verb.ts";

const run: Verb = {
  name: "run",
  summary: "Talks to you here, in the terminal",
  usage: "run [--at TIME]",
  options: atOption,
  about: aboutAt,
  async run(given, world) {
    await world.talk(await open(given, world), world);
    return exit.answered;
  },
};
export default run;
