/** An election's facts by key: built once, read by everything. */
import {
  isOfHouse,
  madeFrom,
  type Candidate,
  type Election,
  type Member,
  type Party,
  type Politician,
  type Seat,
} from "./election.ts";

export interface Target {
  readonly seat: Seat;
  /** From 1. */
  readonly rank: number;
  /** The length of the list. */
  readonly of: number;
}

export class Lookup {
  readonly election: Election;
  /** Whether seats add up to a House. */
  readonly isHouse: boolean;
  /** Seats that make a majority of the House, where there is one. */
  readonly majorityLine: number;
  readonly #seats: ReadonlyMap<string, Seat>;
  readonly #parties: ReadonlyMap<string, Party>;
  readonly #candidates: ReadonlyMap<string, readonly Candidate[]>;
  readonly #members: ReadonlyMap<number, Member>;
  readonly #membersBySeat: ReadonlyMap<string, Member>;
  readonly #politicians: ReadonlyMap<number, Politician>;
  readonly #targets: ReadonlyMap<string, ReadonlyMap<string, Target>>;

  constructor(election: Election) {
    this.election = election;
    this.isHouse = isOfHouse(election);
    this.majorityLine = Math.floor(election.seats.length / 2) + 1;
    this.#seats = new Map(election.seats.map((seat) => [seat.code, seat]));
    this.#parties = new Map(election.parties.map((party) => [party.id, party]));
    this.#candidates = Map.groupBy(election.candidates, (candidate) => candidate.seat);
    this.#members = new Map(election.members.map((member) => [member.mnis, member]));
    this.#membersBySeat = new Map(election.members.map((member) => [member.seat.code, member]));
    this.#politicians = new Map(election.politicians.map((politician) => [politician.mnis, politician]));
    this.#targets = new Map(
      election.targets.lists.map(({ party, seats }) => [
        party,
        new Map(seats.map((code, i) => [code, { seat: this.seat(code), rank: i + 1, of: seats.length }])),
      ]),
    );
  }

  /** @throws RangeError for a code that is not in the pack: a mistake of ours, since finders give only codes that are */
  seat(code: string): Seat {
    return known(this.#seats.get(code), "seat", code);
  }

  /** @throws RangeError, as for `seat` */
  party(id: string): Party {
    return known(this.#parties.get(id), "party", id);
  }

  /** A seat's candidates, in the pack's order. */
  candidates(seat: string): readonly Candidate[] {
    return this.#candidates.get(seat) ?? [];
  }

  /** A member by Parliament's member id. */
  member(mnis: number | undefined): Member | undefined {
    return mnis === undefined ? undefined : this.#members.get(mnis);
  }

  /** The member at dissolution for a former seat. */
  memberOf(code: string): Member | undefined {
    return this.#membersBySeat.get(code);
  }

  /** Members at dissolution whose seats this one succeeds, the biggest part first. */
  membersFor(seat: Seat): readonly Member[] {
    return madeFrom(seat).flatMap(({ code }) => this.#membersBySeat.get(code) ?? []);
  }

  politician(mnis: number | undefined): Politician | undefined {
    return mnis === undefined ? undefined : this.#politicians.get(mnis);
  }

  /** A party's list in order of rank; empty when it has none. */
  targets(party: string): readonly Target[] {
    return [...(this.#targets.get(party)?.values() ?? [])];
  }

  /** The list that readers follow: the pack's first. */
  get followed(): string | undefined {
    return this.election.targets.lists[0]?.party;
  }

  /** A seat's rank on a party's list. */
  target(party: string, seat: string): Target | undefined {
    return this.#targets.get(party)?.get(seat);
  }
}

function known<T>(found: T | undefined, what: string, key: string): T {
  if (found === undefined) throw new RangeError(`no ${what} ${key} in this election's pack`);
  return found;
}
