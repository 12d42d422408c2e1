/** A plain question as it was read. */
import type { Ask } from "../reply.ts";

/** Of one seat. */
type OfSeat =
  | "majority"
  | "turnout"
  | "voters"
  | "electorate"
  | "rejected"
  | "swing"
  | "second"
  | "third"
  | "fourth"
  | "last"
  | "deposits"
  | "recount"
  | "candidates"
  | "before"
  | "declared"
  | "votes"
  | "changed"
  | "party"
  | "parties";
/** Of an area or of all. */
export type OfAll =
  | "turnout"
  | "votesCast"
  | "votesOf"
  | "parties"
  | "partyArea"
  | "overall"
  | "stood"
  | "turnoutArea"
  | "swingAll";

/** The thing that a question is about, to be said before the card that has it among others. Codes and ids. */
export interface Lead {
  readonly about: OfSeat | OfAll | "first";
  readonly seat?: string;
  readonly parties: readonly string[];
  readonly area?: string;
}

export type Reading =
  | {
      readonly is: "question";
      /** The kind of question: "figure", "count". */
      readonly kind: string;
      readonly ask: Ask;
      /** The line that it was read as, where that is not plain. */
      readonly readAs?: string;
      /** The reading of a name, in a sentence, where the command cannot know it. */
      readonly said?: string;
      readonly lead?: Lead;
    }
  | { readonly is: "kind"; readonly words: "thanks" | "greeting" | "self" }
  /** Something that nobody here knows, and lines that are answered. `topic`: whatever else the words may say. */
  | { readonly is: "unknown"; readonly says: string; readonly instead: readonly string[]; readonly topic?: true };
