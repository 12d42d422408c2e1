/** Completion: the names and lines that could come next, from memory, for a terminal's tab and a platform's suggestions. */
import type { z } from "zod";
import { choicesOf, hintOf, type NameKind, isOptional } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { commandsFor, offered } from "./offered.ts";
import { completeFilter } from "./seats/complete-filter.ts";

/** Names of a kind that fit what has been typed so far, best first; before anything is, those likeliest to be meant. */
export function completeName(kind: NameKind, typed: string, context: Context, limit: number): readonly string[] {
  if (typed.trim() === "") return offered(kind, context, limit);
  switch (kind) {
    case "seat":
      return context.seats.complete(typed, limit).map((match) => match.name);
    case "party":
      return context.parties.rank(typed, limit).map((party) => party.short);
    case "region":
      return context.regions.rank(typed, limit);
    case "person":
      return context.people.complete(typed, limit).map((match) => match.asked);
    case "filter":
      return completeFilter(typed, context, limit);
    case "command":
      return startingWith(typed, commandsFor(context)).slice(0, limit);
  }
}

/** `completeName` with its context bound: `Dispatch.complete` for one asker, say. */
export type Completes = (kind: NameKind, typed: string, limit: number) => readonly string[];

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
  const words = typed
    .slice(command.name.length)
    .split(" ")
    .filter((word) => word !== "");
  // An argument typed to the letter is behind us; failing that, so is one that nearly is.
  for (const how of ["exactly", "nearly"] as const)
    for (let kept = words.length - (typed.endsWith(" ") ? 0 : 1); kept >= 0; kept -= 1) {
      const given = words.slice(0, kept);
      const slot = slotAfter(command, given, completes, how);
      const found = slot ? offers(slot, words.slice(kept).join(" "), completes, limit) : [];
      if (found.length > 0) return found.map((name) => ["/" + command.name, ...given, name].join(" "));
    }
  return [];
}

type Slot = readonly [name: string, schema: z.ZodType];

function offers([name, schema]: Slot, typed: string, completes: Completes, limit: number): readonly string[] {
  const choices = choicesOf(schema);
  if (choices) return choices.filter((choice) => choice.startsWith(typed.toLowerCase()));
  const kind = hintOf(name, schema).complete;
  // A figure is no part of these names: it belongs to an argument that nothing completes.
  const isFigure = (kind === "party" || kind === "region") && /(^|\s)[-+.]?\d\S*$/.test(typed);
  return kind && typed !== "" && !isFigure ? completes(kind, typed, limit) : [];
}

/** The argument after those that the words give; undefined where they give none in full, or all there are. */
function slotAfter(
  command: Command,
  given: readonly string[],
  completes: Completes,
  how: "exactly" | "nearly",
): Slot | undefined {
  let left = [...given];
  for (const slot of Object.entries(command.args.shape)) {
    if (left.length === 0) return slot;
    const taken = left.findLastIndex((_, i) => fills(slot, left.slice(0, i + 1).join(" "), completes, how)) + 1;
    if (taken === 0 && !isOptional(slot[1])) return undefined;
    left = left.slice(taken);
  }
  return undefined;
}

function fills([name, schema]: Slot, text: string, completes: Completes, how: "exactly" | "nearly"): boolean {
  const kind = hintOf(name, schema).complete;
  if (!kind) return schema.safeParse(text).success;
  const [best] = completes(kind, text, 1);
  return best !== undefined && (how === "nearly" ? kind === "party" : best.toLowerCase() === text.toLowerCase());
}

const startingWith = (typed: string, commands: readonly Command[]): string[] =>
  commands.map(({ name }) => name).filter((name) => name.startsWith(typed.toLowerCase()));
