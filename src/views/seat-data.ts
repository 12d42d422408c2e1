/** A seat's result for programs. */
import type { Lookup, Target } from "../core/lookup.ts";
import { lostDeposit, swingAchieved, type Outcome, type CandidateResult } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import { headline } from "./words.ts";

/** Points and percentages unrounded; null where nothing is known. */
export function seatData(outcome: Outcome, lookup: Lookup): object {
  const { seat, state, standing, winner, second, majority, turnout, swing, valid, rejected, result, lines } = outcome;
  const person = (line: CandidateResult | undefined) =>
    line && { name: fullName(line), party: line.party.id, votes: line.votes ?? null };
  const ranks: readonly (readonly [string, Target])[] = lookup.election.targets.lists.flatMap(({ party }) => {
    const target = lookup.target(party, seat.code);
    return target ? [[party, target] as const] : [];
  });
  return {
    seat: { code: seat.code, short: seat.short ?? null, name: seat.name, region: seat.region, nation: seat.nation },
    state,
    recorded: standing
      ? {
          by: standing.declaration.source.name,
          at: standing.recorded.toISOString(),
          declared: standing.declared?.toISOString() ?? null,
        }
      : null,
    headline: headline(outcome),
    result: result ? { kind: result.kind, party: result.to.id, from: result.from.id } : null,
    winner: person(winner) ?? null,
    second: person(second) ?? null,
    majority: majority ?? null,
    swing: swing ? { from: swing.from.id, to: swing.to.id, points: swing.points } : null,
    turnout: turnout ?? null,
    electorate: seat.electorate ?? null,
    valid: valid ?? null,
    rejected: rejected ?? null,
    targets: Object.fromEntries(
      ranks.map(([party, { rank }]) => [
        party,
        { rank, achieved: swingAchieved(outcome, lookup.party(party)) ?? null },
      ]),
    ),
    candidates: lines.map((line) => ({
      name: fullName(line),
      party: line.party.id,
      printed: line.candidate.printed ?? line.party.printed[0],
      votes: line.votes ?? null,
      share: line.share ?? null,
      change: line.change ?? null,
      ...(line.share !== undefined && { lostDeposit: lostDeposit(line) }),
    })),
  };
}
