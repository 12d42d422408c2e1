/** Posts of a tip in an editors' channel: a stranger's words, in parts that any platform shows whole, with buttons. */
import type { Action, Block, Reply } from "../../core/reply.ts";
import { button, note, quoted, text } from "../../views/answer.ts";
import { partsOf } from "./parts.ts";

export interface Relayed {
  readonly number: string;
  /** "2024-07-05" */
  readonly day: string;
}

/** Lines of armour in one post, of 64 letters each. */
const lines = 36;

/** @param about what it is about, or that it is an answer @returns a post or several */
export function openReplies({ number, day }: Relayed, about: string, words: string): readonly Reply[] {
  const parts = partsOf(words);
  return parts.map((part, index) =>
    reply(number, index, parts.length, [
      note(`About: ${about}. ${day}.`),
      quoted(part),
      ...(index === parts.length - 1 ? [note("A stranger’s words: nothing in them has been checked.")] : []),
    ]),
  );
}

/** @param armour as the `age` program opens it */
export function sealedReplies({ number }: Relayed, armour: string): readonly Reply[] {
  const all = armour.trimEnd().split("\n");
  const parts = Array.from({ length: Math.ceil(all.length / lines) }, (_, i) => all.slice(i * lines, (i + 1) * lines));
  return parts.map((part, index) =>
    reply(number, index, parts.length, [
      { kind: "code", text: part.join("\n") },
      ...(index === parts.length - 1
        ? [note("Copy the block, all parts in their order, into a file: age -d -i YOUR.key FILE opens it.")]
        : []),
    ]),
  );
}

/** A count of waiting cases, in a message whose size says nothing: the same every day. */
export function countReply(counts: {
  readonly unclaimed: number;
  readonly claimed: number;
  readonly replied: number;
}): Reply {
  const figure = (count: number): string => String(Math.min(count, 999)).padStart(3, "0");
  const { unclaimed, claimed, replied } = counts;
  const words = `${figure(unclaimed)} unclaimed, ${figure(claimed)} claimed, ${figure(replied)} replied to.`;
  return {
    summary: `Tip line: ${words}`,
    discreet: true,
    card: { title: "The tip line this morning", blocks: [text(words)], actions: [button("List", "tips list")] },
  };
}

function reply(number: string, index: number, of: number, blocks: readonly Block[]): Reply {
  const which = of === 1 ? "" : `, part ${index + 1} of ${of}`;
  const actions = index === of - 1 ? { actions: caseActions(number) } : {};
  // The summary goes into notifications, on screens that are not locked: it has no word of it.
  return {
    summary: `Tip line: case ${number}${which}.`,
    discreet: true,
    card: { title: `Case ${number}${which}`, blocks, ...actions },
  };
}

export const caseActions = (number: string): readonly Action[] => [
  button("Claim", "tips claim", { case: number }),
  button("Reply", "tips reply", { case: number }),
  button("Close", "tips close", { case: number }),
  button("Spam", "tips spam", { case: number }),
  button("Mute this conversation", "tips mute", { case: number }),
];
