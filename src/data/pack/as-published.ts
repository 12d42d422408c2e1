/** A pack as its publisher had it at some moment: the corrections of later days are undone. */
import type { Correction } from "../../core/election.ts";
import type { Pack } from "./pack.ts";

/** @returns the pack itself where nothing was corrected since, and the corrections that were undone, in order of days */
export function asPublished(
  pack: Pack,
  at: Date,
): { readonly pack: Pack; readonly uncorrected: readonly Correction[] } {
  const { corrections = [] } = pack.election;
  const uncorrected = corrections.filter(({ on }) => new Date(on) > at);
  if (uncorrected.length === 0) return { pack, uncorrected };
  const made = corrections.filter((one) => !uncorrected.includes(one));
  const revised = made.at(-1)?.on ?? pack.election.publisher.revised;
  const election = { ...pack.election, publisher: { ...pack.election.publisher, revised }, corrections: made };
  return { pack: uncorrected.toReversed().reduce(undo, { ...pack, election }), uncorrected };
}

function undo(pack: Pack, { seat: code, of, candidate, was, is }: Correction): Pack {
  switch (of) {
    case "electorate":
      return { ...pack, seats: changed(pack.seats, code, (seat) => ({ ...seat, electorate: Number(was) })) };
    case "rejected":
      return { ...pack, results: changed(pack.results, code, (result) => ({ ...result, rejected: Number(was) })) };
    case "votes": {
      const undone = changed(pack.results, code, (result) => ({
        ...result,
        valid: result.valid - Number(is) + Number(was),
        votes: { ...result.votes, [candidate ?? ""]: Number(was) },
      }));
      return { ...pack, results: undone };
    }
    case "family":
    case "printed":
      return { ...pack, people: { ...pack.people, candidates: pack.people.candidates.map(named) } };
    case "register":
      // Numbers of the register are shown nowhere.
      return pack;
  }

  function named(one: Pack["people"]["candidates"][number]): typeof one {
    if (one.seat !== code || one.id !== candidate) return one;
    if (of === "family") return { ...one, family: String(was) };
    const party = pack.election.parties.find(({ id }) => id === one.party);
    const printed = one.printed ?? party?.printed[0] ?? "";
    return { ...one, printed: printed.replace(String(is), String(was)) };
  }
}

const changed = <T extends { readonly code: string } | { readonly seat: string }>(
  rows: readonly T[],
  code: string,
  to: (row: T) => T,
): readonly T[] => rows.map((row) => (("code" in row ? row.code : row.seat) === code ? to(row) : row));
