/** Proposals in place of an answer: only lines that this asker may ask, and that answer. */
import type { Command, Context } from "./command.ts";
import { UserError } from "./errors.ts";
import { readLine } from "./read-line.ts";
import type { Ask } from "./reply.ts";

/** A line that works, and the question that it is; words to be typed into something else are none. */
export interface Proposal {
  readonly line: string;
  readonly ask?: Ask;
}

/** More are not looked at, and fewer are shown. */
const most = 6;

/**
 * @param lines questions as typed; those without a slash are words to be typed into something else, and are kept
 * @returns lines that work: a command that only reads is run, any other is read and authorised, and never run
 */
export async function working(
  lines: readonly string[],
  context: Context,
  may: (command: Command) => boolean,
): Promise<readonly Proposal[]> {
  const looked = await Promise.all(lines.slice(0, most).map(async (line) => works(line, context, may)));
  const left = looked.flat();
  return left.length > 0 || lines.length === 0 ? left : [{ line: "/help", ask: { command: "help", args: {} } }];
}

/** @returns the line as a proposal, or none */
async function works(line: string, context: Context, may: (command: Command) => boolean): Promise<readonly Proposal[]> {
  if (!line.startsWith("/")) return [{ line }];
  try {
    const question = readLine(line, context, context.asker.forms);
    const { command } = question;
    if (!may(command) || context.isOff(command.name)) return [];
    const given = question.args();
    const proposal = [{ line, ask: { command: command.name, args: given } }];
    const read = command.args.safeParse(given);
    // A form asks for what is missing.
    if (!read.success) return context.asker.forms && Object.keys(given).length === 0 ? proposal : [];
    if (command.reads) await command.run(read.data, context);
    return proposal;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
