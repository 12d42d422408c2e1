/** A typed line -> the command and arguments that it means to this asker, beyond what `parse` can tell from the words. */
import type { Knows } from "./assign.ts";
import type { Command, Context } from "./command.ts";
import { may } from "./asker.ts";
import { argumentsOf, asLine, hear, namesSeveral, startsWithCommand, writtenIn, type Heard } from "./parse.ts";
import { hintOf } from "./args.ts";
import { UserError } from "./errors.ts";
import { readQuestion } from "./questions/read.ts";
import { readPossible } from "./seats/read-filter.ts";
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
  const question = plainly(line, context);
  if (question) return question;
  const heard = heardIn(line, context);
  const args = (): Ask["args"] => argumentsOf(heard, (...words) => knows(context, ...words));
  return { command: heard.command, written: writtenIn(heard), args };
}

/** @throws UserError for an unknown command, with the question that its words are: "/majority bath" */
function heardIn(line: string, context: Context): Heard {
  try {
    return hear(line, context.commands);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "not-found" || !/^\s*\//.test(line)) throw error;
    const reading = readQuestion(line.replace(/^\s*\/\s*/, ""), context);
    // The name of nobody, or a kind word, is no reason to say it again.
    if (reading.is !== "question" || reading.ask.command === "person") throw error;
    throw new UserError(error.code, error.message, [asLine(reading.ask), ...error.instead]);
  }
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

/**
 * A question in plain words, without a slash. Words that begin as a command are one, unless they fit it only by guessing
 * and are plainly a question: "results in the north east".
 */
function plainly(line: string, context: Context): Question | undefined {
  const { commands } = context;
  const command = commands.find(({ bare: takesAnything }) => takesAnything);
  if (!command || line.trim() === "" || /^\s*\//.test(line)) return undefined;
  if (namesSeveral(line, commands)) return undefined;
  if (startsWithCommand(line, commands) && !isQuestion(line, context)) return undefined;
  const heard = hear(`/${command.name} ${line}`, commands);
  return { command, args: () => argumentsOf(heard, () => true) };
}

function readsAsFilter(text: string, context: Context): boolean {
  try {
    return readPossible(text, context, "/seats", false) !== undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
}

function isQuestion(line: string, context: Context): boolean {
  const heard = hear(line, context.commands);
  const { secret, role, args } = heard.command;
  if (secret || heard.rest.length === 0) return false;
  // "Recount in Poole" is no editor's word where no editor says it.
  if (!may(role, context.asker)) return readQuestion(line, context).is === "question";
  if (role !== "anyone") return false;
  try {
    const given = Object.entries(argumentsOf(heard, (kind, text) => knows(context, kind, text, "exactly")));
    const isSure = ([name, text]: readonly [string, string]): boolean => {
      const schema = args.shape[name];
      const kind = schema && hintOf(name, schema).complete;
      if (name === "filter") return readsAsFilter(text, context);
      if (/^\d/.test(text)) return true;
      return kind !== "person" && (!kind || knows(context, kind, text, "exactly"));
    };
    if (given.every(isSure)) return false;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  const reading = readQuestion(line, context);
  return reading.is === "question" || (reading.is === "unknown" && reading.topic === true);
}

/** A finder is built when it is first touched, and most lines name no party and no region. */
function knows(context: Context, ...[kind, text, how]: Parameters<Knows>): boolean {
  switch (kind) {
    case "party":
      return how === "exactly" ? context.parties.has(text) : context.parties.find(text) !== undefined;
    case "region":
      return how === "exactly" ? context.regions.has(text) : context.regions.find(text) !== undefined;
    case "command":
      return context.commands.some(({ name }) => name === text.toLowerCase());
    case "seat":
    case "person":
    case "filter":
      // Any words may name a place or a person, or be a filter: what they match is the command's to say.
      return true;
  }
}
