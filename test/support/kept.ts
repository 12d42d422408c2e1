/** The store of a bot that tells channels news: a database in memory, and the log as of a moment. */
import { Kysely } from "kysely";
import { asDeclarations } from "../../src/core/declaration.ts";
import { History } from "../../src/core/news/history.ts";
import { createAnnouncing, type FollowedAnnouncing } from "../../src/data/announcing.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { migrate } from "../../src/data/store/migrations.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import { sqlite } from "../../src/data/store/sqlite.ts";
import type { PlaceFacts } from "../../src/core/place.ts";

export interface Kept {
  readonly announcing: FollowedAnnouncing;
  readonly db: Kysely<Schema>;
  /** The platform's facts on every place, for a test to change; undefined while it is not up. */
  readonly platform: { facts: PlaceFacts | undefined };
}

/** @param at ISO with offset */
export async function keptFor(pack: string, at?: string): Promise<Kept> {
  const { dialect, lock } = sqlite(":memory:");
  const db = new Kysely<Schema>({ dialect });
  await migrate(db, lock);
  const now = () => (at === undefined ? new Date() : new Date(at));
  const entries = asDeclarations(loadResults(pack), "Library")
    .filter(({ recorded }) => recorded <= now())
    .toSorted((a, b) => a.recorded.getTime() - b.recorded.getTime())
    .map((entry, i) => ({ ...entry, seq: i + 1, at: entry.recorded }));
  const history = History.before(loadElection(pack)).with(entries);
  const platform: Kept["platform"] = { facts: { mayPost: true, mayReadBack: true, isPrivate: false, wants: [] } };
  const announcing = await createAnnouncing({
    db,
    now,
    erased: () => {},
    head: () => history.seq,
    inspect: async () => platform.facts,
    history: () => history,
  });
  return { announcing, db, platform };
}
