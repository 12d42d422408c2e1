/**
 * The arguments of commands. Facts that a schema cannot hold (its label, its completion) are hints in a registry of
 * their own, so help, completion and every platform's options derive from one definition.
 */
import { z } from "zod";
import { remembered } from "../lib/remembered.ts";
import { listed, upper } from "./text.ts";

/** The kinds of things with names that people type, and that completion can offer. */
export type NameKind = "seat" | "party" | "region" | "person" | "command" | "filter";

export interface Hint {
  /** Shown to people: "place". */
  readonly label: string;
  /** One line of help. */
  readonly about: string;
  readonly complete?: NameKind;
  /** Text of several lines: a form offers a large field. */
  readonly long?: true;
  /** Never logged, never echoed, never a platform's visible argument. */
  readonly secret?: true;
  /** Typed in a line, it follows this word, which is no part of it: for text that could be taken for more of a name. */
  readonly after?: string;
  /** A form carries it from its opening to its submission; nobody is asked for it. */
  readonly carried?: true;
}

const hints = z.registry<Hint>();

export function hinted<S extends z.ZodType>(schema: S, hint: Hint): S {
  hints.add(schema, hint);
  return schema;
}

/** @throws RangeError for an argument whose author gave it none */
export function hintOf(name: string, schema: z.ZodType): Hint {
  const hint = hints.get(schema);
  if (!hint) throw new RangeError(`argument ${name} has no hint`);
  return hint;
}

/** An optional argument may be left out. */
export const isOptional = remembered((schema: z.ZodType): boolean => schema.safeParse(undefined).success);

/** The values of an argument that takes a closed list of them; undefined for any other. */
export function choicesOf(schema: z.ZodType): readonly string[] | undefined {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  const inner =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
      ? schema.unwrap()
      : schema instanceof z.ZodPipe
        ? schema.out
        : undefined;
  return inner instanceof z.ZodType ? choicesOf(inner) : undefined;
}

/**
 * A complaint about a value, as a sentence for the person who gave it: in the argument's own words where it has some, and
 * never in those of the validation library. The value is not repeated.
 * @returns undefined for a value that fits
 */
export function complaintAbout(name: string, schema: z.ZodType, value: string | undefined): string | undefined {
  const wrong = wrongWith(name, schema, value);
  return wrong === undefined ? undefined : `${upper(wrong)}.`;
}

/** Complaints about arguments that were given one by one; where there are several, each has its label. */
export function complaintsAbout(args: z.ZodObject, given: Readonly<Record<string, string>>): string {
  const complaints = Object.entries(args.shape).flatMap(([name, schema]) => {
    const wrong = wrongWith(name, schema, given[name]);
    return wrong === undefined ? [] : [{ label: hintOf(name, schema).label, wrong }];
  });
  const isOne = complaints.length === 1;
  return complaints.map(({ label, wrong }) => `${upper(isOne ? wrong : `${label}: ${wrong}`)}.`).join(" ");
}

function wrongWith(name: string, schema: z.ZodType, value: string | undefined): string | undefined {
  const { about, carried } = hintOf(name, schema);
  const choices = choicesOf(schema);
  const usual = carried
    ? "this form is from an older version of me: please open it anew"
    : choices
      ? `choose ${listed(choices, "or")}`
      : `${value === undefined ? "it needs" : "give"} ${about}`;
  return schema.safeParse(value, { error: () => usual }).error?.issues[0]?.message;
}

/** Characters of the longest name that anyone can mean; longer text is not a name. */
const nameLength = 200;
const name = () => z.string().trim().min(1, "say which").max(nameLength, "that is too long to be a name");

export const seatArg = (label = "place") =>
  hinted(name(), { label, about: "a constituency, by any name it is known by", complete: "seat" });

export const partyArg = (label = "party") =>
  hinted(name(), { label, about: "a party, by name or abbreviation", complete: "party" });

export const optionalParty = (label = "party") =>
  hinted(name().optional(), { label, about: "a party, by name or abbreviation", complete: "party" });

export const regionArg = () =>
  hinted(name(), { label: "region", about: "a nation or a region of England", complete: "region" });

export const optionalRegion = () =>
  hinted(name().optional(), { label: "region", about: "a nation or a region of England", complete: "region" });

export const optionalPerson = () =>
  hinted(name().optional(), { label: "name", about: "a candidate or MP", complete: "person" });

export const personArg = () => hinted(name(), { label: "name", about: "a candidate or MP", complete: "person" });

/** A whole number from 1, given in digits. */
export const wholeNumber = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, "give a whole number")
    .transform(Number)
    .pipe(z.int().min(1, "numbers start at 1").max(most, `the highest is ${most}`));

export const pageArg = () => hinted(wholeNumber(999).default(1), { label: "page", about: "which page, from 1" });
