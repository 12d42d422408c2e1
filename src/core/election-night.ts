/** The nights of an election: when results come, and everything is in haste. */
import type { Election } from "./election.ts";

/** From an hour before a close of poll until results are in as a rule: a day and a half. */
export function isNightOf(election: Election, now: Date): boolean {
  const closes = [election.pollsClose, ...(election.upcoming ?? []).map(({ pollsClose }) => pollsClose)].map(
    Date.parse,
  );
  const hour = 3_600_000;
  return closes.some((close) => now.getTime() > close - hour && now.getTime() < close + 36 * hour);
}
