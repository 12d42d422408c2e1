/** Every command over every seat, party, region and page that its arguments can name. */
import { hintOf, type NameKind } from "../src/core/args.ts";
import type { Command, Context } from "../src/core/command.ts";
import { toText } from "../src/core/plain-text.ts";
import { here, type House } from "../src/cli/house.ts";
import { quantile, row } from "./figures.ts";

export async function commandsTable({ context, dispatch, election }: House): Promise<string> {
  const known = context(here);
  // A refusal comes at once, and is no answer: only questions that anyone may ask are counted.
  const commands = known.commands.filter(({ role }) => role === "anyone");
  const asks = commands.flatMap((command) => asksOf(command, known));
  const times = new Map<string, number[]>(commands.map(({ name }) => [name, []]));
  // Once for the engine to warm to it, once to be counted.
  for (const counted of [false, true])
    for (const { name, args } of asks) {
      const start = performance.now();
      const begun = dispatch.call({ command: name, args, asker: here });
      if (begun.kind === "form") throw new TypeError("a form was opened");
      const { reply } = await begun.answer;
      toText(reply, { width: 80, timeZone: election.timeZone });
      if (counted) times.get(name)?.push(performance.now() - start);
    }
  const all = [...times.values()].flat();
  const total = all.reduce((sum, time) => sum + time, 0);
  const slowest = [...times].toSorted(([, a], [, b]) => quantile(b, 0.99) - quantile(a, 0.99)).slice(0, 3);
  return [
    row("", "questions", "p50 ms", "p99 ms", "answers/s"),
    row("all commands", all.length, quantile(all, 0.5), quantile(all, 0.99), Math.round((1000 * all.length) / total)),
    ...slowest.map(([name, own]) => row(`/${name}`, own.length, quantile(own, 0.5), quantile(own, 0.99), "")),
  ].join("\n");
}

interface Asked {
  readonly name: string;
  readonly args: Record<string, string>;
}

/** A question for each name that its first argument can be; others take what they need. */
function asksOf({ name, args }: Command, context: Context): readonly Asked[] {
  const [first, ...others] = Object.entries(args.shape);
  if (!first) return [{ name, args: {} }];
  const [key, schema] = first;
  const rest: Record<string, string> = {};
  for (const [other, otherSchema] of others)
    if (!otherSchema.safeParse(undefined).success)
      rest[other] = other === "points" ? "3" : (context.results.election.parties[1]?.short ?? "");
  const kind = hintOf(key, schema).complete;
  const names = kind ? namesOf(kind, context) : ["1", "2"];
  return names.filter((given) => given !== rest["to"]).map((given) => ({ name, args: { [key]: given, ...rest } }));
}

function namesOf(kind: NameKind, { results, commands }: Context): readonly string[] {
  const { seats, parties, regions, candidates } = results.election;
  switch (kind) {
    case "seat":
      return seats.map(({ name }) => name);
    case "party":
      return parties.slice(0, 12).map(({ short }) => short);
    case "region":
      return regions.map(({ name }) => name);
    case "filter":
      return parties.slice(0, 12).map(({ short }) => `${short} wins`);
    case "person":
      return candidates.filter((_, i) => i % 7 === 0).map(({ given, family }) => `${given} ${family}`);
    case "command":
      return commands.map(({ name }) => name);
  }
}
