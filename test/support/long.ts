/** The two forms of a test that repeats itself: a sample in `npm test`, everything in `.ci/run`. */
import type { Election, Seat } from "../../src/core/election.ts";

/** Whether the long form is wanted. */
export const isLong = Boolean(process.env["TELLER_TEST_LONG"]);

/** A number for the short form and one for the long: of tries, of things, of milliseconds. */
export const inForm = (short: number, long: number): number => (isLong ? long : short);

/** In the short form one in so many of a list, others of them for another `from`. */
export const oneIn = <T>(many: number, all: readonly T[], from = 0): readonly T[] =>
  isLong ? all : all.filter((_, index) => (index + from) % many === 0);

/** One seat in ten, and those that have the most of something: of letters, of candidates, of predecessors. */
export function someSeats({ seats, candidates }: Pick<Election, "seats" | "candidates">): readonly Seat[] {
  if (isLong) return seats;
  const standing = Map.groupBy(candidates, ({ seat }) => seat);
  const most = (count: (seat: Seat) => number) => seats.toSorted((a, b) => count(b) - count(a)).slice(0, 5);
  return [
    ...new Set([
      ...seats.filter((_, index) => index % 10 === 0),
      ...most(({ name }) => name.length),
      ...most(({ code }) => standing.get(code)?.length ?? 0),
      ...most(({ from }) => from.length),
    ]),
  ];
}
