/** Rule 8: a backup that is put back brings back no case that was deleted since. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backup } from "../../../src/data/store/backup.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { restore } from "../../../src/data/store/restore.ts";
import { teller } from "../../support/command-line.ts";
import { onEveryDatabase, sqliteFile } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, openTips, source, tipText } from "../../support/tips-stage.ts";

const tables = ["tip_cases", "tip_words", "tip_replies"] as const;

const file = () => join(mkdtempSync(join(tmpdir(), "teller-restored-")), "teller.backup.gz");

/** Of three cases two have replies and posts, and words of two wait; then a backup is made. */
async function backedUp(where: string) {
  const stage = await openTips({ database: where, mode: "sealed" });
  const [first, second] = [await stage.send(), await stage.send(`${tipText} Second.`)];
  await stage.relayFor(2);
  for (const { number } of [first, second]) await stage.line.reply(number, "Who else knows?", "ana");
  await stage.line.answer(source, first.codename, `${tipText} An answer.`);
  const third = await stage.send(`${tipText} Third.`);
  const kept = file();
  await backup(where, kept, stage.now());
  return { stage, first, second, third, kept };
}

const numbersIn = async (where: string) => {
  const main = await openStore(where);
  const store = await main.tips();
  const rows = await Promise.all(tables.map((table) => store.db.selectFrom(table).select("number").execute()));
  const posts = await store.db.selectFrom("tip_posts").select(["number", "state"]).execute();
  await main.close();
  return { rows: rows.flat().map(({ number }) => number), posts };
};

onEveryDatabase(
  "rule 8: a restored backup",
  ({ fresh }) => {
    test("brings back no case that its source or an editor has deleted since: no words, no reply, and its posts go", async () => {
      const where = await fresh();
      const { stage, first, second, third, kept } = await backedUp(where);
      await stage.line.erase(source, first.codename);
      await stage.line.act("delete", second.number, "ana");
      await stage.main.close();
      const { deleted } = await restore(where, kept, {
        now: new Date(stage.now().getTime() + 3_600_000),
        replace: true,
      });
      expect(deleted).toEqual({ leftOut: 2 });
      const { rows, posts } = await numbersIn(where);
      expect(new Set(rows)).toEqual(new Set([third.number]));
      expect(posts.filter(({ number }) => number !== null).map(({ state }) => state)).toEqual(["removing", "removing"]);
      const again = await openTips({ database: where, mode: "sealed", at: "2024-07-10T13:00:00Z" });
      for (const { codename } of [first, second]) expect((await again.check(codename)).problem).toBe("not-found");
      expect(await again.line.case(first.number)).toBeUndefined();
      // Nothing of them is relayed anew, and the deletions are known to the next backup that is put back.
      await again.relayFor(1);
      expect((await again.say("/tips list", ana)).text).toContain(third.number);
      const shown = JSON.stringify(again.paper.sheets("editors"));
      expect([shown.includes(first.number), shown.includes(second.number), shown.includes(third.number)]).toEqual([
        false,
        false,
        true,
      ]);
      await again.main.close();
      const later = new Date(again.now().getTime() + 3_600_000);
      expect((await restore(where, kept, { now: later, replace: true })).deleted).toEqual({ leftOut: 2 });
    });
  },
  isLong,
);

describe("rule 8: a restored backup, on SQLite alone", () => {
  const fresh = sqliteFile;

  test("from the command line: says how many were left out; into a new database, that nobody can tell and how many there are", async () => {
    const [where, new_] = [fresh(), fresh()];
    const { stage, first, kept } = await backedUp(where);
    await stage.line.erase(source, first.codename);
    await stage.main.close();
    const env = (database: string) => ({ env: { DATABASE: database, TIPS_DAYS: "365" } });
    const elsewhere = await teller(["restore", kept], env(new_));
    expect([elsewhere.code, elsewhere.err]).toEqual([0, ""]);
    // The cases of the stage are years old by the clock of the command line.
    expect(elsewhere.out).not.toContain("left out");
    const back = await teller(["restore", kept, "--replace"], env(where));
    expect(back.out).toMatch(/deleted since, and were left out: \d/);
  });

  test("says of a new database, or of another installation’s, how many cases nobody can tell of", async () => {
    const [where, new_, others] = [fresh(), fresh(), fresh()];
    const { stage, first, kept } = await backedUp(where);
    await stage.line.erase(source, first.codename);
    await stage.main.close();
    const now = stage.now();
    expect((await restore(new_, kept, { now, replace: false })).deleted).toEqual({ unknownOf: 3 });
    const another = await openTips({ database: others });
    await another.main.close();
    expect((await restore(others, kept, { now, replace: true })).deleted).toEqual({ unknownOf: 3 });
    const { rows } = await numbersIn(others);
    expect(rows).toContain(first.number);
  });

  test("brings back nothing that has gone by itself meanwhile", async () => {
    const where = fresh();
    const { stage, kept } = await backedUp(where);
    await stage.main.close();
    const { deleted } = await restore(where, kept, { now: stage.now(), replace: true, before: "2024-07-10" });
    expect(deleted).toEqual({ leftOut: 3 });
    expect((await numbersIn(where)).rows).toEqual([]);
  });

  test("what is kept of a deletion says nothing of the case, is in no backup, and goes when the case would have", async () => {
    const where = fresh();
    const { stage, first } = await backedUp(where);
    const lookup = await stage.store.db
      .selectFrom("tip_cases")
      .select("lookup")
      .where("number", "=", first.number)
      .execute();
    await stage.line.erase(source, first.codename);
    const gone = await stage.store.db.selectFrom("tip_gone").selectAll().execute();
    expect(gone).toEqual([{ key: expect.stringMatching(/^[\w-]{43}$/), last_word: "2024-07-10" }]);
    for (const known of [first.number, lookup[0]?.lookup ?? "?"]) expect(JSON.stringify(gone)).not.toContain(known);
    const [kept, new_] = [file(), fresh()];
    await backup(where, kept, stage.now());
    await restore(new_, kept, { now: stage.now(), replace: false });
    const store = await openStore(new_);
    expect(await store.db.selectFrom("tip_gone").selectAll().execute()).toEqual([]);
    await store.close();
    stage.pass(30 * 24 * 3_600_000);
    await stage.purge();
    expect(await stage.store.db.selectFrom("tip_gone").selectAll().execute()).toEqual([]);
  });
});
