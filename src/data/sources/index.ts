/** Opens the sources that the configuration names. */
import type { Election } from "../../core/election.ts";
import { csvSource } from "./csv.ts";
import type { Reach } from "./fetch.ts";
import type { Published } from "./match.ts";
import { paSource } from "./pa.ts";
import { parliamentSource } from "./parliament.ts";
import type { Source } from "./source.ts";

/** One of SOURCES. */
export type Wanted = { readonly name: string; readonly staff: boolean } & (
  | { readonly type: "csv" | "pa"; readonly location: string }
  | { readonly type: "parliament"; readonly locations: readonly [string, string] }
);

export interface SourceParts {
  readonly election: Election;
  /** The results of the election itself, by which by-elections since are measured. */
  readonly published?: Published;
  readonly reach: Reach;
  readonly now: () => Date;
}

/** In the order in which they are configured. */
export const openSources = (wanted: readonly Wanted[], means: SourceParts): readonly Source[] =>
  wanted.map((one) => {
    switch (one.type) {
      case "csv":
        return csvSource({ ...one, ...means });
      case "pa":
        return paSource({ ...one, ...means });
      case "parliament":
        return parliamentSource({ ...one, ...means });
    }
  });
