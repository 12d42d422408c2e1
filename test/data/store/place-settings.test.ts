/** Settings keep, in memory and in the database. */
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/data/store/index.ts";
import { placeSettings } from "../../../src/data/store/place-settings.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";
import { settingsContract } from "../../support/settings-contract.ts";
import { answerModes, memorySettings, usualSettings } from "../../../src/core/place-settings.ts";
import type { Place } from "../../../src/core/place.ts";

const place: Place = { platform: "here", id: "C1", kind: "channel" };

async function opened(where: string) {
  const store = await openStore(where);
  onTestFinished(() => store.close());
  return store.settings;
}

settingsContract("memory", async () => memorySettings());
settingsContract("SQLite in memory", () => opened(":memory:"));

onEveryDatabase("place settings", ({ name, ready }) => {
  settingsContract(name, async () => opened(await ready()));

  test("what was chosen survives a restart", async () => {
    const where = await ready();
    const first = await openStore(where);
    await first.settings.set(place, { answers: "off", off: ["seat", "person"] });
    await first.close();
    expect((await opened(where)).get(place)).toEqual({ answers: "off", off: ["seat", "person"] });
  });

  test("what was chosen survives the end of the process without a close", async () => {
    const where = await ready();
    await (await opened(where)).set(place, { answers: "private", off: [] });
    expect((await opened(where)).get(place).answers).toBe("private");
  });

  test("what cannot be written is not answered either", async () => {
    const store = await openStore(await ready());
    await store.close();
    await expect(store.settings.set(place, { answers: "off", off: [] })).rejects.toThrow(/destroyed|not open/);
    expect(store.settings.get(place)).toEqual(usualSettings);
  });

  test("a row that we cannot read is as if it had never been chosen", async () => {
    const where = await ready();
    const db = await connectUp(where);
    const row = { platform: "here", place: "C1", answers: "sung", off: "not json", changed_at: 0 };
    await db
      .insertInto("place_settings")
      .values([row, { ...row, place: "C2", answers: "off", off: "[1]" }])
      .execute();
    const settings = await opened(where);
    expect(settings.get(place)).toEqual(usualSettings);
    expect(settings.get({ ...place, id: "C2" })).toEqual({ answers: "off", off: [] });
  });

  test("another instance hears of it when it follows, and the last choice counts for both, whatever their clocks", async () => {
    const where = await ready();
    const [here, slow] = await Promise.all([connectUp(where), connect(where)]);
    const early = 1_720_130_400_000;
    const one = await placeSettings(here, () => early + 60_000);
    const other = await placeSettings(slow.db, () => early);
    await one.set(place, { answers: "private", off: [] });
    expect(other.get(place)).toEqual(usualSettings);
    await other.follow();
    expect(other.get(place)).toEqual({ answers: "private", off: [] });
    await other.set(place, { answers: "off", off: ["swing"] });
    await other.set({ ...place, id: "C2" }, { answers: "off", off: [] });
    await one.follow();
    for (const id of ["C1", "C2"]) expect(one.get({ ...place, id }), id).toEqual(other.get({ ...place, id }));
    expect(one.get(place)).toEqual({ answers: "off", off: ["swing"] });
  });

  test("following in the middle of a choice never brings back what was before", async () => {
    const where = await ready();
    const store = await placeSettings(await connectUp(where));
    for (let round = 0; round < 20; round++) {
      const chosen = { answers: answerModes[round % 3] ?? "off", off: [`${round}`] };
      await Promise.all([store.follow(), store.set(place, chosen), store.follow()]);
      expect(store.get(place)).toEqual(chosen);
    }
  });
});
