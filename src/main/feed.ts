/** The feed of a night: sources as they are now, or the night of a replay. */
import { ConfigError, type Config } from "../config.ts";
import type { Declaration } from "../core/declaration.ts";
import type { Election } from "../core/election.ts";
import { openSources } from "../data/sources/index.ts";
import type { Source } from "../data/sources/source.ts";
import type { Feed } from "./night-options.ts";

/** The sources of now. @throws ConfigError for a source under the name of the pack's publisher */
export function liveFeed(
  config: Config,
  election: Election,
  published: readonly Declaration[],
  now: () => Date = () => new Date(),
): Feed {
  const { name: publisher } = election.publisher;
  // Revisions of two sources with one name would be taken for each other's.
  if (config.sources.list.some(({ name }) => name.toLowerCase() === publisher.toLowerCase()))
    throw new ConfigError(
      `SOURCES has a source called ${publisher}, as who published this election’s results is: call it something else.`,
    );
  const reach = { allowPrivate: config.sources.allowPrivate };
  const openedFor = (known: Election): readonly Source[] =>
    openSources(config.sources.list, { election: known, published, reach, now });
  let opened = openedFor(election);
  // The sources that are asked stay the same, whatever they are matched against.
  const sources = opened.map((source, i): Source => ({
    ...source,
    ask: (...given) => (opened[i] ?? source).ask(...given),
  }));
  return { sources, published, now, rehearsal: false, renew: (known) => void (opened = openedFor(known)) };
}
