import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceKinds, type Declaration } from "../../src/core/declaration.ts";
import { disagreement, standing } from "../../src/core/standing.ts";

const at = (minute: number) => new Date(Date.UTC(2024, 6, 5, 1, minute));
let minute = 0;
const entry = (over: Partial<Declaration> & { kind?: Declaration["source"]["kind"] } = {}): Declaration => {
  const { kind = "feed", ...rest } = over;
  minute += 1;
  return {
    seat: "E14001394",
    source: { name: kind, kind },
    revision: 1,
    state: "result",
    recorded: at(minute),
    ...rest,
  };
};

describe("within one source", () => {
  test("the highest revision stands, whatever the order of arrival", () => {
    const [one, two] = [entry({ revision: 1 }), entry({ revision: 2 })];
    expect(standing([one, two])?.declaration).toBe(two);
    expect(standing([two, one])?.declaration).toBe(two);
  });

  test("a result stands over a call of the same revision", () => {
    const [call, result] = [entry({ state: "called" }), entry()];
    expect(standing([result, call])?.declaration).toBe(result);
  });

  test("a retraction leaves nothing, and a later revision stands again", () => {
    const [said, gone, again] = [entry(), entry({ revision: 2, state: "retraction" }), entry({ revision: 3 })];
    expect(standing([said, gone])).toBeUndefined();
    expect(standing([said, gone, again])?.declaration).toBe(again);
  });
});

describe("among sources", () => {
  test("official over feed over desk", () => {
    const [desk, feed, official] = [entry({ kind: "desk" }), entry({ kind: "feed" }), entry({ kind: "official" })];
    expect(standing([official, feed, desk])?.declaration).toBe(official);
    expect(standing([desk, feed])?.declaration).toBe(feed);
  });

  test("one source's retraction leaves another's word", () => {
    const [feed, desk, gone] = [entry(), entry({ kind: "desk" }), entry({ revision: 2, state: "retraction" })];
    expect(standing([feed, desk, gone])?.declaration).toBe(desk);
  });

  test("editors' correction stands over all", () => {
    const [official, corrected] = [
      entry({ kind: "official", revision: 9 }),
      entry({ kind: "editors", state: "correction" }),
    ];
    expect(standing([corrected, official])?.declaration).toBe(corrected);
  });

  test("editors' retraction silences what was said, not what is said after", () => {
    const [feed, gone, later] = [entry(), entry({ kind: "editors", state: "retraction" }), entry({ revision: 2 })];
    expect(standing([feed, gone])).toBeUndefined();
    expect(standing([feed, gone, later])?.declaration).toBe(later);
  });
});

test("a correction does not move the time of declaration", () => {
  const first = entry({ declared: at(5) });
  const corrected = entry({ revision: 2, state: "correction", declared: at(50) });
  expect(standing([first, corrected])).toMatchObject({
    declaration: corrected,
    declared: at(5),
    recorded: first.recorded,
  });
});

describe("sources that contradict each other", () => {
  const votes = { hobhouse: 20_656, bewley: 9_438 };
  const official = (over: Partial<Declaration> = {}) => entry({ kind: "official", votes, ...over });
  /** Words of a feed that differ from what the official source said. */
  const others = (said: Partial<Declaration>, stands = official()): number =>
    disagreement([stands, entry(said)])?.others.length ?? 0;

  test("in a figure, in whom votes elect, or in whom they name", () => {
    expect(others({ votes })).toBe(0);
    expect(others({ votes: { ...votes, bewley: 9_439 } })).toBe(1);
    expect(others({ votes: { ...votes, stranger: 1 } })).toBe(1);
    expect(others({ state: "called", winner: "hobhouse" })).toBe(0);
    expect(others({ state: "called", winner: "bewley" })).toBe(1);
  });

  test("where both say no more than who won, or one has votes that are a tie", () => {
    const called = entry({ kind: "official", state: "called", winner: "hobhouse" });
    expect(others({ state: "called", winner: "hobhouse" }, called)).toBe(0);
    expect(others({ votes }, called)).toBe(0);
    expect(others({ votes: { hobhouse: 9_438, bewley: 9_438 } }, called)).toBe(1);
  });

  test("a word that editors decided about is left out, and a later one is not", () => {
    const feed = entry({ votes: { ...votes, bewley: 9_439 } });
    const decided = entry({ kind: "editors", state: "correction", votes });
    expect(disagreement([feed, decided])).toBeUndefined();
    const later = entry({ votes: { ...votes, bewley: 9_440 }, revision: 2 });
    expect(disagreement([feed, decided, later])).toMatchObject({ stands: decided, others: [later] });
    expect(disagreement([])).toBeUndefined();
  });
});

test("nothing said, nothing stands", () => {
  expect(standing([])).toBeUndefined();
});

test("whatever is said, no retraction stands and the order within a source does not matter", () => {
  const said = fc.record({
    kind: fc.constantFrom(...sourceKinds.filter((kind) => kind !== "editors")),
    revision: fc.nat(5),
    state: fc.constantFrom<Declaration["state"]>("called", "result", "correction", "retraction"),
  });
  fc.assert(
    fc.property(fc.uniqueArray(said, { selector: ({ kind, revision }) => `${kind} ${revision}` }), (all) => {
      const entries = all.map((one) => entry(one));
      const now = standing(entries)?.declaration;
      expect(now?.state).not.toBe("retraction");
      expect(standing(entries.toReversed())?.declaration).toBe(now);
    }),
  );
});
