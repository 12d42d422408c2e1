/** What a source answered survives a restart. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { keptIn, openCache } from "../../src/data/cache.ts";
import { migrate } from "../../src/data/store/migrations.ts";
import type { Schema } from "../../src/data/store/schema.ts";
import { sqlite } from "../../src/data/store/sqlite.ts";

async function database(path = ":memory:"): Promise<Kysely<Schema>> {
  const { dialect, lock } = sqlite(path);
  const db = new Kysely<Schema>({ dialect });
  onTestFinished(() => db.destroy());
  await migrate(db, lock);
  return db;
}

const kept = {
  answers: { "/srv/a.csv": { mark: "1 2", text: "Seat,Votes\nYnys Môn,1" }, __proto: { mark: "", text: "" } },
};

test("an answer is kept over a restart", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "teller-cache-")), "teller.sqlite");
  const first = await database(path);
  await keptIn(openCache(first)).set("PA Media", kept);
  await first.destroy();
  const answers = keptIn(openCache(await database(path)));
  expect(await answers.get("PA Media")).toEqual(kept);
  expect(await answers.get("Another")).toBeUndefined();
});

test("the later answer counts", async () => {
  const answers = keptIn(openCache(await database()));
  await answers.set("Sheet", kept);
  await answers.set("Sheet", { answers: {} });
  expect(await answers.get("Sheet")).toEqual({ answers: {} });
});

test("memory stands in front, and has only what was kept", async () => {
  const db = await database();
  const cache = openCache(db);
  await cache.set("a", 1);
  await db.deleteFrom("cache").execute();
  expect(await cache.get("a")).toBe(1);
  expect(await openCache(db).get("a")).toBeUndefined();
});

test("what has expired is gone, in memory and in the table", async () => {
  let now = Date.now();
  const db = await database();
  const cache = openCache(db, () => now);
  await cache.set("a", "old", 1_000);
  expect(await cache.get("a")).toBe("old");
  now += 2_000;
  expect(await cache.get("a")).toBeUndefined();
  expect(await openCache(db, () => now).get("a")).toBeUndefined();
});

test("what is deleted or cleared is gone for all", async () => {
  const db = await database();
  const cache = openCache(db);
  for (const key of ["a", "b", "c"]) await cache.set(key, key);
  expect(await cache.delete("a")).toBe(true);
  expect(await cache.delete("a")).toBe(false);
  expect(await openCache(db).get("b")).toBe("b");
  await cache.clear();
  expect(await db.selectFrom("cache").selectAll().execute()).toEqual([]);
});

test("memory forgets the oldest, the table nothing", async () => {
  const db = await database();
  const cache = openCache(db);
  for (let key = 0; key < 250; key++) await cache.set(String(key), key);
  expect((await db.selectFrom("cache").select("key").execute()).length).toBe(250);
  expect(await cache.get("0")).toBe(0);
});

test("a database that is down is no empty cache", async () => {
  const db = await database();
  const answers = keptIn(openCache(db));
  await db.destroy();
  await expect(answers.get("Sheet")).rejects.toThrow(/destroyed|not open/);
  await expect(answers.set("Sheet", kept)).rejects.toThrow(/destroyed|not open/);
});

test("what this version cannot read is as if it had never been kept", async () => {
  const cache = openCache(await database());
  const answers = keptIn(cache);
  await answers.set("Sheet", kept);
  for (const value of [1, "x", { answers: [] }, { answers: { a: { mark: 1 } } }]) {
    await cache.set("source Sheet", value);
    expect(await answers.get("Sheet")).toBeUndefined();
  }
});
