/** A replay's own database: which night is played in it, how far, and what is left alone. */
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { fromJson } from "../../../src/lib/json.ts";
import { keptIn, openCache } from "../../../src/data/cache.ts";
import { createLog } from "../../../src/data/store/log.ts";
import { openReplay, openReplayStore, silence, type Play, type Wanted } from "../../../src/data/store/rehearsal.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { connectUp, onEveryDatabase, onPostgresAlone, sqliteFile } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { untoldPlace } from "../../support/untold-place.ts";

const close = new Date("2024-07-04T21:00:00Z");
const from = new Date("2024-07-05T01:00:00Z");
const later = new Date("2024-07-05T02:14:00Z");
const source = { name: "Replay", kind: "feed", staff: false } as const;
const said = { seat: "E14001394", state: "called", winner: "1", recorded: new Date("2024-07-05T00:49:00Z") } as const;
const before = {
  found: [
    { kind: "declaration", said: { ...said, revision: 1 }, where: "message 1" },
    { kind: "quarantine", where: "message 2", why: "there is no such seat", excerpt: "{}" },
  ],
  kept: { answers: { script: { mark: "2", text: "" } } },
} as const;
const here = { platform: "terminal", id: "here" };

/** What is asked for, as whoever joins a replay puts it. */
interface Asked extends Partial<Pick<Wanted, "fresh" | "speed" | "before" | "place">> {
  readonly told: Play["told"];
  readonly election?: string;
  readonly faults?: number;
  readonly from?: Date;
}
const screen: Asked = { told: "in the terminal", place: here };
const channels: Asked = { told: "to channels" };
const stretch = { from, before };

function wantedAt(machine: number, { told, election = "uk-2024", faults, from: at, ...more }: Asked): Wanted {
  const { speed = 600 } = more;
  const night = (at ?? close).getTime();
  const anew: Play = {
    election,
    ...(faults !== undefined && { faults }),
    ...(at && { from: night }),
    told,
    speed,
    night,
    machine,
    over: false,
  };
  return { anew, fresh: false, source, ...more };
}

/** @param fresh a database that each opening of the replay has a connection of its own to, as programs have */
async function stage(fresh: () => Promise<string>) {
  const where = await fresh();
  const db = await connectUp(where);
  let machine = 1_000_000;
  return {
    where,
    db,
    log: createLog(db),
    open: async (asked: Asked) => {
      const replay = await openReplay(await connectUp(where), wantedAt(machine, asked));
      return { ...replay, keep: (night: Date, over?: boolean) => replay.keep(night, machine, over) };
    },
    pass: (milliseconds: number) => void (machine += milliseconds),
    place: (id = here.id) => db.selectFrom("places").selectAll().where("place", "=", id).executeTakeFirstOrThrow(),
    subscribe: (id: string) =>
      db
        .insertInto("places")
        .values({
          id,
          platform: "slack",
          place: id,
          subscription: "{}",
          ...untoldPlace,
        })
        .execute(),
  };
}

onEveryDatabase(
  "a replay's database",
  ({ fresh }) => {
    describe("begun", () => {
      test("at the close of poll, it is told everything from the start of the log", async () => {
        const { open, log, place } = await stage(fresh);
        const replay = await open(screen);
        expect(replay.isNew).toBe(true);
        expect(replay.play).toMatchObject({ night: close.getTime(), speed: 600, over: false });
        expect(await log.head()).toBe(0);
        expect(await place()).toMatchObject({ cursor: 0, staff: 1, state: "on" });
        expect(fromJson((await place()).subscription)).toMatchObject({
          filter: { is: "everything" },
          scoreboard: true,
        });
      });

      test("later, what came before is known, told to nobody, and not asked for again", async () => {
        const { open, log, db, place, subscribe } = await stage(fresh);
        await subscribe("hall");
        const replay = await open({ ...channels, ...stretch });
        expect(replay.play).toMatchObject({ night: from.getTime(), from: from.getTime() });
        expect(await log.read(0)).toMatchObject([{ seat: said.seat, at: said.recorded }]);
        expect(await place("hall")).toMatchObject({ cursor: 1, corrected: 1 });
        expect(await keptIn(openCache(db)).get(source.name)).toEqual(before.kept);
      });

      test("where a part of it cannot be written, nothing of it is there", async () => {
        const { open, log, db } = await stage(fresh);
        const half = {
          ...before,
          get kept(): never {
            throw new Error("the disk is full");
          },
        };
        await expect(open({ ...channels, from, before: half })).rejects.toThrow("the disk is full");
        expect(await log.head()).toBe(0);
        expect(await db.selectFrom("switches").selectAll().execute()).toEqual([]);
        expect((await open({ ...channels, ...stretch })).isNew).toBe(true);
      });
    });

    describe("stopped", () => {
      test("it goes on where its clock was, at its speed unless told another", async () => {
        const { open, place, db } = await stage(fresh);
        const first = await open({ ...screen, ...stretch, faults: 7, speed: 6_000 });
        expect(await first.keep(later)).toBe(true);
        await db.updateTable("places").set({ lease_token: "dead", lease_until: Number.MAX_SAFE_INTEGER }).execute();
        await db
          .insertInto("leases")
          .values({ name: "source Replay", token: "dead", until: Number.MAX_SAFE_INTEGER })
          .execute();
        const again = await open({ ...screen, faults: 7 });
        expect(again).toMatchObject({ isNew: false, play: { night: later.getTime(), speed: 6_000, faults: 7 } });
        // Of the program that was killed nothing is waited for.
        expect(await place()).toMatchObject({ lease_token: null, lease_until: 0, cursor: 1 });
        expect(await db.selectFrom("leases").selectAll().execute()).toEqual([]);
        expect((await open({ ...screen, faults: 7, speed: "max" })).play.speed).toBe("max");
      });

      test.each([
        ["with other faults", { faults: 8 }],
        ["from another moment", { from: later, before }],
        ["of another election", { election: "uk-2019" }],
        ["anew", { fresh: true }],
      ])("one %s forgets it, its log, its messages and its notices, and says so", async (_what, other) => {
        const { open, log, db, place } = await stage(fresh);
        const first = await open({ ...screen, ...stretch });
        await log.append(source, [{ ...said, seat: "E14001295" }], later);
        await db.insertInto("notices").values({ id: 1, kind: "source-back", about: "{}", key: "1", at: 0 }).execute();
        await db.updateTable("places").set({ noticed: 1, cursor: 2 }).execute();
        await first.keep(later);
        const next = await open({ ...screen, ...other });
        expect(next).toMatchObject({ isNew: true, forgotten: later });
        const head = "before" in other ? 1 : 0;
        expect(await log.head()).toBe(head);
        expect((await log.read(0)).map(({ seq }) => seq)).toEqual(head === 1 ? [1] : []);
        expect(await db.selectFrom("notices").selectAll().execute()).toEqual([]);
        expect(await place()).toMatchObject({ cursor: head, corrected: head, noticed: 0 });
      });

      test("at its end, it begins anew without a word of the last", async () => {
        const { open } = await stage(fresh);
        const first = await open(screen);
        expect(await first.keep(later, true)).toBe(true);
        const next = await open(screen);
        expect(next).toMatchObject({ isNew: true, play: { night: close.getTime() } });
        expect(next.forgotten).toBeUndefined();
      });

      test("of two terminals that play in it the later goes on, and the other hears of it", async () => {
        const { open, pass } = await stage(fresh);
        const one = await open(screen);
        pass(1);
        const other = await open(screen);
        expect(await one.keep(later)).toBe(false);
        expect(await other.keep(later)).toBe(true);
        expect(await other.keep(later)).toBe(true);
      });
    });

    describe("told to channels", () => {
      test("all who play it keep one clock", async () => {
        const { open, pass } = await stage(fresh);
        const one = await open(channels);
        pass(1_000);
        const other = await open(channels);
        expect(await one.keep(from)).toBe(true);
        expect(await other.keep(later)).toBe(true);
        expect((await open(channels)).play.night).toBe(later.getTime());
      });

      test("another is not begun over it by mistake", async () => {
        const { open } = await stage(fresh);
        await open({ ...channels, faults: 1 });
        await expect(open(channels)).rejects.toThrow(
          /other options\. Begin anew with --fresh, or name another by REPLAY/,
        );
        await expect(open({ ...channels, faults: 1, from, before })).rejects.toMatchObject({ name: "StoreError" });
        expect((await open({ ...channels, faults: 1 })).isNew).toBe(false);
      });

      test("it is begun anew where nobody plays it; channels stay, and are told from the start", async () => {
        const { open, log, place, pass, subscribe } = await stage(fresh);
        await subscribe("hall");
        const one = await open({ ...channels, ...stretch });
        await expect(open({ ...channels, fresh: true })).rejects.toThrow(/played just now\. Stop every program/);
        await one.keep(later);
        pass(silence);
        expect(await open({ ...channels, fresh: true })).toMatchObject({
          isNew: true,
          play: { night: close.getTime() },
        });
        expect(await log.head()).toBe(0);
        expect(await place("hall")).toMatchObject({ cursor: 0, corrected: 0, state: "on" });
      });

      test("a terminal does not take it, nor channels a terminal's", async () => {
        const [shared, own] = [await stage(fresh), await stage(fresh)];
        await shared.open(channels);
        await expect(shared.open({ ...screen, fresh: true })).rejects.toThrow(
          /told to channels\. Name another by REPLAY/,
        );
        await own.open(screen);
        await expect(own.open({ ...channels, fresh: true })).rejects.toThrow(/told in the terminal\. Name another/);
      });
    });

    describe("what is no replay's is left alone", () => {
      test.each([screen, channels])("a log, $told", async (wanted) => {
        const { open, log } = await stage(fresh);
        await log.append(source, [said], new Date(0));
        for (const isFresh of [false, true])
          await expect(open({ ...wanted, fresh: isFresh })).rejects.toThrow(
            /something else than a replay\. Name one of its own/,
          );
        expect(await log.head()).toBe(1);
      });

      test("what was chosen for places, and places that are told", async () => {
        const [settings, places] = [await stage(fresh), await stage(fresh)];
        const store = await openStore(settings.where);
        await store.settings.set({ platform: "terminal", id: "1", kind: "channel" }, { answers: "private", off: [] });
        await store.close();
        await expect(settings.open(screen)).rejects.toMatchObject({ name: "StoreError" });
        await places.subscribe("hall");
        await expect(places.open(screen)).rejects.toMatchObject({ name: "StoreError" });
      });
    });

    test.each(["rehearsal", "replay"])(
      "%s, as another version wrote it, is forgotten when asked alone",
      async (name) => {
        const { open, db, log } = await stage(fresh);
        await db.insertInto("switches").values({ name, value: '{"night":1}', changed_at: 0 }).execute();
        await log.append(source, [said], new Date(0));
        await expect(open(screen)).rejects.toThrow(/cannot be read.*--fresh/);
        expect((await open({ ...screen, fresh: true })).isNew).toBe(true);
        expect(await log.head()).toBe(0);
        expect((await open(screen)).isNew).toBe(false);
      },
    );
  },
  isLong,
);

onPostgresAlone("programs that begin at the same moment", ({ fresh }) => {
  test("begin one replay, and all of them play it", async () => {
    const { open, log } = await stage(fresh);
    const four = await Promise.all(Array.from({ length: 4 }, () => open({ ...channels, ...stretch })));
    expect(four.map(({ isNew }) => isNew).toSorted()).toEqual([false, false, false, true]);
    for (const { play } of four) expect(play).toEqual(four[0]?.play);
    expect(await log.head()).toBe(1);
  });
});

test("a terminal's file survives the end of the program, and waits for no disk", async () => {
  const store = await openReplayStore(sqliteFile());
  onTestFinished(() => store.close());
  const modes = await sql<{ journal_mode: string; synchronous: number }>`
    select * from pragma_journal_mode, pragma_synchronous`.execute(store.db);
  expect(modes.rows).toEqual([{ journal_mode: "wal", synchronous: 1 }]);
});
