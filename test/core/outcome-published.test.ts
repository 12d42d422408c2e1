/** Every seat against the figures that the House of Commons Library published. */
import { expect, test } from "vitest";
import { asDeclarations } from "../../src/core/declaration.ts";
import { Results } from "../../src/core/results.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { pack } from "../support/bot.ts";
import { published } from "../support/published.ts";

const election = loadElection(pack);
const results = Results.before(election).with(asDeclarations(loadResults(pack), "Library"));

/** The publisher's abbreviations in its result strings, by our party ids. */
const abbreviations: Readonly<Record<string, string>> = {
  lab: "Lab",
  con: "Con",
  ld: "LD",
  reform: "RUK",
  green: "Green",
  snp: "SNP",
  pc: "PC",
  dup: "DUP",
  sf: "SF",
  sdlp: "SDLP",
  uup: "UUP",
  alliance: "APNI",
  tuv: "TUV",
  speaker: "Spk",
  ind: "Ind",
};

test("the published file has every seat of the pack", () => {
  expect(Object.keys(published).toSorted()).toEqual(election.seats.map(({ code }) => code).toSorted());
});

test.each(Object.entries(published))("%s agrees with the published figures", (code, figures) => {
  const { result, winner, second, majority, valid, lines, state } = results.outcome(code);
  expect(state).toBe("declared");
  const to = abbreviations[result?.to.id ?? ""];
  const said = result?.kind === "hold" ? `${to} hold` : `${to} gain from ${abbreviations[result?.from.id ?? ""]}`;
  expect(said).toBe(figures.result);
  expect(winner?.party.id).toBe(figures.first);
  expect(second?.party.id).toBe(figures.second);
  expect(majority?.votes).toBe(figures.majority);
  expect(valid).toBe(figures.valid);
  expect(lines).toHaveLength(Object.keys(figures.candidates).length);
  for (const line of lines) {
    const [votes, share, change] = figures.candidates[line.candidate.id] ?? [];
    expect(line.votes).toBe(votes);
    expect(Math.abs((line.share ?? NaN) - 100 * (share ?? NaN))).toBeLessThan(0.05);
    if (change === null || change === undefined) expect(line.change, `${line.party.id} has a change`).toBeUndefined();
    else expect(Math.abs((line.change ?? NaN) - 100 * change), line.party.id).toBeLessThan(0.05);
  }
});
