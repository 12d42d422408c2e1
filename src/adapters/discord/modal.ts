/** A form as a modal, and the values that come back from one. */
import {
  ComponentType,
  TextInputStyle,
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmission,
  type ModalSubmitComponent,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import { aboutOf, type Field, type Form } from "../../core/form.ts";
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
    components: fields.slice(0, most.fields).map((field) => ({
      type: ComponentType.Label,
      label: cut(clean(field.label), most.label),
      ...(field.about !== field.label && { description: cut(clean(aboutOf(field, most.value)), most.about) }),
      component: inputOf(field),
    })),
  };
}

function inputOf({ name, required, value, long, choices, most: longest = most.value }: Field): APIComponentInLabel {
  if (choices)
    return {
      type: ComponentType.StringSelect,
      custom_id: name,
      required,
      options: choices.slice(0, most.choices).map((one) => {
        const label = cut(clean(one), most.choice);
        return { label, value: label, ...(one === value && { default: true }) };
      }),
    };
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: Math.min(longest, most.value),
    ...(value && { value: value.slice(0, most.value) }),
  };
}

/** Filled fields by name; an empty one was left out. */
export function valuesOf({ components }: APIModalSubmission): Record<string, string> {
  const inputs = components.flatMap((one) => {
    if (one.type === ComponentType.Label) return [one.component];
    return one.type === ComponentType.ActionRow ? one.components : [];
  });
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const value = valueOf(input);
      return value.trim() === "" ? [] : [[input.custom_id, value]];
    }),
  );
}

function valueOf(input: ModalSubmitComponent): string {
  if (input.type === ComponentType.TextInput) return input.value;
  return input.type === ComponentType.StringSelect ? (input.values[0] ?? "") : "";
}
