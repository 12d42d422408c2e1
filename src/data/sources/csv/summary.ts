/** A sheet of winners alone, as Parliament publishes before the votes: "Lab gain from Con", and mostly who it is. */
import type { Party, Seat } from "../../../core/election.ts";
import type { Ballot, Matcher, NamedCandidate, Runner } from "../match.ts";
import { Misfit, quoted } from "../match/misfit.ts";

export interface Summary {
  readonly party: Party;
  readonly how: "hold" | "gain" | "win";
  /** The party that lost it, where it is said and known. */
  readonly from?: Party | undefined;
}

/** @returns undefined for other words */
export function summaryOf(text: string, matcher: Matcher): Summary | undefined {
  const [, who = "", how = "", from = ""] =
    /^(.{1,60}?)\s+(holds?|gains?|wins?)(?:\s+from\s+(.{1,60}?))?[\s.!]*$/i.exec(text.trim()) ?? [];
  const party = who === "" ? undefined : matcher.party(who);
  if (!party) return undefined;
  const word = /^h/i.test(how) ? "hold" : /^g/i.test(how) ? "gain" : "win";
  return { party, how: word, from: from === "" ? undefined : matcher.party(from) };
}

/**
 * @param line the person in the row, where it names one
 * @returns undefined where the row is about somebody else, such as the member who was beaten
 * @throws Misfit where it is not told who won
 */
export function winnerIn(
  { party }: Summary,
  line: NamedCandidate | undefined,
  ballot: Ballot,
  matcher: Matcher,
): Runner | undefined {
  if (line) {
    const runner = matcher.candidate(ballot, line);
    return runner.party === party.id ? runner : undefined;
  }
  const [one, another] = ballot.runners.filter((runner) => runner.party === party.id);
  if (!one || another)
    throw new Misfit(
      `${another ? "several candidates" : "no candidate"} of ${quoted(party.name)}: who won is not told`,
    );
  return one;
}

/** A hold by a party that had not won it, or a gain by one that had. */
export function contradicts({ party, how, from }: Summary, { previous }: Ballot): boolean {
  const before = lastWinner(previous);
  if (before === undefined || how === "win") return false;
  return (how === "hold") !== (before === party.id) || (from !== undefined && from.id !== before);
}

function lastWinner(previous: Seat["previous"]): string | undefined {
  const lines = Object.entries(previous?.votes ?? {});
  return lines.toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
