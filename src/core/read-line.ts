/** A typed line -> the command and arguments that it means to this asker, beyond what `parse` can tell from the words. */
import type { Knows } from "./assign.ts";
import type { Command, Context } from "./command.ts";
import { argumentsOf, hear, startsWithCommand, writtenIn } from "./parse.ts";
import type { Ask } from "./reply.ts";

/** A question whose command is known, so that it can be refused before more is read of it. */
export interface Question {
  readonly command: Command;
  /** Text that was written at length, and would be lost where it is refused. */
  readonly written?: string | undefined;
  /** @throws UserError where the words do not fit the command */
  args(): Ask["args"];
}

/**
 * @param forms whether a form can ask for what is missing
 * @throws UserError for an unknown command
 */
export function readLine(line: string, context: Context, forms: boolean): Question {
  const open = forms ? bare(line, context.commands) : undefined;
  if (open) return { command: open, args: () => ({}) };
  const place = named(line, context);
  if (place) return place;
  const heard = hear(line, context.commands);
  const args = (): Ask["args"] => argumentsOf(heard, (...words) => knows(context, ...words));
  return { command: heard.command, written: writtenIn(heard), args };
}

/** A command typed without what it needs, where a form can ask for it. */
function bare(line: string, commands: readonly Command[]): Command | undefined {
  const typed = line
    .trim()
    .replace(/^\/\s*/, "")
    .toLowerCase();
  const command = commands.find(({ name }) => name === typed);
  return command && !command.args.safeParse({}).success ? command : undefined;
}

/** A place by itself, without a slash or a command: "bath". Whether it is one is asked only once it may be answered. */
function named(line: string, context: Context): Question | undefined {
  const { commands } = context;
  const command = commands.find(({ bare: takesAnything }) => takesAnything);
  if (!command || /^\s*\//.test(line) || startsWithCommand(line, commands)) return undefined;
  const args = (): Ask["args"] => {
    const heard = hear(`/${command.name} ${line}`, commands);
    const isPlace = context.seats.find(heard.rest.join(" ")).kind !== "none";
    // Words that name no place are no question, and it is said what would be.
    return argumentsOf(isPlace ? heard : hear(line, commands), () => true);
  };
  return { command, args };
}

function knows({ parties, regions, commands }: Context, ...[kind, text, how]: Parameters<Knows>): boolean {
  switch (kind) {
    case "party":
      return how === "exactly" ? parties.has(text) : parties.find(text) !== undefined;
    case "region":
      return how === "exactly" ? regions.has(text) : regions.find(text) !== undefined;
    case "command":
      return commands.some(({ name }) => name === text.toLowerCase());
    case "seat":
    case "person":
      // Any words may name a place or a person: what they match is the command's to say.
      return true;
  }
}
