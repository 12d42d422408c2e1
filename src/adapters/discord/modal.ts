/** A form as a modal, and what was put into it. */
import {
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import type { Form } from "../../core/form.ts";
import { clean } from "../../core/text.ts";
import { modal as most } from "./limits.ts";
import { cut } from "./words.ts";

export function modalOf(
  { title, ask, fields }: Form,
  commands: readonly Command[],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: encodeAsk(ask, commands),
    title: cut(clean(title), most.title),
    components: fields.slice(0, most.fields).map(({ name, label, about, required, value, long }) => ({
      type: ComponentType.Label,
      label: cut(clean(label), most.label),
      ...(about !== label && { description: cut(clean(about), most.about) }),
      component: {
        type: ComponentType.TextInput,
        custom_id: name,
        style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required,
        max_length: most.value,
        ...(value && { value: value.slice(0, most.value) }),
      },
    })),
  };
}

/** Filled fields by name; an empty one was left out. */
export function valuesOf({ components }: APIModalSubmission): Record<string, string> {
  const inputs = components.flatMap((one) => {
    if (one.type === ComponentType.Label) return [one.component];
    return one.type === ComponentType.ActionRow ? one.components : [];
  });
  return Object.fromEntries(
    inputs.flatMap((input) =>
      input.type === ComponentType.TextInput && input.value.trim() !== "" ? [[input.custom_id, input.value]] : [],
    ),
  );
}
