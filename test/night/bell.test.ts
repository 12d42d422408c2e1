/** Two instances over one PostgreSQL: what one takes in is told by the other, at once by the bell, and without it by its look. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { usualSubscription } from "../../src/core/news/subscription.ts";
import { openStore, type Store } from "../../src/data/store/index.ts";
import { createLog } from "../../src/data/store/log.ts";
import { silent } from "../../src/lib/log.ts";
import { joinNight } from "../../src/main/night.ts";
import type { NightOptions } from "../../src/main/night-options.ts";
import { onPostgresAlone } from "../support/databases.ts";
import { theNight } from "../support/night.ts";
import { createPaper } from "../support/paper.ts";
import { untoldPlace } from "../support/untold-place.ts";

const { election, entries } = theNight();
const now = (): Date => new Date("2024-07-04T23:30:00+01:00");
const never: NonNullable<NightOptions["schedule"]> = () => ({ stop: async () => {} });
const patience = { timeout: 20_000, interval: 10 };

async function openAt(where: string): Promise<Store> {
  const store = await openStore(where);
  onTestFinished(() => store.close());
  return store;
}

onPostgresAlone("an entry of another instance", ({ ready }) => {
  async function stage(over: (store: Store) => Partial<NightOptions>) {
    const where = await ready();
    const [ours, theirs] = [await openAt(where), await openAt(where)];
    const paper = createPaper();
    const night = await joinNight({
      config: readConfig({}),
      store: ours,
      election,
      log: silent,
      platforms: () => [paper],
      sources: [],
      published: [],
      now,
      rehearsal: false,
      ...over(ours),
    });
    await ours.db
      .insertInto("places")
      .values({
        ...untoldPlace,
        id: "p",
        platform: "paper",
        place: "a",
        subscription: JSON.stringify(usualSubscription),
      })
      .execute();
    night.start();
    onTestFinished(() => night.stop());
    // It listens by then, where it does.
    await pause(500);
    await createLog(theirs.db).append({ name: "feed", kind: "feed", staff: false }, entries.slice(0, 1), now());
    return paper;
  }

  test("is told by the ring alone, though nothing ticks", async () => {
    const paper = await stage(() => ({ schedule: never }));
    await expect.poll(() => paper.sheets("a").length, patience).toBe(1);
  });

  test("is told by the look where the ring is missed: a pooler passes none on", async () => {
    const paper = await stage((store) => ({ store: { ...store, listen: () => ({ stop: async () => {} }) } }));
    await expect.poll(() => paper.sheets("a").length, patience).toBe(1);
  });

  test("is told by neither: then nothing is, or this would prove nothing", async () => {
    const paper = await stage((store) => ({
      schedule: never,
      store: { ...store, listen: () => ({ stop: async () => {} }) },
    }));
    await pause(1_500);
    expect(paper.sheets("a")).toEqual([]);
  });
});
