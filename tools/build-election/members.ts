/** The members of the Commons at dissolution, whether or not they stood again. */
import type { Candidate, Member, Seat } from "../../src/core/election.ts";
import { order } from "../../src/data/make/targets.ts";
import type { Parties } from "./parties.ts";
import { index, must, readTable, type Row } from "./table.ts";

/** Parliament's file of the last general election's candidates has no header. */
const lastColumns = [
  "seat",
  "region code",
  "seat name",
  "county",
  "region",
  "country",
  "type",
  "party name",
  "party",
  "commission",
  "mnis party",
  "adjunct",
  "given",
  "family",
  "gender",
  "sitting",
  "former",
  "mnis",
  "votes",
  "share",
  "change",
];

/** Members who did not stand again and go by another name than the last ballot paper's. */
const knownAs: Readonly<Record<number, string>> = {
  288: "Bill Cash",
  298: "Steve McCabe",
  523: "Nick Brown",
  650: "Jeffrey Donaldson",
  1578: "Greg Clark",
  1601: "Bob Neill",
  4067: "Steve Brine",
  4070: "Matt Hancock",
};

export interface MembersInput {
  readonly lastElection: string;
  readonly seats: readonly Seat[];
  readonly candidates: readonly Candidate[];
  readonly parties: Parties;
}

export function buildMembers(folder: string, { lastElection, seats, candidates, parties }: MembersInput): Member[] {
  // The last results write "City Of Chester"; the file of former seats has the official names.
  const formerName = new Map(seats.flatMap((seat) => seat.from.map(({ code, name }) => [code, name])));
  const last = readTable(folder, "results_2019/parliament_ge2019_candidacies_noheader.csv", lastColumns);
  const lastByMember = new Map(last.map((row) => [row.optional("mnis"), row]));
  const lastWinner = winnersBySeat(last);
  const now = new Map(candidates.flatMap((candidate) => (candidate.mnis ? [[candidate.mnis, candidate]] : [])));
  // This file's "first_name" and "surname" hold the surname and the gender: names come from elsewhere, by Parliament's id.
  const rows = index(readTable(folder, "mps_and_ministers/derived_mps_at_dissolution.csv"), "mnis_id");
  return [...rows.values()]
    .map((row): Member => {
      const mnis = row.count("mnis_id");
      const candidate = now.get(mnis);
      const code = row.text("old_seat_code");
      const won = must(lastWinner.get(code), `${row.where}: nobody won ${row.text("old_seat")}`);
      const since = row.text("elected_on");
      const electedAs = parties.abbreviated(row, "party_when_elected");
      const before = parties.abbreviated(won, "party");
      if (candidate?.sitting !== (row.yes("stood_2024") || undefined)) {
        throw row.wrong("stood_2024", "differs from the candidates marked as sitting members");
      }
      return {
        mnis,
        name: nameOf(candidate, lastByMember.get(String(mnis)), row),
        seat: { code, name: must(formerName.get(code), `${row.where}: no former seat ${code}`) },
        electedAs,
        electedOn: since,
        ...(since === lastElection ? {} : { byElection: before === electedAs ? {} : { gainedFrom: before } }),
        ...(candidate ? { stood: { seat: candidate.seat, candidate: candidate.id, party: candidate.party } } : {}),
      };
    })
    .toSorted((a, b) => order(a.seat.name, b.seat.name));
}

/** The name on this year's ballot paper, or else on the last one. */
function nameOf(candidate: Candidate | undefined, last: Row | undefined, row: Row): string {
  if (candidate) return candidate.called ?? `${candidate.given} ${candidate.family}`;
  const known = knownAs[row.count("mnis_id")];
  if (known !== undefined) return known;
  const source = must(last, `${row.where}: no file gives this member's name`);
  return `${source.text("given")} ${source.text("family")}`;
}

function winnersBySeat(rows: readonly Row[]): Map<string, Row> {
  const winners = new Map<string, Row>();
  for (const row of rows) {
    const best = winners.get(row.text("seat"));
    if (!best || row.count("votes") > best.count("votes")) winners.set(row.text("seat"), row);
  }
  return winners;
}
