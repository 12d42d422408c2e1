/** A screen: words as Slack would show them. Live markup stays live, and escaped markup does not. */
import type { Json, Message, View } from "./world.ts";

export interface Seen {
  readonly text: string;
  readonly audience: "channel" | "asker";
  readonly buttons: readonly string[];
  readonly form?: readonly string[];
  /** The view's own button. */
  readonly submits?: string;
}

const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Slack reads no markup in plain and rich text: there it is only letters. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const { type, text, elements, fields, element, label, hint, url, rows, fallback } = value as Record<string, unknown>;
  // A date is shown by the reader's own clock: here its fallback is.
  if (type === "mrkdwn") return String(text).replaceAll(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, "$1");
  if (type === "date") return String(fallback);
  if (type === "plain_text" || type === "text" || type === "link") return escaped(String(text ?? url));
  if (type === "raw_text") return escaped(String(text)).trim();
  if (type === "table") return (rows as readonly unknown[][]).map((row) => row.map(wordsOf).join("  ")).join("\n");
  if (type === "rich_text_section") return (elements as readonly unknown[]).map(wordsOf).join("");
  return [text, fields, elements, label, hint, element].map(wordsOf).filter(Boolean).join("\n");
}

export const messageWords = ({ text, blocks }: Message): string => (blocks.length > 0 ? wordsOf(blocks) : text);

export interface Button {
  readonly type: string;
  readonly action_id: string;
  readonly block_id: string;
  readonly value?: string;
  readonly text: { readonly text: string };
}

export const buttonsOf = (blocks: readonly Json[]): Button[] =>
  blocks
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements, block_id: id = "b" }) =>
      (elements as readonly Omit<Button, "block_id">[]).map((button) => ({ ...button, block_id: String(id) })),
    );

export interface Input {
  readonly block_id: string;
  readonly optional: boolean;
  readonly label: { readonly text: string };
  readonly element: {
    readonly type: string;
    readonly action_id: string;
    readonly initial_value?: string;
    readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
    readonly initial_option?: { readonly text: { readonly text: string }; readonly value: string };
  };
}

export const inputsOf = ({ view }: View): readonly Input[] =>
  (view["blocks"] as readonly (Json & Input)[]).filter(({ type }) => type === "input");

export const seeMessage = ({ text, blocks, to, channel }: Message, reader: string): Seen => ({
  text: blocks.length > 0 ? wordsOf(blocks) : text,
  audience: to === reader || channel.startsWith("D") ? "asker" : "channel",
  buttons: buttonsOf(blocks).map((button) => button.text.text),
});

export function seeView(view: View): Seen {
  const blocks = view.view["blocks"] as readonly Json[];
  const inputs = inputsOf(view);
  const submit = view.view["submit"] as { readonly text: string } | undefined;
  return {
    text: wordsOf(blocks),
    audience: "asker",
    buttons: buttonsOf(blocks).map((button) => button.text.text),
    ...(submit && { submits: submit.text }),
    ...(inputs.length > 0 && { form: inputs.map(({ label }) => label.text) }),
  };
}
