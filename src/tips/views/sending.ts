/** The two steps of sending a tip, as its source sees them. */
import { UserError } from "../../core/errors.ts";
import type { Form } from "../../core/form.ts";
import type { Action, Reply } from "../../core/reply.ts";
import { tipSubjects, type TipHeld, type TipLine, type TipSubject } from "../tip-line.ts";
import { listed } from "../../core/text.ts";
import { note, text } from "../../views/answer.ts";

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

export const sendIt = (token: string): Action => ({
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
