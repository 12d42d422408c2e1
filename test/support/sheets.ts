/** Sheets in the shapes that newsrooms and Parliament write, of any seats of a pack, from the published figures. */
import { stringify } from "csv-stringify/sync";
import type { PublishedResult } from "../../src/core/election.ts";
import type { PaSeat } from "./pa-messages.ts";

type Votes = Readonly<Record<string, number>>;

export interface Counted extends PaSeat {
  readonly result: PublishedResult;
}

/**
 * A newsroom's sheet: a row a candidate. @param votes in place of the published ones, by candidate id; "" for none yet
 */
export function sheet<T extends PaSeat>(
  seats: readonly T[],
  votes: (about: T) => Votes | undefined = (about) => about.votes,
): string {
  const rows = seats.flatMap((about) =>
    about.candidates.map(({ id, given, family, party }) => [
      about.seat.name,
      `${given} ${family}`.trim(),
      party,
      votes(about)?.[id] ?? "",
    ]),
  );
  return stringify([["Constituency", "Candidate", "Party", "Votes"], ...rows]);
}

/** Parliament's pair of files. */
export function parliamentPair(seats: readonly Counted[], printedOf: (party: string) => string) {
  const candidacies = seats.flatMap(({ seat, candidates, votes }) =>
    candidates.map((one) => [
      seat.code,
      seat.name,
      one.printed ?? printedOf(one.party),
      one.given,
      one.family,
      votes[one.id] ?? "",
      one.id,
    ]),
  );
  const constituencies = seats.map(({ seat, votes, result }) => [
    seat.code,
    seat.name,
    "",
    "Hold",
    seat.electorate,
    Object.values(votes).reduce((all, some) => all + some, 0),
    result.rejected,
  ]);
  return {
    candidacies: stringify([
      [
        "ONS ID",
        "Constituency name",
        "Party name",
        "Candidate first name",
        "Candidate surname",
        "Votes",
        "DC Person ID",
      ],
      ...candidacies,
    ]),
    constituencies: stringify([
      ["ONS ID", "Constituency name", "Declaration time", "Result", "Electorate", "Valid votes", "Invalid votes"],
      ...constituencies,
    ]),
  };
}
