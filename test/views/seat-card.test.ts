/** Cards of moments that the finished election no longer has: a call, a tie, the lot. */
import { expect, test } from "vitest";
import { here } from "../../src/cli/house.ts";
import type { Declaration } from "../../src/core/declaration.ts";
import { toText } from "../../src/core/plain-text.ts";
import { Results } from "../../src/core/results.ts";
import { seatReply } from "../../src/views/seat-card.ts";
import { openBot } from "../support/bot.ts";

const { house } = await openBot("2024-07-04T22:30:00+01:00");
const code = "E14001394";
const [lab, con, ...others] = ["lab", "con"]
  .map((party) => house.election.candidates.find((one) => one.seat === code && one.party === party)?.id ?? "")
  .concat(
    house.election.candidates
      .filter((one) => one.seat === code && !["lab", "con"].includes(one.party))
      .map(({ id }) => id),
  );

function card(over: Partial<Declaration>): string {
  const entry: Declaration = {
    seat: code,
    source: { name: "test", kind: "feed" },
    revision: 1,
    state: "result",
    declared: new Date("2024-07-05T04:05:00Z"),
    recorded: new Date("2024-07-05T04:06:00Z"),
    ...over,
  };
  const results = Results.before(house.election).with([entry]);
  const context = Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(house.context(here)), results: { value: results } },
  );
  return toText(seatReply(context as ReturnType<typeof house.context>, results.outcome(code)), {
    width: 200,
    timeZone: "Europe/London",
  });
}

const level = Object.fromEntries([[lab, 500], [con, 500], ...others.map((id) => [id, 10])]);

test("a call: who won and whose it was, votes to follow, nothing more", () => {
  const text = card({ state: "called", winner: lab ?? "" });
  expect(text).toContain("LAB GAIN FROM CON: North East Somerset and Hanham");
  expect(text).toContain("Dan Norris (Labour) wins. Votes to follow.");
  expect(text).toContain("Portillo moment: Jacob Rees-Mogg");
  expect(text).not.toMatch(/Majority|Turnout|Swing|NaN|undefined/);
  expect(text).toMatch(/Declared at 5:05am, 5 July 2024/);
});

test("a tie, before and after the lot", () => {
  expect(card({ votes: level })).toMatch(/TIE: [^]*equal votes\. The returning officer draws lots/);
  const drawn = card({ votes: level, winner: con ?? "" });
  expect(drawn).toMatch(/CON HOLD[^]*Jacob Rees-Mogg \(Conservative\) is drawn by lot over Dan Norris/);
  expect(drawn).toMatch(/Majority +0 \(0\.0 points\)/);
});
