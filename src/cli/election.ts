import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { listed } from "../core/text.ts";
import { exit, print, type Given, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";
import type { World } from "./world.ts";

const electionVerb: Verb = {
  name: "election",
  summary: "Makes an election from a file of candidates, or checks one",
  usage:
    "election new --kind by-election|general|mayor|other --from candidates.csv --to FOLDER|FILE.json [--previous results.csv] [--date DAY] [--seat NAMES] | check FOLDER",
  options: {
    kind: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    previous: { type: "string" },
    date: { type: "string" },
    seat: { type: "string" },
  },
  about: {
    kind: "by-election, general, mayor, or other: further contests with one winner each",
    from: "candidates as CSV: Democracy Club's, the House of Commons Library's, or a plain sheet",
    to: "the folder of a new pack; or a file that ends in .json, which adds by-elections to the pack of 2024",
    previous: "the last results as CSV, where they are not known from the pack of 2024",
    date: "the day, 2027-05-06, where the file has none or several",
    seat: "names or codes of seats, parted by semicolons, where the file has others too",
  },
  async run(given, world) {
    const [what, ...more] = given.words;
    if (what === "check" && more.length === 1) return check(more[0] ?? "", world);
    if (what === "new" && more.length === 0) return make(given, world);
    throw new UsageError("say new and its options, or check and a folder");
  },
};
export default electionVerb;

async function check(named: string, world: World): Promise<number> {
  const shipped = join(import.meta.dirname, "..", "..", "elections", named);
  const folder = /^[\w-]+$/.test(named) && !existsSync(named) ? shipped : resolve(named);
  if (!existsSync(folder)) throw new UsageError(`there is no folder ${folder}: election new --to makes one`);
  const { faults, words } = await world.elections.check(folder);
  if (faults.length === 0) {
    await print(world.out, `Sound: ${words}`);
    return exit.answered;
  }
  await print(world.out, [...faults, `Faults: ${faults.length}.`].join("\n"));
  return exit.wrong;
}

const kinds = ["by-election", "general", "mayor", "other"] as const;

async function make(given: Given, world: World): Promise<number> {
  const kind = kinds.find((known) => known === given.text("kind"));
  const [from, to] = [given.text("from"), given.text("to")];
  if (!kind) throw new UsageError(`--kind takes ${listed(kinds, "or")}`);
  if (from === undefined || to === undefined) throw new UsageError("name the file by --from, and where to by --to");
  if (to.endsWith(".json") && kind !== "by-election")
    throw new UsageError("only by-elections are added to another pack");
  const date = given.text("date");
  if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) throw new UsageError("--date takes a day as 2027-05-06");
  const previous = given.text("previous");
  const seats = given
    .text("seat")
    ?.split(";")
    .map((name) => name.trim())
    .filter(Boolean);
  const { files, said, faults } = await world.elections.make({
    kind,
    from: resolve(from),
    to: resolve(to),
    ...(previous !== undefined && { previous: resolve(previous) }),
    ...(date !== undefined && { date }),
    ...(seats && { seats }),
  });
  await print(world.out, [...said, ...files.map((file) => `Written: ${file}`), ...faults].join("\n"));
  return faults.length > 0 ? exit.wrong : exit.answered;
}
