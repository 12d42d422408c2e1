/** The database: how it is opened, grown and refused. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { migrate, migrations, type Migration } from "../../../src/data/store/migrations.ts";
import { openStore } from "../../../src/data/store/index.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { sqlite } from "../../../src/data/store/sqlite.ts";

const folder = () => mkdtempSync(join(tmpdir(), "teller-store-"));
const file = () => join(folder(), "teller.sqlite");

function connect(path: string) {
  const { dialect, lock } = sqlite(path);
  const db = new Kysely<Schema>({ dialect });
  onTestFinished(() => db.destroy());
  return { db, lock };
}

const version = async (db: Kysely<Schema>) =>
  (await db.selectFrom("schema_version").select("version").execute())[0]?.version;

/** A node of its own that runs a module's code. */
function node(code: string): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: join(import.meta.dirname, "../../.."),
  });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (told += text));
  return new Promise((resolve) => void child.once("close", (code) => resolve(`${code}${told}`)));
}

describe("opening", () => {
  test("nobody else on the machine can read it, and a loss of power loses nothing", async () => {
    const path = file();
    const { db } = connect(path);
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
    const path = file();
    writeFileSync(path, "this is a shopping list, and quite a long one at that".repeat(20));
    const { size } = statSync(path);
    await expect(openStore(path)).rejects.toThrow(/not a database.* DATABASE names/);
    expect(statSync(path).size).toBe(size);
  });
});

describe("parameters", () => {
  test("of kinds that would be stored as something else are refused", async () => {
    const { db } = connect(":memory:");
    for (const bad of [new Date(), { a: 1 }, [1], true, undefined])
      await expect(sql`select ${sql.val(bad)} as a`.execute(db), typeof bad).rejects.toThrow(
        /parameter of the database/,
      );
    const bytes = new Uint8Array([1, 2]);
    const { rows } = await sql`select ${"x"} as a, ${1.5} as b, ${null} as c, ${bytes} as d`.execute(db);
    expect({ ...(rows[0] as object) }).toEqual({ a: "x", b: 1.5, c: null, d: bytes });
  });
});

describe("migrations", () => {
  const extra: Migration = async (db) => {
    await db.schema.createTable("more").addColumn("a", "text").execute();
  };

  test("bring a new and an old database to the same place, once", async () => {
    const { db, lock } = connect(file());
    await migrate(db, lock);
    expect(await version(db)).toBe(migrations.length);
    await migrate(db, lock, [...migrations, extra]);
    await migrate(db, lock, [...migrations, extra]);
    expect(await version(db)).toBe(migrations.length + 1);
  });

  test("one that fails leaves everything as it was", async () => {
    const { db, lock } = connect(file());
    await migrate(db, lock);
    const breaks: Migration = async () => Promise.reject(new Error("half way"));
    await expect(migrate(db, lock, [...migrations, extra, breaks])).rejects.toThrow("half way");
    expect(await version(db)).toBe(migrations.length);
    expect((await db.introspection.getTables()).map(({ name }) => name)).not.toContain("more");
  });

  test("a newer database is refused in one clear line, and kept", async () => {
    const path = file();
    const { db, lock } = connect(path);
    await migrate(db, lock, [...migrations, extra]);
    await expect(openStore(path)).rejects.toThrow(
      `newer than this program (version ${migrations.length + 1}, and we know ${migrations.length}). Run the newer`,
    );
    expect(await version(db)).toBe(migrations.length + 1);
  });

  test("are additive: the tables of each version are still there in the next", async () => {
    const { db, lock } = connect(":memory:");
    let known: string[] = [];
    for (const [index] of migrations.entries()) {
      await migrate(db, lock, migrations.slice(0, index + 1));
      const columns = (await db.introspection.getTables()).flatMap(({ name, columns: all }) =>
        all.map((one) => `${name}.${one.name}`),
      );
      expect(columns).toEqual(expect.arrayContaining(known));
      known = columns;
    }
  });

  test("programs that start at once migrate once, and all of them run", async () => {
    const path = file();
    const code = `const { openStore } = await import("./src/data/store/index.ts");
      const store = await openStore(${JSON.stringify(path)});
      for (let i = 0; i < 50; i++)
        await store.settings.set({ platform: "p" + process.pid, id: "C" + i, kind: "channel" }, { answers: "off", off: [] });
      await store.close();`;
    expect(await Promise.all([node(code), node(code), node(code), node(code)])).toEqual(["0", "0", "0", "0"]);
    const raw = new DatabaseSync(path);
    expect({ ...raw.prepare("select count(*) as n from place_settings").get() }).toEqual({ n: 200 });
    expect({ ...raw.prepare("select count(*) as n from schema_version").get() }).toEqual({ n: 1 });
    raw.close();
  });
});

test("transactions that read and then write do not fail each other across processes", async () => {
  const path = file();
  await (await openStore(path)).close();
  new DatabaseSync(path).exec("create table counter (n integer); insert into counter values (0)");
  const code = `const { Kysely, sql } = await import("kysely"); const { sqlite } = await import("./src/data/store/sqlite.ts");
    const db = new Kysely({ dialect: sqlite(${JSON.stringify(path)}).dialect });
    for (let i = 0; i < 100; i++) await db.transaction().execute(async (t) => {
      const { rows } = await sql\`select n from counter\`.execute(t);
      await sql\`update counter set n = \${rows[0].n + 1}\`.execute(t);
    });
    await db.destroy();`;
  expect(await Promise.all([node(code), node(code)])).toEqual(["0", "0"]);
  expect({ ...new DatabaseSync(path).prepare("select n from counter").get() }).toEqual({ n: 200 });
});
