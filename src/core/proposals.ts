/** Proposals in place of an answer: only lines that this asker may ask, and that answer. */
import type { Command, Context } from "./command.ts";
import { UserError } from "./errors.ts";
import { readLine } from "./read-line.ts";

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
): Promise<readonly string[]> {
  const looked = await Promise.all(
    lines.slice(0, most).map(async (line) => ((await works(line, context, may)) ? [line] : [])),
  );
  const left = looked.flat();
  return left.length > 0 || lines.length === 0 ? left : ["/help"];
}

async function works(line: string, context: Context, may: (command: Command) => boolean): Promise<boolean> {
  if (!line.startsWith("/")) return true;
  try {
    const question = readLine(line, context, context.asker.forms);
    const { command } = question;
    if (!may(command) || context.isOff(command.name)) return false;
    const given = question.args();
    const read = command.args.safeParse(given);
    // A form asks for what is missing.
    if (!read.success) return context.asker.forms && Object.keys(given).length === 0;
    if (command.reads) await command.run(read.data, context);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
