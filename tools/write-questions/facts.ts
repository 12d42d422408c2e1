/** Figures for the right answers, computed from the publishers' rows. */

export type Rows = readonly Readonly<Record<string, string>>[];

/** A question, its kind, and texts that a right answer has, all of them; none where a right answer says that it is not known. */
export type Question = readonly [kind: string, question: string, ...says: string[]];

const shorts: Readonly<Record<string, string>> = {
  Lab: "Labour",
  Con: "Conservative",
  LD: "Lib Dem",
  RUK: "Reform UK",
  Green: "Green",
  SNP: "SNP",
  PC: "Plaid Cymru",
  SF: "Sinn Féin",
  DUP: "DUP",
  Ind: "Independent",
};
export const int = (n: number): string => n.toLocaleString("en-GB");
export const one = (n: number): string => n.toFixed(1);

export interface SeatFacts {
  readonly name: string;
  readonly region: string;
  readonly nation: string;
  readonly result: string;
  readonly first: string;
  readonly second: string;
  readonly majority: number;
  readonly points: number;
  readonly turnout: number;
  readonly valid: number;
  readonly rejected: number;
  readonly electorate: number;
  readonly woman: boolean;
  readonly member: string;
  readonly isNew: boolean;
  readonly before: string;
  readonly majorityBefore: number;
  /** Most votes first. */
  readonly lines: readonly {
    readonly name: string;
    readonly party: string;
    readonly votes: number;
    readonly share: number;
  }[];
}

export function createFacts(raw: { readonly seats: Rows; readonly candidates: Rows; readonly before: Rows }) {
  const standing = Map.groupBy(raw.candidates, (row) => row["ONS ID"] ?? "");
  const previous = new Map(Map.groupBy(raw.before, (row) => row["name"] ?? ""));
  const byName = new Map<string, SeatFacts>();
  for (const row of raw.seats) {
    const lines = (standing.get(row["ONS ID"] ?? "") ?? [])
      .map((line) => ({
        name: `${line["Candidate first name"]} ${line["Candidate surname"]}`.trim(),
        party: line["Party abbreviation"] ?? "",
        votes: Number(line["Votes"]),
        share: 100 * Number(line["Share"]),
        isNew: line["Sitting MP"] === "No" && line["Former MP"] === "No",
      }))
      .toSorted((a, b) => b.votes - a.votes);
    const name = row["Constituency name"] ?? "";
    const last = (previous.get(name) ?? []).toSorted((a, b) => Number(b["votes"]) - Number(a["votes"]));
    const valid = Number(row["Valid votes"]);
    byName.set(name, {
      name,
      region: row["Region name"] ?? "",
      nation: row["Country name"] ?? "",
      result: row["Result"] ?? "",
      first: row["First party"] ?? "",
      second: row["Second party"] ?? "",
      majority: Number(row["Majority"]),
      points: (100 * Number(row["Majority"])) / valid,
      turnout: (100 * valid) / Number(row["Electorate"]),
      valid,
      rejected: Number(row["Invalid votes"]),
      electorate: Number(row["Electorate"]),
      woman: row["Member gender"] === "Female",
      member: `${row["Member first name"]} ${row["Member surname"]}`.trim(),
      isNew: lines[0]?.isNew === true,
      before: last[0]?.["party_abbrev"] ?? "",
      majorityBefore: Number(last[0]?.["votes"]) - Number(last[1]?.["votes"]),
      lines,
    });
  }
  const seats = [...byName.values()];
  const seat = (name: string): SeatFacts => {
    const found = byName.get(name);
    if (!found) throw new RangeError(`no seat ${name}`);
    return found;
  };
  const count = (fits: (seat: SeatFacts) => boolean): number => seats.filter(fits).length;
  const sum = (of: (seat: SeatFacts) => number, fits: (seat: SeatFacts) => boolean = () => true): number =>
    seats.filter(fits).reduce((total, one) => total + of(one), 0);
  const votes = (party: string, fits: (seat: SeatFacts) => boolean = () => true): number =>
    sum((one) => one.lines.filter((line) => line.party === party).reduce((total, line) => total + line.votes, 0), fits);
  const best = (of: (seat: SeatFacts) => number, fits: (seat: SeatFacts) => boolean = () => true): SeatFacts => {
    const [first] = seats.filter(fits).toSorted((a, b) => of(b) - of(a));
    if (!first) throw new RangeError("no seat fits");
    return first;
  };
  const share = (party: string, fits?: (seat: SeatFacts) => boolean): number =>
    (100 * votes(party, fits)) / sum((one) => one.valid, fits);
  const within =
    (area: string) =>
    (one: SeatFacts): boolean =>
      one.region === area || one.nation === area;
  const partyShare =
    (party: string) =>
    (one: SeatFacts): number =>
      Math.max(-1, ...one.lines.filter((line) => line.party === party).map((line) => line.share));
  return {
    seats,
    seat,
    count,
    sum,
    votes,
    best,
    share,
    within,
    partyShare,
    short: (party: string) => shorts[party] ?? party,
  };
}

export type Facts = ReturnType<typeof createFacts>;
