/** The doctor's look at a database: what it says can be written, it has written. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkStore } from "../../../src/data/store/check.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { migrate, migrations } from "../../../src/data/store/migrations.ts";
import { connect, onPostgresAlone, sqliteFile } from "../../support/databases.ts";
import { forbidWriting } from "../../support/read-only.ts";

/** A database that was used and let go. */
async function made(): Promise<string> {
  const path = sqliteFile();
  await (await openStore(path)).close();
  return path;
}

describe("a file", () => {
  test("that can be written says so, and is as it was", async () => {
    const path = await made();
    expect(await checkStore(path)).toBe("can be written");
    const { db } = await connect(path);
    expect(await db.selectFrom("schema_version").selectAll().execute()).toEqual([{ version: migrations.length }]);
  });

  test("that may only be read", async ({ skip }) => {
    const path = await made();
    const why = forbidWriting(path);
    if (why !== undefined) skip(why);
    await expect(checkStore(path)).rejects.toMatchObject({
      code: "closed",
      message: expect.stringContaining("(attempt to write a readonly database)"),
    });
  });

  test("in a folder that may only be read, which has no room for its journal", async ({ skip }) => {
    const path = await made();
    const why = forbidWriting(dirname(path), true);
    if (why !== undefined) skip(why);
    await expect(checkStore(path)).rejects.toMatchObject({ code: "closed" });
    await expect(checkStore(join(dirname(path), "other.sqlite"))).rejects.toThrow(/^cannot be written \(/);
  });

  test("that another program holds is tried until it lets go", async () => {
    const path = await made();
    const holder = new DatabaseSync(path);
    holder.exec("begin immediate");
    const checked = checkStore(path);
    await pause(300);
    holder.exec("rollback");
    holder.close();
    expect(await checked).toBe("can be written");
  });

  test("that is damaged names the way back", async () => {
    const path = await made();
    writeFileSync(path, readFileSync(path).fill(0xab, 100, 4_096));
    await expect(checkStore(path)).rejects.toMatchObject({
      code: "damaged",
      message: expect.stringContaining("teller restore"),
    });
  });

  test("that is empty, or of another program's, is left as it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "teller-check-"));
    const [empty, other] = [join(folder, "empty"), join(folder, "other")];
    writeFileSync(empty, "");
    const database = new DatabaseSync(other);
    database.exec("create table log (words text)");
    database.close();
    const before = readFileSync(other);
    for (const path of [empty, other])
      expect(await checkStore(path)).toBe("can be written, and will be brought up to date");
    expect(readFileSync(empty)).toHaveLength(0);
    expect(readFileSync(other)).toEqual(before);
    expect(readdirSync(folder).toSorted()).toEqual(["empty", "other"]);
  });

  test("that is not there is not made", async () => {
    const path = sqliteFile();
    expect(await checkStore(path)).toBe("will be made when it is first needed");
    expect(existsSync(path)).toBe(false);
  });

  test("that Teller runs on is written meanwhile, and Teller writes as it looks for trouble", async () => {
    const path = sqliteFile();
    const [store, other] = [await openStore(path), await openStore(path)];
    for (const one of [store, other]) onTestFinished(() => one.close());
    /** Another number after each commit of another's that wrote anything. */
    const seen = async () => (await sql<{ data_version: number }>`pragma data_version`.execute(store.db)).rows[0];
    const before = await seen();
    expect(await checkStore(path)).toBe("can be written");
    const checked = await seen();
    expect(checked).not.toEqual(before);
    expect(await other.trouble()).toBeUndefined();
    expect(await seen()).not.toEqual(checked);
    expect(await store.db.selectFrom("schema_version").selectAll().execute()).toEqual([{ version: migrations.length }]);
  });
});

onPostgresAlone("a server", ({ fresh }) => {
  test("that may only be read, as a copy may", async () => {
    const where = await fresh();
    const url = new URL(where);
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    const { db, lock } = await connect(where);
    await migrate(db, lock);
    expect(await checkStore(where)).toMatch(/, can be written$/);
    await expect(checkStore(url.href)).rejects.toThrow(/^The database may only be read: DATABASE_URL leads to a copy/);
  });

  test("where nothing of ours is, or something older, has nothing more afterwards", async () => {
    const where = await fresh();
    const { db, lock } = await connect(where);
    const tables = async () => (await db.introspection.getTables()).map(({ name }) => name).toSorted();
    expect(await checkStore(where)).toMatch(/, and our tables will be made/);
    expect(await tables()).toEqual([]);
    await migrate(db, lock, migrations.slice(0, 1));
    const before = await tables();
    expect(await checkStore(where)).toMatch(/, can be written, and will be brought up to date$/);
    expect(await tables()).toEqual(before);
  });
});
