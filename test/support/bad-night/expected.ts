/** The night by its script alone, whatever the programs made of it. */
import { contestOf } from "../../../src/core/declaration.ts";
import type { Election } from "../../../src/core/election.ts";
import { Results } from "../../../src/core/results.ts";
import { withFaults } from "../../../src/data/sources/faults.ts";
import { scriptOf } from "../../../src/data/sources/script.ts";
import type { Said } from "../../../src/data/sources/source.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { pack } from "../bot.ts";

export interface Expected {
  readonly election: Election;
  /** The results at the end, by the highest revision of each seat. */
  readonly results: Results;
  /** Seats without a declaration before it began. */
  readonly fresh: ReadonlySet<string>;
  /** The number of each of the feed's faults, over the whole night. */
  readonly feed: Readonly<Record<FeedFault, number>>;
}

export type FeedFault = "called early" | "corrected" | "taken back" | "said twice" | "overtaken" | "nonsense";

export function expectedOf(seed: number, from: Date | undefined, until: Date): Expected {
  const { byElections, ...facts } = loadElection(pack);
  const election = { ...facts, byElections: byElections.filter(({ date }) => date < facts.date) };
  const { messages } = withFaults(scriptOf(loadResults(pack)), seed, election);
  const feed = { "called early": 0, corrected: 0, "taken back": 0, "said twice": 0, overtaken: 0, nonsense: 0 };
  const heard = new Set<string>();
  const newest = new Map<string, Said>();
  const old = new Set<string>();
  for (const { at, found } of messages) {
    if (at > until) continue;
    const count = (fault: FeedFault): void => void (feed[fault] += !from || at > from ? 1 : 0);
    if (found.kind !== "declaration") {
      count("nonsense");
      continue;
    }
    const contest = contestOf(found.said);
    const before = newest.get(contest);
    const { state, revision = 0, votes } = found.said;
    const words = JSON.stringify([contest, revision, state, votes]);
    if (heard.has(words)) count("said twice");
    else if (before && revision < (before.revision ?? 0)) count("overtaken");
    heard.add(words);
    if (state === "called") count("called early");
    if (state === "correction") count("corrected");
    if (state === "retraction") count("taken back");
    if (!before || (found.said.revision ?? 0) >= (before.revision ?? 0)) newest.set(contest, found.said);
    if (from && at <= from) old.add(contest);
  }
  const source = { name: "script", kind: "feed" } as const;
  const entries = [...newest.values()].map((said) => ({ ...said, source, revision: said.revision ?? 1 }));
  const results = Results.before(election).with(entries);
  return { election, results, fresh: new Set([...newest.keys()].filter((contest) => !old.has(contest))), feed };
}
