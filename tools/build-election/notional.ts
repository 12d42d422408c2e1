/** The last general election as if on the new boundaries, by party. */
import type { Seat } from "../../src/core/election.ts";
import { InputError, readTable, type Row } from "./table.ts";

const columns = [
  "name",
  "pa",
  "code",
  "number",
  "region",
  "country",
  "type",
  "turnout",
  "electorate",
  "valid",
  "majority",
  "column",
  "votes",
  "abbreviation",
  "party",
  "mnis",
];

/** Totals that repeat votes counted elsewhere: all others together, and the largest of them. */
const aggregates = new Set(["TOTOTHV", "MAXOTHV"]);

/**
 * Column of the file -> party now. By column and not by Parliament's party number, because the file gives 157 both to
 * Advance Together here and to the Trade Unionist and Socialist Coalition in the results. Columns that are not here
 * belong to parties that no longer stand, or, like the Yorkshire Party's (which had another name), for which the
 * publisher of the results prints no change; they are summed as others.
 */
const parties: Readonly<Record<string, string>> = {
  CONV: "con",
  LABV: "lab",
  LDV: "ld",
  GRNV: "green",
  BRXV: "reform", // the Brexit Party renamed itself
  SNPV: "snp",
  PCV: "pc",
  DUPV: "dup",
  SFV: "sf",
  SDLPV: "sdlp",
  UUPV: "uup",
  APNIV: "alliance",
  "Commons Speaker": "speaker",
  UKIPV: "ukip",
  SDPV: "sdp",
  YPPV: "sg", // renamed: see party-table.ts
  PBPV: "pbp",
  AONTV: "aontu",
  MRLPV: "loony",
  AGSV: "ags",
  ANWPV: "anwp",
  ASHV: "ash",
  CHPV: "chp",
  COMLV: "comm-l",
  CPAV: "cpa",
  CPV: "cp",
  EDV: "ed",
  INETV: "inet",
  LBTV: "lpuk",
  LIBV: "lib",
  LNINV: "lnin",
  NEPV: "nep",
  PFPV: "psy", // renamed: see party-table.ts
  PPNVV: "ppnv",
  RBDV: "rbd",
  SEPV: "sep",
  SFPV: "sfp",
  SLPV: "sl",
  SOCV: "spgb",
  WEPV: "wep",
  WRPV: "wrp",
};

export type Previous = NonNullable<Seat["previous"]>;

/** @param present turns a code of the file into the one in use now */
export function readNotional(folder: string, present: (code: string) => string): Map<string, Previous> {
  const seats = new Map<string, Previous>();
  for (const row of readTable(folder, "notional_2019/parliament_notional_2019_results_noheader.csv", columns)) {
    const code = present(row.text("code"));
    const seat = seats.get(code) ?? { electorate: row.count("electorate"), valid: row.count("valid"), votes: {} };
    seats.set(code, seat);
    if (aggregates.has(row.text("column")) || row.text("votes") === "NA") continue;
    const party = partyOf(row);
    seat.votes[party] = (seat.votes[party] ?? 0) + row.count("votes");
  }
  return new Map([...seats].map(([code, seat]) => [code, finished(code, seat)]));
}

function finished(code: string, { electorate, valid, votes }: Previous): Previous {
  const sum = Object.values(votes).reduce((total, count) => total + count, 0);
  if (sum !== valid) throw new InputError(`Notional result of ${code}: votes sum to ${sum}, not to ${valid}`);
  const descending = Object.entries(votes).toSorted(([a, one], [b, two]) => two - one || (a < b ? -1 : 1));
  return { electorate, valid, votes: Object.fromEntries(descending) };
}

function partyOf(row: Row): string {
  const column = row.text("column");
  return /^IND\d+V$/.test(column) ? "ind" : (parties[column] ?? "others");
}
