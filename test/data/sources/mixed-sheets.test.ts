/** Rows of one seat that do not say the same beside their votes; and members named where no votes are. Bath's published result. */
import { describe, expect, test } from "vitest";
import { readSheet } from "../../../src/data/sources/csv.ts";
import { createMatcher } from "../../../src/data/sources/match.ts";
import { counted, election, now, saidIn, whysIn } from "../../support/source-stage.ts";

const matcher = createMatcher(election);
const bath = counted("Bath");
const all = bath.candidates.map((one) => ({ ...one, votes: bath.votes[one.id] ?? 0 }));
const hobhouse = all.find(({ family }) => family === "Hobhouse")?.id;

function read(text: string) {
  const found = readSheet(text, "sheet", { matcher, election, now });
  const notes = found.flatMap((one) => (one.kind === "note" ? [one.why] : []));
  return { said: saidIn(found), whys: whysIn(found), notes };
}

/** Bath's rows with one more column. @param cells of the rows, the last holding on */
const beside = (head: string, ...cells: readonly string[]) =>
  read(
    [
      `Constituency,Candidate,Votes,${head}`,
      ...all.map(({ given, family, votes }, i) => `Bath,${given} ${family},${votes},${cells[i] ?? cells.at(-1)}`),
    ].join("\n"),
  );

describe("a state", () => {
  test("of which some rows say more is what they say", () => {
    expect(beside("State", "result", "correction").said).toMatchObject([{ state: "correction", votes: bath.votes }]);
    expect(beside("State", "final", "declared").said).toMatchObject([{ state: "result", votes: bath.votes }]);
    const early = beside("State", "result", "provisional");
    expect(early.whys).toEqual([expect.stringContaining("the sheet calls these figures provisional")]);
  });

  test.each(["withdrawn", "recount"])("of a result, and %s beside it, is one or the other", (other) => {
    expect(beside("State", "result", other)).toMatchObject({
      said: [],
      whys: [expect.stringContaining("its rows have different states")],
    });
  });
});

describe("what rows disagree on beside votes is left out, and it is said", () => {
  test("times of declaration", () => {
    const { said, whys, notes } = beside("Declared", "2024-07-05 02:43", "2024-07-05 03:10");
    expect(whys).toEqual([]);
    expect(said).toMatchObject([{ state: "result", votes: bath.votes }]);
    expect(said[0]).not.toHaveProperty("declared");
    expect(notes).toEqual([expect.stringMatching(/several times of declaration: left out/)]);
    expect(beside("Declared", "2024-07-05 02:43").said).toMatchObject([{ declared: new Date("2024-07-05T01:43:00Z") }]);
    expect(beside("Declared", "soon after two").notes).toEqual([expect.stringMatching(/times that are none/)]);
  });

  test("rejected papers", () => {
    const { said, notes } = beside("Rejected", "151", "115");
    expect(said[0]).not.toHaveProperty("rejected");
    expect(notes).toEqual([expect.stringMatching(/several numbers of rejected papers: left out/)]);
    const odd = beside("Rejected", "many", "151");
    expect(odd.said).toMatchObject([{ rejected: 151 }]);
    expect(odd.notes).toEqual([expect.stringMatching(/rejected papers that are no number: left out/)]);
  });

  test("two who are marked as elected are nobody", () => {
    expect(beside("Elected", "yes")).toMatchObject({
      said: [],
      whys: [expect.stringContaining("two are marked as elected")],
    });
  });
});

describe("members where no votes are", () => {
  const members = (head: string, ...rows: readonly string[]) => read([head, ...rows].join("\n"));
  const called = [{ seat: bath.seat.code, state: "called", winner: hobhouse }];

  test("are who won, by their family name alone or by both", () => {
    expect(members("Constituency,MP surname", "Bath,Hobhouse").said).toMatchObject(called);
    expect(members("Constituency,MP first name,MP surname", "Bath,Wera,Hobhouse").said).toMatchObject(called);
    expect(members("Constituency,Winner", "Bath,Wera Hobhouse (Lib Dem)").said).toMatchObject(called);
  });

  test("who stood for nothing there are left out, and it is said", () => {
    const { said, notes } = members("Constituency,MP surname", "Bath,Rees-Mogg");
    expect(said).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/winners by words that name nobody there: left out/)]);
  });
});
