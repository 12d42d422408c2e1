import { describe, expect, test } from "vitest";
import { Results } from "../../../src/core/results.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { replay } from "../../../src/data/sources/replay.ts";
import { momentsOf, scriptOf, type Script } from "../../../src/data/sources/script.ts";
import type { Found, Source, Remembered } from "../../../src/data/sources/source.ts";
import { uk2024 } from "../../support/small-pack.ts";

const election = loadElection(uk2024);
const script = scriptOf(loadResults(uk2024));
const signal = new AbortController().signal;

/** A feed whose clock the test sets. */
function at(time: string, played: Script = script) {
  let now = new Date(time);
  const source = replay({ name: election.name, script: played, now: () => now });
  return { source, set: (next: string) => (now = new Date(next)) };
}

const ask = (source: Source, kept?: Remembered) => source.ask(kept, signal);
const seats = (found: readonly Found[]) => found.map((one) => (one.kind === "declaration" ? one.said.seat : one.why));

describe("a replay", () => {
  test("is a feed, and says of what", () => {
    const { source } = at("2024-07-04T22:00:00+01:00");
    expect([source.kind, source.name, source.staff]).toEqual(["feed", `Replay of ${election.name}`, false]);
  });

  test("starts undeclared, and has the first two by midnight, as recorded", async () => {
    const { source, set } = at("2024-07-04T23:29:59+01:00");
    const nothing = await ask(source);
    expect(nothing.found).toEqual([]);
    set("2024-07-05T00:00:00+01:00");
    const { found } = await ask(source, nothing.kept);
    // Houghton and Sunderland South, then Blyth and Ashington.
    expect(seats(found)).toEqual(["E14001295", "E14001107"]);
    expect(found[0]).toMatchObject({
      said: { state: "result", recorded: new Date("2024-07-04T22:30:00Z"), votes: { "3733": 18_837 } },
    });
    expect(found[0]).not.toHaveProperty("said.declared");
  });

  test("what was heard is not said again, and nothing new is the same object", async () => {
    const { source, set } = at("2024-07-05T00:00:00+01:00");
    const first = await ask(source);
    const second = await ask(source, first.kept);
    expect(second.found).toEqual([]);
    expect(second.kept).toBe(first.kept);
    set("2024-07-05T00:49:00+01:00");
    expect(seats((await ask(source, second.kept)).found)).toEqual(["E14001537"]);
    expect((await ask(source)).found).toHaveLength(3);
  });

  test("a moment counts as reached when it is there, to the millisecond", async () => {
    const { source, set } = at("2024-07-04T22:29:59.999Z");
    expect((await ask(source)).found).toHaveLength(0);
    set("2024-07-04T22:30:00.000Z");
    expect((await ask(source)).found).toHaveLength(1);
  });

  test("after the last it has said all that was published", async () => {
    const { source } = at("2024-07-06T18:00:00+01:00");
    const { found } = await ask(source);
    const said = found.flatMap((one) => (one.kind === "declaration" ? [one.said] : []));
    const entries = said.map((one) => ({ ...one, source, revision: one.revision ?? 0 }));
    const results = Results.before(election).with(entries);
    expect(results.complete).toBe(true);
    expect(results.all.filter(({ winner }) => winner?.party.id === "lab")).toHaveLength(411);
  });

  test("does not answer while it is down, and then says what it missed", async () => {
    const down = [{ from: new Date("2024-07-04T22:29:00Z"), until: new Date("2024-07-04T23:00:00Z") }];
    const { source, set } = at("2024-07-04T22:30:00Z", { ...script, down });
    await expect(ask(source)).rejects.toMatchObject({ name: "SourceError" });
    set("2024-07-04T23:00:00Z");
    expect((await ask(source)).found).toHaveLength(2);
  });

  test("does not begin when it is told to stop", async () => {
    const { source } = at("2024-07-05T00:00:00+01:00");
    await expect(source.ask(undefined, AbortSignal.abort())).rejects.toThrow("aborted");
  });
});

test("the moments of a script are those at which something may be new, each once, in order", () => {
  const down = [{ from: new Date("2024-07-05T02:00:30Z"), until: new Date("2024-07-05T02:05:30Z") }];
  const moments = momentsOf({ ...script, down }).map((moment) => moment.getTime());
  expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b));
  expect(moments).toHaveLength(279);
  expect(moments[0]).toBe(Date.parse("2024-07-04T23:30:00+01:00"));
  expect(moments).toContain(Date.parse("2024-07-05T02:00:30Z"));
});
