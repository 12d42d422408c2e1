import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { int } from "../views/words.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const backup: Verb = {
  name: "backup",
  summary: "Writes all that is kept to a file, as it is at this moment; Teller may run meanwhile",
  usage: "backup FILE",
  options: {},
  about: {},
  async run(given, world) {
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0) throw new UsageError("name one file, such as teller.backup.gz");
    const { database } = readConfig(world.env);
    const { rows } = await world.backup(database, resolve(file));
    await print(world.out, `Rows in ${file}: ${int(rows)}. Keep it as safe as the database itself.`);
    return exit.answered;
  },
};
export default backup;
