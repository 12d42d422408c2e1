/** What a source says of one seat: the entries of the log. */
import { z } from "zod";
import type { PublishedResult } from "./election.ts";

/** Who speaks, most trusted first. `editors` are corrections and retractions that two editors confirmed. */
export const sourceKinds = ["editors", "official", "feed", "desk"] as const;

export const declarationSchema = z.strictObject({
  seat: z.string(),
  source: z.strictObject({ name: z.string().min(1), kind: z.enum(sourceKinds) }),
  /** Higher replaces lower, within one source. */
  revision: z.int().nonnegative(),
  /** `called`: who won, votes to follow. `retraction`: what this source said before does not stand. */
  state: z.enum(["called", "result", "correction", "retraction"]),
  /** Candidate id. Needed for a call and for a tie decided by lot; otherwise the votes tell. */
  winner: z.string().optional(),
  /** Votes by candidate id, all candidates; absent for a call or a retraction. */
  votes: z.record(z.string(), z.int().nonnegative()).optional(),
  rejected: z.int().nonnegative().optional(),
  /** When the returning officer declared, where the source knows. */
  declared: z.date().optional(),
  /** When the source recorded it: later than the declaration. */
  recorded: z.date(),
});
export type Declaration = z.infer<typeof declarationSchema>;

/** A finished election's published results, as entries of the log. */
export function asDeclarations(results: readonly PublishedResult[], publisher: string): Declaration[] {
  return results.map((result) => ({
    seat: result.seat,
    source: { name: publisher, kind: "official" },
    revision: 1,
    state: "result",
    votes: result.votes,
    rejected: result.rejected,
    recorded: new Date(result.recorded),
  }));
}
