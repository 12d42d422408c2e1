/** The four files of an election pack, each by its own schema. */
import type { z } from "zod";
import type { ElectionFacts, peopleSchema, PublishedResult, Seat } from "../../core/election.ts";

export interface Pack {
  readonly election: ElectionFacts;
  readonly seats: readonly Seat[];
  readonly results: readonly PublishedResult[];
  readonly people: z.output<typeof peopleSchema>;
}

/** In votes before and in an exit poll: parties that the pack does not carry. */
export const others = "others";
