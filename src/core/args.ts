/**
 * The arguments of commands. What a schema cannot say (its label, what completes it) is a hint in a registry of its own,
 * so help, completion and every platform's options derive from one definition.
 */
import { z } from "zod";

/** The kinds of things with names that people type, and that completion can offer. */
export type NameKind = "seat" | "party" | "region" | "person" | "command";

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

/** @throws RangeError when a command's author forgot it */
export function hintOf(name: string, schema: z.ZodType): Hint {
  const hint = hints.get(schema);
  if (!hint) throw new RangeError(`argument ${name} has no hint`);
  return hint;
}

/** Whether an argument may be left out. */
export const isOptional = (schema: z.ZodType): boolean => schema.safeParse(undefined).success;

/** What an argument can be, where that is a closed list; undefined where it is not. */
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

/** Longest name anyone may mean; longer text is not one. */
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
