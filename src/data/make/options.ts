/** The order for an election that is to be made. */
import type { kinds } from "../../core/election.ts";
import type { Pack } from "../pack/pack.ts";
import type { CandidatesFile } from "./candidates-file.ts";

export type Kind = (typeof kinds)[number];

export interface MakeOptions {
  readonly kind: Kind;
  readonly candidates: CandidatesFile;
  /** The last results, where they are not those of the pack before. */
  readonly previous?: CandidatesFile;
  /** The election that is over, with its by-elections since. */
  readonly before: Pack;
  /** ISO day, where the file has none or several. */
  readonly date?: string;
  /** Names or codes of the seats, where the file has others as well. */
  readonly seats?: readonly string[];
}
