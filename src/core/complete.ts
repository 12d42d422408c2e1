/** What could come next: for a tab in a terminal and for a platform's suggestions. Answered from memory. */
import { hintOf, type Named } from "./args.ts";
import type { Command, Context } from "./command.ts";

/** Names of a kind that fit what has been typed so far, best first. */
export function completeName(kind: Named, typed: string, context: Context, limit: number): readonly string[] {
  switch (kind) {
    case "seat":
      return context.seats.rank(typed, limit).map((match) => match.name);
    case "party":
      return context.parties.rank(typed, limit).map((party) => party.short);
    case "region":
      return context.regions.rank(typed, limit);
    case "person":
      return context.people.rank(typed, limit).map((match) => match.name);
    case "command":
      return startingWith(typed, context.commands).slice(0, limit);
  }
}

/** `completeName`, with what it needs bound: `Dispatch.complete` for one asker, say. */
export type Completes = (kind: Named, typed: string, limit: number) => readonly string[];

/**
 * Whole lines that continue a typed one, best first.
 * @param line with or without a leading slash; the completions have one
 */
export function completeLine(
  line: string,
  commands: readonly Command[],
  completes: Completes,
  limit = 10,
): readonly string[] {
  const typed = line.replace(/^\s*\/?\s*/, "");
  const command = commands
    .filter(({ name }) => typed.toLowerCase().startsWith(`${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  if (!command) return startingWith(typed, commands).map((name) => `/${name} `);
  const words = typed.slice(command.name.length + 1);
  const kind = Object.entries(command.args.shape)
    .map(([name, schema]) => hintOf(name, schema).complete)
    .find((wants) => wants !== undefined);
  if (!kind || words.trim() === "") return [];
  return completes(kind, words.trim(), limit).map((name) => `/${command.name} ${name}`);
}

const startingWith = (typed: string, commands: readonly Command[]): string[] =>
  commands.map(({ name }) => name).filter((name) => name.startsWith(typed.toLowerCase()));
