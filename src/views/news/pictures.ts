/** Pictures of news, from the history alone: a picture of a moment stays that moment's. */
import { contestOf, type Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Subject } from "../../core/news/message.ts";
import type { Subscription } from "../../core/news/subscription.ts";
import type { Outcome } from "../../core/outcome.ts";
import { provenanceOf } from "../../core/provenance.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { Results } from "../../core/results.ts";
import { besideWords, cardPicture, mapPicture, type Known } from "../../pictures/index.ts";

const minutes = 60_000;
/** Minutes for which a scoreboard's picture stands: an edit with a new file each time would be too much. */
const stands = 5 * minutes;

/** The publishers of figures and the time of the newest: a history does not know when a source was heard last. */
const knownOf = (results: Results): Known => ({
  results,
  provenance: provenanceOf(results, results.election, () => undefined),
});

/** A picture of news never stands alone: its message says the same. */
const mapOf = (results: Results): Block => besideWords(mapPicture(knownOf(results)));

/** @param own the contest whose later corrections are in it too */
export const mapThen = (history: History, seq: number, own: Contest): Block =>
  mapOf(resultsBy(history, `${seq} ${own}`, (entry) => entry.seq <= seq || contestOf(entry) === own));

/** The map over all seats that were known then: later corrections are in it, later seats are not. */
export function mapOfBriefing(history: History, shows: number): Block | undefined {
  const told = new Set(history.changes(0, shows).map(({ contest }) => contest));
  const then = resultsBy(history, `briefing ${shows}`, (entry) => entry.seq <= shows || told.has(contestOf(entry)));
  return then.lookup.isHouse && then.known.length > 0 ? mapOf(then) : undefined;
}

export const mapNow = ({ results }: History): Block => mapOf(results);

/** Its source and age are the seat's own: the card stays as it is while other seats come. */
export function cardNow({ results }: History, outcome: Outcome): Block {
  const { standing } = outcome;
  const known: Known = standing
    ? { results, provenance: { source: standing.declaration.source.name, asOf: standing.recorded } }
    : knownOf(results);
  return besideWords(cardPicture(known, outcome));
}

/** The map up to the last five minutes of the log; once all is declared, as it is. Undefined before there is anything in it. */
export function mapOfBoard(history: History): Block | undefined {
  const { results } = history;
  if (results.complete) return mapNow(history);
  const last = history.changes(0).at(-1);
  if (!last) return undefined;
  const upTo = Math.floor(last.at.getTime() / stands) * stands;
  const then = resultsBy(history, `board ${upTo}`, ({ at }) => at.getTime() < upTo);
  return then.known.length === 0 ? undefined : mapOf(then);
}

type Entry = ReturnType<History["since"]>[number];

/** Results of a history that are kept: each takes a while to fold, and is the same for every place. */
const mostFolded = 8;
const folded = new WeakMap<Results["election"], Map<string, { readonly count: number; readonly is: Results }>>();

function resultsBy(history: History, what: string, counts: (entry: Entry) => boolean): Results {
  const entries = history.since(0).filter(counts);
  const { election } = history.results;
  const kept = folded.get(election) ?? new Map<string, { readonly count: number; readonly is: Results }>();
  folded.set(election, kept);
  const found = kept.get(what);
  // The log only grows, and a place that sees less of it has fewer entries.
  if (found?.count === entries.length) return found.is;
  const is = Results.before(election).with(entries);
  kept.delete(what);
  kept.set(what, { count: entries.length, is });
  const [oldest] = kept.keys();
  if (kept.size > mostFolded && oldest !== undefined) kept.delete(oldest);
  return is;
}

/** A message as a place wants it: pictures unless they are off, and on the scoreboard only where they are on. */
export function pictured(reply: Reply, { kind }: Pick<Subject, "kind">, { pictures }: Subscription): Reply {
  const { card } = reply;
  const wants = pictures === "on" || (pictures === undefined && kind !== "scoreboard");
  if (wants || !card?.blocks.some((block) => block.kind === "picture")) return reply;
  const plain = without.get(reply) ?? {
    ...reply,
    card: { ...card, blocks: card.blocks.filter((block) => block.kind !== "picture") },
  };
  without.set(reply, plain);
  return plain;
}

/** The same reply for every place that wants no pictures, so that it is digested once. */
const without = new WeakMap<Reply, Reply>();
