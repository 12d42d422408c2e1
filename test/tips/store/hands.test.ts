/** Rule 12 of the tip line: the table "what falling into wrong hands gives away" of SECURITY.md, tried on what is kept. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { describe, expect, test } from "vitest";
import { backup } from "../../../src/data/store/backup.ts";
import { openStore, type Store } from "../../../src/data/store/index.ts";
import { restore } from "../../../src/data/store/restore.ts";
import { readCodename, type Codename } from "../../../src/tips/rules/codename.ts";
import type { Keys } from "../../../src/tips/rules/derive.ts";
import { onEveryDatabase, sqliteFile } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, cheapDerive, openTips, source, tipText, type TipsStage } from "../../support/tips-stage.ts";

const security = readFileSync(join(import.meta.dirname, "../../../SECURITY.md"), "utf8");
const table = /^What falling into wrong hands gives away:\n\n((?:\|.*\n)+)/m.exec(security)?.[1] ?? "";
const [, ...rows] = [...table.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, ...cells]) => cells);

test("rule 12: the table names each pair of hands, what they get, and what they do not", () => {
  expect(rows.filter(([name]) => name !== "---").map(([name]) => name)).toEqual([
    "the database",
    "its journal, free pages, hidden columns",
    "PostgreSQL's WAL, replicas, a log of its statements, and the disk's old blocks",
    "a backup",
    "the logs",
    "the metrics",
    "a conversation that follows something (`places` with `direct` 1)",
    "the bot's memory",
    "a core dump, or swap",
    "an editor's key",
    "the editors' channel",
    "a codename",
    "the platform itself",
    "the operator",
  ]);
  for (const cells of rows) for (const cell of cells) expect(cell?.trim()).not.toBe("");
});

const tables = ["tip_cases", "tip_words", "tip_replies", "tip_posts", "tip_audit", "tip_places", "tip_days"] as const;

/** All that there is of the tip line, as whoever has the database reads it. */
async function read({ db }: Pick<Store, "db">): Promise<string> {
  const all = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(all, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
}

async function opens(identity: string, sealed: Uint8Array): Promise<boolean> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed, "text").then(
    () => true,
    () => false,
  );
}

async function keysOf(store: Pick<Store, "db">, words: string): Promise<Keys> {
  const read = readCodename(words);
  if (read.kind !== "read") throw new TypeError("no codename");
  return (await cheapDerive(store.db))(read.codename satisfies Codename);
}

const asked = "Which of the two rooms was it?";

/** One case that is relayed, claimed and replied to, and one whose words wait. */
async function busy(database: string, mode: "text" | "sealed" = "text") {
  const stage = await openTips({ database, mode });
  const first = await stage.send();
  await stage.relayFor(2);
  await stage.say(`/tips claim ${first.number}`, ana);
  await stage.line.reply(first.number, asked, "ana");
  const second = await stage.send(`${tipText} Something else.`);
  return { stage, first, second };
}

const sealedIn = async ({ store: { db } }: TipsStage) => {
  const [words] = await db.selectFrom("tip_words").select("sealed").execute();
  const [reply] = await db.selectFrom("tip_replies").select("sealed").execute();
  return { words: new Uint8Array(words?.sealed ?? []), reply: new Uint8Array(reply?.sealed ?? []) };
};

onEveryDatabase(
  "rule 12: in wrong hands",
  ({ fresh }) => {
    const secretsOf = (codename: string): readonly string[] => [
      tipText.slice(0, 30),
      asked,
      codename,
      codename.split(" ").slice(0, 3).join(" "),
      `"${source.caller}"`,
      `"${source.place.id}"`,
    ];

    test("the database has cases, states, days, editors, windows, posts and open channels, and no words or names", async () => {
      const { stage, first, second } = await busy(await fresh());
      const kept = await read(stage.store);
      for (const part of [first.number, second.number, "replied", "sealed", "2024-07-10", "ana", "paper C1", "editors"])
        expect(kept).toContain(part);
      for (const secret of [...secretsOf(first.codename), ...secretsOf(second.codename)])
        expect(kept).not.toContain(secret);
    });

    test("a backup has what has been deleted since, sealed, and a codename opens it there", async () => {
      const where = await fresh();
      const { stage, first } = await busy(where);
      const file = join(mkdtempSync(join(tmpdir(), "teller-hands-")), "teller.backup.gz");
      await backup(where, file, stage.now());
      await stage.line.erase(source, first.codename);
      const old = sqliteFile();
      await restore(old, file, { now: stage.now(), replace: false });
      const main = await openStore(old);
      const store = await main.tips();
      try {
        const kept = await read(store);
        expect(kept).toContain(first.number);
        for (const secret of secretsOf(first.codename)) expect(kept).not.toContain(secret);
        const keys = await keysOf(store, first.codename);
        const row = await store.db
          .selectFrom("tip_cases")
          .selectAll()
          .where("lookup", "=", keys.lookup)
          .executeTakeFirst();
        expect(row?.number).toBe(first.number);
        expect(await stage.store.db.selectFrom("tip_replies").selectAll().execute()).toEqual([]);
      } finally {
        await main.close();
      }
    });

    test("an editor’s key opens what waits, a codename its own replies; with salt and database it is seen whose it is", async () => {
      const { stage, first, second } = await busy(await fresh());
      const { words, reply } = await sealedIn(stage);
      expect([await opens(stage.identity, words), await opens(stage.identity, reply)]).toEqual([true, false]);
      const [own, another] = [await keysOf(stage.store, first.codename), await keysOf(stage.store, second.codename)];
      expect([await opens(own.identity, reply), await opens(own.identity, words)]).toEqual([true, false]);
      expect([await opens(another.identity, reply), await opens(another.identity, words)]).toEqual([false, false]);
      const rows = await stage.store.db
        .selectFrom("tip_cases")
        .selectAll()
        .where("lookup", "=", another.lookup)
        .execute();
      expect(rows.map(({ number }) => number)).toEqual([second.number]);
    });
  },
  isLong,
);

describe("rule 12: the editors’ channel", () => {
  test.each(["text", "sealed"] as const)("in %s mode", async (mode) => {
    const { stage, first } = await busy(sqliteFile(), mode);
    const shown = JSON.stringify(stage.paper.sheets("editors"));
    expect(shown).toContain(first.number);
    expect(shown.includes(tipText)).toBe(mode === "text");
    for (const secret of [asked, first.codename, `"${source.caller}"`]) expect(shown).not.toContain(secret);
  });
});
