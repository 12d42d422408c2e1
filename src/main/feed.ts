/** What comes in: as things are, or as they were that night. */
import { ConfigError, type Config } from "../config.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { openSources } from "../data/sources/index.ts";
import type { Feed } from "./night.ts";

/** What comes in now. @throws ConfigError for a source under the name of the pack's publisher */
export function liveFeed(
  config: Config,
  election: Election,
  published: readonly Declaration[],
  now: () => Date = () => new Date(),
): Feed {
  const { name: publisher } = election.publisher;
  // Their revisions would be taken for each other's.
  if (config.sources.list.some(({ name }) => name.toLowerCase() === publisher.toLowerCase()))
    throw new ConfigError(
      `SOURCES has a source called ${publisher}, as who published this election’s results is: call it something else.`,
    );
  const reach = { allowPrivate: config.sources.allowPrivate };
  return { sources: openSources(config.sources.list, { election, reach, now }), published, now, rehearsal: false };
}
