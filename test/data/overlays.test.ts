/** What an overlay may add to a pack or put right in it, and why one is refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadPack } from "../../src/data/election-pack.ts";
import { overlay, overlaysStamp } from "../../src/data/pack/overlays.ts";
import { banbury } from "../support/banbury.ts";
import { uk2024 } from "../support/small-pack.ts";

const whole = loadPack(uk2024);
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "teller-overlays-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const over = (what: unknown) => {
  writeFileSync(join(folder, "a.json"), typeof what === "string" ? what : JSON.stringify(what));
  return overlay(whole, folder);
};
const seatIn = ({ pack }: ReturnType<typeof over>, code: string) => pack.seats.find((seat) => seat.code === code);

test("seats have more names and other fields, and what is not given stays", () => {
  const before = whole.seats.find(({ code }) => code === banbury.seat);
  const put = over({
    aliases: { [banbury.seat]: ["Banburyshire"] },
    seats: { [banbury.seat]: { electorate: 71_000 }, E14001063: {} },
    credits: ["Electorate: made up"],
  });
  expect(put).toMatchObject({ refused: [], taken: ["a.json"] });
  expect(seatIn(put, banbury.seat)).toEqual({
    ...before,
    electorate: 71_000,
    aliases: [...(before?.aliases ?? []), "Banburyshire"],
  });
  expect(seatIn(put, "E14001063")).toBe(whole.seats.find(({ code }) => code === "E14001063"));
  expect(put.pack.election.credits.at(-1)).toBe("Electorate: made up");
});

test("a party that the pack knows is added once, and another's comes in with its by-election", () => {
  const labour = whole.election.parties.find(({ id }) => id === "lab");
  const yours = { ...labour, id: "yours", name: "Your Party", short: "Your Party", abbreviation: "YP", aliases: [] };
  const { pack, refused } = over({
    parties: [labour, { ...yours, printed: ["Your Party"] }],
    upcoming: [
      { ...banbury, candidates: banbury.candidates.map((one, i) => (i === 0 ? { ...one, party: "yours" } : one)) },
    ],
  });
  expect(refused).toEqual([]);
  expect(pack.election.parties).toHaveLength(whole.election.parties.length + 1);
  expect(pack.election.upcoming).toMatchObject([{ seat: banbury.seat }]);
});

test("a by-election that is over is no more to come", () => {
  const runcorn = whole.election.byElections.find(({ date }) => date === "2025-05-01");
  const coming = { ...banbury, seat: runcorn?.seat, date: "2025-05-01", pollsClose: "2025-05-01T22:00:00+01:00" };
  expect(over({ upcoming: [coming] }).pack.election.upcoming).toEqual([]);
});

test("another election's is passed over, and where there is no folder there is nothing", () => {
  expect(over({ election: "uk-2029", seats: { nowhere: {} } })).toMatchObject({ pack: whole, refused: [], taken: [] });
  expect(overlay(whole, join(folder, "none"))).toMatchObject({ pack: whole, refused: [], taken: [], stamp: "" });
});

test.each([
  [{ aliases: { E14999999: ["Nowhere"] } }, /^no seat "E14999999" in the election$/],
  [{ upcoming: [{ ...banbury, date: "6 May 2027" }] }, /^field upcoming\.0\.date: /],
  [{ colour: "red" }, /^Unrecognized key: "colour"/],
  [{ upcoming: [{ ...banbury, date: "2024-07-04" }] }, /is not after the election's own date/],
  ["{", /^is not JSON, perhaps cut short$/],
])("%j is refused", (what, why) => {
  expect(over(what)).toMatchObject({
    pack: whole,
    taken: [],
    refused: [{ file: "a.json", why: expect.stringMatching(why) }],
  });
});

test("a folder of that name cannot be read, and changes the stamp all the same", () => {
  const empty = overlaysStamp(folder);
  mkdirSync(join(folder, "b.json"));
  expect(overlaysStamp(folder)).not.toBe(empty);
  expect(overlay(whole, folder).refused).toEqual([{ file: "b.json", why: "cannot be read" }]);
});
