/** What comes in: as things are, or as they were that night. */
import type { Config } from "../config.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { openSources } from "../data/sources/index.ts";
import type { Feed } from "./night.ts";

/** What comes in now, by this machine's clock. */
export function liveFeed(config: Config, election: Election, published: readonly Declaration[]): Feed {
  const now = (): Date => new Date();
  const reach = { allowPrivate: config.sources.allowPrivate };
  return { sources: openSources(config.sources.list, { election, reach, now }), published, now, rehearsal: false };
}
