/** The bell, rung by what one instance commits and heard by others; and the crew, who are counted by it. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { crewLease, joinCrew } from "../../../src/data/store/crew.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { createLog } from "../../../src/data/store/log.ts";
import { notify } from "../../../src/data/store/notices.ts";
import { onEveryDatabase, onPostgresAlone } from "../../support/databases.ts";
import { theNight } from "../../support/night.ts";

const { entries } = theNight();
const speaker = { name: "feed", kind: "feed", staff: false } as const;
const now = new Date();
const patience = { timeout: 20_000, interval: 10 };

async function open(where: string) {
  const store = await openStore(where);
  onTestFinished(() => store.close());
  return store;
}

/** Counts rings from a moment at which it surely listens. */
async function earAt(where: string) {
  const store = await open(where);
  let rings = 0;
  const listening = store.listen(() => void (rings += 1));
  onTestFinished(() => listening.stop());
  await expect.poll(() => rings, patience).toBe(1);
  return { store, rings: () => rings - 1 };
}

onPostgresAlone("the bell", ({ ready }) => {
  test("is rung by entries and notices that are committed, in this store alone", async () => {
    const where = await ready();
    const [ear, other, stranger] = [await earAt(where), await open(where), await earAt(await ready())];
    const [entry] = entries;
    if (!entry) throw new Error("no entry");
    await createLog(other.db).append(speaker, [entry], now);
    await expect.poll(ear.rings, patience).toBe(1);
    // Said before: nothing is new.
    await createLog(other.db).append(speaker, [entry], now);
    await notify(other.db, { kind: "source-back", about: { source: "x" }, key: "k" }, now);
    await expect.poll(ear.rings, patience).toBe(2);
    const undone = other.db.transaction().execute(async (transaction) => {
      await createLog(transaction).append(speaker, entries.slice(1, 2), now);
      throw new RangeError("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await pause(300);
    expect([ear.rings(), stranger.rings()]).toEqual([2, 0]);
  });

  test("is heard again after the connection was cut, and a look is asked for what was missed", async () => {
    const where = await ready();
    const [ear, other] = [await earAt(where), await open(where)];
    const cut = await sql<{ cut: boolean }>`
      select pg_terminate_backend(pid) as cut from pg_stat_activity
      where query like 'listen teller_' || md5(current_schema())`.execute(other.db);
    expect(cut.rows).toEqual([{ cut: true }]);
    await expect.poll(ear.rings, patience).toBe(1);
    await createLog(other.db).append(speaker, entries.slice(0, 1), now);
    await expect.poll(ear.rings, patience).toBe(2);
  });
});

onEveryDatabase("the crew", ({ name, ready }) => {
  test("counts who is alive: those who join, leave, or are heard of no more", async () => {
    const { db } = await open(await ready());
    let at = 1_000_000;
    const clock = (): number => at;
    const several = name === "PostgreSQL";
    const first = await joinCrew(db, clock);
    const second = await joinCrew(db, clock);
    await joinCrew(db, clock);
    const counts = async () => {
      await first.follow();
      await second.follow();
      return [first.count(), second.count()];
    };
    expect(await counts()).toEqual(several ? [3, 3] : [1, 1]);
    // The third is killed: nobody prolongs its lease.
    at += crewLease - 1;
    expect(await counts()).toEqual(several ? [3, 3] : [1, 1]);
    at += 2;
    expect(await counts()).toEqual(several ? [2, 2] : [1, 1]);
    await second.leave();
    await first.follow();
    expect(first.count()).toBe(1);
    // One that was paused for long has lost its lease, and takes another.
    at += 5 * crewLease;
    const late = await joinCrew(db, clock);
    await first.follow();
    await late.follow();
    expect([first.count(), late.count()]).toEqual(several ? [2, 2] : [1, 1]);
    const left = await db.selectFrom("leases").select("name").execute();
    expect(left).toHaveLength(several ? 2 : 0);
  });
});
