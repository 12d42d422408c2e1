/** A command whose arguments are asked for in a form. */
import { choicesOf, hintOf, isOptional } from "./args.ts";
import type { Command } from "./command.ts";
import { mostInForm, type Field, type Form, type FormWords } from "./form.ts";
import type { Ask } from "./reply.ts";
import { upper } from "./text.ts";

/** The arguments of a command as a form; undefined for a command without any. */
export function formFor(command: Command, given: Ask["args"]): Form | undefined {
  const [first, ...others] = Object.entries(command.args.shape)
    .filter(([name, schema]) => !hintOf(name, schema).carried)
    .slice(0, mostInForm.fields)
    .map(([name, schema]): Field => {
      const { label, about, complete, long } = hintOf(name, schema);
      const choices = choicesOf(schema);
      const value = given[name];
      const isOpen = value !== undefined && (choices?.includes(value) ?? true);
      return {
        name,
        label,
        about,
        required: !isOptional(schema),
        ...(isOpen && { value }),
        ...(complete && { complete }),
        ...(choices && { choices }),
        ...(long && { long }),
      };
    });
  return first && { ...wordsFor(command), ask: { command: command.name, args: {} }, fields: [first, ...others] };
}

/**
 * A command's own words for its form, or else its summary up to a colon, where that is short: "One constituency: who won"
 * has its title there. Most commands show something.
 */
export function wordsFor({ name, summary, asks }: Command): FormWords {
  const [head, ...rest] = summary.split(/[:;]/);
  const isTitle = head !== undefined && rest.length > 0 && head.length <= mostInForm.title;
  return { title: upper(isTitle ? head : name), submit: "Show", ...asks };
}
