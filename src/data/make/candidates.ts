/** Rows of a seat -> its candidates, their votes where the file has them, and the members who go into the election. */
import type { Candidate, Member, PublishedResult } from "../../core/election.ts";
import { slug } from "../../lib/slug.ts";
import type { Pack } from "../pack/pack.ts";
import { MakeError, type CandidateRow } from "./candidates-file.ts";
import type { HeldSeat } from "./held.ts";
import type { PartyMaker } from "./parties.ts";
import { order } from "./targets.ts";

const genders = ["female", "male", "non-binary"] as const;

/** A candidate, and the row that names them: two of a seat may share a name. */
export interface Listed {
  readonly row: CandidateRow;
  readonly candidate: Candidate;
}

/** @throws MakeError where a person stands twice in a seat */
export function candidatesOf(
  code: string,
  rows: readonly CandidateRow[],
  { people }: Pack,
  held: ReadonlyMap<string, HeldSeat>,
  parties: PartyMaker,
): readonly Listed[] {
  const known = new Map(people.candidates.map((one) => [one.id, one]));
  const members = new Map([...held.values()].flatMap(({ by }) => (by?.id === undefined ? [] : [[by.id, by] as const])));
  const ids = new Set<string>();
  return rows
    .map((row): Listed => {
      const before = row.id === "" ? undefined : known.get(row.id);
      const party = parties.of(row.party, row.registered);
      const isSame = before && `${before.given} ${before.family}` === `${row.given} ${row.family}`;
      let id = row.id || slug(`${row.given} ${row.family}`) || `row-${row.row}`;
      if (ids.has(id)) {
        if (row.id !== "")
          throw new MakeError(`Row ${row.row}: ${row.given} ${row.family} stands twice in ${row.seat}.`);
        id = `${id}-${row.row}`;
      }
      ids.add(id);
      const gender = genders.find((one) => one === row.gender) ?? before?.gender;
      const sits = members.get(id);
      const mnis = sits?.mnis ?? before?.mnis;
      const printed = row.party.trim();
      const candidate = {
        id,
        seat: code,
        given: isSame ? before.given : row.given,
        family: isSame ? before.family : row.family,
        party: party.id,
        ...(printed !== "" && printed !== party.printed[0] && { printed }),
        ...(gender && { gender }),
        ...(sits && { sitting: true as const }),
        ...(!sits && before && (before.mnis !== undefined || before.former) && { former: true as const }),
        ...(mnis !== undefined && { mnis }),
      };
      return { row, candidate };
    })
    .toSorted(
      ({ candidate: a }, { candidate: b }) => order(a.family, b.family) || order(a.given, b.given) || order(a.id, b.id),
    );
}

/** Votes, where the file has everyone's. */
export function resultsOf(
  code: string,
  listed: readonly Listed[],
  date: string,
  name: string,
  said: string[],
): readonly PublishedResult[] {
  const counted = listed.filter(({ row }) => row.votes !== undefined);
  if (counted.length === 0) return [];
  if (counted.length < listed.length || counted.every(({ row }) => row.votes === 0)) {
    said.push(`${name}: votes of ${counted.length} of ${listed.length} candidates, which make no result; left out.`);
    return [];
  }
  const votes = Object.fromEntries(
    listed
      .map(({ candidate, row }): [string, number] => [candidate.id, row.votes ?? 0])
      .toSorted(([a], [b]) => order(a, b)),
  );
  const valid = Object.values(votes).reduce((sum, some) => sum + some, 0);
  const rejected = listed.find(({ row }) => row.rejected !== undefined)?.row.rejected;
  // No file has the time: noon of the next day is after every count.
  const recorded = `${dayAfter(date)}T12:00:00Z`;
  return [{ seat: code, recorded, valid, ...(rejected !== undefined && { rejected }), votes, ...lotIn(listed) }];
}

/** The winner of a tie for the first place: votes tell every other. */
function lotIn(listed: readonly Listed[]): Pick<PublishedResult, "winner"> {
  const most = Math.max(...listed.map(({ row }) => row.votes ?? 0));
  const [one, another] = listed.filter(({ row }) => row.votes === most);
  const drawn = listed.find(({ row }) => row.votes === most && row.isElected);
  return one && another && drawn ? { winner: drawn.candidate.id } : {};
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** Members at the election: whoever holds each seat, as far as Parliament's ids of them are known. */
export function membersOf(held: ReadonlyMap<string, HeldSeat>, candidates: readonly Candidate[]): readonly Member[] {
  const stands = new Map(candidates.map((one) => [one.id, one]));
  return [...held.values()].flatMap(({ seat, by }): Member[] => {
    if (by?.mnis === undefined) return [];
    const stood = by.id === undefined ? undefined : stands.get(by.id);
    return [
      {
        mnis: by.mnis,
        name: by.name,
        seat: { code: seat.code, name: seat.name },
        electedAs: by.party,
        electedOn: by.since,
        ...(held.get(seat.code)?.last !== held.get(seat.code)?.elected && {
          byElection: by.gainedFrom === undefined ? {} : { gainedFrom: by.gainedFrom },
        }),
        ...(stood && { stood: { seat: stood.seat, candidate: stood.id, party: stood.party } }),
      },
    ];
  });
}
