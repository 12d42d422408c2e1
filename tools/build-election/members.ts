/** The members of the Commons at dissolution, whether or not they stood again. */
import type { Candidate, Member } from "../../src/core/election.ts";
import { order } from "./candidates.ts";
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

export function buildMembers(
  folder: string,
  lastElection: string,
  candidates: readonly Candidate[],
  parties: Parties,
): Member[] {
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
      const won = must(lastWinner.get(row.text("old_seat_code")), `${row.where}: nobody won ${row.text("old_seat")}`);
      const since = row.text("elected_on");
      const electedAs = parties.abbreviated(row, "party_when_elected");
      const before = parties.abbreviated(won, "party");
      if (candidate?.sitting !== (row.yes("stood_2024") || undefined)) {
        throw row.wrong("stood_2024", "differs from the candidates marked as sitting members");
      }
      return {
        mnis,
        name: nameOf(candidate, lastByMember.get(String(mnis)), row),
        seat: { code: row.text("old_seat_code"), name: won.text("seat name") },
        electedAs,
        electedOn: since,
        ...(since === lastElection ? {} : { byElection: before === electedAs ? {} : { gainedFrom: before } }),
        ...(candidate ? { stood: { seat: candidate.seat, candidate: candidate.id, party: candidate.party } } : {}),
      };
    })
    .toSorted((a, b) => order(a.seat.name, b.seat.name));
}

/** As on this year's ballot paper, or else as on the last one. */
function nameOf(candidate: Candidate | undefined, last: Row | undefined, row: Row): string {
  if (candidate) return `${candidate.given} ${candidate.family}`;
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
