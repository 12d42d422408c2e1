/** Backup and restore as a shell sees them. */
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { openStore } from "../../src/data/store/index.ts";
import { onEveryDatabase, sqliteFile } from "../support/databases.ts";
import { teller } from "../support/command-line.ts";
import { openDiscord } from "../support/fake-discord/index.ts";
import { untoldPlace } from "../support/untold-place.ts";
import type { Place } from "../../src/core/place.ts";

const place: Place = { platform: "here", id: "C1", kind: "channel" };
const file = () => join(mkdtempSync(join(tmpdir(), "teller-backup-")), "teller.backup.gz");

onEveryDatabase("teller backup and teller restore", ({ name, fresh }) => {
  const setting = name === "SQLite" ? "DATABASE" : "DATABASE_URL";

  test("one database becomes another, and is not written over without a word", async () => {
    const [source, target, kept] = [await fresh(), await fresh(), file()];
    const store = await openStore(source);
    await store.settings.set(place, { answers: "private", off: ["swing"] });
    await store.close();

    const made = await teller(["backup", kept], { env: { [setting]: source } });
    expect([made.code, made.err, made.out]).toEqual([0, "", expect.stringMatching(/gz: \d+\. Keep it as safe/)]);
    const back = await teller(["restore", kept], { env: { [setting]: target } });
    expect([back.code, back.err]).toEqual([0, ""]);
    expect(back.out).toMatch(/^Rows in the database: \d+, as they were at 20/);
    const restored = await openStore(target);
    expect(restored.settings.get(place)).toEqual({ answers: "private", off: ["swing"] });
    await restored.close();

    const again = await teller(["restore", kept], { env: { [setting]: target } });
    expect([again.code, again.out]).toEqual([2, ""]);
    expect(again.err).toMatch(/^teller: The database is not empty.*--replace[^\n]*\n$/);
    expect((await teller(["restore", kept, "--replace"], { env: { [setting]: target } })).code).toBe(0);
  });
});

test("what channels are told after a restore is looked up, or nothing of it, or all, as is said", async () => {
  const [source, kept, discord] = [sqliteFile(), file(), await openDiscord()];
  onTestFinished(() => discord.close());
  const tokens = { DISCORD_TOKEN: discord.state.token, DISCORD_API_URL: discord.apiUrl };
  const channel = discord.addChannel();
  const store = await openStore(source);
  await store.db
    .insertInto("places")
    .values({
      id: "p1",
      platform: "discord",
      place: channel,
      subscription: JSON.stringify(usualSubscription),
      ...untoldPlace,
    })
    .execute();
  await store.close();
  expect((await teller(["backup", kept], { env: { DATABASE: source } })).code).toBe(0);

  /** Restored into a new file. */
  async function restored(...flags: readonly string[]) {
    const target = sqliteFile();
    const { code, err } = await teller(["restore", kept, ...flags], { env: { DATABASE: target, ...tokens } });
    const { db, close } = await openStore(target);
    const { restored: mark } = (await db.selectFrom("places").select("restored").executeTakeFirst()) ?? {
      restored: "none",
    };
    await close();
    return { code, err, mark: mark === null || mark === "none" ? mark : (JSON.parse(mark) as unknown) };
  }

  expect(await restored()).toMatchObject({ code: 0, err: "", mark: { how: "look" } });
  discord.bar(channel, "unread");
  const looked = await restored();
  expect([looked.code, looked.mark]).toEqual([2, "none"]);
  expect(looked.err).toContain(`discord ${channel}`);
  expect(looked.err).toMatch(/^teller: What I said since 20.* cannot be looked up in .*--quiet.*--again[^\n]*\n$/);
  expect(await restored("--quiet")).toMatchObject({ code: 0, err: "", mark: { how: "quiet" } });
  expect(await restored("--again")).toEqual({ code: 0, err: "", mark: null });
  const both = await restored("--quiet", "--again");
  expect([both.code, both.mark]).toEqual([2, "none"]);
  expect(both.err).toContain("say --quiet or --again, and not both");
});

test("what cannot be done is one clear line, without the password", async () => {
  const [nowhere, kept] = [sqliteFile(), file()];
  const none = await teller(["backup", kept], { env: { DATABASE: nowhere } });
  expect([none.code, none.err]).toEqual([2, "teller: There is nothing to back up: the database is yet to be made.\n"]);
  expect(existsSync(kept)).toBe(false);
  writeFileSync(kept, "a shopping list");
  const list = await teller(["restore", kept], { env: { DATABASE: nowhere } });
  expect([list.code, list.err]).toEqual([2, expect.stringMatching(/^teller: The backup .* is damaged [^\n]*\n$/)]);
  expect(existsSync(nowhere)).toBe(false);
  const env = { DATABASE_URL: "postgres://teller:hunter2@127.0.0.1:9/teller" };
  const away = await teller(["backup", file()], { env });
  expect([away.code, away.err]).toEqual([
    2,
    expect.stringMatching(/^teller: The database at 127\.0\.0\.1:9 [^\n]*\n$/),
  ]);
  expect(away.err).not.toContain("hunter2");
});

test.each([["backup"], ["restore"], ["backup", "a", "b"], ["restore", "a", "b"], ["backup", "a", "--replace"]])(
  "teller %s %s %s is wrong usage",
  async (...args) => {
    const { code, err } = await teller(args);
    expect(code).toBe(2);
    expect(err).toContain(`teller ${args[0]} FILE`);
  },
);
