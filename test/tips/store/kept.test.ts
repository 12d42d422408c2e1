/** The store's own bytes of the tip line. */
import { readFileSync, existsSync } from "node:fs";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { tipMigrations } from "../../../src/data/store/migrations.ts";
import { tablesOf } from "../../../src/data/store/tables.ts";
import { onEveryDatabase, sqliteFile } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, day, openTips, pairsOf, source, tipText } from "../../support/tips-stage.ts";

onEveryDatabase(
  "what is kept of a tip",
  ({ name, fresh }) => {
    test("rule 1: no field could hold who sent it, from where, or when but for the day and the window", async () => {
      const database = await fresh();
      const stage = await openTips({ database });
      const { codename, number } = await stage.send();
      const { db } = stage.store;
      const names = (await db.introspection.getTables()).filter((table) => table.name.startsWith("tip_"));
      expect(
        Object.fromEntries(names.map((table) => [table.name, table.columns.map((column) => column.name).toSorted()])),
      ).toMatchObject({
        tip_cases: ["claimed_by", "last_word", "lookup", "number", "opened", "recipient", "replies", "state"],
        tip_words: ["came", "id", "number", "sealed"],
        tip_replies: ["day", "id", "n", "number", "sealed"],
      });
      const all = await Promise.all(
        (["tip_cases", "tip_words", "tip_replies", "tip_posts"] as const).map((table) =>
          db.selectFrom(table).selectAll().execute(),
        ),
      );
      const kept = JSON.stringify(all);
      for (const secret of [source.caller, source.place.id]) expect(kept).not.toContain(`"${secret}"`);
      for (const secret of [...pairsOf(codename), "brother"]) expect(kept).not.toContain(secret);
      expect(kept).toContain(number);
      const [case_] = await db.selectFrom("tip_cases").selectAll().execute();
      expect([case_?.opened, case_?.last_word]).toEqual(["2024-07-10", "2024-07-10"]);
      const [words] = await db.selectFrom("tip_words").selectAll().execute();
      expect(words?.came).toBe(Math.floor(new Date("2024-07-10T09:20:00Z").getTime() / 3_600_000));
    });

    test("rule 5: rows tell no sequence", async () => {
      const stage = await openTips({ database: await fresh() });
      const { db } = stage.store;
      if (name === "SQLite") {
        const { rows } = await sql<{
          sql: string;
        }>`select sql from sqlite_schema where type = 'table' and name like 'tip_%'`.execute(db);
        expect(rows.length).toBe((await tablesOf(tipMigrations)).length);
        for (const row of rows) expect(row.sql).toMatch(/without rowid/i);
      }
      const sent = [];
      for (let i = 0; i < 5; i++) sent.push(await stage.send(`${tipText} Thing ${i}.`));
      const keys = (await db.selectFrom("tip_words").select("id").execute()).map(({ id }) => id);
      expect(new Set(keys).size).toBe(5);
      for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
      await stage.relayFor(1);
      expect((await stage.line.cases()).map(({ number }) => number)).toEqual(
        sent.map(({ number }) => number).toSorted(),
      );
    });

    test("rule 4: replies are sealed to the codename, and the database alone opens nothing", async () => {
      const stage = await openTips({ database: await fresh() });
      const { number } = await stage.send();
      await stage.relayFor(2);
      await stage.line.reply(number, "Meet the editor at noon", "ana");
      const rows = await stage.store.db.selectFrom("tip_replies").selectAll().execute();
      expect(rows).toHaveLength(1);
      expect(Buffer.from(rows[0]?.sealed ?? []).toString("latin1")).not.toContain("noon");
      const { open } = await import("../../../src/tips/rules/seal.ts");
      const { asCaseNumber } = await import("../../../src/tips/rules/case-number.ts");
      await expect(open(asCaseNumber(number), new Uint8Array(rows[0]?.sealed ?? []), [stage.identity])).rejects.toThrow(
        "None of the keys here opens this",
      );
    });

    test("rule 6: what several instances take in a day has one end, and what could not be kept counts for nothing", async () => {
      const database = await fresh();
      const stages = [await openTips({ database, most: 3 }), await openTips({ database, most: 3 })] as const;
      const [one, two] = stages;
      const failing = one.store.db.schema.alterTable("tip_unsent").renameTo("tip_unsent_away");
      await failing.execute();
      await expect(one.send()).rejects.toThrow("could not be kept just now");
      await one.store.db.schema.alterTable("tip_unsent_away").renameTo("tip_unsent").execute();
      await one.send();
      await two.send();
      await one.send(`${tipText} Another.`);
      for (const stage of stages) await expect(stage.send(`${tipText} More.`)).rejects.toThrow("Come back tomorrow");
      expect(await one.store.db.selectFrom("tip_days").selectAll().execute()).toEqual([{ day: "2024-07-10", n: 3 }]);
      for (const stage of stages) stage.pass(day);
      await two.send(`${tipText} More.`);
      expect(await one.store.db.selectFrom("tip_days").selectAll().execute()).toEqual([{ day: "2024-07-11", n: 1 }]);
    });

    test("of two editors who claim at once one does", async () => {
      const stage = await openTips({ database: await fresh() });
      const { number } = await stage.send();
      await stage.relayFor(2);
      const acted = await Promise.all(["ana", "ben", "cat"].map((by) => stage.line.act("claim", number, by)));
      expect(acted.filter(({ kind }) => kind === "done")).toHaveLength(1);
    });
  },
  isLong,
);

describe("on SQLite what was deleted is overwritten", () => {
  test("rule 8: neither the file nor its journal has a byte of what went", async () => {
    const file = sqliteFile();
    const stage = await openTips({ database: file });
    const { number, codename } = await stage.send();
    const { db } = stage.store;
    const [words] = await db.selectFrom("tip_words").selectAll().execute();
    const [case_] = await db.selectFrom("tip_cases").selectAll().execute();
    const marks = [
      Buffer.from(words?.sealed ?? []).subarray(200, 240),
      Buffer.from(case_?.lookup ?? "?"),
      Buffer.from(case_?.recipient ?? "?"),
    ];
    const [main, own] = [bytesOf(file), bytesOf(`${file}.tips`)];
    for (const mark of marks) expect([main().includes(mark), own().includes(mark)]).toEqual([false, true]);
    await stage.line.erase(source, codename);
    for (const mark of marks) expect([main().includes(mark), own().includes(mark)]).toEqual([false, false]);
    await stage.relayFor(1);
    expect(await stage.line.act("claim", number, "ana")).toMatchObject({ kind: "unknown" });
    expect(ana.staff).toBe("ana");
  });

  test("it is tried again until whoever reads has done so", async () => {
    const file = sqliteFile();
    const stage = await openTips({ database: file });
    const { codename } = await stage.send();
    const [case_] = await stage.store.db.selectFrom("tip_cases").selectAll().execute();
    const lookup = Buffer.from(case_?.lookup ?? "?");
    const { DatabaseSync } = await import("node:sqlite");
    const reader = new DatabaseSync(`${file}.tips`);
    reader.exec("begin");
    expect(reader.prepare("select count(*) as n from tip_cases").get()).toEqual({ n: 1 });
    expect(await stage.store.rewrite()).toBe(false);
    const erased = stage.line.erase(source, codename);
    reader.exec("commit");
    reader.close();
    await erased;
    await stage.line.follow();
    expect(bytesOf(`${file}.tips`)().includes(lookup)).toBe(false);
  });
});

/** The bytes of a database with its journals, as they are just now. */
const bytesOf = (file: string) => (): Buffer =>
  Buffer.concat(
    ["", "-wal", "-journal"]
      .map((end) => `${file}${end}`)
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path)),
  );
