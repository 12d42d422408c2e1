/** Real troubles of real databases, as the log tells them: each is told apart, and quotes nobody. */
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { backup } from "../../../src/data/store/backup.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { migrate } from "../../../src/data/store/migrations.ts";
import { restore } from "../../../src/data/store/restore.ts";
import type { Schema } from "../../../src/data/store/schema.ts";
import { sqlite } from "../../../src/data/store/sqlite.ts";
import { createLog } from "../../../src/ops/log.ts";
import { connect, connectUp, onEveryDatabase, onPostgresAlone, sqliteFile } from "../../support/databases.ts";

const somebodys = "hunter2";

interface Line {
  readonly error: {
    readonly name: string;
    readonly code?: string;
    readonly says?: string;
    readonly cause?: Line["error"];
  };
}

/** The line that the log has of what work throws, which must throw. */
async function logged(work: () => Promise<unknown>): Promise<Line["error"]> {
  const lines: string[] = [];
  const log = await createLog({ level: "info", secrets: [], out: { write: (line) => void lines.push(line) } });
  await work().then(
    () => {
      throw new Error("it did not fail");
    },
    (error: Error) => log.error("a job met an error of ours", { error }),
  );
  expect(lines.join("")).not.toContain(somebodys);
  return (JSON.parse(lines[0] ?? "") as Line).error;
}

async function opened(path = sqliteFile(), patience?: number): Promise<Kysely<Schema>> {
  const { dialect, lock } = sqlite(path, { ...(patience !== undefined && { patience }) });
  const db = new Kysely<Schema>({ dialect });
  onTestFinished(() => db.destroy());
  await migrate(db, lock);
  return db;
}

const fill = async (db: Kysely<Schema>, rows = 500, word = "x"): Promise<void> => {
  for (let i = 0; i < rows; i++)
    await db
      .insertInto("once")
      .values({ key: `${somebodys} ${i} ${word.repeat(200)}`, at: i })
      .execute();
};

describe("a file", () => {
  test("on a disk that is full, in a transaction and without one", async () => {
    const db = await opened();
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(db);
    const full = {
      name: "StoreError",
      code: "full",
      says: expect.stringMatching(/ has no room left \(database or disk is full\)\. Make room on its disk\.$/),
      cause: { code: "ERR_SQLITE_ERROR", says: "database or disk is full" },
    };
    expect(await logged(() => fill(db))).toMatchObject(full);
    expect(await logged(() => db.transaction().execute((transaction) => fill(transaction, 500, "y")))).toMatchObject(
      full,
    );
    // It can still be read, and written where there is room.
    await db.deleteFrom("once").execute();
    await fill(db, 1);
  });

  test("that another program holds too long", async () => {
    const path = sqliteFile();
    const db = await opened(path, 200);
    const holder = new DatabaseSync(path);
    onTestFinished(() => holder.close());
    holder.exec("begin exclusive");
    const locked = { name: "StoreError", code: "locked", says: expect.stringContaining("(database is locked)") };
    expect(await logged(() => fill(db))).toMatchObject(locked);
    expect(await logged(() => db.transaction().execute((transaction) => fill(transaction)))).toMatchObject(locked);
    holder.exec("rollback");
    await fill(db, 1);
  });

  test("that may only be read", async () => {
    const db = await opened();
    await sql`pragma query_only = on`.execute(db);
    expect(await logged(() => fill(db))).toMatchObject({
      code: "closed",
      says: expect.stringContaining("(attempt to write a readonly database)"),
    });
  });

  test("that is damaged names restore, and what it says is the way back", async () => {
    const path = sqliteFile();
    const kept = join(mkdtempSync(join(tmpdir(), "teller-trouble-")), "teller.backup.gz");
    const db = await opened(path);
    await fill(db);
    const { rows } = await backup(path, kept, new Date(0));
    await db.destroy();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xab, bytes.length - 20 * 4_096));
    const { db: damaged } = await connect(path);
    expect(await logged(() => damaged.selectFrom("once").selectAll().execute())).toMatchObject({
      name: "StoreError",
      code: "damaged",
      says: expect.stringMatching(/ is damaged \(database disk image is malformed\)\. .* teller restore FILE\./),
    });
    await damaged.destroy();
    for (const end of ["", "-wal", "-shm"])
      try {
        renameSync(`${path}${end}`, join(dirname(path), `damaged${end}`));
      } catch {
        // The last to close it has taken those beside it away.
      }
    expect((await restore(path, kept, { now: new Date(0), replace: false })).rows).toBe(rows);
    expect(await (await connectUp(path)).selectFrom("once").selectAll().execute()).toHaveLength(500);
  });

  test("that is none", async () => {
    const path = sqliteFile();
    writeFileSync(path, `${somebodys} `.repeat(999));
    expect(await logged(() => openStore(path))).toMatchObject({
      code: "damaged",
      says: expect.stringContaining("(file is not a database)"),
    });
  });
});

onEveryDatabase("an error of our own", ({ fresh }) => {
  test("is told by the database's code, and never by its words, which quote", async () => {
    const db = await connectUp(await fresh());
    await fill(db, 1);
    const error = await logged(() => fill(db, 1));
    expect(error.name).toMatch(/^error$/i);
    expect([error.code, error.says]).toEqual(
      error.name === "Error" ? ["ERR_SQLITE_ERROR", "constraint failed"] : ["23505", undefined],
    );
  });
});

test("a server that is not there", async () => {
  const error = await logged(() => openStore(`postgres://teller:${somebodys}@127.0.0.1:9/teller`));
  expect(error).toMatchObject({
    name: "StoreError",
    code: "lost",
    says: expect.stringMatching(/^The database at 127\.0\.0\.1:9 cannot be reached \(nothing listens there/),
    cause: { code: "ECONNREFUSED" },
  });
});

onPostgresAlone("a server", ({ fresh }) => {
  test("that is lost in the middle says why, whenever it went", async () => {
    const where = await fresh();
    const db = await connectUp(where);
    const { db: other } = await connect(where);
    const cut = async (of: Kysely<Schema>) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(of);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    };
    const lost = {
      name: "StoreError",
      code: "lost",
      says: expect.stringContaining("failed (an administrator ended the connection)"),
      cause: { code: "57P01" },
    };
    const between = async (transaction: Kysely<Schema>): Promise<void> => {
      await cut(transaction);
      await pause(50);
      await fill(transaction, 1);
    };
    const during = async (transaction: Kysely<Schema>): Promise<void> => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      const asleep = sql`select pg_sleep(5)`.execute(transaction);
      setTimeout(() => void sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other), 100);
      await asleep;
    };
    expect(await logged(() => db.transaction().execute(between))).toMatchObject(lost);
    expect(await logged(() => db.transaction().execute(during))).toMatchObject(lost);
    await fill(db, 1);
  });

  test("on which another transaction holds what is wanted", async () => {
    const url = new URL(await fresh());
    url.searchParams.set("lock_timeout", "100");
    const db = await connectUp(url.href);
    await fill(db, 1);
    await db.transaction().execute(async (transaction) => {
      await transaction.updateTable("once").set({ at: 7 }).execute();
      expect(await logged(() => db.updateTable("once").set({ at: 8 }).execute())).toMatchObject({
        code: "locked",
        cause: { code: "55P03" },
      });
    });
  });
});
