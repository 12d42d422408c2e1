/** What a replay says of each thing that comes: real figures, and what may befall them. */
import { describe, expect, test } from "vitest";
import type { LogEntry } from "../../src/core/declaration.ts";
import { History } from "../../src/core/news/history.ts";
import { toText } from "../../src/core/plain-text.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { boardReply, lineOf, type Saying } from "../../src/views/replay.ts";
import { uk2024 } from "../support/small-pack.ts";

const election = loadElection(uk2024);
const zone = election.timeZone;
const at = new Date("2024-07-05T03:58:00Z");
/** North East Somerset and Hanham: Dan Norris 20,739, Jacob Rees-Mogg 15,420. */
const seat = "E14001394";
const { votes = {} } = loadResults(uk2024).find((one) => one.seat === seat) ?? {};
const [norris = "", moggs = ""] = Object.entries(votes)
  .toSorted(([, a], [, b]) => b - a)
  .map(([id]) => id);

type Said = Pick<LogEntry, "state" | "votes" | "winner">;
const right: Said = { state: "result", votes };
const wrong: Said = { state: "result", votes: { ...votes, [moggs]: 14_420 } };
const swapped: Said = {
  state: "result",
  votes: { ...votes, [norris]: votes[moggs] ?? 0, [moggs]: votes[norris] ?? 0 },
};
const gone: Said = { state: "retraction" };

/** Everything that is told of the last of these. */
function told(...said: readonly Said[]): readonly string[] {
  const entries = said.map((one, i): LogEntry => {
    const source = { name: "Replay", kind: "feed" } as const;
    return { ...one, seat, source, revision: i + 1, recorded: at, seq: i + 1, at };
  });
  const history = History.before(election).with(entries);
  const last = entries.length - 1;
  const sayings: readonly Exclude<Saying, { kind: "board" | "end" }>[] = [
    ...history.changes(last).map((change) => ({ kind: "change", at, change, history }) as const),
    ...history.milestones(last).map((milestone) => ({ kind: "milestone", at, milestone, history }) as const),
  ];
  return sayings.map((saying) => {
    const { head, words } = lineOf(saying, zone);
    return `[${head}]${words}`;
  });
}

describe("a line each", () => {
  test("a result, and what it is a milestone of", () => {
    const [result, ...more] = told(right);
    expect(result).toMatch(
      /^\[LAB GAIN FROM CON: North East Somerset and Hanham\]\. Dan Norris beats Jacob Rees-Mogg by 5,319/,
    );
    expect(more.join("\n")).toMatch(/FIRST DECLARATION.*\n.*FIRST GAIN.*\n.*PORTILLO MOMENT.*Jacob Rees-Mogg/);
  });

  test("a call, and its votes", () => {
    const call: Said = { state: "called", winner: norris };
    expect(told(call)[0]).toMatch(/North East Somerset and Hanham.*votes to follow/);
    expect(told(call, right)).toEqual([expect.stringMatching(/by 5,319/)]);
  });

  test("corrected figures say what was said before", () => {
    const [line] = told(wrong, right);
    expect(line).toMatch(/^\[CORRECTED\]: North East Somerset and Hanham/);
    expect(line).toMatch(/15,420, we said 14,420.*majority 5,319.*was 6,319/);
  });

  test("another winner says who was said before, and undoes what was reached", () => {
    expect(told(right, swapped)).toEqual([
      expect.stringMatching(/^\[CORRECTION: .*hold North East Somerset and Hanham; we said LAB gain from CON\]/),
      expect.stringMatching(/first gain/i),
      expect.stringMatching(/WITHDRAWN: Portillo moment/),
    ]);
  });

  test("taken back, and said again", () => {
    expect(told(right, gone)[0]).toMatch(/^\[RETRACTED: North East Somerset and Hanham\]/);
    expect(told(right, gone, right)[0]).toMatch(/^\[LAB GAIN FROM CON: North East Somerset and Hanham\]/);
  });

  test("what is no news", () => {
    const to = new Date("2024-07-06T16:59:00Z");
    expect(lineOf({ kind: "leap", at, to }, zone).words).toBe(": nothing was recorded. On to 5:59pm, 6 July 2024.");
    expect(lineOf({ kind: "aside", at, why: "there is no seat E1" }, zone)).toEqual({
      head: "Set aside",
      words: ": there is no seat E1.",
    });
  });
});

test("the state of the parties says that it is a rehearsal", () => {
  const reply = boardReply(at, History.before(election), "the state of the parties", [{ label: "Seed", value: "7" }]);
  expect(reply.summary).toMatch(/^REHEARSAL: /);
  const [title, , ...rest] = toText(reply, { width: 100, timeZone: zone }).split("\n");
  expect(title).toBe("REHEARSAL: the state of the parties, 4:58am, 5 July 2024. 0 of 650 seats declared");
  expect(rest.join("\n")).toMatch(/326 seats make a majority\.[^]*Seed +7/);
});
