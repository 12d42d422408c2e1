/** What the night comes to: by its script alone, whatever the program made of it. */
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
  /** As things stand at the end, by the highest revision of each seat. */
  readonly results: Results;
  /** Seats of which nothing was said before it began. */
  readonly fresh: ReadonlySet<string>;
}

export function expectedOf(seed: number, from: Date | undefined, until: Date): Expected {
  const { byElections, ...facts } = loadElection(pack);
  const election = { ...facts, byElections: byElections.filter(({ date }) => date < facts.date) };
  const { messages } = withFaults(scriptOf(loadResults(pack)), seed, election);
  const newest = new Map<string, Said>();
  const old = new Set<string>();
  for (const { at, found } of messages) {
    if (at > until || found.kind !== "declaration") continue;
    const contest = contestOf(found.said);
    const before = newest.get(contest);
    if (!before || (found.said.revision ?? 0) >= (before.revision ?? 0)) newest.set(contest, found.said);
    if (from && at <= from) old.add(contest);
  }
  const source = { name: "script", kind: "feed" } as const;
  const entries = [...newest.values()].map((said) => ({ ...said, source, revision: said.revision ?? 1 }));
  const results = Results.before(election).with(entries);
  return { election, results, fresh: new Set([...newest.keys()].filter((contest) => !old.has(contest))) };
}
