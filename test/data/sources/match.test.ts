/** Things that a source names are found exactly, or not at all. */
import { describe, expect, test } from "vitest";
import { createMatcher, type NamedCandidate } from "../../../src/data/sources/match.ts";
import { Misfit } from "../../../src/data/sources/match/misfit.ts";
import { candidate, counted, election } from "../../support/source-stage.ts";

const matcher = createMatcher(election);

describe("a seat", () => {
  test.each(election.seats.map((seat) => [seat.name, seat] as const))("%s is found by all its own names", (_, seat) => {
    const { code, short = code, name, welsh = name, pa = name } = seat;
    for (const given of [code, short, name, welsh, pa, name.toUpperCase(), name.replaceAll(" and ", " & ")]) {
      const ballot = matcher.ballot({ name: given });
      expect([ballot.seat, ballot.loosely], given).toEqual([seat, false]);
    }
    expect(matcher.ballot({ code, name: pa }).seat).toBe(seat);
  });

  test.each([
    ["Somerset North East & Hanham", "North East Somerset and Hanham"],
    ["somerset north-east and hanham", "North East Somerset and Hanham"],
    ["Thanet East", "East Thanet"],
    ["Ynys Mon", "Ynys Môn"],
    ["Wrekin, The", "The Wrekin"],
    ["Montgomeryshire & Glyndwr", "Montgomeryshire and Glyndŵr"],
    ["Weston super Mare", "Weston-super-Mare"],
    ["Richmond", undefined],
    ["Bristol North", undefined],
    ["Birmingham", undefined],
    ["Basingstokee", undefined],
    ["", undefined],
    ["__proto__", undefined],
    [`Bath${" ".repeat(200)}and more`, undefined],
  ])("“%s” is %s", (name, official) => {
    if (official === undefined) expect(() => matcher.ballot({ name })).toThrow(Misfit);
    else expect(matcher.ballot({ name }).seat.name).toBe(official);
  });

  test("a nickname of one seat will do, and is known for one; of two it is none", () => {
    expect(matcher.ballot({ name: "Farnborough" })).toMatchObject({ seat: { name: "Aldershot" }, loosely: true });
    expect(() => matcher.ballot({ name: "Kings Heath" })).toThrow("no seat is called “Kings Heath”");
  });

  test("a code and a name of two seats are neither", () => {
    const { code } = counted("Bath").seat;
    expect(() => matcher.ballot({ code, name: "Richmond Park" })).toThrow(
      /is Bath, and “Richmond Park” is Richmond Park/,
    );
    expect(() => matcher.ballot({ code: "E14000001", name: "Bath" })).toThrow("no seat has the code “E14000001”");
  });

  test("a by-election is known by its day", () => {
    const bath = counted("Bath");
    const candidates = [
      { id: "1", given: "Ann", family: "Other", party: "lab" },
      { id: "2", given: "Bob", family: "More", party: "con" },
    ];
    const upcoming = [
      { seat: bath.seat.code, date: "2025-05-01", pollsClose: "2025-05-01T22:00:00+01:00", candidates },
    ];
    const both = createMatcher({ ...election, upcoming });
    expect(both.ballot({ name: "Bath", date: "2025-05-01" })).toMatchObject({
      byElection: "2025-05-01",
      runners: candidates,
    });
    expect(both.ballot({ name: "Bath" }).byElection).toBeUndefined();
    expect(both.ballot({ name: "Bath", date: election.date }).byElection).toBeUndefined();
    expect(() => both.ballot({ name: "Bath", date: "2025-05-02" })).toThrow("Bath has no election on “2025-05-02”");
  });
});

describe("a party", () => {
  const seat = (name: string) => matcher.ballot({ name });
  const partyBy = (where: string, ...party: string[]): string => matcher.candidate(seat(where), { party }).party;

  test.each([
    ["Bath", "C", "con"],
    ["Bath", "Lab", "lab"],
    ["Bath", "Lab Co-op", "lab"],
    ["Bath", "Labour/Co-op", "lab"],
    ["Bath", "LD", "ld"],
    ["Bath", "LibDem", "ld"],
    ["Bath", "Reform", "reform"],
    ["Bath", "RUK", "reform"],
    ["Bath", "Green", "green"],
    ["Chorley", "Speaker", "speaker"],
    ["Chorley", "Commons Speaker", "speaker"],
    ["Inverclyde and Renfrewshire West", "SNP", "snp"],
    ["Caerfyrddin", "Plaid Cymru - The Party of Wales", "pc"],
    ["Foyle", "Sinn Féin", "sf"],
    ["Foyle", "APNI", "alliance"],
    ["Foyle", "Alliance", "alliance"],
  ])("in %s “%s” is %s", (where, form, party) => expect(partyBy(where, form)).toBe(party));

  test("two forms are of one, or of none", () => {
    expect(partyBy("Bath", "Labour", "Lab")).toBe("lab");
    expect(partyBy("Bath", "Something of their own", "Lab")).toBe("lab");
    expect(() => partyBy("Bath", "Labour", "C")).toThrow("“Labour” and “C” are two parties");
  });
});

describe("a candidate", () => {
  const bath = counted("Bath");
  const ballot = matcher.ballot({ name: "Bath" });
  const idBy = (line: NamedCandidate, options = {}): string => matcher.candidate({ ...ballot, ...options }, line).id;
  const [lab, ld, green] = ["lab", "ld", "green"].map((party) => candidate(bath, party)) as [string, string, string];
  const one = (party: string) => bath.candidates.find((each) => each.party === party) ?? expect.fail();
  const { given, family } = one("ld");

  test.each<[string, NamedCandidate]>([
    ["id", { id: ld }],
    ["id, though the name is spelt otherwise", { id: ld, name: `${given}e ${family}s`, party: ["LD"] }],
    ["both names", { given, family }],
    ["one name", { name: `${given} ${family}` }],
    ["a name turned", { name: `${family.toUpperCase()}, ${given}` }],
    ["family name", { name: family }],
    ["family name and party", { family, party: ["Liberal Democrat"] }],
    [
      "family name, an initial and a party that the pack has not",
      { given: given[0] ?? "", family, party: ["The Cheese Party"] },
    ],
    ["party", { party: ["LD"] }],
    ["party, with a slip in the name", { given, family: `${family}e`, party: ["LD"] }],
    ["party and given name, after a wedding", { given, family: "Quite-Otherwise", party: ["LD"] }],
  ])("is known by %s", (_, line) => expect(idBy(line)).toBe(ld));

  test.each<[string, NamedCandidate, RegExp]>([
    ["another's id", { id: lab, given, family }, /are two candidates/],
    ["an id of nobody, and a party alone", { id: "1", party: ["LD"] }, /no candidate with the id “1”/],
    ["another's party", { given, family, party: ["Green"] }, /stands, but not for “Green”/],
    [
      "a party's candidate by another name",
      { given: "Zoe", family: "Quimby", party: ["LD"] },
      /is not the candidate of “LD”/,
    ],
    ["a party that does not stand", { given: "Zoe", family: "Quimby", party: ["SNP"] }, /no candidate of “SNP”/],
    ["a name of nobody", { name: "Zoe Quimby" }, /no candidate “Zoe Quimby”/],
    ["nothing", {}, /no candidate/],
  ])("is not known by %s", (_, line, why) => expect(() => idBy(line)).toThrow(why));

  test("in a seat known by a nickname a party is not enough", () => {
    expect(() => idBy({ party: ["LD"] }, { loosely: true })).toThrow("known only by a nickname");
    expect(idBy({ family, party: ["LD"] }, { loosely: true })).toBe(ld);
  });

  test("namesakes are told apart by party, as in Mid Buckinghamshire", () => {
    const ballot = matcher.ballot({ name: "Mid Buckinghamshire" });
    const smith = (party?: string) =>
      matcher.candidate(ballot, { name: "Greg Smith", ...(party && { party: [party] }) });
    expect([smith("Con").party, smith("Green").party]).toEqual(["con", "green"]);

    expect(() => smith()).toThrow("may be two candidates");
  });

  test("independents are known by name", () => {
    const ballot = matcher.ballot({ name: "Old Bexley and Sidcup" });
    const several = { ...ballot, runners: [...ballot.runners, { id: "9", given: "Jo", family: "Else", party: "ind" }] };
    expect(matcher.candidate(ballot, { party: ["Ind"] }).party).toBe("ind");
    expect(() => matcher.candidate(several, { party: ["ND"] })).toThrow("several candidates");
    expect(matcher.candidate(several, { family: "Else", party: ["ND"] }).id).toBe("9");
    expect(() => matcher.candidate(several, { given: "Zoe", family: "Else", party: ["Ind"] })).toThrow(Misfit);
  });

  test("every candidate of the pack is known by name and party, and by id", () => {
    for (const seat of election.seats) {
      const ballot = matcher.ballot({ code: seat.code });
      for (const { id, given, family, party, printed } of ballot.runners as typeof election.candidates) {
        const about = election.parties.find((one) => one.id === party);
        expect(matcher.candidate(ballot, { id }).id).toBe(id);
        expect(matcher.candidate(ballot, { given, family, party: [printed ?? about?.printed[0] ?? ""] }).id).toBe(id);
      }
    }
  });

  test("votes are every candidate's, once, and no more than there are electors", () => {
    const lines = Object.entries(bath.votes).map(([id, votes]) => ({ line: { id }, votes }));
    expect(matcher.votes(ballot, lines)).toEqual(bath.votes);
    expect(() => matcher.votes(ballot, lines.slice(1))).toThrow(/no votes for/);
    expect(() => matcher.votes(ballot, [...lines, ...lines.slice(0, 1)])).toThrow(/has two lines/);
    expect(() =>
      matcher.votes(
        ballot,
        lines.map((one) => ({ ...one, votes: 90_000 })),
      ),
    ).toThrow(/electors/);
    expect(() =>
      matcher.votes(
        ballot,
        lines.map((one) => ({ ...one, votes: 0 })),
      ),
    ).toThrow("nobody has any votes");
    expect(green).not.toBe(lab);
  });
});
