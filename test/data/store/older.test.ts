/** Databases of every version before this one open, with nothing lost; an older program refuses a newer database. */
import { expect, test } from "vitest";
import { openStore } from "../../../src/data/store/index.ts";
import { migrate, migrations } from "../../../src/data/store/migrations.ts";
import { connect, onEveryDatabase } from "../../support/databases.ts";

/** The first version with a night in it, and that of Teller 0.1.0. */
const [first, released] = [2, 4];

const place = {
  id: "p",
  platform: "slack",
  place: "C1",
  subscription: "{}",
  state: "on",
  staff: 0,
  cursor: 1,
  corrected: 1,
  noticed: 0,
  lease_until: 0,
  due_at: 5,
  tries: 0,
  since: 0,
};
const message = {
  id: "m",
  place: "p",
  n: 1,
  kind: "news",
  state: "sent",
  ref: "17.1",
  attempts: 1,
  created_at: 0,
  subject: JSON.stringify({ items: [{ kind: "declaration", contest: "E1", seq: 1 }], shows: 1 }),
  from_seq: 0,
  to_seq: 1,
};
const entry = {
  seq: 1,
  contest: "E1",
  seat: "E1",
  source: "PA",
  kind: "feed",
  revision: 1,
  state: "result",
  recorded: 0,
  staff: 0,
  rehearsal: 0,
  at: 0,
};

onEveryDatabase("a database of an older version", (database) => {
  test("opens with all that was in it, and its own program refuses it afterwards", async () => {
    // Each version takes a while on a server: these, and the last before this one.
    for (const version of new Set([first, released, migrations.length - 1])) {
      const where = await database.fresh();
      const steps = migrations.slice(0, version);
      const { db, lock } = await connect(where);
      await migrate(db, lock, steps);
      await db
        .insertInto("places")
        .values({ ...place, lease_token: null, blocked_at: null, blocked_why: null })
        .execute();
      await db
        .insertInto("messages")
        .values({ ...message, words: null, first_attempt: null, once: null, settled_at: null })
        .execute();
      await db
        .insertInto("log")
        .values({
          ...entry,
          by_election: null,
          winner: null,
          votes: null,
          rejected: null,
          declared: null,
          entered_by: null,
          confirmed_by: null,
          how: null,
        })
        .execute();
      const store = await openStore(where);
      const { db: opened } = store;
      expect(await opened.selectFrom("places").selectAll().execute()).toMatchObject([place]);
      expect(await opened.selectFrom("messages").selectAll().execute()).toMatchObject([message]);
      expect(await opened.selectFrom("log").selectAll().execute()).toMatchObject([entry]);
      await store.close();
      await expect(migrate(db, lock, steps)).rejects.toThrow(
        /^The database is newer than this program .* Run the newer Teller/,
      );
    }
  });
});
