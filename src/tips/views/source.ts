/** What a source is shown. Nothing of it says more than is kept. */
import type { Context } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import type { Form } from "../../core/form.ts";
import type { Action, Block, Reply } from "../../core/reply.ts";
import { tipSubjects, type TipChecked, type TipLine, type TipState, type TipSubject } from "../tip-line.ts";
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
export const sendForm = (counts: boolean): Form => ({
  title: "A tip",
  submit: "Send",
  ask: { command: "tip send", args: { agreed: "yes" } },
  fields: [
    {
      name: "text",
      label: "What the newsroom should know",
      about: "20 to 3,500 characters. Not how anybody’s ballot was marked. No files: safer ways take them",
      required: true,
      long: true,
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

export function receiptReply(number: string, codename: string, days: number): Reply {
  return {
    // The codename is in no summary: those go into notifications.
    summary: `Your tip is kept, sealed, as case ${number}. Your codename is shown once, here and now.`,
    card: {
      title: "Your tip is kept, sealed",
      blocks: [
        { kind: "facts", facts: [{ label: "Case", value: number }] },
        text("Your codename, shown this once:"),
        { kind: "code", text: codename },
        text(
          "Write it on paper, and keep it where nobody looks. It is the only way back: with /tip check you read replies, answer, and delete. Whoever has it is you; nobody can give it to you again.",
        ),
        note(
          `It reaches editors in a later hour, at a moment of chance. ${days} days without a word, and everything of it goes.`,
        ),
      ],
    },
  };
}

const checkWords = {
  check: { title: "Your tip", submit: "Show" },
  answer: { title: "Answer", submit: "Send" },
  delete: { title: "Delete your tip", submit: "Delete" },
} as const;

export const checkForm = (what?: "answer" | "delete"): Form => ({
  ...checkWords[what ?? "check"],
  ask: { command: "tip check", args: what === undefined ? {} : { what } },
  fields: [
    { name: "codename", label: "Codename", about: "your seven words, in their order", required: true },
    ...(what === "answer"
      ? [
          {
            name: "answer",
            label: "Your answer",
            about: "20 to 3,500 characters, sealed and relayed as your tip was",
            required: true,
            long: true as const,
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

/** @param writes whether an answer is taken where this is shown */
export function checkedReply(
  { number, state, replies, goesOn }: Extract<TipChecked, { kind: "found" }>,
  writes: boolean,
): Reply {
  const said = replies.flatMap(({ day, text: words }): Block[] => [note(day), quoted(words)]);
  const actions: readonly Action[] = [
    ...(!writes || state === "spam" || state === "muted" ? [] : [button("Answer", "tip check", { what: "answer" })]),
    button("Delete", "tip check", { what: "delete" }),
  ];
  return {
    summary: `Case ${number}: ${states[state]}`,
    card: {
      title: `Case ${number}`,
      blocks: [
        text(states[state]),
        ...(said.length > 0 ? said : [text("There is no reply.")]),
        note(`Without another word, everything of it goes on ${goesOn}.`),
      ],
      actions,
    },
  };
}

export const erasedReply = (number: string): Reply => {
  const words =
    "What was kept of it is erased, and our posts in the editors’ channel are taken away. What survives: the platform’s own records, backups made before today, and what editors have read, copied or exported. Your codename opens nothing any more.";
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
