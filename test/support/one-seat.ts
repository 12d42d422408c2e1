/** A by-election of one seat as an election of its own: Runcorn and Helsby, 1 May 2025, from its published figures. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Declaration } from "../../src/core/declaration.ts";
import type { Election } from "../../src/core/election.ts";
import { Results } from "../../src/core/results.ts";
import { loadElection } from "../../src/data/election-pack.ts";
import { elections } from "../../src/main/elections.ts";
import { theNight } from "./night.ts";

export interface OneSeat {
  readonly election: Election;
  readonly before: Results;
  /** The seat declared, with the published votes. */
  readonly after: Results;
}

const head =
  "person_id,person_name,election_id,ballot_paper_id,election_date,election_current,party_name,party_id,post_label,cancelled_poll,seats_contested,gss,votes_cast,elected";

export async function oneSeat(): Promise<OneSeat> {
  const { election: general } = theNight();
  const held = general.byElections.find(({ date }) => date === "2025-05-01");
  if (!held) throw new RangeError("no by-election on 1 May 2025");
  const { date, candidates, rejected, electorate } = held;
  const seat = general.seats.find(({ code }) => code === held.seat)?.name ?? "";
  const party = (id: string): string => general.parties.find((one) => one.id === id)?.name ?? id;
  const rows = candidates.map(
    ({ given, family, party: id }, i) =>
      `${i + 1},${given} ${family},parl.${date},parl.runcorn-and-helsby.by.${date},${date},t,${party(id)},,${seat},f,1,,,`,
  );
  const folder = mkdtempSync(join(tmpdir(), "teller-one-seat-"));
  const from = join(folder, "candidates.csv");
  writeFileSync(from, [head, ...rows].join("\n"));
  await elections.make({ kind: "by-election", from, to: join(folder, "pack") });
  const election = loadElection(join(folder, "pack"));
  rmSync(folder, { recursive: true });
  const [contest] = election.seats;
  const votes = Object.fromEntries(election.candidates.map(({ id }) => [id, candidates[Number(id) - 1]?.votes ?? 0]));
  const recorded = new Date(`${date}T22:00:00Z`);
  const said: Declaration = {
    seat: contest?.code ?? "",
    source: { name: "House of Commons Library", kind: "official" },
    revision: 1,
    state: "result",
    votes,
    rejected,
    recorded,
  };
  // Measured on the general election, as it was then.
  const { entries } = theNight();
  const last = Results.before(general).with(entries).outcome(held.seat);
  const shares = Object.fromEntries(last.lines.map((line) => [line.party.id, line.votes ?? 0]));
  const previous = { electorate: last.seat.electorate, valid: last.valid ?? 0, votes: shares };
  const seats = election.seats.map((one) => ({ ...one, electorate, previous }));
  const before = Results.before({ ...election, seats });
  return { election: before.election, before, after: before.with([said]) };
}
