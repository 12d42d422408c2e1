/**
 * A form that was refused, given back: Discord opens no form after a form, so what was written stands in a message for the
 * writer alone, and a button there opens the form again with it. Nothing is kept of it here.
 */
import {
  ButtonStyle,
  ComponentType,
  InteractionType,
  MessageFlags,
  type APIApplicationCommandInteraction,
  type APIEmbed,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
} from "discord.js";
import type { Form } from "../../core/form.ts";
import { message } from "./limits.ts";
import { cut, escape, inCode } from "./words.ts";

export interface GivenBack {
  readonly flags: MessageFlags.Ephemeral;
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: [
    {
      readonly type: ComponentType.ActionRow;
      readonly components: [
        {
          readonly type: ComponentType.Button;
          readonly style: ButtonStyle.Primary;
          readonly label: string;
          readonly custom_id: string;
        },
      ];
    },
  ];
  readonly allowed_mentions: { parse: [] };
}

/** Before the question of a form that is opened again. */
const mark = "~";
const fence = ["```\n", "\n```"] as const;

/** @param words that were written at length */
export function givenBack(interaction: Pick<APIModalSubmitInteraction, "data">, why: string, words: string): GivenBack {
  const room = message.embed - fence.join("").length;
  return {
    flags: MessageFlags.Ephemeral,
    content: cut(escape(why), message.content),
    embeds: [{ title: "What you wrote", description: fence.join(cut(inCode(words), room)) }],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: "Open the form again",
            custom_id: `${mark}${interaction.data.custom_id}`.slice(0, message.customId),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** The code that the button carries, as the form's own question; undefined for any other button. */
export const reopened = (code: string): string | undefined =>
  code.startsWith(mark) ? code.slice(mark.length) : undefined;

type Asking = APIApplicationCommandInteraction | APIMessageComponentInteraction | APIModalSubmitInteraction;

export const isReopening = (interaction: Asking): interaction is APIMessageComponentInteraction =>
  interaction.type === InteractionType.MessageComponent && reopened(interaction.data.custom_id) !== undefined;

/** The form with the words that stand on the message, as they were. */
export function filled(form: Form, { message: shown }: APIMessageComponentInteraction): Form {
  const { description = "" } = shown.embeds[0] ?? {};
  const words = description.slice(fence[0].length, -fence[1].length).replaceAll("\u200B", "");
  const [first, ...others] = form.fields.map((field) => (field.long ? { ...field, value: words } : field));
  return first ? { ...form, fields: [first, ...others] } : form;
}
