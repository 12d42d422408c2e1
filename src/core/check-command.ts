/**
 * Commands are checked whole when they are loaded: a slip in one of them would otherwise be a fault of /help, of a form or
 * of a platform's menu, for everyone, on the night.
 */
import { hintOf, isOptional } from "./args.ts";
import type { Command } from "./command.ts";
import { UserError } from "./errors.ts";
import { mostInForm } from "./form.ts";
import { parseLine } from "./parse.ts";

export interface Loaded {
  /** The command's file, or its folder and name: the error begins with it. */
  readonly from: string;
  readonly command: Command;
}

/** A command that cannot be used as it is written. One line: its file, and its fault. */
export class CommandError extends Error {
  override name = "CommandError";
  constructor(from: string, what: string) {
    super(`${from}: ${what.replaceAll(/\s+/g, " ")}`);
  }
}

/** @throws CommandError for the first command that is not whole */
export function checkCommands(loaded: readonly Loaded[]): void {
  for (const { from, command } of loaded) {
    const what = faultOf(command) ?? clashOf(command, loaded);
    if (what !== undefined) throw new CommandError(from, what);
  }
}

function faultOf(command: Command): string | undefined {
  return nameFault(command) ?? argsFault(command) ?? formFault(command) ?? menuFault(command) ?? exampleFault(command);
}

function nameFault({ name, summary }: Command): string | undefined {
  if (!/^[a-z][a-z0-9]*( [a-z][a-z0-9]*)?$/.test(name))
    return `its name, “${name}”, is not one or two words in lower case`;
  return /^\S([^\n]*[^\s.])?$/.test(summary) ? undefined : "its summary is not one line without a full stop";
}

function argsFault({ args: { shape } }: Command): string | undefined {
  for (const [name, schema] of Object.entries(shape)) {
    const hint = hintFault(name, schema);
    if (hint !== undefined) return hint;
    const { carried, secret } = hintOf(name, schema);
    if ((carried || secret) && !isOptional(schema))
      return `argument ${name} is never typed (carried or secret), and so has to be one that may be left out`;
  }
  return undefined;
}

function hintFault(...argument: Parameters<typeof hintOf>): string | undefined {
  try {
    return void hintOf(...argument);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${error.message}: take one from src/core/args.ts, or use hinted`;
  }
}

function formFault(command: Command): string | undefined {
  const { args, asks = {} } = command;
  for (const part of ["title", "submit"] as const)
    if ((asks[part]?.length ?? 1) > mostInForm[part])
      return `the ${part} of its form has more than ${mostInForm[part]} characters`;
  const asked = Object.entries(args.shape).filter(([name, schema]) => !hintOf(name, schema).carried);
  const lost = asked.slice(mostInForm.fields).find(([, schema]) => !isOptional(schema));
  return lost && !command.form
    ? `argument ${lost[0]} is needed, and a form has only ${mostInForm.fields} fields: give the command a form of its own`
    : undefined;
}

/** The longest that the narrowest platform takes in a message's menu. */
const longestOnMessage = 24;

function menuFault({ onMessage, args: { shape } }: Command): string | undefined {
  if (!onMessage) return undefined;
  const { label, argument } = onMessage;
  if (!(argument in shape)) return `asked of a message it would fill ${argument}, which is no argument of it`;
  return label.length > longestOnMessage
    ? `its entry in a message's menu has more than ${longestOnMessage} characters`
    : undefined;
}

function exampleFault(command: Command): string | undefined {
  return command.examples.map((example) => misreadBy(example, command)).find((fault) => fault !== undefined);
}

function misreadBy(example: string, command: Command): string | undefined {
  try {
    return void parseLine(example, [command], () => true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `its example “${example}” cannot be asked. ${error.message}`;
  }
}

/** A first word that is a whole command would hide every command that begins with it. */
function clashOf(command: Command, loaded: readonly Loaded[]): string | undefined {
  for (const other of loaded) {
    const { name, bare } = other.command;
    if (other.command === command) continue;
    if (name === command.name) return `${other.from} has the name “${name}” too`;
    if (command.name.startsWith(`${name} `)) return `“${command.name}” begins with the whole name of ${other.from}`;
    if (bare && command.bare) return `${other.from} takes bare words too`;
  }
  return undefined;
}
