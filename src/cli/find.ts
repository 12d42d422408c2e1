import type { SeatMatch } from "../core/finder.ts";
import { pad, widthOf } from "../core/text.ts";
import { lines } from "./lines.ts";
import { here } from "./house.ts";
import { exit, open, print, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const most = 5;

const find: Verb = {
  name: "find",
  summary: "Shows which seats a text could mean, best first, and why",
  usage: 'find "ne somerset" [--json]  |  find --stdin --json',
  options: { json: { type: "boolean" }, stdin: { type: "boolean" } },
  about: {
    json: "one line of JSON a query: [{code, name, score, why}]",
    stdin: "read queries from standard input, a line each",
  },
  async run(given, world) {
    const many = given.flag("stdin");
    const query = given.words.join(" ");
    if (many === (query !== ""))
      throw new UsageError(many ? "give queries by --stdin or as words, not both" : "find what?");
    const { seats } = (await open(given, world)).context(here);
    const show = given.flag("json") ? json : table;
    if (!many) {
      const matches = seats.rank(query, most);
      await print(world.out, show(matches));
      return matches.length > 0 ? exit.answered : exit.unanswered;
    }
    for await (const line of lines(world.in)) await print(world.out, show(seats.rank(line, most)));
    return exit.answered;
  },
};
export default find;

const json = (matches: readonly SeatMatch[]): string =>
  JSON.stringify(matches.map(({ code, name, score, why }) => ({ code, name, score: Number(score.toFixed(4)), why })));

function table(matches: readonly SeatMatch[]): string {
  if (matches.length === 0) return "nothing near it";
  const width = Math.max(...matches.map(({ name }) => widthOf(name)));
  return matches
    .map(({ code, name, score, why }) => `${code}  ${pad(name, width)}  ${score.toFixed(2)}  ${why}`)
    .join("\n");
}
