/** What a source is shown. Nothing of it says more than is kept. */
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Form } from "../../core/form.ts";
import type { Action, Block, Reply } from "../../core/reply.ts";
import { tipSubjects, type TipChecked, type TipHeld, type TipLine } from "../tip-line.ts";
import type { TipState, TipSubject } from "../tip-line.ts";
import { partsOf } from "./parts.ts";
import { listed } from "../../core/text.ts";
import { button, note, quoted, text } from "../../views/answer.ts";

const safer = button("Safer ways", "tip safer");

export const saferReply = (blocks: readonly Block[], before: readonly Block[] = []): Reply => ({
  summary: "Other ways to reach the newsroom, for which neither this bot nor this platform is needed.",
  card: { title: "Safer ways", blocks: [...before, ...blocks] },
});

/** Why nothing can be sent here just now, with where to go instead. */
export function closedReply(line: TipLine, { asker, whoCanSee }: Context): Reply | undefined {
  const door = line.door(asker);
  const { safer: ways } = line.words(asker.place, whoCanSee);
  if (door.kind === "open") return undefined;
  if (door.kind === "paused")
    return saferReply(ways, [
      text(
        "The newsroom has paused its tip line for the moment. It is sorry; nothing can be sent here until it opens again.",
      ),
    ]);
  const closed = text(
    door.why === "set-up" ? "The tip line is not open yet." : "The tip line is not open here, and takes nothing.",
  );
  // Read, but not written to: it is the direct message that is in the way.
  const direct = door.why === "here" && asker.place.kind === "direct" && line.mayRead(asker) ? [text(readHere)] : [];
  return saferReply(ways, [closed, ...direct]);
}

const readHere =
  "In direct messages nothing can be sent. Whoever has a codename can read replies here, and delete, with /tip check.";

/** The same in one line, with the safer ways, for an error that gives words back. */
export function closedWords(line: TipLine, { asker, whoCanSee }: Context, { card, summary }: Reply): string {
  const [first] = card?.blocks ?? [];
  const why = first?.kind === "text" ? first.text.filter((part) => typeof part === "string").join("") : summary;
  const elsewhere = line
    .words(asker.place, whoCanSee)
    .safer.flatMap((block) => (block.kind === "facts" ? block.facts : []))
    .map(({ label, value }) => `${label}: ${value}`);
  return `${why} ${elsewhere.join("; ")}`.trim();
}

export function privacyReply(line: TipLine, { asker, whoCanSee }: Context): Reply {
  const { privacy } = line.words(asker.place, whoCanSee);
  return {
    summary: "Before you send anything: this is not anonymous to the platform. Read what is kept, and by whom.",
    card: {
      title: "Before you send a tip",
      blocks: privacy,
      actions: [safer, button("Low risk: continue", "tip send", { agreed: "yes" })],
    },
  };
}

/** @param counts whether a count may be told of: not while people vote */
export const sendForm = (counts: boolean, length: TipLine["length"]): Form => ({
  title: "A tip",
  submit: "Send",
  ask: { command: "tip send", args: { agreed: "yes" } },
  fields: [
    {
      name: "text",
      label: "What the newsroom should know",
      about: "Not how anybody’s ballot was marked. No files: safer ways take them",
      required: true,
      long: true,
      ...length,
    },
    {
      name: "subject",
      label: "About",
      about: "What your tip is about",
      required: false,
      value: "other",
      choices: tipSubjects.filter((subject) => counts || subject !== "a count"),
    },
  ],
});

/** @throws UserError that gives the words back */
export function subjectOf(typed: string | undefined, counts: boolean, words: string): TipSubject {
  const wanted = (typed ?? "other").trim().toLowerCase().replace(/^an? /, "");
  const subject = tipSubjects.find((one) => one.replace(/^an? /, "") === wanted);
  if (subject === undefined)
    throw new UserError("usage", `It is about ${listed(tipSubjects, "or")}: write one of these.`, [], words);
  if (subject === "a count" && !counts)
    throw new UserError("too-early", "Polls are open: nothing about a count is taken until they close.", [], words);
  return subject;
}

const sendIt = (token: string): Action => ({
  label: "I have written it down: send",
  submit: "Written down: send",
  ask: { command: "tip send", args: { held: token } },
});

export function heldReply({ number, codename, token, until }: Omit<TipHeld, "kind">, days: number): Reply {
  return {
    // The codename is in no summary: those go into notifications.
    summary: `Case ${number} is not sent yet. Write the codename down, and then press the button.`,
    card: {
      title: "Not sent yet: write this down",
      blocks: [
        text(
          { bold: "Nothing is sent yet." },
          " Write both on paper, and then press the button: only that sends your tip.",
        ),
        { kind: "facts", facts: [{ label: "Case", value: number }] },
        text("Your codename, shown this once:"),
        { kind: "code", text: codename },
        text(
          "Keep it where nobody looks. It is the only way back: with /tip check you read replies, answer, and delete. Whoever has it is you; nobody can give it to you again.",
        ),
        text("What is not sent by ", { time: until }, " is deleted, and can be written and sent again."),
        note(
          `Once sent, it reaches editors in a later hour, at a moment of chance. ${daysOf(days)} without a word, and everything of it goes.`,
        ),
      ],
      actions: [sendIt(token)],
    },
  };
}

const daysOf = (days: number): string => (days === 1 ? "One day" : `${days} days`);

export function sentReply(): Reply {
  const words =
    "Your tip is sent, sealed. It reaches editors in a later hour, at a moment of chance. /tip check and your codename are the only way back to it.";
  return { summary: words, card: { title: "Your tip is sent", blocks: [text(words)] } };
}

export const goneReply = (): Reply => {
  const words =
    "Nothing waits here to be sent. Either it was sent and has gone on to editors, or it was not sent in time, was replaced by the same words sent again, or was deleted: then nothing of it is kept, and nobody has read it. /tip check with your codename says which. /tip send begins anew.";
  return { summary: words, card: { title: "Nothing waits to be sent", blocks: [text(words)] } };
};

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

/** What stood for the codename is over. */
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
