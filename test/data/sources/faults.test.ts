import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contestOf, type Declaration } from "../../../src/core/declaration.ts";
import type { PublishedResult } from "../../../src/core/election.ts";
import { standing } from "../../../src/core/standing.ts";
import { loadPack } from "../../../src/data/election-pack.ts";
import { withFaults, type FaultyScript } from "../../../src/data/sources/faults.ts";
import { scriptOf, type Script } from "../../../src/data/sources/script.ts";
import type { Said } from "../../../src/data/sources/source.ts";
import { smallPack, uk2024 } from "../../support/small-pack.ts";

const { election: facts, seats, people, results } = loadPack(uk2024);
const election = { ...facts, seats, ...people };
const script = scriptOf(results);
const played = (seed: number): FaultyScript => withFaults(script, seed, election);
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const saidIn = ({ messages }: Script): readonly Said[] =>
  messages.flatMap(({ found }) => (found.kind === "declaration" ? [found.said] : []));
const bySeat = (faulty: Script) => Map.groupBy(saidIn(faulty), contestOf);
const winnerOf = (votes: Readonly<Record<string, number>>) =>
  Object.entries(votes).reduce((best, one) => (one[1] > best[1] ? one : best))[0];
const published = (seat: string): PublishedResult => {
  const found = results.find((one) => one.seat === seat);
  if (!found) throw new RangeError(seat);
  return found;
};
/** The number of seats that have something that is so. */
const count = (faulty: Script, is: (said: readonly Said[], right: PublishedResult) => boolean): number =>
  [...bySeat(faulty)].filter(([seat, said]) => is(said, published(seat))).length;
const revisions = (said: readonly Said[]) => said.map(({ revision = 0 }) => revision);

describe("whatever the seed", () => {
  test("the highest revision of every seat is what was published, and it is what stands", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const seatsSaid = bySeat(played(seed));
        expect(seatsSaid.size).toBe(results.length);
        for (const { seat, votes, rejected } of results) {
          const said = seatsSaid.get(seat) ?? [];
          const highest = Math.max(...revisions(said));
          for (const one of said.filter(({ revision }) => revision === highest))
            expect({ votes: one.votes, rejected: one.rejected }).toEqual({ votes, rejected });
          const feed = { name: "feed", kind: "feed" } as const;
          const entries = said.map((one): Declaration => ({ ...one, source: feed, revision: one.revision ?? 0 }));
          expect(standing(entries)?.declaration.votes).toEqual(votes);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("the same seed is the same night; another is another", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(played(seed)).toEqual(played(seed));
        expect(played(seed).messages).not.toEqual(played(seed + 1).messages);
      }),
      { numRuns: 5 },
    );
  });

  test("messages come in order; of one revision all say the same", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const faulty = played(seed);
        const times = faulty.messages.map(({ at }) => at.getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const said of bySeat(faulty).values())
          for (const same of Map.groupBy(said, ({ revision }) => revision).values())
            for (const one of same) expect(one).toEqual(same[0]);
      }),
      { numRuns: 10 },
    );
  });

  test("nothing is said before it was recorded, nor long after the hours that corrections take", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { at, found } of played(seed).messages)
          if (found.kind === "declaration") expect(at.getTime()).toBeGreaterThanOrEqual(found.said.recorded.getTime());
        const last = played(seed).messages.at(-1)?.at.getTime() ?? 0;
        expect(last).toBeLessThan(Date.parse("2024-07-07T00:00:00Z"));
      }),
      { numRuns: 10 },
    );
  });

  test("an election of three seats has its share too", () => {
    const small = smallPack();
    const three = { ...small["election.json"], seats: small["seats.json"], ...small["people.json"] };
    fc.assert(
      fc.property(seeds, (seed) => {
        const faulty = withFaults(scriptOf(small["results.json"]), seed, three);
        expect(bySeat(faulty).size).toBe(3);
        expect(faulty.summary.calls).toBe(1);
      }),
    );
  });
});

describe("what the summary counts is there", () => {
  const faulty = played(7);
  const { summary } = faulty;

  test("in numbers of a bad night: 5 to 10 in a hundred seats", () => {
    const { outages, bursts, ...ofSeats } = summary;
    for (const [kind, n] of Object.entries(ofSeats)) {
      expect(n, kind).toBeGreaterThanOrEqual(0.05 * 650 - 1);
      expect(n, kind).toBeLessThanOrEqual(0.1 * 650);
    }
    expect([outages, bursts]).toEqual([3, 2]);
  });

  test("calls, minutes before the figures", () => {
    const calls = saidIn(faulty).filter(({ state }) => state === "called");
    expect(new Set(calls.map(({ seat }) => seat)).size).toBe(summary.calls);
    for (const { seat, winner, votes, recorded } of calls) {
      expect(votes).toBeUndefined();
      expect(Object.keys(published(seat).votes)).toContain(winner);
      const minutes = (Date.parse(published(seat).recorded) - recorded.getTime()) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(2);
      expect(minutes).toBeLessThanOrEqual(20);
    }
  });

  test("a wrong winner first", () => {
    const wrong = count(faulty, ([first, second], { votes }) => {
      const figures = first?.votes ?? second?.votes;
      return figures !== undefined && winnerOf(figures) !== winnerOf(votes);
    });
    expect(wrong).toBe(summary.reversed);
  });

  test("retractions, each followed by a result", () => {
    const retracted = count(faulty, (said) => said.some(({ state }) => state === "retraction"));
    expect(retracted).toBe(summary.retractions);
  });

  test("right, wrong, right again", () => {
    const there = count(faulty, (said, { votes }) => {
      const own = said.filter((one) => one.votes).toSorted((a, b) => (a.revision ?? 0) - (b.revision ?? 0));
      const isRight = own.map((one) => Object.entries(votes).every(([id, n]) => one.votes?.[id] === n));
      const turns = isRight.filter((right, i) => right !== isRight[i - 1]);
      return turns.join() === "true,false,true" && !said.some(({ state }) => state === "retraction");
    });
    expect(there).toBe(summary.backAndForth);
  });

  test("numbers that skip, and lower revisions after higher ones", () => {
    const skips = count(faulty, (said) => new Set(revisions(said)).size < Math.max(...revisions(said)));
    expect(skips).toBe(summary.missing);
    const back = count(faulty, (said) => revisions(said).some((one, i) => one < (revisions(said)[i - 1] ?? 0)));
    // Duplicates that come late are lower ones too.
    expect(back).toBeGreaterThanOrEqual(summary.outOfOrder);
    expect(back).toBeLessThanOrEqual(summary.outOfOrder + summary.duplicates);
  });

  test("the same message twice", () => {
    const twice = count(faulty, (said) => new Set(revisions(said)).size < said.length);
    expect(twice).toBe(summary.duplicates);
  });

  test("garbage, set aside with its reason", () => {
    const aside = faulty.messages.flatMap(({ found }) => (found.kind === "quarantine" ? [found] : []));
    expect(aside).toHaveLength(summary.garbage);
    const kinds = [/^there is no seat E\d{8}$/, /does not stand there$/, /^votes for \d+ of \d+/, /^a negative number/];
    for (const kind of kinds) expect(aside.map(({ why }) => why)).toContainEqual(expect.stringMatching(kind));
    for (const { why, excerpt } of aside)
      expect([kinds.filter((kind) => kind.test(why)).length, excerpt !== ""]).toEqual([1, true]);
  });

  test("an outage that something falls into, and many at once", () => {
    for (const { from, until } of faulty.down)
      expect(faulty.messages.some(({ at }) => from <= at && at < until)).toBe(true);
    const moments = Map.groupBy(faulty.messages, ({ at }) => at.getTime());
    const atOnce = Math.max(...[...moments.values()].map(({ length }) => length));
    // Seven is the most that was recorded within one minute of the real night.
    expect(atOnce).toBeGreaterThan(7);
  });
});
