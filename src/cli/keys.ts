import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { exit, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";
import { day } from "../lib/local-time.ts";
import type { Key, World } from "./world.ts";

const keys: Verb = {
  name: "keys",
  summary: "Makes, shows and replaces the keys that tips are sealed to",
  usage: "keys new [FILE]  |  keys show [FILE]  |  keys rotate [FILE] [--drop-after DAYS]",
  options: { "drop-after": { type: "string" } },
  about: { "drop-after": "when rotating, leave out keys that were replaced more than so many days ago" },
  async run(given, { out, err, env, keys: open }) {
    const [action = "", path, ...more] = given.words;
    const drop = given.text("drop-after");
    if (more.length > 0) throw new UsageError("one file at a time");
    if (drop !== undefined && action !== "rotate") throw new UsageError("--drop-after goes with rotate");
    const files = await open();
    const now = new Date();
    switch (action) {
      case "new": {
        const file = fileOf(env, path, "tips.key");
        await print(out, (await files.newKeys(file, dayOf(now))).recipient);
        err.write(`${file} is made. Keep a copy of it in a safe place: without it no tip can be opened.\n`);
        break;
      }
      case "show":
        await print(out, (await files.readKeys(fileOf(env, path))).map(show).join("\n"));
        break;
      case "rotate": {
        const [first, ...kept] = await files.rotateKeys(fileOf(env, path), dayOf(now), daysAgo(drop, now));
        await print(out, first.recipient);
        err.write(`Tips are sealed to it from Teller's next start. ${keptWords(kept.length)}\n`);
        break;
      }
      default:
        throw new UsageError("say new, show or rotate");
    }
    return exit.answered;
  },
};
export default keys;

/**
 * The file that TIPS_IDENTITY names, unless another is named. @param usual stands in for a setting that is absent
 * @throws UsageError, ConfigError
 */
function fileOf(env: World["env"], named: string | undefined, usual?: string): string {
  if (named !== undefined) return resolve(named);
  const identity = readConfig(env).tips?.identity;
  if (identity && "keys" in identity)
    throw new UsageError("TIPS_IDENTITY holds the key itself, not the path of a file: name the file that is meant");
  const file = identity?.file ?? usual;
  if (file === undefined) throw new UsageError("name the file, or set TIPS_IDENTITY to its path");
  return resolve(file);
}

/** No secret key is ever printed. */
const show = ({ recipient, created, retired }: Key): string =>
  [recipient, created && `made ${created}`, retired && `replaced ${retired}, still opens what it sealed`]
    .filter((part) => part !== undefined)
    .join("  ");

const keptWords = (count: number): string =>
  count === 0
    ? "No older key is kept."
    : `${count === 1 ? "One older key is" : `${count} older keys are`} kept, and open what was sealed to them.`;

const dayOf = (when: Date): string => when.toISOString().slice(0, 10);

/** @throws UsageError */
function daysAgo(typed: string | undefined, now: Date): string | undefined {
  if (typed === undefined) return undefined;
  if (!/^\d{1,4}$/.test(typed)) throw new UsageError("--drop-after wants a number of days: 45");
  return dayOf(new Date(now.getTime() - Number(typed) * day));
}
