/** Settings keep, in memory and in the database. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { memorySettings, usualSettings } from "../../../src/core/manners.ts";
import type { Place } from "../../../src/core/platform.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { settingsContract } from "../../support/settings-contract.ts";

const file = () => join(mkdtempSync(join(tmpdir(), "teller-store-")), "teller.sqlite");
const place: Place = { platform: "here", id: "C1", kind: "channel" };

async function opened(path: string) {
  const store = await openStore(path);
  onTestFinished(() => store.close());
  return store.settings;
}

settingsContract("memory", async () => memorySettings());
settingsContract("SQLite", () => opened(":memory:"));
settingsContract("SQLite in a file", () => opened(file()));

test("what was chosen survives a restart", async () => {
  const path = file();
  const first = await openStore(path);
  await first.settings.set(place, { answers: "off", off: ["seat", "person"] });
  await first.close();
  expect((await opened(path)).get(place)).toEqual({ answers: "off", off: ["seat", "person"] });
});

test("what was chosen survives the end of the process without a close", async () => {
  const path = file();
  await (await opened(path)).set(place, { answers: "private", off: [] });
  expect((await opened(path)).get(place).answers).toBe("private");
});

test("what cannot be written is not answered either", async () => {
  const store = await openStore(file());
  await store.close();
  await expect(store.settings.set(place, { answers: "off", off: [] })).rejects.toThrow(/destroyed|not open/);
  expect(store.settings.get(place)).toEqual(usualSettings);
});

test("a row that we cannot read is as if it had never been chosen", async () => {
  const path = file();
  await (await openStore(path)).close();
  const raw = new DatabaseSync(path);
  raw.exec("insert into place_settings values ('here', 'C1', 'sung', 'not json', 0), ('here', 'C2', 'off', '[1]', 0)");
  raw.close();
  const settings = await opened(path);
  expect(settings.get(place)).toEqual(usualSettings);
  expect(settings.get({ ...place, id: "C2" })).toEqual({ answers: "off", off: [] });
});
