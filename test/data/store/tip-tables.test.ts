/** The tip line's own tables: moved out of the main file with nothing lost, and written anew while others read. */
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import pg from "pg";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { backup } from "../../../src/data/store/backup.ts";
import { checkTipTables } from "../../../src/data/store/check.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { migrations } from "../../../src/data/store/migrations.ts";
import { restore } from "../../../src/data/store/restore.ts";
import { connect, onEveryDatabase, onPostgresAlone, sqliteFile } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { migrate } from "../../../src/data/store/migrations.ts";

const now = new Date("2024-07-10T10:00:00Z");
/** Before the line had a file of its own. */
const before = migrations.slice(0, 5);
const numbers = ["AAAAA2", "BBBBB2", "CCCCC2"];
const rowOf = (number: string) => ({
  number,
  lookup: `lookup of ${number} and more`,
  recipient: "age1",
  state: "sealed",
  opened: "2024-07-10",
  last_word: "2024-07-10",
  claimed_by: null,
  replies: 0,
});

/** A database as an older Teller left it. */
async function old(where: string): Promise<void> {
  const { db, lock } = await connect(where);
  await migrate(db, lock, before);
  await db
    .insertInto("tip_salt")
    .values({ name: "codenames", salt: Buffer.alloc(32, 7) })
    .execute();
  for (const number of numbers) await db.insertInto("tip_cases").values(rowOf(number)).execute();
  for (const number of numbers)
    await db
      .insertInto("tip_words")
      .values({ id: `words ${number}`, number, sealed: Buffer.alloc(2_000, number), came: 7 })
      .execute();
  await db.destroy();
}

const casesIn = async (where: string): Promise<readonly string[]> => {
  const store = await openStore(where);
  const { db } = await store.tips();
  const rows = await db
    .selectFrom("tip_cases")
    .innerJoin("tip_words", "tip_words.number", "tip_cases.number")
    .select("tip_cases.number")
    .execute();
  await store.close();
  return rows.map(({ number }) => number).toSorted();
};

const bytesOf = (file: string): Buffer =>
  Buffer.concat(
    ["", "-wal"]
      .map((end) => `${file}${end}`)
      .filter(existsSync)
      .map((path) => readFileSync(path)),
  );

onEveryDatabase(
  "a store of before",
  ({ fresh }) => {
    test("keeps all of its tips, and a backup of it too", async () => {
      const [where, other, kept] = [await fresh(), await fresh(), `${sqliteFile()}.gz`];
      await old(where);
      await backup(where, kept, now);
      expect(await casesIn(where)).toEqual(numbers);
      // Once more, of what was moved.
      await backup(where, `${kept}2`, now);
      await restore(other, `${kept}2`, { now, replace: false });
      expect(await casesIn(other)).toEqual(numbers);
      await restore(other, kept, { now, replace: true });
      expect(await casesIn(other)).toEqual(numbers);
    });
  },
  isLong,
);

describe("on SQLite", () => {
  test("what was moved is nowhere in the main file, and moves again where the way was cut short", async () => {
    const where = sqliteFile();
    await old(where);
    expect(bytesOf(where).includes("lookup of AAAAA2")).toBe(true);
    expect(await casesIn(where)).toEqual(numbers);
    expect(bytesOf(where).includes("lookup of AAAAA2")).toBe(false);
    expect(bytesOf(`${where}.tips`).includes("lookup of AAAAA2")).toBe(true);
    // As after a process that died between the two commits.
    const { db } = await connect(where);
    await db
      .insertInto("tip_cases")
      .values([rowOf("AAAAA2"), rowOf("DDDDD2")])
      .execute();
    const store = await openStore(where);
    const { db: own } = await store.tips();
    expect((await own.selectFrom("tip_cases").select("number").execute()).length).toBe(4);
    expect(await store.db.selectFrom("tip_cases").selectAll().execute()).toEqual([]);
    await store.close();
  });

  test("a restore replaces what the file has, and without --replace finds it full", async () => {
    const [where, kept] = [sqliteFile(), `${sqliteFile()}.gz`];
    await old(where);
    await casesIn(where);
    await backup(where, kept, now);
    const store = await openStore(where);
    await (await store.tips()).db.insertInto("tip_cases").values(rowOf("EEEEE2")).execute();
    await store.close();
    await expect(restore(where, kept, { now, replace: false })).rejects.toThrow("is not empty");
    await restore(where, kept, { now, replace: true });
    const back = await openStore(where);
    expect((await (await back.tips()).db.selectFrom("tip_cases").select("number").execute()).length).toBe(3);
    await back.close();
  });

  test("rule 5: the file is made of its rows alone, whatever came and went, and in which order", async () => {
    const file = async (order: readonly string[], passing: readonly string[]): Promise<Buffer> => {
      const where = sqliteFile();
      const store = await openStore(where);
      const { db, rewrite } = await store.tips();
      for (const number of [...passing, ...order]) {
        await db.insertInto("tip_cases").values(rowOf(number)).execute();
        await db
          .insertInto("tip_words")
          .values({ id: number, number, sealed: Buffer.alloc(5_000, number), came: 7 })
          .execute();
      }
      for (const number of passing)
        for (const table of ["tip_cases", "tip_words"] as const)
          await db.deleteFrom(table).where("number", "=", number).execute();
      expect(await rewrite()).toBe(true);
      await store.close();
      const bytes = readFileSync(`${where}.tips`);
      // Places in which SQLite counts the transactions that there have been in all.
      for (const [at, length] of [
        [24, 4],
        [40, 4],
        [92, 4],
      ] as const)
        bytes.fill(0, at, at + length);
      return bytes;
    };
    const many = Array.from({ length: 60 }, (_, n) => `N${String((n * 37) % 60).padStart(5, "0")}`);
    const one = await file(many, []);
    expect((await file(many.toReversed(), ["P00001", "P00002"])).equals(one)).toBe(true);
    expect((await file(many.slice(1), [])).equals(one)).toBe(false);
  });

  test("its journal is empty as soon as a transaction is over", async () => {
    const where = sqliteFile();
    const store = await openStore(where);
    const { db } = await store.tips();
    await db.insertInto("tip_cases").values(rowOf("AAAAA2")).execute();
    expect(readFileSync(`${where}.tips-journal`).length).toBe(0);
    expect(existsSync(`${where}.tips-wal`)).toBe(false);
    const reader = new DatabaseSync(`${where}.tips`);
    expect(reader.prepare("pragma secure_delete").get()).toBeDefined();
    reader.close();
    await store.close();
  });
});

onPostgresAlone("tables that are written anew", ({ fresh }) => {
  test("are never seen empty, by readers or by a backup", async () => {
    const where = await fresh();
    const store = await openStore(where);
    const { db, rewrite } = await store.tips();
    for (const number of numbers) await db.insertInto("tip_cases").values(rowOf(number)).execute();
    const writer = { isOver: false };
    const writing = (async () => {
      for (let n = 0; n < 12; n++) await rewrite();
      writer.isOver = true;
    })();
    const counts = new Set<number>();
    while (!writer.isOver) counts.add((await db.selectFrom("tip_cases").selectAll().execute()).length);
    await writing;
    expect([...counts]).toEqual([3]);
    const kept = `${sqliteFile()}.gz`;
    const [made] = await Promise.all([backup(where, kept, now), rewrite(), rewrite()]);
    expect(made.rows).toBeGreaterThanOrEqual(3);
    const other = sqliteFile();
    await restore(other, kept, { now, replace: false });
    const back = await openStore(other);
    expect((await (await back.tips()).db.selectFrom("tip_cases").select("number").execute()).length).toBe(3);
    await back.close();
    await store.close();
  });

  test("rule 5: leave no error, and so no time, in the server's own log where others are in the way", async () => {
    const store = await openStore(await fresh());
    const { db, rewrite } = await store.tips();
    const failed: unknown[] = [];
    const query = vi.spyOn(pg.Client.prototype, "query");
    onTestFinished(() => query.mockRestore());
    await db.transaction().execute(async (transaction) => {
      await transaction.insertInto("tip_cases").values(rowOf("AAAAA2")).execute();
      query.mockClear();
      expect(await rewrite()).toBe(false);
      for (const { value } of query.mock.results)
        await Promise.resolve(value).catch((error: unknown) => void failed.push(error));
    });
    expect(query.mock.results.length).toBeGreaterThan(0);
    expect(failed).toEqual([]);
    expect(await rewrite()).toBe(true);
    await store.close();
  });

  test("rule 5: keep no statistics of their values, and one transaction for all rows", async () => {
    const store = await openStore(await fresh());
    const { db, rewrite } = await store.tips();
    for (const number of numbers) await db.insertInto("tip_cases").values(rowOf(number)).execute();
    await sql`analyze tip_cases`.execute(db);
    const known =
      await sql`select 1 from pg_stats where schemaname = current_schema() and tablename = 'tip_cases'`.execute(db);
    expect(known.rows).toEqual([]);
    await rewrite();
    const { rows } = await sql<{ n: number }>`select count(distinct xmin::text) as n from tip_cases`.execute(db);
    expect(rows).toEqual([{ n: 1 }]);
    await store.close();
  });
});

describe("rule 5: the doctor says whether they can be written anew", () => {
  test("in a file of their own, which nobody else may read", async () => {
    const path = sqliteFile();
    expect(await checkTipTables(path)).toBe("will be made when they are first needed");
    const store = await openStore(path);
    await store.tips();
    expect(await checkTipTables(path)).toBe("are in a file of their own, which can be written anew");
    chmodSync(`${path}.tips`, 0o640);
    await expect(checkTipTables(path)).rejects.toThrow(`chmod 600 ${path}.tips`);
    await store.close();
  });
});

onPostgresAlone("rule 5: the doctor says whether they can be written anew", ({ fresh }) => {
  test("which takes the right to empty them", async () => {
    const where = await fresh();
    const store = await openStore(where);
    await store.tips();
    expect(await checkTipTables(where)).toBe("can be written anew");
    const role = `teller_tips_${process.pid}`;
    const run = (words: string) => sql.raw(words).execute(store.db);
    const schema = new URL(where).searchParams.get("schema") ?? "";
    await run(`create role ${role} login`);
    try {
      await run(`grant usage on schema ${schema} to ${role}`);
      await run(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
      const theirs = new URL(where);
      theirs.username = role;
      await expect(checkTipTables(theirs.href)).rejects.toThrow(/grant truncate on tip_audit, tip_cases/);
    } finally {
      await run(`drop owned by ${role}`);
      await run(`drop role ${role}`);
      await store.close();
    }
  });
});
