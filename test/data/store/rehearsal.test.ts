/** A replay's own database: its log, and how far the night has been played. */
import { describe, expect, onTestFinished, test } from "vitest";
import { openRehearsal, type Position, type Rehearsal } from "../../../src/data/store/rehearsal.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { connectUp, onEveryDatabase } from "../../support/databases.ts";

const start: Position = {
  pack: "uk-2024",
  faults: 7,
  from: "2024-07-05T01:00:00.000Z",
  speed: 600,
  at: "2024-07-05T01:00:00.000Z",
  told: 0,
  shown: 0,
  down: false,
  over: false,
};
const feed = { name: "Replay", kind: "feed", staff: false } as const;
const call = { seat: "E14001394", state: "called", winner: "1", recorded: new Date(0) } as const;

async function opened(where: string): Promise<Rehearsal> {
  const rehearsal = await openRehearsal(where);
  onTestFinished(() => rehearsal.close());
  return rehearsal;
}

onEveryDatabase("a replay's database", ({ fresh }) => {
  test("keeps a position, and gives it back to whoever opens it next", async () => {
    const where = await fresh();
    const one = await opened(where);
    expect(await one.position()).toBeUndefined();
    await one.begin(start);
    const later: Position = {
      ...start,
      at: "2024-07-05T02:14:00.000Z",
      told: 9,
      kept: { answers: { script: { mark: "12", text: "" } } },
    };
    expect(await one.keep(later)).toBe(true);
    expect(await (await opened(where)).position()).toEqual(later);
    // The shape that others may look it up in.
    const db = await connectUp(where);
    const row = await db.selectFrom("switches").selectAll().where("name", "=", "replay").executeTakeFirstOrThrow();
    expect(JSON.parse(row.value)).toMatchObject({ pack: "uk-2024", at: later.at, speed: 600, faults: 7 });
  });

  test("begun anew, it has forgotten its log, and numbers it from 1", async () => {
    const where = await fresh();
    const one = await opened(where);
    await one.begin(start);
    await one.log.append(feed, [call], new Date(0));
    expect(await one.log.head()).toBe(1);
    const other = await opened(where);
    await other.position();
    await other.begin(start);
    expect(await other.log.read(0)).toEqual([]);
    const { entries } = await other.log.append(feed, [call], new Date(0));
    expect(entries.map(({ seq }) => seq)).toEqual([1]);
  });

  test("of two that play in it one goes on, and the other hears of it", async () => {
    const where = await fresh();
    const [one, other] = [await opened(where), await opened(where)];
    await one.begin(start);
    await other.position();
    expect(await one.keep({ ...start, told: 1 })).toBe(true);
    expect(await other.keep({ ...start, told: 2 })).toBe(false);
    expect(await one.keep({ ...start, told: 3 })).toBe(true);
    expect((await other.position())?.told).toBe(3);
    expect(await other.keep({ ...start, told: 4 })).toBe(true);
    expect(await one.keep({ ...start, told: 5 })).toBe(false);
  });

  test("a position that cannot be read is no position to begin at the beginning from", async () => {
    const where = await fresh();
    const one = await opened(where);
    await one.begin(start);
    const db = await connectUp(where);
    await db.updateTable("switches").set({ value: '{"at":1}' }).where("name", "=", "replay").execute();
    await expect(one.position()).rejects.toThrow(/cannot be read.*--fresh/);
    await one.begin(start);
    expect(await one.position()).toEqual(start);
  });

  describe("what is no replay's is left alone", () => {
    test("a log", async () => {
      const one = await opened(await fresh());
      await one.log.append(feed, [call], new Date(0));
      await expect(one.begin(start)).rejects.toThrow("holds something else than a replay");
      expect(await one.log.head()).toBe(1);
    });

    test("what was chosen for places", async () => {
      const where = await fresh();
      const store = await openStore(where);
      await store.settings.set({ platform: "terminal", id: "1", kind: "channel" }, { answers: "private", off: [] });
      await store.close();
      await expect((await opened(where)).begin(start)).rejects.toMatchObject({ name: "StoreError" });
    });
  });
});
