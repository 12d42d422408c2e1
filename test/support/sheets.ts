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

/** Other layouts of the same: a heading, and each seat's lines under it. Delimiters, order and what stands beside the votes differ. */
export interface Layout {
  readonly head: string;
  /** A seat is named over its rows alone: where that line is lost, so is what stands before it. */
  readonly isInSections?: true;
  readonly rows: (about: Counted, votes: Votes) => string;
}

const cells = (delimiter: string, rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { delimiter },
  );
const shareOf = (votes: Votes, id: string): string =>
  `${((100 * (votes[id] ?? 0)) / Math.max(1, sumOf(votes))).toFixed(1)}%`;
const sumOf = (votes: Votes): number => Object.values(votes).reduce((all, some) => all + some, 0);

export const layouts: readonly Layout[] = [
  {
    head: "Seat;Surname;Forenames;Description;Votes",
    rows: ({ seat, candidates }, votes) =>
      cells(
        ";",
        candidates.map((one) => [seat.name, one.family.toUpperCase(), one.given, one.party, votes[one.id] ?? ""]),
      ),
  },
  {
    head: "Candidate\tParty\t%\tNumber of votes",
    isInSections: true,
    rows: ({ seat, candidates }, votes) =>
      cells("\t", [
        [seat.name, "", "", ""],
        ...candidates.map((one) => [
          `${one.given} ${one.family}`,
          one.party,
          shareOf(votes, one.id),
          votes[one.id] ?? "",
        ]),
        ["Total", "", "100%", sumOf(votes)],
      ]),
  },
  {
    head: "person_id,person_name,party_name,post_label,gss,votes_cast",
    rows: ({ seat, candidates }, votes) =>
      cells(
        ",",
        candidates.map((one) => [
          one.id,
          `${one.given} ${one.family}`,
          one.party,
          seat.name,
          `gss:${seat.code}`,
          votes[one.id] ?? "",
        ]),
      ),
  },
  {
    head: "Candidate,Party,Share,Votes",
    isInSections: true,
    rows: ({ seat, candidates }, votes) =>
      cells(",", [
        [`${seat.name}: result`, "", "", ""],
        ...candidates.map((one) => [
          `${one.family.toUpperCase()}, ${one.given}`,
          one.party,
          shareOf(votes, one.id),
          (votes[one.id] ?? 0).toLocaleString("en-GB"),
        ]),
      ]),
  },
];

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
