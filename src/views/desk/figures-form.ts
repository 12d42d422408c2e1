/** The form of figures, and how to go without one. */
import { z } from "zod";
import { hinted } from "../../core/args.ts";
import type { Ballot } from "../../core/desk/ballot.ts";
import { readFigures, type Figures } from "../../core/desk/figures.ts";
import type { Fault } from "../../core/desk/lines.ts";
import { UserError } from "../../core/errors.ts";
import type { Field, Form } from "../../core/form.ts";
import type { Ask, Reply } from "../../core/reply.ts";
import { listed, upper } from "../../core/text.ts";
import { note, text } from "../answer.ts";
import { knownField, whyNoAgents, ways, type Way } from "./known.ts";

/** Characters that platforms' forms take. */
const longest = 4_000;

export const figuresArg = () =>
  hinted(z.string().max(longest, "that is too long").optional(), {
    label: "figures",
    about: "a line a candidate; “won” after a name, without votes, is a call; “lot” after them a tie’s",
    long: true,
    after: "=",
  });

export interface FiguresForm {
  readonly title: string;
  readonly submit: string;
  readonly ask: Ask;
  /** "Bath" */
  readonly name: string;
  readonly text: string;
  readonly known?: string | undefined;
  readonly more?: readonly Field[];
}

export function figuresForm({ title, submit, ask, name, text: value, known, more = [] }: FiguresForm): Form {
  return {
    title,
    submit,
    ask,
    fields: [
      {
        name: "figures",
        label: `Figures for ${name}`,
        about: "Everyone’s votes; or “won” after one name, without votes; “lot” after a tie’s winner",
        required: true,
        value,
        long: true,
      },
      knownField(known),
      ...more,
    ],
  };
}

/** The first of two forms: the second has the constituency's figures filled in. */
export const placeForm = (command: "declare" | "correct" | "retract"): Form => ({
  title: `${upper(command)}: which seat?`,
  submit: "Continue",
  ask: { command, args: {} },
  fields: [
    {
      name: "place",
      label: "place",
      about: "a constituency, by any name it is known by",
      required: true,
      complete: "seat",
    },
  ],
});

/** The form in words, where none could be opened: its figures, and how to type them. */
export function howTo({ title, ask, name, text: lines }: FiguresForm): Reply {
  const { command, args } = ask;
  const typed = `/${[command, args["place"], args["which"], "officer", "="].filter(Boolean).join(" ")}`;
  return {
    summary: `${title}: it wants figures, and how they are known. Open the form, or type it as ${typed} and then the figures, candidates parted by semicolons.`,
    card: {
      title,
      blocks: [
        text(
          `It wants a figure for everyone who stands in ${name}, and how it is known: ${listed(ways.slice(0, -1), "or")}.`,
        ),
        { kind: "code", text: lines },
        note(`Open the form; or type ${typed} and the figures, candidates parted by semicolons.`),
      ],
      actions: [{ label: "Open the form", ask: { command, args } }],
    },
    data: { wants: ["figures", "known"] },
  };
}

/** @throws UserError for figures that are not known well enough, or are no result; the text is given back */
export function takeFigures(
  typed: string,
  known: Way | undefined,
  ballot: Ballot,
): { readonly figures: Figures; readonly how: Way } {
  const refuse = (why: string): UserError => new UserError("usage", why, [], typed);
  if (known === undefined) throw refuse(`Say how it is known: ${listed(ways.slice(0, -1), "or")}.`);
  if (known === "party agent") throw refuse(whyNoAgents);
  const read = readFigures(typed, ballot);
  if (read.kind === "faults") throw refuse(read.faults.map(faultWords).join("\n"));
  return { figures: read.figures, how: known };
}

const faultWords = ({ line, says }: Fault): string => (line === undefined ? says : `Line ${line}: ${says}`);
