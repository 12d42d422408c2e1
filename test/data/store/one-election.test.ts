/** A database belongs to one election, until that is closed. */
import { expect, test } from "vitest";
import { migrate, migrations } from "../../../src/data/store/migrations.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { archive, claimElection, electionIn } from "../../../src/data/store/one-election.ts";
import { createLog } from "../../../src/data/store/log.ts";
import { checkStore } from "../../../src/data/store/check.ts";
import { loadElection } from "../../../src/data/election-pack.ts";
import { connect, onEveryDatabase } from "../../support/databases.ts";

const now = new Date("2026-11-27T20:00:00Z");
const election = loadElection("elections/uk-2024");
const other = { ...election, id: "runcorn-2027", name: "Runcorn and Helsby by-election" };
const feed = { name: "feed", kind: "feed", staff: false } as const;
const said = [{ seat: "E14001072", state: "called", winner: "1", revision: 1, recorded: now } as const];

onEveryDatabase("one election a database", ({ fresh: database }) => {
  test("another election is refused, with what to do", async () => {
    const where = await database();
    const store = await openStore(where);
    const { db } = store;
    expect(await claimElection(db, election, now)).toBe(true);
    expect(await claimElection(db, election, now)).toBe(false);
    await expect(claimElection(db, other, now)).rejects.toThrow(
      /holds the 2024 general election \(uk-2024\).*Runcorn.*DATABASE of its own.*teller archive/s,
    );
    await store.close();
    expect(await checkStore(where, election)).toMatch(/holds the 2024 general election \(uk-2024\)/);
    await expect(checkStore(where, other)).rejects.toThrow(/holds the 2024 general election/);
  });

  test("archive closes one, keeps channels and settings, and leaves the tip line alone", async () => {
    const where = await database();
    const store = await openStore(where);
    const { db } = store;
    await claimElection(db, election, now);
    await createLog(db).append(feed, said, now);
    const place = { platform: "slack", place: "C1", state: "on", staff: 0, lease_until: 0, tries: 0, since: 1 };
    await db
      .insertInto("places")
      .values({ ...place, id: "p", subscription: "{}", cursor: 1, corrected: 1, noticed: 0, due_at: 0, wake_at: 0 })
      .execute();
    await db
      .insertInto("place_settings")
      .values({ platform: "slack", place: "C1", answers: "quiet", off: "[]", changed_at: 1 })
      .execute();
    await db.insertInto("tip_days").values({ day: "2024-07-05", n: 3 }).execute();
    await store.close();
    expect(await archive(where, now)).toEqual({
      election: { id: "uk-2024", name: election.name },
      entries: 1,
      messages: 0,
    });
    const next = await openStore(where);
    expect(await claimElection(next.db, other, now)).toBe(true);
    expect(await createLog(next.db).head()).toBe(0);
    const count = async (table: "places" | "place_settings" | "tip_days" | "archived") =>
      (await next.db.selectFrom(table).selectAll().execute()).length;
    expect([
      await count("places"),
      await count("place_settings"),
      await count("tip_days"),
      await count("archived"),
    ]).toEqual([1, 1, 1, 1]);
    await next.close();
    await expect(archive(await database(), now)).rejects.toThrow(/nothing to close/);
  });

  test("a log that was there before is that of 2024", async () => {
    const where = await database();
    const { db, lock } = await connect(where);
    await migrate(db, lock, migrations.slice(0, 7));
    await createLog(db).append(feed, said, now);
    await migrate(db, lock);
    expect(await electionIn(db)).toEqual({ id: "uk-2024" });
  });

  test("while Teller runs nothing is closed", async () => {
    const where = await database();
    const store = await openStore(where);
    const { db } = store;
    await claimElection(db, election, now);
    await db
      .insertInto("leases")
      .values({ name: "poll", token: "t", until: now.getTime() + 1 })
      .execute();
    await store.close();
    await expect(archive(where, now)).rejects.toThrow(/stop every instance/);
  });
});
