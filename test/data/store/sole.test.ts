/** A file is one program's: a second one says so and stops, unless the first is leaving. */
import { existsSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { holdAlone } from "../../../src/data/store/sole.ts";
import { sqliteFile } from "../../support/databases.ts";
import { node } from "../../support/node.ts";

test("a second program on a file says so, and waits for one that is leaving", async () => {
  const where = sqliteFile();
  const first = await holdAlone(where);
  onTestFinished(() => first.release());
  await expect(holdAlone(where)).rejects.toThrow(
    /^Another Teller runs on .*teller\.sqlite, and a file is one program's/,
  );
  first.leaving();
  const waiting = holdAlone(where);
  // Somebody waits already, and means to stay.
  await expect(holdAlone(where)).rejects.toThrow("Another Teller runs");
  setTimeout(() => first.release(), 60);
  (await waiting).release();
  await expect(holdAlone(where).then(async (one) => one.leaving())).resolves.toBeUndefined();
  await expect(holdAlone(where, { leaving: 60, look: 10 })).rejects.toThrow("does not come to an end");
});

test("a program that was killed holds nothing, and memory and servers are anybody's", async () => {
  const where = sqliteFile();
  const held = await node(`
    const { holdAlone } = await import("./src/data/store/sole.ts");
    await holdAlone(${JSON.stringify(where)});
    console.log("held");
    process.kill(process.pid, "SIGKILL");`).catch((error: unknown) => error);
  expect(String(held)).toBeTruthy();
  expect(existsSync(`${where}-running`)).toBe(true);
  (await holdAlone(where)).release();
  for (const shared of [":memory:", "postgres://x@127.0.0.1/x"])
    expect([await holdAlone(shared), await holdAlone(shared)]).toHaveLength(2);
});
