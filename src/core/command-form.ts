/** A command whose arguments are asked for in a form. */
import { hintOf, isOptional } from "./args.ts";
import type { Command } from "./command.ts";
import type { Field, Form } from "./form.ts";
import type { Ask } from "./reply.ts";

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
