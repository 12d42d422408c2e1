/** Figures and names that the publisher has corrected: as they were, as they are, and since when. */
import type { Context } from "../core/command.ts";
import type { Correction } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import { fullName, longDay } from "../core/story.ts";
import { int } from "./words.ts";

type Known = Pick<Context, "results" | "hasCome">;

/** A seat's corrections that were made by the moment that answers are for. */
export const correctionsOf = (seat: string, { results, hasCome }: Known): readonly Correction[] =>
  (results.election.corrections ?? []).filter((one) => one.seat === seat && hasCome(new Date(one.on)));

/**
 * "Corrected by the House of Commons Library on 30 August 2024: Chas Warlow’s votes, from 2,728 to 3,416."
 * @param candidate corrections that are about one candidate alone
 */
export function correctedWords(outcome: Outcome, context: Known, candidate?: string): readonly string[] {
  const { lookup, election } = context.results;
  const seat = outcome.seat.code;
  // Figures that are not the publisher's own are none that it has corrected.
  const isOurs = outcome.standing?.declaration.source.name === election.publisher.name;
  const isAbout = (one: Correction): boolean =>
    one.seat === seat &&
    (candidate === undefined || one.candidate === candidate) &&
    (isOurs || (one.of !== "votes" && one.of !== "rejected"));
  const made = correctionsOf(seat, context).filter(isAbout);
  const later = (election.uncorrected ?? []).filter(isAbout);
  const figure = (value: Correction["was"]): string => (typeof value === "number" ? int(value) : value);
  const by = election.publisher.name;
  return [
    ...byDay(made, (on, all) => {
      const changes = all.map((one) => `${what(one)}, from ${figure(one.was)} to ${figure(one.is)}`);
      return `Corrected by the ${by} on ${on}: ${changes.join("; ")}.`;
    }),
    ...byDay(later, (on, all) => `As it stood before the correction of ${on}: ${all.map(what).join("; ")}.`),
  ];

  function what({ of, candidate: id }: Correction): string {
    const one = lookup.candidates(seat).find((known) => known.id === id);
    const whose = one ? `${fullName({ candidate: one })}’s` : "an independent’s";
    return {
      electorate: "electorate",
      rejected: "rejected papers",
      votes: `${whose} votes`,
      family: `${whose} surname`,
      printed: `${whose} party as printed`,
      register: `${whose} party number in the Electoral Commission’s register`,
    }[of];
  }
}

function byDay(all: readonly Correction[], words: (on: string, all: readonly Correction[]) => string): string[] {
  return [...Map.groupBy(all, ({ on }) => on)].map(([on, some]) => words(longDay(on), some));
}
