/** A typed line -> a command and its arguments as text, for every place where people type. */
import { complaintAbout, hintOf, isOptional } from "./args.ts";
import { assign, type Knows } from "./assign.ts";
import type { Command } from "./command.ts";
import { UserError } from "./errors.ts";
import type { Ask } from "./reply.ts";
import { slips } from "./slips.ts";
import { brief } from "./text.ts";
import { remembered } from "../lib/remembered.ts";

export interface Parsed {
  readonly command: Command;
  readonly args: Readonly<Record<string, string>>;
}

/** Characters of the longest line that anyone can mean; the rest of a longer one is not looked at. */
const longest = 500;

/** First words of secret commands: a line that begins so may be one, mistyped. */
export const secretWords = remembered((commands: readonly Command[]): readonly string[] => [
  ...new Set(commands.flatMap(({ name, secret }) => (secret === true ? [name.split(" ", 1)[0] ?? name] : []))),
]);

/** A line of which only the command is known: its other words have not been looked at. */
export interface Heard {
  readonly command: Command;
  readonly rest: readonly string[];
  /** The line was longer than is read. */
  readonly isCut: boolean;
}

/**
 * @param line with or without a leading slash
 * @throws UserError `not-found` for an unknown command
 */
export function hear(line: string, commands: readonly Command[]): Heard {
  const words = wordsOf(line);
  const command = named(words, commands);
  if (!command) throw unknown(words, commands);
  return { command, rest: words.slice(command.name.split(" ").length), isCut: line.length > longest };
}

/** @throws UserError `usage` where the words do not fit the command */
export function argumentsOf({ command, rest, isCut }: Heard, knows: Knows): Parsed["args"] {
  if (rest.length > 0 && hasSecret(command)) refuseSecret(command, rest);
  const args = assign(Object.entries(command.args.shape), rest, knows);
  if (!args) throw misfit(command, rest);
  if (isCut && Object.keys(args).some((name) => takesText(command, name)))
    throw new UserError("usage", `That is more than I read of one line: ${longest} characters.`);
  return args;
}

/** Both at once. @throws UserError as they do */
export function parseLine(line: string, commands: readonly Command[], knows: Knows): Parsed {
  const heard = hear(line, commands);
  return { command: heard.command, args: argumentsOf(heard, knows) };
}

/** Words that were meant to be kept, where a line is refused before it is read. A secret is in no line. */
export function writtenIn({ command, rest }: Heard): string | undefined {
  const isKept = Object.keys(command.args.shape).some((name) => takesText(command, name)) && !hasSecret(command);
  return isKept && rest.length > 0 ? rest.join(" ") : undefined;
}

const hasSecret = ({ args }: Command): boolean =>
  Object.entries(args.shape).some(([name, schema]) => hintOf(name, schema).secret);

/** Secrets are for a form: a line may be seen and kept by others, so none is taken from it, or repeated. @throws UserError */
function refuseSecret(command: Command, rest: readonly string[]): void {
  const typable = Object.entries(command.args.shape).filter(([name, schema]) => {
    const { secret, carried } = hintOf(name, schema);
    return !secret && !carried;
  });
  if (rest.length <= typable.length) return;
  throw new UserError(
    "usage",
    `Nothing was taken of what you typed: /${command.name} opens a form, and your words belong there. If others can see your line, delete it.`,
    [`/${command.name}`],
  );
}

/** Characters of a word that may be a command's name with a slip in it. */
const longestTypo = 40;

/** The line that someone would type to ask a question. */
export function asLine({ command, args }: Ask): string {
  return ["/" + command, ...Object.values(args)].join(" ");
}

/** A command as it is to be typed: "/targets [party] [range]". */
export function usage(command: Command): string {
  const slots = Object.entries(command.args.shape).flatMap(([name, schema]) => {
    const { label, after, carried, secret } = hintOf(name, schema);
    const said = after === undefined ? "" : `${after} `;
    if (carried || secret) return [];
    return isOptional(schema) ? `[${said}${label}]` : `${said}${label.toUpperCase()}`;
  });
  return ["/" + command.name, ...slots].join(" ");
}

/** Long text: its end must not be lost unseen. */
function takesText({ args }: Command, name: string): boolean {
  const schema = args.shape[name];
  return schema !== undefined && hintOf(name, schema).long === true;
}

function wordsOf(line: string): string[] {
  return line
    .slice(0, longest)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .replace(/^\/\s*/, "")
    .split(" ")
    .filter((word) => word !== "");
}

export const startsWithCommand = (line: string, commands: readonly Command[]): boolean =>
  named(wordsOf(line), commands) !== undefined;

/** Whether a line is the first word of several commands, and no more: they are listed. */
export function namesSeveral(line: string, commands: readonly Command[]): boolean {
  const [first = "", ...rest] = wordsOf(line);
  return rest.length === 0 && commands.filter(({ name }) => name.startsWith(`${first.toLowerCase()} `)).length > 1;
}

function named(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const two = words.slice(0, 2).join(" ").toLowerCase();
  const one = words[0]?.toLowerCase();
  return commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === one);
}

function unknown(words: readonly string[], commands: readonly Command[]): UserError {
  const typed = words[0];
  if (typed === undefined) return new UserError("usage", "Ask me something.", ["/help", ...examples(commands, 2)]);
  const several = commands.filter(({ name }) => name.startsWith(`${typed.toLowerCase()} `));
  if (several.length > 0) return incomplete(typed.toLowerCase(), several);
  const near = (typed.length > longestTypo ? [] : commands)
    .map(({ name }) => ({ name, apart: slips(typed.toLowerCase(), name, 2) }))
    .filter(({ apart }) => apart <= 2)
    .toSorted((a, b) => a.apart - b.apart)
    .map(({ name }) => [`/${name}`, ...words.slice(1)].join(" ").slice(0, 80));
  // "tory losses": the command stands further on.
  const later = commands.find(({ name }) => words.slice(1).some((word) => word.toLowerCase() === name));
  const rest = words.filter((word) => word.toLowerCase() !== later?.name);
  const turned = later ? [[`/${later.name}`, ...rest].join(" ").slice(0, 80)] : [];
  const instead = new Set([...turned, ...near.slice(0, 2), "/help"]);
  return new UserError("not-found", `There is no command “${brief(typed, 30)}”.`, [...instead]);
}

/** The first word of several commands: each of them, with its purpose. */
function incomplete(word: string, commands: readonly Command[]): UserError {
  const lines = commands.map(({ name, summary }) => `/${name}: ${summary}.`);
  return new UserError(
    "usage",
    `“${word}” takes one more word.\n${lines.join("\n")}\n`,
    commands.slice(0, 2).map(({ name }) => `/${name}`),
  );
}

function misfit(command: Command, rest: readonly string[]): UserError {
  const [first] = Object.entries(command.args.shape);
  if (!first) return new UserError("usage", `/${command.name} stands alone.`, [`/${command.name}`]);
  return misused(command, rest.length === 0 ? complaintAbout(...first, undefined) : complaint(command, rest));
}

/**
 * The error for arguments that do not fit: it says how the command is typed, and why they do not.
 * @param why whole sentences, in words for people
 * @param given words to be given back
 */
export function misused(command: Command, why?: string, given?: string): UserError {
  const words = `Type it as ${usage(command)}.${why === undefined ? "" : ` ${why}`}`;
  return new UserError("usage", words, command.examples.slice(0, 2), given);
}

/** A complaint about the last words, which are most often the ones that do not fit. */
function complaint(command: Command, rest: readonly string[]): string | undefined {
  const last = rest.at(-1) ?? "";
  const plain = Object.entries(command.args.shape).filter(([name, schema]) => !hintOf(name, schema).complete);
  // A number was meant for the argument that takes numbers, even where that could be left out.
  const wanted = plain.find(([, schema]) => !isOptional(schema)) ?? (/^[-+.]?\d/.test(last) ? plain[0] : undefined);
  if (wanted) return complaintAbout(...wanted, last);
  const [first] = Object.entries(command.args.shape);
  return first && complaintAbout(...first, rest.join(" "));
}

const examples = (commands: readonly Command[], most: number): string[] =>
  commands.slice(0, most).map((command) => command.examples[0]);
