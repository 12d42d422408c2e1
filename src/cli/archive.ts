import { readConfig } from "../config.ts";
import { many } from "../views/words.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const archive: Verb = {
  name: "archive",
  summary: "Closes the election in the database, so that the next can begin there; stop every instance first",
  usage: "archive",
  options: {},
  about: {},
  async run(given, world) {
    if (given.words.length > 0) throw new UsageError("it takes no words: it closes the election that DATABASE holds");
    const { database } = readConfig(world.env);
    const { election, entries, messages } = await world.archive(database);
    const called = election.name === undefined ? election.id : `the ${election.name} (${election.id})`;
    await print(
      world.out,
      `Closed: ${called}. ${many(entries, "entry", "entries")} of its log and ${many(messages, "message")} are kept in the database. Channels, settings and staff stay for the next election; the tip line was left alone.`,
    );
    return exit.answered;
  },
};
export default archive;
