import fc from "fast-check";
import { expect, test } from "vitest";
import { project } from "../../src/core/swing.ts";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const { results } = bot.house;
const party = (id: string) => results.lookup.party(id);

test("no swing changes no seat", async () => {
  const { reply } = await bot.say("/swing labour conservative 0");
  expect(reply.data).toMatchObject({ base: "now", changes: [], seats: { lab: 411, con: 121, ld: 72 } });
});

/** Labour's majority over the Conservatives is 10.40 points: a swing of just over half of that takes the seat. */
test("a seat falls where the swing passes half its majority, and not before", () => {
  const holds = (points: number) =>
    project(results.all, { from: party("lab"), to: party("con"), points }, "now").find(
      ({ outcome }) => outcome.seat.name === "North East Somerset and Hanham",
    )?.wins.id;
  expect(holds(5.15)).toBe("lab");
  expect(holds(5.25)).toBe("con");
});

test("Northern Ireland and the Speaker are left out, and every seat has one winner", () => {
  const ids = fc.constantFrom("lab", "con", "ld", "reform", "green", "dup", "sf");
  fc.assert(
    fc.property(
      ids,
      ids,
      fc.double({ min: 0, max: 50, noNaN: true }),
      fc.constantFrom("now", "previous"),
      (from, to, points, base) => {
        const projected = project(results.all, { from: party(from), to: party(to), points }, base);
        expect(projected).toHaveLength(650);
        for (const { outcome, held, wins, by } of projected) {
          expect(by).toBeGreaterThanOrEqual(0);
          if (outcome.seat.nation === "Northern Ireland" || held.kind === "speaker") expect(wins).toBe(held);
          if (held !== wins && from !== to) expect(wins === party(to) || held === party(from)).toBe(true);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("before every seat is in it starts from the notional result", async () => {
  const night = await openBot("2024-07-05T02:00:00+01:00");
  const { reply } = await night.say("/swing con lab 0");
  expect(reply.data).toMatchObject({ base: "previous", seats: { con: 372, lab: 200, snp: 48, ld: 8 } });
});

test.each([
  "/swing",
  "/swing labour",
  "/swing labour conservative",
  "/swing labour labour 5",
  "/swing labour whigs 5",
  "/swing labour conservative 51",
  "/swing labour conservative -5",
  "/swing labour conservative five",
  "/swing labour speaker 5",
  "/swing labour independent 5",
])("%s is refused", async (line) => {
  expect((await bot.say(line)).problem).toBeDefined();
});

/** Half of the published changes in share, together: of −19.9 and +1.6 points; −15.0 and +16.7; −11.4 and −5.1; −8.5 and +4.3. */
test.each([
  ["what was the national swing", "Swing: 10.8 points, Conservative to Labour, the two with the most votes."],
  ["swing from con to lab", "Swing: 10.8 points, Conservative to Labour."],
  ["swing in scotland", "Swing in Scotland: 15.9 points, SNP to Labour, the two with the most votes."],
  ["lab con swing in london", "Swing in London: 3.1 points, Conservative to Labour."],
  [
    "swing in northern ireland",
    "Swing in Northern Ireland: 6.4 points, DUP to Sinn Féin, the two with the most votes.",
  ],
  ["swing from labour to the workers party", "Swing: none can be told between these two."],
])("in plain words: %s", async (line, says) => {
  const { text, problem } = await bot.say(line);
  expect(problem).toBeUndefined();
  expect(text.replaceAll(/\s+/g, " ")).toContain(says);
});

test("seats by their swing are no swing of all", async () => {
  expect((await bot.say("which seats swung to labour")).text).toContain("364 seats: swing to Labour");
});
