/** Candidates in the order of their votes. */
import type { CandidateResult } from "../core/outcome.ts";

/** From 1; equal votes share a rank, as "joint 4th". Undefined before the votes are known. */
export function rankOf(lines: readonly CandidateResult[], line: CandidateResult): number | undefined {
  const { votes } = line;
  return votes === undefined ? undefined : 1 + lines.filter((other) => (other.votes ?? 0) > votes).length;
}

export const isJoint = (lines: readonly CandidateResult[], line: CandidateResult): boolean =>
  line.votes !== undefined && lines.filter(({ votes }) => votes === line.votes).length > 1;
