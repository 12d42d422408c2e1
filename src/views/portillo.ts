/** The Portillo moments: senior politicians at dissolution, and the results of those who stood. */
import type { Candidate, Member, Politician } from "../core/election.ts";
import type { Outcome, CandidateResult } from "../core/outcome.ts";
import type { Results } from "../core/results.ts";

export interface Fate {
  readonly politician: Politician;
  readonly member: Member;
  /** Their seat's outcome and their line in it; absent for those who did not stand. */
  readonly stood?: { readonly outcome: Outcome; readonly line: CandidateResult };
  readonly fate: "lost" | "elected" | "awaited" | "did not stand";
}

export const tierNames: Readonly<Record<Politician["tier"], string>> = {
  "former-prime-minister": "Former prime minister",
  cabinet: "Cabinet",
  "shadow-cabinet": "Shadow Cabinet",
  "attends-cabinet": "Attends Cabinet",
  "former-cabinet": "Former Cabinet",
  minister: "Minister",
  "formerly-attended": "Formerly attended Cabinet",
};

/** Every politician of rank, most senior first: the pack's own order. */
export function fates(results: Results): readonly Fate[] {
  const { lookup, election } = results;
  return election.politicians.flatMap((politician) => {
    const member = lookup.member(politician.mnis);
    return member ? [fateOf(politician, member, results)] : [];
  });
}

export const lost = (results: Results): readonly (Fate & { readonly stood: NonNullable<Fate["stood"]> })[] =>
  fates(results).flatMap((one) => (one.fate === "lost" && one.stood ? [{ ...one, stood: one.stood }] : []));

function fateOf(politician: Politician, member: Member, results: Results): Fate {
  if (!member.stood) return { politician, member, fate: "did not stand" };
  const outcome = results.outcome(member.stood.seat);
  const line = lineOf(outcome, member.stood.candidate);
  if (!line) return { politician, member, fate: "did not stand" };
  const stood = { outcome, line };
  if (!outcome.winner) return { politician, member, stood, fate: "awaited" };
  return { politician, member, stood, fate: outcome.winner === line ? "elected" : "lost" };
}

export function lineOf(outcome: Outcome, candidate: Candidate["id"]): CandidateResult | undefined {
  return outcome.lines.find((line) => line.candidate.id === candidate);
}

/** Votes behind the winner; undefined before the votes are known. */
export function behind(outcome: Outcome, line: CandidateResult): number | undefined {
  const won = outcome.winner?.votes;
  return won === undefined || line.votes === undefined ? undefined : won - line.votes;
}
