import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { int } from "../views/words.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const restore: Verb = {
  name: "restore",
  summary: "Puts a backup into an empty database, whole or not at all; stop every instance first",
  usage: "restore FILE [--replace]",
  options: { replace: { type: "boolean" } },
  about: { replace: "let go of what the database keeps now, for good, and put the backup in its place" },
  async run(given, world) {
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0) throw new UsageError("name the one file that a backup was written to");
    const { database } = readConfig(world.env);
    const { rows, at } = await world.restore(database, resolve(file), given.flag("replace"));
    await print(world.out, `Rows in the database: ${int(rows)}, as they were at ${at.toISOString()}.`);
    return exit.answered;
  },
};
export default restore;
