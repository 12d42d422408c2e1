/** Members whose names are a letter or two apart: each is called as the Commons calls them. */
import type { Candidate } from "../../src/core/election.ts";
import { readTable } from "./table.ts";

/**
 * Gives the name in the list of ministers to members of one given name and of family names that are easily taken for
 * each other: David TC Davies, beside David Davis.
 */
export function calledApart(folder: string, candidates: readonly Candidate[]): Candidate[] {
  const sitting = candidates.filter((one) => one.sitting);
  const names = new Map(
    readTable(folder, "mps_and_ministers/ifg_person.csv").map((row) => [
      Number(row.optional("id_parliament")),
      row.text("display_name"),
    ]),
  );
  return candidates.map((one) => {
    const isMistakable = sitting.some((other) => one.sitting && one !== other && areNear(one, other));
    const called = one.mnis === undefined ? undefined : names.get(one.mnis);
    const isLonger =
      called?.startsWith(`${one.given} `) === true && called.endsWith(` ${one.family}`) && called !== nameOf(one);
    return isMistakable && isLonger ? { ...one, called } : one;
  });
}

const nameOf = ({ given, family }: Candidate): string => `${given} ${family}`;

function areNear(one: Candidate, other: Candidate): boolean {
  if (one.given !== other.given || one.family === other.family) return false;
  const [short, long] = [one.family, other.family].toSorted((a, b) => a.length - b.length);
  if (short === undefined || long === undefined || long.length - short.length > 1) return false;
  const differs = Array.from(long).findIndex((letter, i) => letter !== short[i]);
  const rest = long.slice(differs + 1);
  return rest === short.slice(differs) || rest === short.slice(differs + 1);
}
