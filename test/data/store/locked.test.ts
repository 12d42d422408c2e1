/** A file that another program holds: our own statements wait for it, and nothing else does. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../../src/data/store/index.ts";
import { sqliteFile } from "../../support/databases.ts";

/** Another process that writes for so long. */
async function hold(path: string, milliseconds: number): Promise<void> {
  const code = `
    const database = new (require("node:sqlite").DatabaseSync)(${JSON.stringify(path)});
    database.exec("begin immediate");
    console.log("held");
    setTimeout(() => database.exec("rollback"), ${milliseconds});`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill());
  await once(child.stdout, "data");
}

// A busy machine holds the loop up as well, now and then.
test("the event loop goes on meanwhile, and the write succeeds once the lock goes", { retry: 2 }, async () => {
  const path = sqliteFile();
  const store = await openStore(path);
  onTestFinished(() => store.close());
  await hold(path, 1_500);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // It measures from its second beat on.
  await pause(50);
  const began = performance.now();
  await Promise.all([
    store.db
      .transaction()
      .execute((transaction) => transaction.insertInto("once").values({ key: "a", at: 1 }).execute()),
    store.db.insertInto("once").values({ key: "b", at: 1 }).execute(),
    store.settings.set({ platform: "here", id: "C1", kind: "channel" }, { answers: "off", off: [] }),
  ]);
  const waited = performance.now() - began;
  await pause(20);
  delay.disable();
  expect(waited).toBeGreaterThan(1_000);
  expect(delay.max / 1e6).toBeLessThan(300);
  expect(await store.db.selectFrom("once").select("key").orderBy("key").execute()).toEqual([
    { key: "a" },
    { key: "b" },
  ]);
});

test("a file that is held when it is opened is opened once the lock goes", async () => {
  const path = sqliteFile();
  await (await openStore(path)).close();
  await hold(path, 400);
  const store = await openStore(path);
  onTestFinished(() => store.close());
  expect(await store.trouble()).toBeUndefined();
});
