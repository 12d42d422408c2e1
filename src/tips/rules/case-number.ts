/**
 * The name that editors have for a case. Random, not counted: a count would tell which of two tips came first, and how many there are.
 */
import { z } from "zod";
import { below, type Random } from "./random.ts";

/** No vowels, so that none spells a word; no 0, 1, I, L or O, which are read for each other. */
const letters = "23456789BCDFGHJKMNPQRSTVWXYZ";
const length = 6;

const caseNumber = z
  .string()
  .regex(new RegExp(`^[${letters}]{${length}}$`))
  .brand("case number");

export type CaseNumber = z.output<typeof caseNumber>;

/** @throws ZodError for what is no case number */
export const asCaseNumber = (text: string): CaseNumber => caseNumber.parse(text);

/** One of 480 million. Two may meet: whoever keeps them asks again. */
export const newCaseNumber = (random: Random): CaseNumber =>
  asCaseNumber(Array.from({ length }, () => letters.charAt(below(letters.length, random))).join(""));

/** As people type it. @returns undefined for what is none */
export function readCaseNumber(text: string): CaseNumber | undefined {
  const typed = text
    .slice(0, 40)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "");
  return caseNumber.safeParse(typed).data;
}
