/** Forms as modals, and answers where there is no message to answer with. */
import type { types } from "@slack/bolt";
import { z } from "zod";
import type { Command } from "../../../core/command.ts";
import { aboutOf, type Field, type Form } from "../../../core/form.ts";
import type { Ask } from "../../../core/reply.ts";
import { typable } from "../entrance.ts";
import { limits } from "../limits.ts";
import { plain } from "./text.ts";
import { complaintAbout, type NameKind } from "../../../core/args.ts";

/** The question that a modal keeps between its opening and its submission. */
const kept = z.object({
  ask: z.object({ command: z.string(), args: z.record(z.string(), z.string()) }),
  /** The channel in which the question was asked; absent for App Home. */
  channel: z.string().optional(),
  thread: z.string().optional(),
  /** The address to which its answer goes, for half an hour. */
  url: z.string().optional(),
});
export type Kept = z.output<typeof kept>;

export const readKept = (metadata: string): Kept => kept.parse(JSON.parse(metadata));

/** The place in which the question behind a view was asked; undefined for App Home. */
export function channelOf(metadata: string | undefined): string | undefined {
  return metadata ? readKept(metadata).channel : undefined;
}

/** An address for which there is no room is left out, and the answer comes as a message. */
function metadataOf({ url, ...others }: Kept): string {
  const all = JSON.stringify({ url, ...others });
  return all.length <= limits.modal.metadata ? all : JSON.stringify(others);
}

export const formId = "form";

const named: Readonly<Record<string, NameKind>> = {
  "find:seat": "seat",
  "find:party": "party",
  "find:region": "region",
  "find:person": "person",
  "find:command": "command",
};
/** The kind of names that a select completes, by its action id. */
export const kindOf = (action: string): NameKind | undefined => named[action];

export function modalOf(form: Form, to: Omit<Kept, "ask">, commands: readonly Command[]): types.ModalView {
  return {
    type: "modal",
    callback_id: formId,
    title: plain(typable(form.title, commands), limits.modal.title),
    submit: plain(form.submit, limits.modal.submit),
    close: plain("Cancel", limits.modal.submit),
    private_metadata: metadataOf({ ...to, ask: form.ask }),
    blocks: form.fields.map((field) => ({
      type: "input",
      block_id: field.name,
      label: plain(typable(field.label, commands), limits.input.label),
      hint: plain(typable(aboutOf(field, limits.input.value), commands), limits.input.label),
      optional: !field.required,
      element: elementOf(field),
    })),
  };
}

function elementOf({
  complete,
  choices,
  value,
  long,
}: Field): types.ExternalSelect | types.StaticSelect | types.PlainTextInput {
  if (choices)
    return {
      type: "static_select",
      action_id: "choice",
      options: choices.map(optionOf),
      ...(value && choices.includes(value) && { initial_option: optionOf(value) }),
    };
  // A filter is written, and no choice of ours.
  if (!complete || complete === "filter")
    return {
      type: "plain_text_input",
      action_id: "text",
      multiline: long ?? false,
      max_length: limits.input.value,
      ...(value && { initial_value: value.slice(0, limits.input.value) }),
    };
  return {
    type: "external_select",
    action_id: `find:${complete}`,
    min_query_length: 1,
    placeholder: plain("Begin to type", limits.input.placeholder),
    ...(value && { initial_option: optionOf(value) }),
  };
}

export function optionOf(name: string): types.PlainTextOption {
  return { text: plain(name, limits.options.label), value: name.slice(0, limits.options.value) };
}

/** An answer as a modal: for App Home, which has no messages. @param next kept for its buttons, and its own if it has one */
export function answerModal(
  blocks: readonly types.KnownBlock[],
  next?: { readonly kept: Kept; readonly submit?: string | undefined },
): types.ModalView {
  return {
    type: "modal",
    title: plain("Teller", limits.modal.title),
    close: plain("Close", limits.modal.submit),
    ...(next && { private_metadata: metadataOf(next.kept) }),
    ...(next?.submit !== undefined && {
      callback_id: formId,
      submit: plain(next.submit, limits.modal.submit),
    }),
    blocks: [...blocks],
  };
}

/** Fields as submitted, by name; empty ones were left out. */
export function valuesOf(state: Readonly<Record<string, Readonly<Record<string, Entered>>>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, elements] of Object.entries(state))
    for (const { value, selected_option: chosen } of Object.values(elements)) {
      const text = (chosen?.value ?? value ?? "").trim();
      if (text !== "") values[name] = text;
    }
  return values;
}

interface Entered {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
}

/** Complaints about fields by themselves, by name, as the modal shows them beside each. */
export function faultsOf(values: Ask["args"], command: Command | undefined): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = command?.args.shape[name];
    const complaint = schema && complaintAbout(name, schema, value);
    if (complaint !== undefined) faults[name] = complaint;
  }
  return faults;
}
