/** Figures as people type them: what is taken, what is refused, and that nothing is taken for something else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits as slack } from "../../../src/adapters/slack/limits.ts";
import { ballotOf, labelOf, type Ballot } from "../../../src/core/desk/ballot.ts";
import { prefill, readFigures, type Figures } from "../../../src/core/desk/figures.ts";
import { Results } from "../../../src/core/results.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { uk2024 } from "../../support/small-pack.ts";
import { anyText } from "../../support/any-text.ts";
import { inForm, oneIn } from "../../support/long.ts";

const election = loadElection(uk2024);
const published = loadResults(uk2024);
const results = Results.before(election);
const ballots = election.seats.map(({ code }) => ballotOf(results, code));

function ballotIn(name: string): Ballot {
  const code = election.seats.find((seat) => seat.name === name)?.code ?? "";
  return ballotOf(results, code);
}
const hanham = ballotIn("North East Somerset and Hanham");
const idOf = (ballot: Ballot, name: string): string =>
  ballot.standing.find((one) => one.name === name)?.candidate.id ?? `nobody called ${name}`;

/** As the council gave them out on the night; from the House of Commons Library. */
const hanhamVotes = {
  "Barmy Brunch": 211,
  "Edmund Cannon": 3_222,
  "Nicholas Hales": 231,
  "Paul MacDonnell": 7_424,
  "Dan Norris": 20_739,
  "Jacob Rees-Mogg": 15_420,
  "Dine Romero": 3_878,
};
const byId = Object.fromEntries(Object.entries(hanhamVotes).map(([name, n]) => [idOf(hanham, name), n]));
const lines = Object.entries(hanhamVotes).map(([name, n]) => `${name}: ${n}`);

const taken = (text: string, ballot = hanham): Figures => {
  const read = readFigures(text, ballot);
  if (read.kind === "faults") throw new Error(read.faults.map(({ line, says }) => `${line}: ${says}`).join("\n"));
  return read.figures;
};
const faults = (text: string, ballot = hanham): readonly string[] => {
  const read = readFigures(text, ballot);
  return read.kind === "faults"
    ? read.faults.map(({ line, says }) => (line === undefined ? says : `${line}: ${says}`))
    : [];
};
/** The lines of North East Somerset and Hanham with some of them otherwise. */
const but = (other: Readonly<Record<string, string>>): string =>
  lines.map((line) => other[line.split(":")[0] ?? ""] ?? line).join("\n");

describe("what is filled in", () => {
  test("is a line a candidate, as the ballot paper has them", () => {
    expect(prefill(hanham, { votes: byId, rejected: 142 }).split("\n").slice(3)).toEqual([
      "Paul MacDonnell (Reform UK): 7,424",
      "Dan Norris (Labour): 20,739",
      "Jacob Rees-Mogg (Conservative): 15,420",
      "Dine Romero (Lib Dem): 3,878",
      "Rejected: 142",
    ]);
  });

  test("is read back as it was, in each of the constituencies", () => {
    const some = oneIn(5, published);
    for (const { seat, votes, rejected } of some) {
      const ballot = ballots.find(({ contest }) => contest === seat);
      if (ballot) expect(taken(prefill(ballot, { votes, rejected }), ballot), seat).toEqual({ votes, rejected });
    }
    expect.assertions(inForm(130, 650));
  });

  test("fits a form on every platform, with figures as long as they come", () => {
    const longest = ballots.map((ballot) => {
      const votes = Object.fromEntries(ballot.standing.map(({ candidate }) => [candidate.id, 100_000]));
      return prefill(ballot, { votes, rejected: 10_000 }).length;
    });
    expect(Math.max(...longest)).toBeLessThan(slack.input.value);
    expect(Math.max(...longest)).toBeGreaterThan(300);
  });

  test("names everyone so that nobody is taken for another", () => {
    for (const ballot of oneIn(5, ballots))
      for (const one of ballot.standing)
        expect(taken(`${labelOf(one)}: won`, ballot), labelOf(one)).toEqual({ winner: one.candidate.id });
  });

  test("any votes at all come back as they were", () => {
    const pick = fc.constantFrom(...ballots);
    const filled = pick.chain((ballot) => {
      const most = Math.floor(ballot.electorate / (ballot.standing.length + 1));
      const counts = fc.array(fc.nat(most), { minLength: ballot.standing.length, maxLength: ballot.standing.length });
      return fc.record({ ballot: fc.constant(ballot), counts, rejected: fc.option(fc.nat(most), { nil: undefined }) });
    });
    fc.assert(
      fc.property(filled, ({ ballot, counts, rejected }) => {
        fc.pre(counts.some((n) => n > 0));
        const votes = Object.fromEntries(ballot.standing.map(({ candidate }, i) => [candidate.id, counts[i] ?? 0]));
        const given = { votes, ...(rejected !== undefined && { rejected }) };
        expect(taken(prefill(ballot, given), ballot)).toEqual(given);
      }),
    );
  });
});

describe("how a line may be written", () => {
  test.each([
    "Dan Norris: 20739",
    "Dan Norris: 20 739",
    "Dan Norris 20,739",
    "Dan Norris – 20,739",
    "Dan Norris - 20,739 votes",
    "dan norris (lab)   20,739 Votes.",
    "NORRIS, Dan (Labour Party): 20,739",
    "Norris: 20,739",
    "D. Norris (Lab)\t20\u00A0739",
    "Labour = 20,739",
    "Dan Norris (Labour): 20,739 elected",
    "Dan Norris: 20,739 (ELECTED)",
  ])("%s", (line) => {
    expect(taken(but({ "Dan Norris": line })).votes).toEqual(byId);
  });

  test("in any order, with empty lines, all in one line, or with the rejected papers called otherwise", () => {
    for (const text of [
      `\n${lines.toReversed().join("\n\n")}\n`,
      lines.join("; "),
      lines.join("\r\n"),
      `${lines.join("\n")}\nRejected:`,
    ])
      expect(taken(text)).toEqual({ votes: byId });
    for (const last of ["Rejected: 142", "rejected papers 142", "Spoilt ballots – 142", "Rejected votes: 142"])
      expect(taken(`${lines.join("\n")}\n${last}`)).toEqual({ votes: byId, rejected: 142 });
  });

  test("namesakes are told apart by their party, and asked about without it", () => {
    const ballot = ballots.find(({ standing }) => standing.filter(({ name }) => name === "Greg Smith").length === 2);
    if (!ballot) throw new Error("there were two Greg Smiths in Mid Buckinghamshire");
    const winner = ballot.standing.find(({ name, party }) => name === "Greg Smith" && party.id === "con");
    expect(taken("Greg Smith (Con): won", ballot)).toEqual({ winner: winner?.candidate.id });
    expect(faults("Greg Smith: won", ballot)).toEqual([
      "1: “Greg Smith” could be Greg Smith (Green) or Greg Smith (Conservative).",
    ]);
  });

  test("a figure in a party's name is not the votes", () => {
    const ballot = ballotIn("Richmond Park");
    const { votes, rejected } = published.find(({ seat }) => seat === ballot.contest) ?? {};
    const text = prefill(ballot, { votes, rejected }).replace(
      "Chris French (Mitre TW9): 349",
      "Chris French (Mitre TW9) 349",
    );
    expect(text).toContain("(Mitre TW9) 349");
    expect(taken(text, ballot)).toEqual({ votes, rejected });
    expect(faults(text.replace("(Mitre TW9) 349", "(Mitre TW9)"), ballot)).toEqual([
      "There is no figure for Chris French.",
    ]);
  });
});

describe("calls and ties", () => {
  test.each(["Dan Norris (Labour): won", "Norris elected", "Labour: WINNER", "Dan Norris – won."])("%s", (line) => {
    expect(taken(line)).toEqual({ winner: idOf(hanham, "Dan Norris") });
    const empty = prefill(hanham).replace("Dan Norris (Labour): ", line);
    expect(taken(empty)).toEqual({ winner: idOf(hanham, "Dan Norris") });
  });

  test("a lot decides between equals, and only between them", () => {
    const tied = but({ "Jacob Rees-Mogg": "Jacob Rees-Mogg: 20,739 lot" });
    expect(taken(tied).winner).toBe(idOf(hanham, "Jacob Rees-Mogg"));
    expect(taken(tied.replace("lot", "drawn by lot")).winner).toBe(idOf(hanham, "Jacob Rees-Mogg"));
    expect(taken(tied.replace(" lot", "")).winner).toBeUndefined();
    expect(faults(but({ "Dan Norris": "Dan Norris: 20,739 lot" }))).toEqual([
      "5: A lot is drawn only between equal votes.",
    ]);
    expect(faults(but({ "Dine Romero": "Dine Romero: 3,878 lot" }))).toContain("7: Someone else has more votes.");
    expect(faults("Dan Norris: lot")).toEqual(["1: A lot is drawn between equal votes: give the votes too."]);
  });

  test("what is filled in for a tie by lot, and for a call, is read back", () => {
    const votes = { ...byId, [idOf(hanham, "Jacob Rees-Mogg")]: 20_739 };
    const given = { votes, winner: idOf(hanham, "Dan Norris") };
    expect(taken(prefill(hanham, given))).toEqual(given);
    expect(taken(prefill(hanham, { winner: given.winner }))).toEqual({ winner: given.winner });
    // A source may name the winner of any result.
    expect(taken(prefill(hanham, { votes: byId, winner: given.winner }))).toEqual({ votes: byId });
  });
});

describe("what is refused, and says why", () => {
  test.each([
    ["Dan Norris: 20,73", "5: “20,73” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 2,0739", "5: “2,0739” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 20.739", "5: “20.739” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: -20739", "5: “-20739” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 2O,739", "5: “2O,739” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 1e4", "5: “1e4” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: about 20,000", "5: “about 20,000” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 00739", "5: “00739” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Norris: 20,739,000", "5: “20,739,000” is no number of votes: write it as 20,739 or 20739."],
    ["Dan Noris: 20,739", "5: Nobody by the name “Dan Noris” stands here."],
    ["Bob Norris: 20,739", "5: Nobody by the name “Bob Norris” stands here."],
    ["Dan Norris (Con): 20,739", "5: Dan Norris stands for Labour; for Conservative it is Jacob Rees-Mogg."],
    ["Edmund Cannon: 20,739", "5: Edmund Cannon has line 2 already."],
    ["Dan Norris:", "There is no figure for Dan Norris."],
    ["Dan Norris: won", "There is no figure for Dan Norris."],
    ["Dan Norris: 0", ""],
  ])("%s", (line, why) => {
    expect(faults(but({ "Dan Norris": line }))).toEqual(why === "" ? [] : expect.arrayContaining([why]));
  });

  test("all at once, each with its line", () => {
    const text = but({
      "Barmy Brunch": "Barmy Lunch: 211",
      "Dan Norris": "Dan Norris: 20,73",
      "Dine Romero": "Dine Romero: 3.878",
    });
    expect(faults(text).map((says) => says.split(":")[0])).toEqual(["1", "5", "7"]);
  });

  test("who is left out, by name", () => {
    expect(faults(lines.slice(0, 5).join("\n"))).toEqual(["There is no figure for Jacob Rees-Mogg and Dine Romero."]);
    for (const text of ["", "\n \n", prefill(hanham)]) expect(faults(text)).toEqual(["Nobody has a figure."]);
  });

  test("more votes or papers than people", () => {
    const { electorate } = hanham;
    const others = Object.values(hanhamVotes).reduce((sum, n) => sum + n, 0) - hanhamVotes["Dan Norris"];
    const most = electorate - others;
    expect(faults(but({ "Dan Norris": `Dan Norris: ${most}` }))).toEqual([]);
    expect(faults(but({ "Dan Norris": `Dan Norris: ${most + 1}` }))[0]).toMatch(/are entitled to vote there/);
    expect(faults(`${but({ "Dan Norris": `Dan Norris: ${most}` })}\nRejected: 1`)[0]).toMatch(/With the rejected/);
    expect(faults(lines.map((line) => line.replace(/\d+$/, "0")).join("\n"))).toEqual(["There are no votes at all."]);
  });

  test("two winners, and rejected papers where there is no count", () => {
    expect(faults("Dan Norris: won\nDine Romero: won")).toEqual(["2: Only one can have won."]);
    expect(faults("Dan Norris: won\nRejected: 142")).toEqual(["Rejected papers are known with the votes, not before."]);
    expect(faults(`${lines.join("\n")}\nRejected: 1\nSpoilt: 2`)).toEqual(["9: The rejected papers are given twice."]);
    expect(faults(but({ "Dine Romero": "Dine Romero: 3,878 elected" }))).toEqual(["7: Someone else has more votes."]);
  });
});

describe("whatever is typed", () => {
  test("is figures for everyone, or a call, or faults: nothing else, and at once", () => {
    const scrap = fc.oneof(
      anyText({ maxLength: 40 }),
      fc.constantFrom(
        ...lines,
        "Dan Norris: won",
        "Rejected: 9",
        ": ".repeat(900),
        "1 ".repeat(900),
        "(".repeat(900),
        "votes ".repeat(200),
      ),
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), fc.constantFrom("\n", ";", " ", ""), (parts, between) => {
        const read = readFigures(parts.join(between).slice(0, 4_000), hanham);
        if (read.kind === "faults") expect(read.faults.length).toBeGreaterThan(0);
        else if (read.figures.votes) expect(Object.keys(read.figures.votes)).toHaveLength(hanham.standing.length);
        else expect(read.figures.winner).toBeDefined();
      }),
      { numRuns: inForm(150, 500) },
    );
  });

  test("one digit that is lost, doubled or turned into a letter never passes for the same figures", () => {
    const text = prefill(hanham, { votes: byId, rejected: 142 });
    const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.constantFrom("", "O", "l", "99", "."), (at, instead) => {
        const read = readFigures(text.slice(0, at) + instead + text.slice(at + 1), hanham);
        if (read.kind === "figures") expect(read.figures).not.toEqual({ votes: byId, rejected: 142 });
      }),
    );
  });
});
