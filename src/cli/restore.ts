import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { int } from "../views/words.ts";
import { exit, print, type Verb } from "./verb.ts";
import type { RestoredFacts } from "./world.ts";
import { UsageError } from "./usage-error.ts";

const restore: Verb = {
  name: "restore",
  summary: "Puts a backup into an empty database, whole or not at all; stop every instance first",
  usage: "restore FILE [--replace] [--quiet | --again]",
  options: { replace: { type: "boolean" }, quiet: { type: "boolean" }, again: { type: "boolean" } },
  about: {
    replace: "let go of what the database keeps now, for good, and put the backup in its place",
    quiet: "tell no channel what was known by now, instead of looking up what each was told since the backup",
    again: "tell every channel again what came since the backup, instead of looking it up",
  },
  async run(given, world) {
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0) throw new UsageError("name the one file that a backup was written to");
    const config = readConfig(world.env);
    const [quiet, again] = [given.flag("quiet"), given.flag("again")];
    if (quiet && again) throw new UsageError("say --quiet or --again, and not both");
    const told = quiet ? "quiet" : again ? "again" : "look";
    const { rows, at, deleted } = await world.restore(config, resolve(file), given.flag("replace"), told);
    await print(world.out, `Rows in the database: ${int(rows)}, as they were at ${at.toISOString()}.`);
    const words = deleted && deletedWords(deleted);
    if (words !== undefined) await print(world.out, words);
    return exit.answered;
  },
};
export default restore;

function deletedWords(deleted: NonNullable<RestoredFacts["deleted"]>): string | undefined {
  if ("leftOut" in deleted)
    return deleted.leftOut === 0
      ? undefined
      : `Cases of the tip line that were deleted since, and were left out: ${int(deleted.leftOut)}. Their posts are taken away.`;
  if (deleted.unknownOf === 0) return undefined;
  return `Cases of the tip line: ${int(deleted.unknownOf)}. Those that were deleted since that time are BACK among them: the database that was here knows nothing of deletions, so nobody can tell which. Let editors to look through /tips list before Teller is started, or restore with --replace into the database that Teller ran on.`;
}
