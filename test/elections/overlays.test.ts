/** Overlays: by-elections and more, added to a pack while Teller runs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerTo, here } from "../../src/cli/house.ts";
import { toText } from "../../src/core/plain-text.ts";
import { openLedger } from "../../src/data/ledger.ts";
import { createLog } from "../../src/data/store/log.ts";
import { openStore } from "../../src/data/store/index.ts";
import { electionOf, loadPack } from "../../src/data/election-pack.ts";
import { overlay } from "../../src/data/pack/overlays.ts";
import { openHouse } from "../../src/main.ts";
import { pack } from "../support/bot.ts";
import { banbury } from "../support/banbury.ts";

const write = (folder: string, name: string, what: unknown): void =>
  writeFileSync(join(folder, name), typeof what === "string" ? what : JSON.stringify(what));

test("are taken up while it runs; a broken one is refused, and all goes on as it was", async () => {
  const folder = mkdtempSync(join(tmpdir(), "teller-overlays-"));
  const house = await openHouse({ pack, overlays: folder, fault: (error) => void expect.unreachable(String(error)) });
  const ask = async (): Promise<string> =>
    toText((await answerTo("/byelections", house, here)).reply, { width: 200, timeZone: "Europe/London" });
  expect(await ask()).not.toContain("6 May 2027");
  write(folder, "banbury.json", { election: "uk-2024", upcoming: [banbury] });
  expect(await house.renew()).toEqual([]);
  expect(await ask()).toMatch(/Banbury, 6 May 2027: to come/);
  expect(await house.renew()).toEqual([]);
  write(folder, "banbury.json", '{"election":"uk-2024","upcoming":[');
  expect(await house.renew()).toEqual([{ file: "banbury.json", why: "is not JSON, perhaps cut short" }]);
  expect(await ask()).toMatch(/Banbury, 6 May 2027: to come/);
  write(folder, "banbury.json", { upcoming: [banbury] });
  write(folder, "other.json", { upcoming: [{ ...banbury, seat: "E14999999" }] });
  const [refused] = await house.renew();
  expect(refused).toMatchObject({ file: "other.json" });
  expect(refused?.why).toContain('no seat "E14999999"');
  expect(await ask()).toMatch(/Banbury, 6 May 2027: to come/);
  rmSync(join(folder, "banbury.json"));
  rmSync(join(folder, "other.json"));
  await house.renew();
  expect(await ask()).not.toContain("6 May 2027");
});

test("a log that was read goes on with the by-election that was added", async () => {
  const store = await openStore(":memory:");
  const { db } = store;
  const folder = mkdtempSync(join(tmpdir(), "teller-overlays-"));
  write(folder, "a.json", { upcoming: [banbury] });
  const log = createLog(db);
  const whole = loadPack(pack);
  const ledger = await openLedger(electionOf(whole), log);
  const recorded = new Date("2027-05-07T02:00:00Z");
  const said = {
    seat: banbury.seat,
    byElection: banbury.date,
    state: "result",
    votes: { 1: 20, 2: 10 },
    recorded,
  } as const;
  await log.append({ name: "feed", kind: "feed", staff: false }, [{ ...said, revision: 1 }], recorded);
  await ledger.catchUp();
  const { pack: more, refused } = overlay(whole, folder);
  expect(refused).toEqual([]);
  await ledger.renew(electionOf(more));
  expect(ledger.seq).toBe(1);
  expect(ledger.open.results.outcome(`${banbury.seat}/${banbury.date}`).winner?.candidate.id).toBe("1");
  expect(ledger.open.results.upcoming[0]?.previous?.on).toMatchObject({ kind: "notional" });
  await store.close();
});
