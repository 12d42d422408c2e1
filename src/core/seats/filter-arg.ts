/** The argument that is a filter: any words, read once it is known who asks. */
import { z } from "zod";
import { hinted } from "../args.ts";

/** "targets to" is not over: the number that follows is its own. */
const unfinished =
  /(?:\btargets?(?:\s+seats?)?(?:\s+up)?(?:\s+to)?|\b(?:under|over|above|below|exceeding|from|up\s+to|than|at\s+least|at\s+most|between(?:\s+\S+(?:\s+(?:and|to))?)?)|[<>≤≥]=?)$/i;

/** A filter of so many letters is not read at all. */
const longest = 3_000;

/**
 * @param another words that begin another argument, or are the whole of one, with the complaint about them
 */
export const filterArg = (another?: RegExp, order = "") =>
  hinted(
    z
      .string()
      .trim()
      .min(1, "say which seats")
      .max(longest, "that is too long to be a filter")
      .refine((text) => !another?.test(text), order)
      .refine((text) => !unfinished.test(text), "say how far or how much: targets to 100, majority under 1000")
      .optional(),
    { label: "filter", about: "which seats: labour gains, england but london, majority under 1000; with and, or, not" },
  );
