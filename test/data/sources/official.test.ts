/** The official sources: Parliament's pair, and the pack's own results. */
import { describe, expect, test } from "vitest";
import { parliamentSource } from "../../../src/data/sources/parliament.ts";
import { packSource } from "../../../src/data/sources/pack.ts";
import { openSources } from "../../../src/data/sources/index.ts";
import { Results } from "../../../src/core/results.ts";
import { parliamentPair } from "../../support/sheets.ts";
import { ask, clock, counted, election, folder, now, pack, saidIn, whysIn, write } from "../../support/source-stage.ts";

const printedOf = (id: string): string => election.parties.find((one) => one.id === id)?.printed[0] ?? "";

describe("Parliament's pair", () => {
  async function read(files: { readonly candidacies: string; readonly constituencies: string }, of = election) {
    const within = folder();
    const [one, two] = [write(within, "a.csv", files.candidacies), write(within, "b.csv", files.constituencies)];
    // In either order.
    const source = parliamentSource({ name: "Parliament", locations: [two, one], election: of, now: clock });
    const { found } = await ask(source);
    return { said: saidIn(found), whys: whysIn(found) };
  }
  const bath = counted("Bath");
  const foyle = counted("Foyle");
  const pair = parliamentPair([bath, foyle], printedOf);

  test("every seat of the pack comes through, rejected papers and all", async () => {
    const all = election.seats.map(({ name }) => counted(name));
    const { said, whys } = await read(parliamentPair(all, printedOf));
    expect(whys).toEqual([]);
    expect(said).toEqual(
      all.map(({ seat, result: { votes, rejected } }) => ({
        seat: seat.code,
        state: "result",
        votes,
        rejected,
        recorded: now,
      })),
    );
  });

  test("a seat without votes has not declared", async () => {
    const { said, whys } = await read(parliamentPair([bath, { ...foyle, votes: {} }], printedOf));
    expect([said.map(({ seat }) => seat), whys]).toEqual([[bath.seat.code], []]);
  });

  test("sums must agree, and every seat has its one row", async () => {
    const sum = String(bath.result.valid);
    const wrong = await read({ ...pair, constituencies: pair.constituencies.replace(sum, "1") });
    expect(wrong.said.map(({ seat }) => seat)).toEqual([foyle.seat.code]);
    expect(wrong.whys).toEqual([expect.stringMatching(new RegExp(`Bath: its votes add up to ${sum}, and .* has 1$`))]);
    const lines = pair.constituencies.split("\n");
    const none = await read({ ...pair, constituencies: lines.filter((line) => !line.includes("Bath")).join("\n") });
    expect(none.whys).toEqual([expect.stringMatching(/Bath has 0 rows/)]);
    const two = await read({
      ...pair,
      constituencies: [...lines, ...lines.filter((line) => line.includes("Bath"))].join("\n"),
    });
    expect(two.whys).toEqual([expect.stringMatching(/Bath has 2 rows/)]);
  });

  test("a by-election that the pack tells of as past is passed over, and one to come is read", async () => {
    const [past] = election.byElections;
    const dated = (date: string) => ({
      candidacies: pair.candidacies
        .replaceAll("\n", `\n${date},`)
        .replace(/^/, "Election date,")
        .replace(/\n[^\n]*$/, ""),
      constituencies: pair.constituencies
        .replaceAll("\n", `\n${date},`)
        .replace(/^/, "By-election date,")
        .replace(/\n[^\n]*$/, ""),
    });
    const runcorn = {
      ...election,
      byElections: [{ ...past, seat: bath.seat.code, date: "2025-05-01" }],
    } as typeof election;
    const { said, whys } = await read(dated("01/05/2025"), runcorn);
    expect(said).toEqual([]);
    expect(whys).toEqual([expect.stringMatching(/Foyle has no election on “2025-05-01”/)]);
    const candidates = bath.candidates.map(({ id, given, family, party }) => ({ id, given, family, party }));
    const upcoming = [
      { seat: bath.seat.code, date: "2025-05-01", pollsClose: "2025-05-01T22:00:00+01:00", candidates },
    ];
    const coming = await read(dated("01/05/2025"), { ...election, upcoming });
    expect(coming.said).toMatchObject([{ seat: bath.seat.code, byElection: "2025-05-01", votes: bath.votes }]);
  });

  test("two other files are told from them", async () => {
    await expect(read({ ...pair, constituencies: pair.candidacies })).rejects.toThrow(/are not Parliament's two files/);
    await expect(read({ ...pair, candidacies: "" })).rejects.toThrow(/is no CSV/);
  });
});

describe("the pack's own results", () => {
  test("are all of it, under the publisher's name and day", async () => {
    const source = packSource(pack);
    const { found, kept } = await ask(source);
    const { publisher } = pack.election;
    expect(source).toMatchObject({ name: publisher.name, kind: "official", staff: false });
    expect(new Set(saidIn(found).map(({ revision }) => revision))).toEqual(new Set([20_260_105]));
    expect((await ask(source, kept)).found).toEqual([]);
    const about = { source: { name: source.name, kind: source.kind }, revision: 1 };
    const results = Results.before(election).with(saidIn(found).map((said) => ({ ...about, ...said })));
    expect(results.complete).toBe(true);
    expect(results.all.filter(({ winner }) => winner?.party.id === "lab")).toHaveLength(411);
  });

  test("come again, and later, from a pack that was corrected", async () => {
    const { kept } = await ask(packSource(pack));
    const publisher = { ...pack.election.publisher, revised: "2026-03-01" };
    const [first, ...rest] = pack.results;
    const results = first ? [{ ...first, rejected: (first.rejected ?? 0) + 1 }, ...rest] : [];
    const { found } = await ask(packSource({ election: { ...pack.election, publisher }, results }), kept);
    expect(saidIn(found)[0]).toMatchObject({ revision: 20_260_301, rejected: (first?.rejected ?? 0) + 1 });
  });
});

test("sources are opened as they are configured", () => {
  const reach = { allowPrivate: true };
  const opened = openSources(
    [
      { name: "Wire", staff: true, type: "pa", location: "/srv/pa" },
      { name: "Sheet", staff: false, type: "csv", location: "/srv/sheet.csv" },
      { name: "Parliament", staff: false, type: "parliament", locations: ["/a.csv", "/b.csv"] },
    ],
    { election, reach, now: clock },
  );
  expect(opened.map(({ name, kind, staff }) => [name, kind, staff])).toEqual([
    ["Wire", "feed", true],
    ["Sheet", "feed", false],
    ["Parliament", "official", false],
  ]);
});
