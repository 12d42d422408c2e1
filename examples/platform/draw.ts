/** Reply -> a message of Pigeon's: plain words, and buttons that carry what they ask. */
import { encodeAsk } from "../../src/core/encode.ts";
import type { DrawOptions } from "../../src/core/kit.ts";
import { toText } from "../../src/core/plain-text.ts";
import type { Action, Reply } from "../../src/core/reply.ts";

export interface Message {
  readonly text: string;
  readonly buttons: readonly Button[];
}

type Button = { readonly label: string } & ({ readonly press: string } | { readonly open: string });

/** Of one message. */
export const limits = { text: 4_000, buttons: 10, columns: 60 };

export function draw(reply: Reply, { commands, timeZone }: DrawOptions): Message {
  const { card } = reply;
  // Buttons are shown as such, and not once more in words.
  const shown = card ? { ...reply, card: { ...card, actions: [] } } : reply;
  const words = toText(shown, { width: limits.columns, timeZone });
  const button = (action: Action): Button =>
    "href" in action
      ? { label: action.label, open: action.href }
      : { label: action.label, press: encodeAsk({ ...action.ask, ...(action.share && { share: true }) }, commands) };
  return { text: cut(escape(words)), buttons: (card?.actions ?? []).slice(0, limits.buttons).map(button) };
}

/** Pigeon reads <> and @ as calls, unless a backslash stands before them. */
const escape = (words: string): string => words.replaceAll(/[<@\\]/g, String.raw`\$&`);

const note = "\n… cut to fit here: ask for less to see the rest";

const cut = (words: string): string =>
  words.length <= limits.text ? words : `${words.slice(0, limits.text - note.length)}${note}`;
