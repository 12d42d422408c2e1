/** The database: how it is opened, grown and refused. */
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql, type Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { migrate, migrations, versionOf, type Migration } from "../../../src/data/store/migrations.ts";
import { openStore } from "../../../src/data/store/index.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { compete } from "../../support/competing.ts";
import { connect, connectUp, onEveryDatabase, sqliteFile } from "../../support/databases.ts";

const folder = () => mkdtempSync(join(tmpdir(), "teller-store-"));

const namesIn = async (db: Kysely<Schema>) => (await db.introspection.getTables()).map(({ name }) => name);

describe("opening a file", () => {
  test("nobody else on the machine can read it, and a loss of power loses nothing", async () => {
    const path = sqliteFile();
    const { db } = await connect(path);
    const mode = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db);
    const sync = await sql<{ synchronous: number }>`pragma synchronous`.execute(db);
    expect([mode.rows[0]?.journal_mode, sync.rows[0]?.synchronous]).toEqual(["wal", 2]);
    await migrate(db, async () => {});
    for (const name of [path, `${path}-wal`]) expect(statSync(name).mode & 0o777, name).toBe(0o600);
  });

  test("where it cannot be opened, one line says which file and what to set", async () => {
    const elsewhere = join(folder(), "no", "such", "folder", "teller.sqlite");
    await expect(openStore(elsewhere)).rejects.toThrow(
      /^The database .*teller\.sqlite cannot be opened .* DATABASE names/,
    );
    const dir = join(folder(), "a-folder");
    mkdirSync(dir);
    await expect(openStore(dir)).rejects.toThrow(/DATABASE names/);
  });

  test("a file that is no database is refused, and left as it is", async () => {
    const path = sqliteFile();
    writeFileSync(path, "this is a shopping list, and quite a long one at that".repeat(20));
    const { size } = statSync(path);
    await expect(openStore(path)).rejects.toThrow(/not a database.* DATABASE names/);
    expect(statSync(path).size).toBe(size);
  });
});

onEveryDatabase("parameters", ({ fresh }) => {
  test("of kinds that would be stored as something else are refused", async () => {
    const { db } = await connect(await fresh());
    for (const bad of [new Date(), { a: 1 }, [1], true, undefined])
      await expect(sql`select ${sql.val(bad)} as a`.execute(db), typeof bad).rejects.toThrow(
        /parameter of the database/,
      );
  });

  test("come back as they were; what no database keeps in a text becomes what stands for it", async () => {
    const db = await connectUp(await fresh());
    await db.schema
      .createTable("kinds")
      .addColumn("text", "text")
      .addColumn("number", "bigint")
      .addColumn("nothing", "text")
      .addColumn("bytes", "bytea")
      .execute();
    const bytes = new Uint8Array([0, 1, 255]);
    const largest = Number.MAX_SAFE_INTEGER;
    await sql`insert into kinds values (${"ŵ\0\uD800’"}, ${largest}, ${null}, ${bytes})`.execute(db);
    const { rows } = await sql<Record<string, unknown>>`select * from kinds`.execute(db);
    expect(rows.map((row) => ({ ...row, bytes: new Uint8Array(row["bytes"] as Uint8Array) }))).toEqual([
      { text: "ŵ\uFFFD\uFFFD’", number: largest, nothing: null, bytes },
    ]);
    const { rows: reckoned } = await sql`select count(*) as n, sum(number) as sum from kinds`.execute(db);
    expect({ ...(reckoned[0] as object) }).toEqual({ n: 1, sum: largest });
  });
});

onEveryDatabase("migrations", ({ fresh }) => {
  const extra: Migration = async (db) => {
    await db.schema.createTable("more").addColumn("a", "text").execute();
  };

  test("bring a new and an old database to the same place, once", async () => {
    const { db, lock } = await connect(await fresh());
    expect(await versionOf(db)).toBeUndefined();
    await migrate(db, lock);
    expect(await versionOf(db)).toBe(migrations.length);
    await migrate(db, lock, [...migrations, extra]);
    await migrate(db, lock, [...migrations, extra]);
    expect(await versionOf(db)).toBe(migrations.length + 1);
    expect(await namesIn(db)).toContain("more");
  });

  test("one that fails leaves everything as it was", async () => {
    const { db, lock } = await connect(await fresh());
    await migrate(db, lock);
    const breaks: Migration = async () => Promise.reject(new Error("half way"));
    await expect(migrate(db, lock, [...migrations, extra, breaks])).rejects.toThrow("half way");
    expect(await versionOf(db)).toBe(migrations.length);
    expect(await namesIn(db)).not.toContain("more");
  });

  test("a newer database is refused in one clear line, and kept", async () => {
    const where = await fresh();
    const { db, lock } = await connect(where);
    await migrate(db, lock, [...migrations, extra]);
    await expect(openStore(where)).rejects.toThrow(
      `newer than this program (version ${migrations.length + 1}, and we know ${migrations.length}). Run the newer`,
    );
    expect(await versionOf(db)).toBe(migrations.length + 1);
  });

  test("are additive: the tables of each version are still there in the next", async () => {
    const { db, lock } = await connect(await fresh());
    let known: string[] = [];
    for (const [index] of migrations.entries()) {
      await migrate(db, lock, migrations.slice(0, index + 1));
      const columns = (await db.introspection.getTables()).flatMap(({ name, columns: all }) =>
        all.map((one) => `${name}.${one.name}`),
      );
      expect(columns).toEqual(expect.arrayContaining(known));
      expect(columns.length).toBeGreaterThan(known.length);
      known = columns;
    }
  });

  test("programs that start at once migrate once, and all of them run", async () => {
    const where = await fresh();
    await Promise.all(["a", "b", "c", "d"].map((who) => compete("open", where, who, 50)));
    const { db } = await connect(where);
    expect(await db.selectFrom("place_settings").selectAll().execute()).toHaveLength(200);
    expect(await db.selectFrom("schema_version").selectAll().execute()).toEqual([{ version: migrations.length }]);
  });
});

test("transactions that read and then write do not fail each other across processes", async () => {
  const path = sqliteFile();
  const db = await connectUp(path);
  await db.insertInto("head").values({ name: "any", n: 0 }).execute();
  await Promise.all([1, 2].map(() => compete("add", path, "any", 100)));
  expect(await db.selectFrom("head").select("n").where("name", "=", "any").execute()).toEqual([{ n: 200 }]);
});
