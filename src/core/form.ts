/** A form: what a command still needs to know, asked all at once. */
import { hintOf, type Named } from "./args.ts";
import type { Command } from "./command.ts";
import { isOptional } from "./parse.ts";
import type { Ask } from "./reply.ts";

export interface Field {
  /** The argument it fills. */
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly required: boolean;
  /** Filled in already. */
  readonly value?: string;
  readonly complete?: Named;
  /** One of a few, instead of text. */
  readonly choices?: readonly string[];
  /** Text of several lines. */
  readonly long?: true;
}

export interface Form {
  readonly title: string;
  /** Submitting it asks this, with the fields' values as further arguments. */
  readonly ask: Ask;
  readonly fields: readonly [Field, ...Field[]];
}

/** Platforms' modals hold no more. */
const mostFields = 5;

/** The arguments of a command as a form; undefined for a command without any. */
export function formFor(command: Command, given: Ask["args"]): Form | undefined {
  const [first, ...others] = Object.entries(command.args.shape)
    .filter(([name, schema]) => !hintOf(name, schema).carried)
    .slice(0, mostFields)
    .map(([name, schema]): Field => {
      const { label, about, complete, long } = hintOf(name, schema);
      const value = given[name];
      return {
        name,
        label,
        about,
        required: !isOptional(schema),
        ...(value !== undefined && { value }),
        ...(complete && { complete }),
        ...(long && { long }),
      };
    });
  return first && { title: `/${command.name}`, ask: { command: command.name, args: {} }, fields: [first, ...others] };
}
