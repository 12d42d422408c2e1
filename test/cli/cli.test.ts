/** The command line: its verbs, what they print and their codes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { teller } from "../support/command-line.ts";

const lines = (text: string) => text.trimEnd().split("\n");
const json = (text: string): unknown => JSON.parse(text);

describe("the first command answers real questions", () => {
  test("a number presses a button of the last answer", async () => {
    const { out } = await teller(["run"], { input: "/gains labour\n1\n" });
    expect(out).toContain("11 to 20 of 218");
  });

  test("a form is asked line by line, from a pipe too", async () => {
    const { code, out } = await teller(["run"], { input: "/seat\nbath\n\n/seat\ncancel\n/results\n" });
    expect(code).toBe(0);
    expect(out).toMatch(/place: a constituency[^]*LD HOLD: Bath[^]*Given up\.[^]*650 seats/);
    expect((await teller(["ask", "/seat"])).out).toContain("Type it as /seat PLACE");
  });

  test("with a role, as someone of the newsroom would be answered", async () => {
    const input = "/channel answers private\n";
    expect((await teller(["run"], { input })).out).toContain("is for managers");
    expect((await teller(["run", "--role", "manager"], { input })).out).not.toContain("is for managers");
    expect((await teller(["run", "--role", "king"], { input })).code).toBe(2);
    const { code, err } = await teller(["run", "--role", "editor"], { input, env: { DISCORD_TOKEN: "a.b.c" } });
    expect([code, err]).toEqual([2, expect.stringContaining("--role goes with the terminal alone")]);
  });

  test("as things stood at a moment of the night", async () => {
    const { out } = await teller(["run", "--at", "2024-07-05T02:00"], { input: "/results\n" });
    expect(out).toContain("12 of 650 seats declared");
  });
});

describe("ask", () => {
  test("text, and exit 0 for an answer", async () => {
    const { code, out } = await teller(["ask", "/seat bath"]);
    expect(code).toBe(0);
    expect(out).toContain("LD HOLD: Bath");
  });

  test("JSON: the reply with its data, source and age", async () => {
    const { code, out } = await teller(["ask", "--json", "/seat", "bath"]);
    expect(code).toBe(0);
    expect(lines(out)).toHaveLength(1);
    expect(json(out)).toMatchObject({
      data: {
        seat: { code: "E14001080" },
        winner: { name: "Wera Hobhouse", votes: 19883 },
        majority: { votes: 11218 },
      },
      source: "House of Commons Library",
      asOf: "2026-01-05T00:00:00.000Z",
      audience: "channel",
    });
  });

  test("a question that cannot be answered exits 1 and says what to do", async () => {
    const { code, out } = await teller(["ask", "/seat qqqqxyz"]);
    expect(code).toBe(1);
    expect(out).toContain("I know no constituency");
    expect((await teller(["ask", "/nonsense"])).code).toBe(1);
  });

  test("many from a pipe: a line of JSON each, in order, bad ones too", async () => {
    const { code, out } = await teller(["ask", "--stdin"], { input: "/seat bath\n\n/seat qqqqxyz\nresults\n" });
    const replies = lines(out).map((line) => json(line) as { summary: string; problem?: string });
    expect(code).toBe(1);
    expect(replies.map(({ problem }) => problem)).toEqual([undefined, "usage", "not-found", undefined]);
    expect(replies[3]?.summary).toContain("Labour 411");
  });

  test.each([
    [["ask"], "ask what?"],
    [["ask", "--width", "3", "/seat bath"], "whole number from 20"],
    [["ask", "--at", "teatime", "/results"], "is not a time"],
    [["ask", "--colour", "/results"], "--json"],
    [["ask", "--stdin", "/results"], "not both"],
  ])("%j is wrong usage: exit 2 and what exists", async (args, words) => {
    const { code, err, out } = await teller(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});

describe("ask --as", () => {
  test("the exact message of each platform", async () => {
    const slack = json((await teller(["ask", "--as", "slack", "--json", "/seat bath"])).out) as {
      text: string;
      blocks: object[];
    };
    expect(slack.text).toContain("LD HOLD: Bath");
    expect(slack.blocks.length).toBeGreaterThan(3);
    const discord = json((await teller(["ask", "--as", "discord", "/seat bath"])).out);
    expect(discord).toMatchObject({ flags: 32_768, allowed_mentions: { parse: [] } });
  });

  test("many from a pipe, a line each", async () => {
    const { out } = await teller(["ask", "--as", "discord", "--stdin"], { input: "/seat bath\n/nonsense\n" });
    expect(lines(out).map((line) => Object.keys(json(line) as object))).toHaveLength(2);
  });

  test("as somebody of the newsroom, in a channel", async () => {
    const { code, out } = await teller(["ask", "--as", "slack", "--role", "editor", "/copy bath"]);
    expect(code).toBe(0);
    expect(out).toContain("Lib Dems hold Bath");
    expect((await teller(["ask", "--as", "slack", "/copy bath"])).code).toBe(1);
    expect((await teller(["ask", "--role", "queen", "/copy bath"])).code).toBe(2);
    expect((await teller(["ask", "--as", "discord", "/privacy"])).out).not.toContain("this screen");
  });

  test("a platform that is not there", async () => {
    const { code, err } = await teller(["ask", "--as", "telegraph", "/seat bath"]);
    expect(code).toBe(2);
    expect(err).toContain("slack, discord or web");
  });
});

describe("--at", () => {
  test.each([
    ["2024-07-05T02:00", 12],
    ["2024-07-05 02:00", 12],
    ["2024-07-05T01:00Z", 12],
    ["2024-07-05T02:00+01:00", 12],
    ["2024-07-05", 2],
  ])("%s is in the voters' own time", async (at, declared) => {
    const { out } = await teller(["ask", "/results", "--at", at]);
    expect(out).toContain(`${declared} of 650`);
  });

  test.each(["5", "2024", "2024-02-31T02:00", "2024-07-05T25:00", "05/07/2024", "tomorrow", ""])(
    "%s is refused",
    async (at) => {
      const { code, err } = await teller(["ask", "/results", "--at", at]);
      expect(code).toBe(2);
      expect(err).toContain("2024-07-05T02:00");
    },
  );
});

describe("find", () => {
  test("one line of JSON a query, best first, at most five", async () => {
    const { code, out } = await teller(["find", "--stdin", "--json"], { input: "ne somerset\n\nqqqqxyz\nrichmond\n" });
    const found = lines(out).map((line) => json(line) as { code: string; name: string; score: number; why: string }[]);
    expect(code).toBe(0);
    expect(found).toHaveLength(4);
    expect(found[0]?.[0]).toMatchObject({ code: "E14001394", name: "North East Somerset and Hanham" });
    expect(Object.keys(found[0]?.[0] ?? {})).toEqual(["code", "name", "score", "why"]);
    expect(found[1]).toEqual([]);
    expect(found[3]?.length).toBeLessThanOrEqual(5);
  });

  test("for people too", async () => {
    expect((await teller(["find", "hanham"])).out).toMatch(/^E14001394 +North East Somerset and Hanham/);
    expect((await teller(["find", "qqqqxyz"])).code).toBe(1);
  });
});

describe("export", () => {
  test("seats: a row each, two decimals", async () => {
    const { out } = await teller(["export", "seats"]);
    const [head = "", ...rows] = lines(out);
    for (const column of "code,name,region,winner,party,result,majority,majority_pct,valid_votes,electorate,turnout_pct,second_party,swing_pts,target_rank".split(
      ",",
    ))
      expect(head.split(",")).toContain(column);
    expect(rows).toHaveLength(650);
    const row = rows.find((one) => one.startsWith("E14001394"))?.split(",") ?? [];
    const cell = (column: string) => row[head.split(",").indexOf(column)];
    expect(
      ["majority", "majority_pct", "valid_votes", "electorate", "turnout_pct", "swing_pts", "target_rank"].map(cell),
    ).toEqual(["5319", "10.40", "51125", "73889", "69.19", "19.47", "164"]);
  });

  test("targets as JSON", async () => {
    const rows = json((await teller(["export", "targets", "--format", "json"])).out) as object[];
    expect(rows[163]).toMatchObject({
      rank: 164,
      code: "E14001394",
      swing_needed_pts: 14.27,
      swing_achieved_pts: 19.47,
      won: true,
    });
    expect(rows[169]).toMatchObject({ rank: 170, name: "Nuneaton" });
  });

  test("candidates, all of them", async () => {
    expect(lines((await teller(["export", "candidates"])).out)).toHaveLength(4516);
  });

  test("another party's targets", async () => {
    expect((await teller(["export", "targets", "--party", "lib dems"])).out).toMatch(/^rank,/);
  });

  test.each([
    ["nothing"],
    ["seats", "--format", "xlsx"],
    ["seats", "--party", "labour"],
    ["targets", "--party", "whigs"],
    [],
  ])("export %s %s %s is wrong usage", async (...args) => {
    expect((await teller(["export", ...args])).code).toBe(2);
  });
});

describe("wrong words and broken configuration exit 2", () => {
  test("an unknown verb says what exists", async () => {
    const { code, err } = await teller(["dance"]);
    expect(code).toBe(2);
    for (const verb of ["run", "ask", "find", "export"]) expect(err).toContain(verb);
    expect((await teller([])).code).toBe(2);
    expect((await teller(["constructor"])).code).toBe(2);
  });

  test.each(["run", "ask", "find", "export"])("%s --help", async (verb) => {
    const { code, out } = await teller([verb, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`teller ${verb}`);
  });

  test("an election that is not there", async () => {
    const { code, err } = await teller(["ask", "/results"], { env: { ELECTION: "uk-1802" } });
    expect(code).toBe(2);
    expect(err).toContain("ELECTION names no election pack");
  });

  test("a pack that is damaged names the file, without a stack", async () => {
    const folder = mkdtempSync(join(tmpdir(), "teller-"));
    try {
      writeFileSync(join(folder, "election.json"), "{");
      const { code, err } = await teller(["ask", "/results"], { env: { ELECTION: folder } });
      expect(code).toBe(2);
      expect(err).toContain("election.json");
      expect(err).not.toMatch(/^\s+at /m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
