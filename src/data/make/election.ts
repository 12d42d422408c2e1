/** A file of candidates and the election before -> an election's pack. The same input makes the same pack. */
import type { Candidate, ElectionFacts, Member, PublishedResult, Seat, Upcoming } from "../../core/election.ts";
import type { Pack } from "../pack/pack.ts";
import { candidatesOf, membersOf, resultsOf } from "./candidates.ts";
import { factsOf } from "./facts.ts";
import { heldSeats } from "./held.ts";
import type { MakeOptions } from "./options.ts";
import { partyMaker, type PartyMaker } from "./parties.ts";
import { previousBySeat } from "./previous.ts";
import { chosen } from "./rows.ts";
import { countiesOf, lastOf, regionsOf, seatOf, seatsOf } from "./seats.ts";
import { targetLists } from "./targets.ts";
import { tell } from "./tell.ts";

export interface Made {
  readonly election: Omit<ElectionFacts, "byElections" | "targets"> & Partial<Pick<ElectionFacts, "targets">>;
  readonly seats: readonly Seat[];
  readonly people: { readonly candidates: readonly Candidate[]; readonly members: readonly Member[] };
  readonly results: readonly PublishedResult[];
  /** The same contests, for a pack that goes on. */
  readonly upcoming: readonly Upcoming[];
  readonly newParties: ElectionFacts["parties"];
  /** Sentences on the input: rows that were read, could not be, or are missing. */
  readonly said: readonly string[];
}

/** @throws MakeError where no election can be made of it */
export function makeElection(options: MakeOptions): Made {
  const { kind, before, previous } = options;
  const said: string[] = options.candidates.odd.slice(0, 20);
  const { rows, date } = chosen(options, said);
  const held = heldSeats(before, date);
  const ownParties = partyMaker(before.election.parties);
  const found = seatsOf(rows, options, held);
  const past = previous && previousBySeat(previous, (row) => ownParties.of(row.party, row.registered).id);
  const seats = found.map(({ code, seat, name, rows: own }): Seat => {
    const last = past?.get(code) ?? past?.get(name.toLowerCase()) ?? lastOf(held.get(code), kind, before);
    return seatOf(kind, code, name, seat, own, last);
  });
  const listed = found.map(({ code, rows: own }) => candidatesOf(code, own, before, held, ownParties));
  const candidates = listed.flat().map(({ candidate }) => candidate);
  const results = found.flatMap(({ code }, i) => resultsOf(code, listed[i] ?? [], date, seats[i]?.name ?? code, said));
  for (const seat of seats) for (const id of Object.keys(seat.previous?.votes ?? {})) keep(id, ownParties, before);
  const members = kind === "general" ? membersOf(held, candidates) : [];
  for (const { electedAs, byElection } of members)
    for (const id of [electedAs, byElection?.gainedFrom ?? electedAs]) keep(id, ownParties, before);
  const parties = ownParties.used();
  const facts = factsOf(options, date, seats, past !== undefined);
  const lists = kind === "general" ? targetLists({ seats, parties, candidates, members }) : [];
  const election = {
    ...facts,
    regions: regionsOf(seats, before),
    ...countiesOf(seats, before),
    parties: [...parties],
    ...(lists.length > 0 && {
      targets: {
        rule: `Seats that the party stands in and did not win at the ${before.election.name}, ranked by the swing needed: half the gap between the winner's share and the party's own. Seats that it gained at by-elections since, and the Speaker's, are left out. A party has a list if it had at least 2% of the vote in one of the four nations and has at least 3 targets.`,
        lists,
      },
    }),
  };
  tell({ said, seats, candidates, results, unknown: ownParties.unknown(), kind });
  return {
    election,
    seats,
    people: { candidates, members },
    results,
    upcoming: upcomingOf(seats, candidates, date, facts.pollsClose),
    newParties: parties.filter(({ id }) => !before.election.parties.some((one) => one.id === id)),
    said,
  };
}

const keep = (id: string, parties: PartyMaker, { election }: Pack): void => {
  const known = election.parties.find((party) => party.id === id);
  if (known) parties.of(known.printed[0] ?? known.name, "");
};

function upcomingOf(
  seats: readonly Seat[],
  candidates: readonly Candidate[],
  date: string,
  pollsClose: string,
): readonly Upcoming[] {
  return seats.map(({ code, electorate }) => ({
    seat: code,
    date,
    pollsClose,
    ...(electorate !== undefined && { electorate }),
    candidates: candidates
      .filter(({ seat }) => seat === code)
      .map(({ id, given, family, party, printed }) => ({ id, given, family, party, ...(printed && { printed }) })),
  }));
}
