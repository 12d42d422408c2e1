/** Backup and restore: everything that lasts, whole or not at all, from either database into either. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { sql, type Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { backup } from "../../../src/data/store/backup.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { migrate, migrations, versionOf, type Migration } from "../../../src/data/store/migrations.ts";
import { restore } from "../../../src/data/store/restore.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { tablesOf } from "../../../src/data/store/tables.ts";
import { connect, onEveryDatabase, sqliteFile, type Database } from "../../support/databases.ts";
import { inForm, isLong } from "../../support/long.ts";
import { startNode } from "../../support/node.ts";
import { anyText } from "../../support/any-text.ts";

const night = new Date("2024-07-05T02:00:00Z");
const folder = () => mkdtempSync(join(tmpdir(), "teller-backup-"));
const file = () => join(folder(), "teller.backup.gz");
const into = { now: night, replace: false };

/** Later migrations: one makes a table with what none of today's has, the other changes what was there. */
const later: readonly Migration[] = [
  ...migrations,
  async (db) => {
    const made = db.schema.createTable("sealed").addColumn("id", "text", (id) => id.primaryKey().notNull());
    await made.addColumn("part", "bigint").addColumn("bytes", "bytea").execute();
  },
  async (db) => {
    await db.schema.alterTable("shifts").addColumn("desk", "text").execute();
    await sql`update shifts set desk = 'night'`.execute(db);
  },
];

async function filled(where: string, steps: readonly Migration[], seed = 1): Promise<void> {
  const { db, lock } = await connect(where);
  await migrate(db, lock, steps);
  const tables = await db.introspection.getTables();
  await db.transaction().execute(async (transaction) => {
    for (const { name, columns } of tables.filter((table) => table.name !== "schema_version")) {
      const row = fc.tuple(...columns.map(({ dataType, isNullable }) => valueOf(dataType, isNullable)));
      for (const values of fc.sample(row, { numRuns: 20, seed }))
        await sql`insert into ${sql.table(name)} values (${sql.join(values)}) on conflict do nothing`.execute(
          transaction,
        );
    }
  });
}

function valueOf(type: string, isNullable: boolean): fc.Arbitrary<unknown> {
  const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    bigint: fc.maxSafeInteger(),
    text: anyText({ maxLength: 12 }).map((text) => text.replaceAll("\0", "")),
    bytea: fc.uint8Array().map((bytes) => Uint8Array.from(bytes)),
  };
  const value = values[type.toLowerCase()];
  if (!value) throw new Error(`no value for a column of ${type}`);
  return isNullable ? fc.option(value) : value;
}

/** Everything there, by table, in an order that no collation changes. */
async function all(db: Kysely<Schema>, steps: readonly Migration[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name } of await tablesOf(steps)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    const plain = rows.map((row) =>
      Object.entries(row).map(([column, value]) => [
        column,
        value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
      ]),
    );
    found[name] = plain.map((row) => JSON.stringify(row)).toSorted();
  }
  return found;
}

/** The same, as it is after a restore: nobody holds anything, nothing is cached, and what was deleted is in no backup. */
function letGo(found: Record<string, readonly string[]>): Record<string, readonly string[]> {
  const places = found["places"]?.map((text) => {
    const row = JSON.parse(text) as [string, unknown][];
    const free: Record<string, unknown> = { lease_token: null, lease_until: 0 };
    return JSON.stringify(row.map(([column, value]) => [column, column in free ? free[column] : value]));
  });
  return { ...found, leases: [], cache: [], tip_gone: [], places: (places ?? []).toSorted() };
}

async function thereAndBack(from: Database, to: Database): Promise<void> {
  const [source, target, kept] = [await from.fresh(), await to.fresh(), file()];
  await filled(source, later);
  const before = await all((await connect(source)).db, later);
  for (const rows of Object.values(before)) expect(rows.length).toBeGreaterThan(0);
  const { rows } = await backup(source, kept, night, later);
  const told = await restore(target, kept, { ...into, steps: later });
  const { db } = await connect(target);
  const after = await all(db, later);
  expect(after).toEqual(letGo(before));
  expect(told).toEqual({ at: night, rows });
  expect(rows).toBe(Object.values(after).reduce((sum, all) => sum + all.length, 0));
  expect(await versionOf(db)).toBe(later.length);
}

/** A backup, and another database with contents of its own in which nobody runs. */
async function twoFilled(database: Database) {
  const [source, target, kept] = [await database.ready(), await database.fresh(), file()];
  await filled(source, migrations);
  await backup(source, kept, night);
  await filled(target, migrations, 2);
  const { db } = await connect(target);
  await db.deleteFrom("leases").execute();
  return { source, target, kept, db, before: await all(db, migrations) };
}

onEveryDatabase("a backup", (database) => {
  onEveryDatabase("restored", (other) => {
    // In the short form each database gives and takes once.
    test.runIf(isLong || database.name !== other.name)(
      "everything that lasts is there again, tables of later versions too",
      () => thereAndBack(database, other),
    );
  });
});

onEveryDatabase(
  "a backup",
  (database) => {
    test("more rows than a page, in tables with keys of one column and of two", async () => {
      const [source, kept] = [await database.ready(), file()];
      const { db, lock } = await connect(source);
      await migrate(db, lock);
      const series = sql`with recursive n (n) as (select 1 union all select n + 1 from n where n < 1700) select`;
      await sql`insert into place_settings ${series} 'p' || (n % 7), 'C' || n, 'off', '[]', n from n`.execute(db);
      await sql`insert into once ${series} 'event ' || n, n from n`.execute(db);
      const counters = await db.selectFrom("head").selectAll().execute();
      expect((await backup(source, kept, night)).rows).toBe(3400 + counters.length);
      const target = await database.fresh();
      await restore(target, kept, into);
      const copy = await connect(target);
      expect(await all(copy.db, migrations)).toEqual(await all(db, migrations));
    });

    test("is of one moment: what is written while it is made is in none of its tables, and does not wait", async () => {
      const [source, kept] = [await database.ready(), file()];
      const { db, lock } = await connect(source);
      await migrate(db, lock);
      const writer = startNode(`
      const { Kysely } = await import("kysely");
      const { engineAt } = await import("./src/data/store/index.ts");
      const { next } = await import("./src/data/store/counter.ts");
      const db = new Kysely({ dialect: (await engineAt(${JSON.stringify(source)})).dialect });
      let isOn = true;
      process.stdin.resume().on("end", () => (isOn = false));
      for (; isOn; await new Promise(setImmediate))
        await db.transaction().execute(async (transaction) => {
          const n = await next(transaction, "any");
          await transaction.insertInto("once").values({ key: "event " + n, at: n }).execute();
          await transaction.insertInto("shifts").values({ name: "shift " + n, since: n }).execute();
        });
      await db.destroy();`);
      // A few, amid what is written; nobody waits for who has ended before.
      for (let made = 0; made < inForm(4, 25) && writer.child.exitCode === null;) {
        await backup(source, kept, night);
        const { end } = JSON.parse(gunzipSync(readFileSync(kept)).toString().trimEnd().split("\n").at(-1) ?? "") as {
          end: Record<string, number>;
        };
        expect(end["shifts"]).toBe(end["once"]);
        if ((end["once"] ?? 0) > 0) made++;
      }
      expect(writer.child.exitCode).toBeNull();
      writer.child.stdin?.end();
      expect(await writer.ended).toBe("0");
    });

    test("of an older version is brought up to date", async () => {
      const [source, target, kept] = [await database.ready(), await database.fresh(), file()];
      await filled(source, migrations);
      await backup(source, kept, night);
      await restore(target, kept, { ...into, steps: later });
      const { db } = await connect(target);
      expect(await versionOf(db)).toBe(later.length);
      const { rows } = await sql<{ desk: string }>`select distinct desk from shifts`.execute(db);
      expect(rows.map(({ desk }) => desk)).toEqual(["night"]);
    });

    test("of a newer version is refused, as is a database that is newer", async () => {
      const [source, kept] = [await database.ready(), file()];
      await filled(source, later);
      await expect(backup(source, kept, night)).rejects.toThrow(/^The database is newer than this program/);
      expect(existsSync(kept)).toBe(false);
      await backup(source, kept, night, later);
      await expect(restore(await database.fresh(), kept, into)).rejects.toThrow(/made by a newer Teller/);
      await restore(await database.fresh(), kept, { ...into, steps: later });
      await backup(source, kept, night, later);
      const old = file();
      const older = await database.fresh();
      await filled(older, migrations);
      await backup(older, old, night);
      await expect(restore(source, old, { ...into, replace: true })).rejects.toThrow(
        /^The database is newer than this/,
      );
    });

    test("of a database that is yet to be made is none, and none is made", async () => {
      await expect(backup(await database.fresh(), file(), night)).rejects.toThrow(/^There is nothing to back up/);
    });

    test("goes into a database that is empty, and into another only when it may replace it", async () => {
      const [source, target, kept] = [await database.ready(), await database.fresh(), file()];
      await filled(source, migrations);
      await backup(source, kept, night);
      await filled(target, migrations, 2);
      const { db } = await connect(target);
      const before = await all(db, migrations);
      await db.deleteFrom("leases").execute();
      await expect(restore(target, kept, into)).rejects.toThrow(/is not empty, and is left as it is.*--replace/);
      expect(await all(db, migrations)).toEqual({ ...before, leases: [] });
      await restore(target, kept, { ...into, replace: true });
      const original = await connect(source);
      expect(await all(db, migrations)).toEqual(letGo(await all(original.db, migrations)));
      const started = await database.fresh();
      await (await openStore(started)).close();
      await restore(started, kept, into);
      expect(await all((await connect(started)).db, migrations)).toEqual(await all(db, migrations));
    });

    test("goes nowhere while an instance runs there", async () => {
      const [source, kept] = [await database.ready(), file()];
      const { db, lock } = await connect(source);
      await migrate(db, lock);
      await backup(source, kept, night);
      await db
        .insertInto("leases")
        .values({ name: "gateway", token: "t", until: night.getTime() + 1 })
        .execute();
      for (const replace of [false, true])
        await expect(restore(source, kept, { ...into, replace })).rejects.toThrow(/^Teller runs on this database/);
    });

    test("that is damaged or cut short anywhere is refused, and the database is as it was", async () => {
      const { target, kept, db, before } = await twoFilled(database);
      const whole = readFileSync(kept);
      const lines = gunzipSync(whole).toString().split("\n");
      const without = (index: number) => gzipSync(lines.toSpliced(index, 1).join("\n"));
      const bad = [
        ...[0, 1, 9, 200, whole.length - 9, whole.length - 1].map((length) => whole.subarray(0, length)),
        Buffer.from(whole).fill(whole[300] === 0 ? 1 : 0, 300, 301),
        // Each a sound file of gzip: without the end, a row, a table's beginning, the heading; with a row too many.
        ...[lines.length - 2, 3, 1, 0].map(without),
        gzipSync(lines.toSpliced(3, 0, lines[3] ?? "").join("\n")),
        gzipSync(lines.toSpliced(lines.length - 1, 0, "[1]").join("\n")),
        gzipSync(lines.join("\n").slice(0, -1)),
        gzipSync("a shopping list"),
        Buffer.from("a shopping list"),
      ];
      for (const [index, bytes] of bad.entries()) {
        writeFileSync(kept, bytes);
        await expect(restore(target, kept, { ...into, replace: true }), `number ${index}`).rejects.toThrow(
          expect.objectContaining({ name: "StoreError" }),
        );
      }
      expect(await all(db, migrations)).toEqual(before);
      await expect(restore(target, join(folder(), "none.gz"), into)).rejects.toThrow(
        /cannot be read: there is no such file/,
      );
    });

    test("in which a figure was changed is refused, with what to do", async () => {
      const [from, to, path] = [await database.fresh(), await database.fresh(), file()];
      await filled(from, migrations);
      await backup(from, path, night);
      const whole = gunzipSync(readFileSync(path)).toString();
      const figure = /\d(?=\d{2}[,\]])/.exec(whole.slice(200));
      const at = 200 + (figure?.index ?? 0);
      const other = String((Number(whole[at]) + 1) % 10);
      writeFileSync(path, gzipSync(`${whole.slice(0, at)}${other}${whole.slice(at + 1)}`));
      await expect(restore(to, path, into)).rejects.toThrow(/was changed. Nothing was restored. Take another copy/);
      writeFileSync(path, gzipSync(whole));
      await restore(to, path, into);
    });

    test.runIf(isLong)("killed in the middle, either leaves what was there before", async () => {
      const { source, target, kept, db, before } = await twoFilled(database);
      const parts = `
      const { restore } = await import("./src/data/store/restore.ts");
      const { backup } = await import("./src/data/store/backup.ts");
      const { migrations } = await import("./src/data/store/migrations.ts");
      const die = () => new Promise(() => process.kill(process.pid, "SIGKILL"));`;
      // When every row of the backup has been written, and nothing is committed.
      const restoring = startNode(`${parts}
      await restore(${JSON.stringify(target)}, ${JSON.stringify(kept)}, { now: new Date(0), replace: true, steps: [...migrations, die] });`);
      await restoring.ended;
      expect(restoring.child.signalCode).toBe("SIGKILL");
      await expect.poll(() => all(db, migrations)).toEqual(before);

      const old = readFileSync(kept);
      const rows = sql`with recursive n (n) as (select cast(1 as bigint) union all select n + 1 from n where n < 60000) select`;
      const { db: full } = await connect(source);
      await sql`insert into once ${rows} 'event ' || (n * n), n from n`.execute(full);
      const backing = startNode(`${parts}
      await backup(${JSON.stringify(source)}, ${JSON.stringify(kept)}, new Date());`);
      const isBegun = () => readdirSync(join(kept, "..")).some((name) => name.endsWith(".part"));
      while (backing.child.exitCode === null && !isBegun()) await new Promise((resolve) => setTimeout(resolve, 1));
      backing.child.kill("SIGKILL");
      await backing.ended;
      expect(backing.child.signalCode).toBe("SIGKILL");
      expect(readFileSync(kept)).toEqual(old);
    });
  },
  isLong,
);

describe("the file of a backup", () => {
  const made = async () => {
    const [source, kept] = [sqliteFile(), file()];
    await (await openStore(source)).close();
    await backup(source, kept, night);
    return { source, kept };
  };

  test("is for its owner alone, and replaces an older one", async () => {
    const { source, kept } = await made();
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    await backup(source, kept, new Date(night.getTime() + 1));
    expect(gunzipSync(readFileSync(kept)).toString()).toContain("2024-07-05T02:00:00.001Z");
    expect(readdirSync(join(kept, ".."))).toEqual(["teller.backup.gz"]);
  });

  test("is never written over anything else, such as the database itself", async () => {
    const { source } = await made();
    const before = readFileSync(source);
    await expect(backup(source, source, night)).rejects.toThrow(/is there and is no backup, so it is left alone/);
    expect(readFileSync(source)).toEqual(before);
  });

  test("where it cannot be written, one line says so, and nothing is left", async () => {
    const { source } = await made();
    const elsewhere = folder();
    await expect(backup(source, join(elsewhere, "no", "b.gz"), night)).rejects.toThrow(
      /cannot be written .*no such file or folder/,
    );
    await expect(backup(source, elsewhere, night)).rejects.toThrow(/cannot be written .*it is a folder/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("a database that is not there is not made", async () => {
    const nowhere = sqliteFile();
    await expect(backup(nowhere, file(), night)).rejects.toThrow(/^There is nothing to back up/);
    expect(existsSync(nowhere)).toBe(false);
  });
});
