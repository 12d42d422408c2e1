/** A call -> its command and arguments, and the form that asks for those that are missing. */
import { hintOf, isOptional } from "./args.ts";
import type { Command, Context } from "./command.ts";
import { formFor } from "./command-form.ts";
import { UserError } from "./errors.ts";
import type { Form } from "./form.ts";
import type { Question } from "./read-line.ts";
import type { Ask } from "./reply.ts";

/** @throws UserError where there is no such command */
export function askedFor({ command: wanted, args }: Ask, { commands }: Context): Question {
  const command = commands.find(({ name }) => name === wanted);
  if (!command) throw new UserError("not-found", `There is no command “${wanted.slice(0, 32)}”.`, ["/help"]);
  return { command, written: writtenIn(command, args), args: () => args };
}

/** Words of arguments that are not secret: a form's secret fields are where such words belong. */
export function openIn({ command, args }: Ask, { commands }: Context): readonly string[] {
  const shape = commands.find(({ name }) => name === command)?.args.shape ?? {};
  return Object.entries(args).flatMap(([name, words]) => {
    const schema = shape[name];
    return schema && hintOf(name, schema).secret ? [] : [words];
  });
}

/** @param misread told of words that do not fit: those were a question too, and are counted */
export function read(question: Question, misread: () => void): Ask["args"] {
  try {
    return question.args();
  } catch (error) {
    misread();
    throw error;
  }
}

/** Text that was written at length, and would be lost with its form. */
export function writtenIn({ args: { shape } }: Command, args: Ask["args"]): string | undefined {
  const written = Object.entries(shape).find(([name, schema]) => args[name] !== undefined && hintOf(name, schema).long);
  return written && args[written[0]];
}

/** The command's own form, or one for the arguments that it cannot do without. */
export function openForm(command: Command, args: Ask["args"], context: Context): Form | undefined {
  if (command.form) return command.form(args, context);
  const missing = Object.entries(command.args.shape).some(
    ([name, schema]) => args[name] === undefined && !isOptional(schema),
  );
  return missing ? formFor(command, args) : undefined;
}
