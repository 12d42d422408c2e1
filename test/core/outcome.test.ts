import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Declaration } from "../../src/core/declaration.ts";
import { Lookup } from "../../src/core/lookup.ts";
import { lostDeposit, outcomeOf, type CandidateResult } from "../../src/core/outcome.ts";
import { Results } from "../../src/core/results.ts";
import { standing } from "../../src/core/standing.ts";
import { beaten, isNew, returns, story } from "../../src/core/story.ts";
import { openBot } from "../support/bot.ts";

const { house } = await openBot();
const { election, results } = house;
const lookup = new Lookup(election);
const code = "E14001394";
const seat = lookup.seat(code);
const candidates = lookup.candidates(code);
const [first, second] = results.outcome(code).lines.map(({ candidate }) => candidate.id) as [string, string];

const entry = (over: Partial<Declaration>): Declaration => ({
  seat: code,
  source: { name: "test", kind: "feed" },
  revision: 1,
  state: "result",
  recorded: new Date("2024-07-05T04:05:00Z"),
  ...over,
});
const judge = (over: Partial<Declaration>) =>
  outcomeOf(seat, candidates, (id) => lookup.party(id), standing([entry(over)]));
const everyone = (votes: number) => Object.fromEntries(candidates.map(({ id }) => [id, votes]));

/** The worked check of the published figures. */
test("North East Somerset and Hanham, to two decimals", () => {
  const outcome = results.outcome(code);
  const shares = outcome.lines.map(({ candidate, votes, share, change }) => [
    candidate.family,
    votes,
    share?.toFixed(2),
    change?.toFixed(2),
  ]);
  expect(shares).toEqual([
    ["Norris", 20739, "40.57", "14.37"],
    ["Rees-Mogg", 15420, "30.16", "-24.57"],
    ["MacDonnell", 7424, "14.52", undefined],
    ["Romero", 3878, "7.59", "-7.43"],
    ["Cannon", 3222, "6.30", "3.92"],
    ["Hales", 231, "0.45", undefined],
    ["Brunch", 211, "0.41", undefined],
  ]);
  expect(outcome.majority?.points.toFixed(2)).toBe("10.40");
  expect(outcome.turnout?.toFixed(2)).toBe("69.19");
  expect(outcome.swing?.points.toFixed(2)).toBe("19.47");
  expect([outcome.swing?.from.id, outcome.swing?.to.id]).toEqual(["con", "lab"]);
  expect(outcome.rejected).toBe(142);
});

describe("what little is known gives what can be said and no more", () => {
  test("undeclared: candidates in order of their party's last share", () => {
    const outcome = outcomeOf(seat, candidates, (id) => lookup.party(id));
    expect(outcome.state).toBe("undeclared");
    expect(outcome.lines[0]?.party.id).toBe("con");
    expect(outcome).not.toHaveProperty("winner");
    expect(outcome).not.toHaveProperty("result");
  });

  test("called: the winner and the gain, no votes, majority, turnout or swing", () => {
    const outcome = judge({ state: "called", winner: first });
    expect(outcome).toMatchObject({ state: "called", result: { kind: "gain" } });
    expect(outcome.winner?.candidate.family).toBe("Norris");
    for (const figure of ["majority", "turnout", "swing", "valid", "second"])
      expect(outcome).not.toHaveProperty(figure);
  });

  test("called for someone who is not a candidate: nobody has won", () => {
    expect(judge({ state: "called", winner: "nobody" })).not.toHaveProperty("winner");
  });
});

describe("a tie", () => {
  const level = { ...everyone(10), [first]: 500, [second]: 500 };

  test("before the lot is drawn has no winner, and a majority of nothing", () => {
    const outcome = judge({ votes: level });
    expect(outcome).toMatchObject({ tie: true, majority: { votes: 0, points: 0 } });
    expect(outcome).not.toHaveProperty("winner");
  });

  test.each([first, second])("goes to whoever the lot falls on: %s", (winner) => {
    const outcome = judge({ votes: level, winner });
    expect(outcome.winner?.candidate.id).toBe(winner);
    expect(outcome.majority?.votes).toBe(0);
  });
});

test("no votes at all divide by nothing", () => {
  const outcome = judge({ votes: everyone(0) });
  expect(outcome.lines.every(({ share }) => share === 0)).toBe(true);
  expect(outcome).toMatchObject({ valid: 0, turnout: 0, majority: { votes: 0, points: 0 } });
});

test("a deposit is lost at a twentieth of the valid vote, and kept above it", () => {
  const [line] = results.outcome(code).lines as [CandidateResult];
  expect(lostDeposit({ ...line, share: 4.99 })).toBe(true);
  expect(lostDeposit({ ...line, share: 5 })).toBe(true);
  expect(lostDeposit({ ...line, share: 5.01 })).toBe(false);
});

describe("swing", () => {
  test("there is none in the Speaker's seat", () => {
    const speaker = results.outcome("E14001170");
    expect(speaker.winner?.party.kind).toBe("speaker");
    expect(speaker).not.toHaveProperty("swing");
  });

  test("there is none where either party has no previous share", () => {
    for (const { swing, result, lines } of results.all)
      if (result?.kind === "gain" && result.to.kind === "independents") expect(swing).toBeUndefined();
      else if (swing)
        for (const party of [swing.from, swing.to])
          expect(lines.find((line) => line.party === party)?.change).toBeDefined();
  });

  test("Reform UK is measured against the Brexit Party", () => {
    const boston = results.all.find((outcome) => outcome.seat.name === "Hartlepool");
    const reform = boston?.lines.find(({ party }) => party.id === "reform");
    expect(reform?.party.previously).toBe("Brexit Party");
    expect(reform?.change).toBeDefined();
  });
});

test("whatever the votes, shares sum to 100 and the order is by votes", () => {
  const counts = fc.array(fc.nat(60_000), { minLength: candidates.length, maxLength: candidates.length });
  fc.assert(
    fc.property(counts, (votes) => {
      const outcome = judge({ votes: Object.fromEntries(candidates.map(({ id }, i) => [id, votes[i] ?? 0])) });
      const sum = outcome.lines.reduce((total, { share }) => total + (share ?? 0), 0);
      expect(Math.abs(sum - (outcome.valid === 0 ? 0 : 100))).toBeLessThan(1e-9);
      const ordered = outcome.lines.map((line) => line.votes ?? 0);
      expect(ordered).toEqual(ordered.toSorted((a, b) => b - a));
      expect(outcome.tie).toBe(ordered[0] === ordered[1]);
      if (outcome.swing) expect(outcome.swing.points).toBeGreaterThanOrEqual(0);
      for (const line of outcome.lines) expect(Number.isFinite(line.share)).toBe(true);
    }),
  );
});

describe("the story behind a gain or a hold", () => {
  const told = (name: string) => {
    const outcome = results.all.find((one) => one.seat.name === name);
    if (!outcome) throw new RangeError(name);
    return story(outcome, lookup).join(" ");
  };

  test("an MP who changed party", () => {
    expect(told("Islington North")).toMatch(
      /Jeremy Corbyn was elected for Labour in 2019 and stood this time as an independent/,
    );
    expect(told("Ashfield")).toMatch(
      /Lee Anderson was elected as a Conservative in 2019 and stood this time for Reform UK/,
    );
  });

  test("an MP who came by a by-election", () => {
    expect(told("Glastonbury and Somerton")).toMatch(
      /Sarah Dyke came to the Commons by winning the Somerton and Frome by-election on 20 July 2023, gaining it from the Conservatives/,
    );
  });

  test("a gain in which no MP was beaten", () => {
    expect(told("Bristol Central")).not.toMatch(/no sitting MP was beaten/);
    expect(told("Waveney Valley")).toMatch(/no sitting MP was beaten here/);
  });

  test("an MP who already sat, in a seat that was notionally another party's", () => {
    expect(told("Westmorland and Lonsdale")).toMatch(
      /Tim Farron was already MP for Westmorland and Lonsdale: a gain on the notional result of 2019 alone/,
    );
  });

  test("someone who changed party after the last election is not given the old one as theirs", () => {
    expect(told("Dover and Deal")).toMatch(
      /Natalie Elphicke, MP for Dover \(elected as a Conservative in 2019\), did not stand/,
    );
  });

  test("a former MP returns and is not new", () => {
    const back = results.all.find((one) => one.seat.name === "Bury North");
    expect(back?.winner && returns(back.winner)).toBe(true);
    expect(back?.winner && isNew(back.winner)).toBe(false);
    expect(told("Bury North")).toMatch(/James Frith returns to the Commons/);
  });

  test("335 new members, 15 who return and 218 beaten, as published", () => {
    const winners = results.all.flatMap(({ winner }) => winner ?? []);
    expect(winners.filter(isNew)).toHaveLength(335);
    expect(winners.filter(returns)).toHaveLength(15);
    expect(results.all.flatMap(beaten)).toHaveLength(218);
  });
});

test("a later entry changes its own seat and no other", () => {
  const before = Results.before(election);
  const after = before.with([entry({ votes: { ...everyone(10), [first]: 500 } })]);
  expect(after.outcome(code).state).toBe("declared");
  expect(before.outcome(code).state).toBe("undeclared");
  expect(after.all.filter((outcome) => outcome !== before.outcome(outcome.seat.code))).toHaveLength(1);
});
