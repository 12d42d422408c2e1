/** What is PostgreSQL's own: who may do what there, and what becomes of us when it goes away. */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { checkStore } from "../../../src/data/store/check.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { migrate, migrations } from "../../../src/data/store/migrations.ts";
import { connect, connectUp, onPostgresAlone } from "../../support/databases.ts";

test("where there is none, one line says where it was looked for and what to set, and no more", async () => {
  for (const where of ["127.0.0.1:9/teller", "127.0.0.1:9/teller?schema=night"])
    await expect(openStore(`postgres://teller:hunter2@${where}`)).rejects.toThrow(
      /^The database at 127\.0\.0\.1:9 cannot be reached \(nothing listens there[^\n]*\)\. DATABASE_URL says/,
    );
  await expect(openStore("postgres://teller:hunter2@127.0.0.1:9/teller?schema=a-b")).rejects.toThrow(
    /^A schema's name is small letters, digits and _/,
  );
});

onPostgresAlone("PostgreSQL", ({ fresh }) => {
  /** A user with no rights but to connect, and a way to give it some. */
  async function newcomer(where: string) {
    const name = `teller_test_${randomBytes(6).toString("hex")}`;
    const url = new URL(where);
    const schema = url.searchParams.get("schema") ?? "";
    const { db: master } = await connect(where);
    const run = (words: string) => sql.raw(words).execute(master);
    await run(`create role ${name} login password 'hunter2'`);
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(master);
    const database = rows[0]?.name ?? "";
    onTestFinished(async () => {
      const client = new pg.Client({ connectionString: where });
      await client.connect();
      await client.query(`drop owned by ${name}; drop role ${name}`);
      await client.end();
    });
    url.username = name;
    url.password = "hunter2";
    return { where: url.href, run, name, schema, database };
  }

  test("the doctor tells what it is, and which rights are missing", async () => {
    const owners = await fresh();
    const { where, run, name, schema, database } = await newcomer(owners);
    await expect(checkStore(where)).rejects.toThrow(/^does not let this user make a schema$/);
    await run(`grant create on database "${database}" to ${name}`);
    expect(await checkStore(where)).toMatch(/^is PostgreSQL \d+[.\d]*, and our tables will be made/);
    const { db, lock } = await connect(owners);
    await migrate(db, lock, migrations.slice(0, 1));
    await run(`revoke create on database "${database}" from ${name}; grant usage on schema ${schema} to ${name}`);
    await expect(checkStore(where)).rejects.toThrow(/^does not let this user read and write place_settings, schema_ve/);
    await expect(openStore(where)).rejects.toThrow(
      /^The database does not let the user of DATABASE_URL use table schema_version: grant it/,
    );
    await run(`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`);
    await expect(checkStore(where)).rejects.toThrow(/^does not let this user make tables$/);
    await expect(openStore(where)).rejects.toThrow(/^The database does not let .* use schema teller_test_/);
    expect(await checkStore(owners)).toMatch(/, can be written, and will be brought up to date$/);
    await migrate(db, lock);
    await expect(checkStore(where)).rejects.toThrow(/^does not let this user read and write .*messages/);
    await run(`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`);
    expect(await checkStore(where)).toMatch(/, can be written$/);
    await db.updateTable("schema_version").set({ version: 99 }).execute();
    await expect(checkStore(where)).rejects.toThrow(/^is newer than this program \(version 99/);
  });

  test("who may write our tables and make none can use what is there", async () => {
    const owners = await fresh();
    const { where, run, name, schema } = await newcomer(owners);
    await connectUp(owners);
    await run(`grant usage on schema ${schema} to ${name}`);
    await run(`grant select, insert, update, delete on all tables in schema ${schema} to ${name}`);
    const store = await openStore(where);
    onTestFinished(() => store.close());
    await store.settings.set({ platform: "here", id: "C1", kind: "channel" }, { answers: "off", off: [] });
    expect(store.settings.get({ platform: "here", id: "C1", kind: "channel" }).answers).toBe("off");
  });

  test("connections that are cut, idle or in the middle of something, end no program; the next question is answered", async () => {
    const where = await fresh();
    const db = await connectUp(where);
    const { db: other } = await connect(where);
    const pidOf = async (of: typeof db) =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(of)).rows[0]?.pid ?? 0;
    const cut = (pid: number) => sql`select pg_terminate_backend(${pid})`.execute(other);
    await cut(await pidOf(db));
    await expect.poll(() => pidOf(db).catch(() => 0)).toBeGreaterThan(0);
    const broken = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("head").values({ name: "any", n: 1 }).execute();
      await cut(await pidOf(transaction));
      await setTimeout(50);
      await transaction.insertInto("head").values({ name: "other", n: 1 }).execute();
    });
    await expect(broken).rejects.toThrow(/failed \(an administrator ended the connection\)/);
    expect(await db.selectFrom("head").selectAll().where("name", "in", ["any", "other"]).execute()).toEqual([]);
  });

  test("bounds its connections, says whose they are, and parses whole numbers for itself alone", async () => {
    const where = await fresh();
    const { db } = await connect(where);
    const { db: other } = await connect(where);
    const nap = `select pg_sleep(0.5) /* ${randomBytes(8).toString("hex")} */`;
    const asleep = Promise.all(Array.from({ length: 30 }, () => sql.raw(nap).execute(db)));
    const count = sql<{ n: number }>`
      select count(*) as n from pg_stat_activity where application_name = 'teller' and state = 'active' and query = ${nap}`;
    const counted: number[] = [];
    const watched = asleep.then(() => true);
    while (!(await Promise.race([watched, setTimeout(20, false)])))
      counted.push((await count.execute(other)).rows[0]?.n ?? 0);
    expect(Math.max(...counted)).toBe(8);
    const client = new pg.Client({ connectionString: where });
    await client.connect();
    expect((await client.query("select 1::int8 as n")).rows).toEqual([{ n: "1" }]);
    await client.end();
  });

  test("a statement that waits for another's lock gives up, and says so", async () => {
    const url = new URL(await fresh());
    url.searchParams.set("lock_timeout", "100");
    const db = await connectUp(url.href);
    await db.insertInto("head").values({ name: "any", n: 1 }).execute();
    await db.transaction().execute(async (transaction) => {
      await transaction.updateTable("head").set({ n: 2 }).where("name", "=", "any").execute();
      await expect(db.updateTable("head").set({ n: 3 }).where("name", "=", "any").execute()).rejects.toThrow(
        "lock timeout",
      );
    });
    expect(await db.selectFrom("head").select("n").where("name", "=", "any").execute()).toEqual([{ n: 2 }]);
  });

  test("a connection at whose other end nobody answers is given up", async () => {
    const url = new URL(await fresh());
    url.searchParams.set("query_timeout", "100");
    const { db } = await connect(url.href);
    await expect(sql`select pg_sleep(2)`.execute(db)).rejects.toThrow("timeout");
    expect((await sql`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }]);
  });

  test("a copy that may only be read is told from the machine that is copied", async () => {
    const url = new URL(await fresh());
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    await expect(openStore(url.href)).rejects.toThrow(/^The database may only be read: DATABASE_URL leads to a copy/);
  });

  test("tables of another program's are left alone", async () => {
    const where = await fresh();
    const { db, lock } = await connect(where);
    await migrate(db, lock, []);
    await sql`drop table schema_version; create table log (words text)`.execute(db);
    await expect(openStore(where)).rejects.toThrow(/^The database has a table of another program's .* \?schema=teller/);
    expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(["log"]);
  });
});
