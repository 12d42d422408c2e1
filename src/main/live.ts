/** The live part of a house: results as they come, and the services over the database. */
import type { HouseOptions } from "../cli/house.ts";
import type { Context } from "../core/command.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import type { Results } from "../core/results.ts";
import type { Services } from "./commands.ts";

/** Results as they come, from the log, and the services beside them. */
export interface Live extends Services {
  readonly results: () => Results;
  readonly provenance: () => Context["provenance"];
  readonly now: () => Date;
  /** Goes on with the election as it is known now. */
  readonly renew?: (election: Election) => Promise<void>;
}

export interface LiveHouseOptions extends HouseOptions, Services {
  /** Opens the database; absent, answers come from the pack as published. @param published as entries of the log */
  readonly live?: (election: Election, published: readonly Declaration[]) => Promise<Live>;
}
