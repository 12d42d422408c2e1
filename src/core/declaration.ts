/** Declarations: what one source says of one contest. With a number and a time they are the entries of the log. */
import { z } from "zod";
import type { PublishedResult } from "./election.ts";

/** The kinds of sources, most trusted first. `editors` are corrections and retractions that two editors confirmed. */
export const sourceKinds = ["editors", "official", "feed", "desk"] as const;

export const declarationSchema = z.strictObject({
  seat: z.string(),
  /** The day of a by-election in the seat; absent for the election itself. */
  byElection: z.iso.date().optional(),
  source: z.strictObject({ name: z.string().min(1), kind: z.enum(sourceKinds) }),
  /** The higher revision replaces the lower, within one source. */
  revision: z.int().nonnegative(),
  /**
   * `called`: the winner is known, votes follow. `retraction`: the source's earlier word does not stand. `recount`: the
   * votes are being counted again, which says nothing of the outcome.
   */
  state: z.enum(["called", "result", "correction", "retraction", "recount"]),
  /** Candidate id. Needed for a call and for a tie decided by lot; otherwise the votes tell. */
  winner: z.string().optional(),
  /** Votes by candidate id, all candidates; absent for a call or a retraction. */
  votes: z.record(z.string(), z.int().nonnegative()).optional(),
  rejected: z.int().nonnegative().optional(),
  /** The returning officer's time of declaration, where the source knows it. */
  declared: z.date().optional(),
  /** The time at which the source recorded it: later than the declaration. */
  recorded: z.date(),
  /** For the newsroom alone: reaches no public post, answer or scoreboard. */
  staff: z.literal(true).optional(),
  /** A source's own test: never a result. */
  rehearsal: z.literal(true).optional(),
});
export type Declaration = z.infer<typeof declarationSchema>;

/** A contest's key: the code of a seat in the election itself, or with a by-election's day, "E14001394/2025-05-01". */
export type Contest = string;

export const contestOf = ({ seat, byElection }: Pick<Declaration, "seat" | "byElection">): Contest =>
  byElection === undefined ? seat : `${seat}/${byElection}`;

/** @returns the seat, and the day of the by-election where it is one */
export function partsOf(contest: Contest): { readonly seat: string; readonly byElection?: string } {
  const [seat = "", byElection] = contest.split("/");
  return byElection === undefined ? { seat } : { seat, byElection };
}

/** A declaration as the log keeps it. */
export interface LogEntry extends Declaration {
  /** The entry's number in the log, from 1, without gaps. */
  readonly seq: number;
  /** The time at which it came into the log. */
  readonly at: Date;
  /** The people of the desk who entered and confirmed it. */
  readonly hands?: Hands;
}

/** Staff names. */
export interface Hands {
  readonly entered: string;
  /** Absent where one editor worked alone, as a manager had allowed. */
  readonly confirmed?: string;
  /** The desk's own source: "returning officer". */
  readonly how: string;
}

/** A finished election's published results, as entries of the log. */
export function asDeclarations(results: readonly PublishedResult[], publisher: string): Declaration[] {
  return results.map((result) => ({
    seat: result.seat,
    source: { name: publisher, kind: "official" },
    revision: 1,
    state: "result",
    votes: result.votes,
    ...(result.winner !== undefined && { winner: result.winner }),
    ...(result.rejected !== undefined && { rejected: result.rejected }),
    recorded: new Date(result.recorded),
  }));
}
