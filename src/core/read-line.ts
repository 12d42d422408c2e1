/** A typed line -> the command and arguments that it means to this asker, beyond what `parse` can tell from the words. */
import type { Command, Context } from "./command.ts";
import { parseLine, startsWithCommand, type Knows } from "./parse.ts";
import type { Ask } from "./reply.ts";

export interface Read {
  readonly command: Command;
  readonly args: Ask["args"];
}

/**
 * @param forms whether a form can ask for what is missing
 * @throws UserError as `parseLine` does
 */
export function readLine(line: string, context: Context, forms: boolean): Read {
  const open = forms ? bare(line, context.commands) : undefined;
  return open ?? named(line, context) ?? parseLine(line, context.commands, (...words) => knows(context, ...words));
}

/** A command typed without what it needs, where a form can ask for it. */
function bare(line: string, commands: readonly Command[]): Read | undefined {
  const typed = line
    .trim()
    .replace(/^\/\s*/, "")
    .toLowerCase();
  const command = commands.find(({ name }) => name === typed);
  return command && !command.args.safeParse({}).success ? { command, args: {} } : undefined;
}

/** A place by itself, without a slash or a command: "bath". */
function named(line: string, { commands, seats }: Context): Read | undefined {
  const command = commands.find(({ bare: takesAnything }) => takesAnything);
  if (!command || /^\s*\//.test(line) || startsWithCommand(line, commands)) return undefined;
  const found = seats.find(line).kind;
  return found === "none" ? undefined : parseLine(`/${command.name} ${line}`, commands, () => true);
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
