import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { int } from "../views/words.ts";
import { exit, print, type Verb } from "./verb.ts";
import type { RestoredFacts } from "./world.ts";
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
    const { database, tipLine } = readConfig(world.env);
    const replace = given.flag("replace");
    const { rows, at, deleted } = await world.restore(database, resolve(file), replace, tipLine.days);
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
