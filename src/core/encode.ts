/** A button's question in few characters, so that it fits where platforms let a button carry something. */
import { UserError } from "./errors.ts";
import type { Command } from "./command.ts";
import type { Ask } from "./reply.ts";

/** The longest code that the narrowest platform lets a button carry, in characters. */
export const longestCode = 100;

/** A question, and whether its answer is for the whole channel. */
export interface Pressed extends Ask {
  readonly share?: true;
  /** See `Call`: never in a button's code. */
  readonly aside?: true;
}

/**
 * "seat|Bath|codes": the command, then its arguments in their order, the last ones left out where absent. `!` before it
 * means that the answer is shared. A question that does not fit loses the end of its longest argument: finders take a
 * beginning for the whole.
 */
export function encodeAsk({ command, args, share }: Pressed, commands: readonly Command[]): string {
  const names = Object.keys(commands.find(({ name }) => name === command)?.args.shape ?? args);
  const values = names.map((name) => args[name] ?? "");
  while (values.at(-1) === "") values.pop();
  const code = (): string => `${share ? "!" : ""}${[command, ...values].map(escape).join("|")}`;
  for (let over = code().length - longestCode; over > 0; over = code().length - longestCode) {
    const longest = values.reduce((best, value, i) => (value.length > (values[best]?.length ?? 0) ? i : best), 0);
    values[longest] = (values[longest] ?? "").slice(0, -over);
  }
  return code();
}

/** @throws UserError for a code that no button of ours carries now */
export function decodeAsk(code: string, commands: readonly Command[]): Pressed {
  const [name = "", ...values] = code
    .replace(/^!/, "")
    .split(/(?<!\\)\|/)
    .map(unescape);
  const command = commands.find((known) => known.name === name);
  if (!command)
    throw new UserError("not-found", "This button is from an older version of me. Please ask again.", ["/help"]);
  const names = Object.keys(command.args.shape);
  const args = Object.fromEntries(names.flatMap((key, i) => (values[i] ? [[key, values[i]]] : [])));
  return { command: name, args, ...(code.startsWith("!") && { share: true as const }) };
}

const escape = (text: string): string => text.replaceAll("\\", "/").replaceAll("|", "\\|");
const unescape = (text: string): string => text.replaceAll("\\|", "|");
