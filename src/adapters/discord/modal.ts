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
import { menu as mostIn, modal as most, radio } from "./limits.ts";
import { cut } from "./words.ts";

/** @param radios whether few choices may be shown side by side, which not every Discord takes */
export function modalOf(
  { title, ask, fields }: Form,
  commands: readonly Command[],
  radios = true,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: encodeAsk(ask, commands),
    title: cut(clean(title), most.title),
    components: fields.slice(0, most.fields).map((field) => ({
      type: ComponentType.Label,
      label: cut(clean(field.label), most.label),
      ...(field.about !== field.label && { description: cut(clean(aboutOf(field, most.value)), most.about) }),
      component: inputOf(field, radios),
    })),
  };
}

export const hasRadios = ({ components }: APIModalInteractionResponseCallbackData): boolean =>
  components.some((one) => one.type === ComponentType.Label && one.component.type === ComponentType.RadioGroup);

function inputOf(field: Field, radios: boolean): APIComponentInLabel {
  const { name, required, value, long, choices, most: longest = most.value } = field;
  // A list that no menu holds whole is typed: to leave its end out would be to forbid it.
  if (choices && choices.length > 0 && choices.length <= mostIn.options) return choiceOf(field, choices, radios);
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: Math.min(longest, most.value),
    ...(value && { value: value.slice(0, most.value) }),
  };
}

/** One of a few. What may be left empty is a menu: a radio that was once pressed cannot be let go. */
function choiceOf({ name, required, value }: Field, choices: readonly string[], radios: boolean): APIComponentInLabel {
  const options = choices.map((one) => {
    const label = cut(clean(one), mostIn.label);
    return { label, value: label, ...(one === value && { default: true }) };
  });
  return radios && required && options.length >= radio.least && options.length <= radio.most
    ? { type: ComponentType.RadioGroup, custom_id: name, required, options }
    : { type: ComponentType.StringSelect, custom_id: name, required, options };
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
  // A radio that nobody pressed has none.
  if (input.type === ComponentType.RadioGroup) return input.value ?? "";
  return input.type === ComponentType.StringSelect ? (input.values[0] ?? "") : "";
}
