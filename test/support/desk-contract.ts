/** The contract of the desk, whatever the database. */
import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import type { Hands } from "../../src/core/declaration.ts";
import type { Entered, Proposal } from "../../src/core/desk/desk.ts";
import type { Election } from "../../src/core/election.ts";
import type { Notice } from "../../src/core/news/notice.ts";
import { createDesk } from "../../src/data/desk.ts";
import { openLedger } from "../../src/data/ledger.ts";
import { createLog, type Append } from "../../src/data/store/log.ts";
import { since } from "../../src/data/store/notices.ts";
import type { Schema } from "../../src/data/store/schema.ts";

const at = (minute: number): Date => new Date(Date.UTC(2024, 6, 5, 2, minute));
/** North East Somerset and Hanham, and Bath. */
const [hanham, bath] = ["E14001394", "E14001080"];

const entered = (over: Partial<Entered> = {}): Entered => ({
  seat: hanham,
  state: "called",
  winner: "12345",
  recorded: at(0),
  how: "returning officer",
  ...over,
});
const declare = (over: Partial<Entered> = {}): Proposal => ({ what: "declare", declaration: entered(over) });

export interface Opened {
  readonly db: Kysely<Schema>;
  /** Another connection, where one thread can have two at once. */
  readonly another: () => Promise<Kysely<Schema>>;
}

/** @param open a new, empty database */
export function deskContract(name: string, open: () => Promise<Opened>, election: Election): void {
  async function stage() {
    const { db, another } = await open();
    const world = { now: at(0) };
    const joined = async (to: Kysely<Schema>, over: Partial<Record<"append", Append>> = {}) => {
      const log = createLog(to);
      const ledger = await openLedger(election, log);
      const append: Append = (transaction, { source, ...said }, hands) =>
        log.enter(transaction, { ...source, staff: false }, said, hands, world.now);
      const now = (): Date => world.now;
      const sources = [{ name: "PA Media", kind: "feed", staff: false } as const];
      return { desk: createDesk({ db: to, now, append, history: () => ledger.staff, sources, ...over }), ledger, log };
    };
    const notices = async (): Promise<readonly Notice[]> => (await since(db, 0, 100)).map(({ notice }) => notice);
    const entries = async () => createLog(db).read(0);
    return { db, another, world, joined, notices, entries, ...(await joined(db)) };
  }

  describe(`the contract of the desk: ${name}`, () => {
    test("what is proposed waits, and comes back as it was proposed", async () => {
      const { desk, entries } = await stage();
      const proposals: readonly Proposal[] = [
        declare({ declared: at(-3), votes: { a: 1, b: 2 }, rejected: 3, state: "result" }),
        { what: "correct", declaration: entered({ byElection: "2025-05-01", state: "correction" }) },
        { what: "retract", declaration: { seat: bath, state: "retraction", recorded: at(1), how: "wrong seat" } },
        { what: "recount", declaration: { seat: bath, state: "recount", recorded: at(1), how: "broadcaster" } },
        { what: "unfreeze" },
      ];
      for (const proposal of proposals) await desk.propose(proposal, "ana", at(4));
      const waiting = await desk.waiting();
      expect(waiting.map(({ proposal }) => proposal)).toEqual(proposals);
      expect(waiting.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
      expect(waiting.map(({ contest }) => contest)).toEqual([hanham, `${hanham}/2025-05-01`, bath, bath, undefined]);
      expect(waiting[0]).toMatchObject({ by: "ana", at: at(4), state: "waiting", saw: 0 });
      expect(await desk.draft(2)).toEqual(waiting[1]);
      expect(await desk.draft(99)).toBeUndefined();
      expect(await entries()).toEqual([]);
    });

    test("a second editor's yes writes the log, with both names and the desk as the source", async () => {
      const { desk, ledger, world } = await stage();
      const { id } = await desk.propose(declare({ declared: at(-2) }), "ana", at(0));
      world.now = at(5);
      expect(await desk.confirm(id, "ben", at(5))).toMatchObject({
        kind: "done",
        alone: false,
        draft: { settledBy: "ben" },
      });
      await ledger.catchUp();
      expect(desk.log(hanham)).toEqual([
        {
          seq: 1,
          at: at(5),
          seat: hanham,
          source: { name: "the desk", kind: "desk" },
          revision: 1,
          state: "called",
          winner: "12345",
          declared: at(-2),
          recorded: at(0),
          hands: { entered: "ana", confirmed: "ben", how: "returning officer" },
        },
      ]);
      expect(await desk.waiting()).toEqual([]);
      expect(await desk.draft(id)).toMatchObject({ state: "confirmed", settledBy: "ben" });
    });

    test("nobody confirms their own, and anybody refuses, once", async () => {
      const { desk, entries } = await stage();
      const { id } = await desk.propose(declare(), "ana", at(0));
      expect((await desk.confirm(id, "ana", at(1))).kind).toBe("own");
      expect(await desk.refuse(id, "ana", at(1))).toMatchObject({ kind: "done", draft: { state: "refused" } });
      expect((await desk.confirm(id, "ben", at(2))).kind).toBe("settled");
      expect((await desk.refuse(id, "ben", at(2))).kind).toBe("settled");
      expect(await desk.confirm(99, "ben", at(2))).toEqual({ kind: "settled" });
      expect(await entries()).toEqual([]);
    });

    test("a manager's leave lets one work alone, is marked, and ends by itself", async () => {
      const { desk, entries, world } = await stage();
      const [first, second, third] = [
        await desk.propose(declare(), "ana", at(0)),
        await desk.propose(declare({ seat: bath }), "ana", at(0)),
        await desk.propose(declare({ byElection: "2025-05-01" }), "ana", at(0)),
      ];
      await desk.allowSolo("mia", at(60));
      expect(await desk.solo()).toEqual({ by: "mia", until: at(60) });
      expect(await desk.confirm(first.id, "ana", at(59))).toMatchObject({ kind: "done", alone: true });
      expect(await desk.confirm(second.id, "ben", at(59))).toMatchObject({ kind: "done", alone: false });
      expect((await entries()).map(({ hands }): Hands | undefined => hands)).toEqual([
        { entered: "ana", how: "returning officer" },
        { entered: "ana", confirmed: "ben", how: "returning officer" },
      ]);
      expect((await desk.confirm(third.id, "ana", at(60))).kind).toBe("own");
      world.now = at(60);
      expect(await desk.solo()).toBeUndefined();
      await desk.allowSolo("mia", at(120));
      await desk.allowSolo("mia");
      expect(await desk.solo()).toBeUndefined();
      expect((await desk.confirm(third.id, "ana", at(61))).kind).toBe("own");
    });

    test("of those who press at once one succeeds, and the log has one entry", async () => {
      const { another, desk, joined, entries } = await stage();
      const { desk: elsewhere } = await joined(await another());
      const { id } = await desk.propose(declare(), "ana", at(0));
      const pressed = ["ben", "cat", "dee", "eli"].flatMap((who) => [
        desk.confirm(id, who, at(1)),
        elsewhere.confirm(id, who, at(1)),
        elsewhere.refuse(id, who, at(1)),
      ]);
      const kinds = (await Promise.all(pressed)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === "done")).toHaveLength(1);
      expect(kinds.filter((kind) => kind === "settled")).toHaveLength(kinds.length - 1);
      const { state } = (await desk.draft(id)) ?? {};
      expect(await entries()).toHaveLength(state === "confirmed" ? 1 : 0);
    });

    test("what cannot be written in the log is not confirmed either", async () => {
      const { db, joined, desk, notices } = await stage();
      const { id } = await desk.propose(declare(), "ana", at(0));
      const before = await notices();
      const { desk: broken } = await joined(db, { append: () => Promise.reject(new Error("the disk is full")) });
      await expect(broken.confirm(id, "ben", at(1))).rejects.toThrow("the disk is full");
      expect(await desk.draft(id)).toMatchObject({ state: "waiting" });
      expect(await notices()).toEqual(before);
      expect((await desk.confirm(id, "ben", at(2))).kind).toBe("done");
    });

    test("what has changed since is entered anew", async () => {
      const { desk, ledger, log } = await stage();
      const feed = { name: "PA Media", kind: "feed", staff: false } as const;
      const [stale, other] = [
        await desk.propose(declare(), "ana", at(0)),
        await desk.propose(declare({ seat: bath }), "ana", at(0)),
      ];
      await log.append(feed, [{ seat: hanham, state: "called", winner: "1", recorded: at(1) }], at(1));
      expect(await desk.confirm(stale.id, "ben", at(2))).toMatchObject({
        kind: "outdated",
        draft: { state: "outdated" },
      });
      expect((await desk.confirm(stale.id, "cat", at(2))).kind).toBe("settled");
      expect((await desk.confirm(other.id, "ben", at(2))).kind).toBe("done");
      await ledger.catchUp();
      const anew = await desk.propose(declare(), "ana", at(3));
      expect(anew.saw).toBe(1);
      expect((await desk.confirm(anew.id, "ben", at(3))).kind).toBe("done");
      expect((await log.read(0)).map(({ seat, source }) => [seat, source.name])).toEqual([
        [hanham, "PA Media"],
        [bath, "the desk"],
        [hanham, "the desk"],
      ]);
    });

    test("of two drafts of one contest the second is outdated by the first", async () => {
      const { desk, entries } = await stage();
      const [one, two] = [await desk.propose(declare(), "ana", at(0)), await desk.propose(declare(), "ben", at(0))];
      const kinds = await Promise.all([desk.confirm(one.id, "ben", at(1)), desk.confirm(two.id, "ana", at(1))]);
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["done", "outdated"]);
      expect(await entries()).toHaveLength(1);
    });

    test("one freezes, at once and everywhere; two let it go on", async () => {
      const { another, desk, joined } = await stage();
      const { desk: elsewhere } = await joined(await another());
      expect(await elsewhere.frozen()).toBeUndefined();
      await desk.freeze("ana", at(0));
      expect(await elsewhere.frozen()).toEqual({ by: "ana", at: at(0) });
      const { id } = await desk.propose({ what: "unfreeze" }, "ben", at(1));
      expect((await desk.confirm(id, "ben", at(1))).kind).toBe("own");
      expect(await elsewhere.frozen()).toBeDefined();
      expect((await elsewhere.confirm(id, "ana", at(2))).kind).toBe("done");
      expect(await desk.frozen()).toBeUndefined();
    });

    test("a freeze that came after somebody asked to end the last one holds", async () => {
      const { desk } = await stage();
      await desk.freeze("ana", at(0));
      const { id } = await desk.propose({ what: "unfreeze" }, "ben", at(1));
      await desk.freeze("cat", at(2));
      expect((await desk.confirm(id, "ana", at(3))).kind).toBe("outdated");
      expect(await desk.frozen()).toEqual({ by: "cat", at: at(2) });
    });

    test("the desk is told of each thing, once, in order and without gaps", async () => {
      const { db, desk, notices } = await stage();
      const { id } = await desk.propose(declare(), "ana", at(0));
      await desk.confirm(id, "ben", at(1));
      await desk.confirm(id, "cat", at(1));
      await desk.freeze("ana", at(2));
      const { id: thaw } = await desk.propose({ what: "unfreeze" }, "ana", at(3));
      await desk.confirm(thaw, "ben", at(4));
      await desk.allowSolo("mia", at(60));
      expect(await notices()).toEqual([
        { kind: "draft", about: { draft: 1 } },
        { kind: "settled", about: { draft: 1 } },
        { kind: "frozen", about: { by: "ana" } },
        { kind: "draft", about: { draft: 2 } },
        { kind: "unfrozen", about: { by: "ana", confirmed: "ben" } },
        { kind: "settled", about: { draft: 2 } },
        { kind: "solo", about: { by: "mia", until: at(60).getTime() } },
      ]);
      expect((await since(db, 0, 100)).map((one) => one.id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    test("who is on shift, since they came", async () => {
      const { desk } = await stage();
      await desk.shift("ana", true, at(0));
      await desk.shift("ben", true, at(1));
      await desk.shift("ana", true, at(2));
      await desk.shift("cat", false, at(2));
      expect(await desk.onShift()).toEqual([
        { name: "ana", since: at(0) },
        { name: "ben", since: at(1) },
      ]);
      await desk.shift("ana", false, at(3));
      expect((await desk.onShift()).map(({ name }) => name)).toEqual(["ben"]);
    });

    test("what was quarantined is there until one has dismissed it", async () => {
      const { db, desk, notices } = await stage();
      const row = {
        source: "PA Media",
        why: "row 3: no such seat",
        excerpt: "XYZ",
        dismissed_by: null,
        dismissed_at: null,
      };
      for (const id of [1, 2])
        await db
          .insertInto("quarantine")
          .values({ id, key: `k${id}`, at: at(id).getTime(), ...row })
          .execute();
      expect(await desk.quarantined()).toEqual([
        { id: 1, source: "PA Media", why: "row 3: no such seat", excerpt: "XYZ", at: at(1) },
        { id: 2, source: "PA Media", why: "row 3: no such seat", excerpt: "XYZ", at: at(2) },
      ]);
      const pressed = await Promise.all([
        desk.dismiss(1, "ana", at(3)),
        desk.dismiss(1, "ben", at(3)),
        desk.dismiss(9, "ben", at(3)),
      ]);
      expect(pressed.filter(Boolean)).toHaveLength(1);
      expect((await desk.quarantined()).map(({ id }) => id)).toEqual([2]);
      expect(await notices()).toEqual([{ kind: "dismissed", about: { quarantine: 1 } }]);
    });

    test("how sources do, by their configuration", async () => {
      const { db, desk } = await stage();
      const base = { name: "PA Media", kind: "feed", staff: false };
      expect(await desk.sources()).toEqual([base]);
      const row = {
        heard_at: at(1).getTime(),
        tried_at: at(2).getTime(),
        failing_since: at(2).getTime(),
        why: "no answer",
      };
      for (const name of ["PA Media", "gone"])
        await db
          .insertInto("sources")
          .values({ name, ...row })
          .execute();
      expect(await desk.sources()).toEqual([{ ...base, heardAt: at(1), trouble: { since: at(2), why: "no answer" } }]);
    });
  });
}
