/** Answers to a codename: a case's state, its replies a page at a time, its end. */
import { UserError } from "../../core/errors.ts";
import type { Form } from "../../core/form.ts";
import type { Action, Block, Reply } from "../../core/reply.ts";
import type { TipChecked, TipHeld, TipLine, TipState } from "../tip-line.ts";
import { partsOf } from "./parts.ts";
import { sendIt } from "./sending.ts";
import { button, note, quoted, text } from "../../views/answer.ts";

const checkWords = {
  check: { title: "Your tip", submit: "Show" },
  answer: { title: "Answer", submit: "Send" },
  delete: { title: "Delete your tip", submit: "Delete" },
} as const;

export const checkForm = (length: TipLine["length"], what?: "answer" | "delete"): Form => ({
  ...checkWords[what ?? "check"],
  ask: { command: "tip check", args: what === undefined ? {} : { what } },
  fields: [
    { name: "codename", label: "Codename", about: "your seven words, in their order", required: true },
    ...(what === "answer"
      ? [
          {
            name: "answer",
            label: "Your answer",
            about: "Sealed and relayed as your tip was",
            required: true,
            long: true as const,
            ...length,
          },
        ]
      : []),
  ],
});

const states: Readonly<Record<TipState, string>> = {
  sealed: "It waits, sealed, to be relayed to editors.",
  relayed: "Editors have it.",
  claimed: "An editor has taken it up.",
  replied: "An editor has replied.",
  closed: "The newsroom has closed it. You may still answer.",
  spam: "The newsroom does not follow it.",
  muted: "The newsroom has ended this conversation.",
  deleted: "It has been deleted.",
};

type Found = Extract<TipChecked, { kind: "found" }>;

/** One page: a reply, or a part of a long one, the newest first. */
interface Page {
  readonly n: number;
  readonly day: string;
  readonly part: string;
  readonly of: string;
}

const pagesOf = ({ replies }: Found): readonly Page[] =>
  replies.flatMap(({ n, day, text: words }) => {
    const parts = partsOf(words);
    return parts.map((part, i) => ({
      n,
      day,
      part,
      of: parts.length === 1 ? "" : `, part ${i + 1} of ${parts.length}`,
    }));
  });

/**
 * @param page from 1
 * @param writes whether an answer is taken where this is shown
 */
export function checkedReply(found: Found, page: number, writes: boolean): Reply {
  const { number, state, goesOn, replies, reading = "" } = found;
  const pages = pagesOf(found);
  const at = Math.min(Math.max(1, page), Math.max(1, pages.length));
  const shown = pages[at - 1];
  const turn = (label: string, to: number): readonly Action[] =>
    pages[to - 1] ? [button(label, "tip check", { what: "read", reading, page: String(to) })] : [];
  const actions: readonly Action[] = [
    ...turn("Newer", at - 1),
    ...turn("Older", at + 1),
    ...(shown ? [button("Delete this reply", "tip check", { what: "drop", reading, page: String(shown.n) })] : []),
    ...(!writes || state === "spam" || state === "muted" ? [] : [button("Answer", "tip check", { what: "answer" })]),
    button("Delete", "tip check", { what: "delete" }),
  ];
  const said: readonly Block[] = shown
    ? [
        note(
          `${replies.length === 1 ? "One reply" : `${replies.length} replies, the newest first`}. Page ${at} of ${pages.length}.`,
        ),
        note(`${shown.day}${shown.of}`),
        quoted(shown.part),
      ]
    : [text("There is no reply.")];
  return {
    summary: `Case ${number}: ${states[state]}`,
    card: {
      title: `Case ${number}`,
      blocks: [text(states[state]), ...said, note(`Without another word, everything of it goes on ${goesOn}.`)],
      actions,
    },
  };
}

/** Checked between the two steps. */
export function unsentReply(held: Pick<TipHeld, "number" | "token" | "until">, writes: boolean): Reply {
  const { number, token, until } = held;
  return {
    summary: `Case ${number} is not sent yet.`,
    card: {
      title: `Case ${number} is not sent yet`,
      blocks: [text("Nothing of it goes to editors unless you send it. By ", { time: until }, " it is deleted.")],
      actions: [...(writes ? [sendIt(token)] : []), button("Delete", "tip check", { what: "delete" })],
    },
  };
}

/** A codename where it does not belong: nothing of it is repeated. */
export const slipReply = (): Reply => {
  const words =
    "That looks like the codename of a tip. Delete that message now, if it is one: whoever reads it could read replies and answer in your place. A codename goes only into the form that /tip check opens. I have not looked it up, and keep nothing of it.";
  return { summary: words, card: { title: "That looks like a codename", blocks: [text(words)] } };
};

/** The time is over in which a token stood for the codename. */
export const closedBook = (): Reply => {
  const words = "You were away for a while: to read on, your codename is needed again.";
  return {
    summary: words,
    card: { title: "Your tip", blocks: [text(words)], actions: [button("Open the form", "tip check")] },
  };
};

export const erasedReply = (number: string): Reply => {
  const words =
    "What was kept of it is erased, and our posts in the editors’ channel are taken away in a later hour, at a moment of chance; editors do not see before then that you deleted it. What survives: the platform’s own records, backups made before today, and what editors have read, copied or exported. Your codename opens nothing any more.";
  return {
    summary: `Case ${number} is deleted. ${words}`,
    card: { title: `Case ${number} is deleted`, blocks: [text(words)] },
  };
};

/** Of a codename that is none, and of one that nobody was given: the same, to the letter. */
export const unknownCodename = (words?: string): UserError =>
  new UserError(
    "not-found",
    "No case has that codename. It is seven words in their order; look at the paper again. What has been deleted, or was too old, is not found either.",
    [],
    words,
  );
