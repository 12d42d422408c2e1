/** What a house is opened with besides its election: what comes in as it comes, and what is kept. */
import type { HouseOptions } from "../cli/house.ts";
import type { Context } from "../core/command.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import type { Results } from "../core/results.ts";
import type { Services } from "./commands.ts";

/** What is known as it comes, where a log is kept, and what else is kept with it. */
export interface Live extends Services {
  readonly results: () => Results;
  readonly provenance: () => Context["provenance"];
  readonly now: () => Date;
}

export interface LiveHouseOptions extends HouseOptions, Services {
  /** Opens what is kept; without it answers come from the pack as published. @param published as entries of the log */
  readonly live?: (election: Election, published: readonly Declaration[]) => Promise<Live>;
}
