/** A file of candidates and the election before -> an election's pack. The same input makes the same pack. */
import {
  type Before,
  type Candidate,
  type ElectionFacts,
  type Member,
  type kinds,
  type PublishedResult,
  type Seat,
  type Upcoming,
} from "../../core/election.ts";
import { longDay } from "../../core/story.ts";
import { seatNames } from "../sources/match/seats.ts";
import type { Pack } from "../pack/pack.ts";
import { MakeError, type CandidateRow, type CandidatesFile } from "./candidates-file.ts";
import { heldSeats, type HeldSeat } from "./held.ts";
import { partyMaker, type PartyMaker } from "./parties.ts";
import { previousBySeat } from "./previous.ts";
import { order, targetLists } from "./targets.ts";

export type Kind = (typeof kinds)[number];

export interface MakeOptions {
  readonly kind: Kind;
  readonly candidates: CandidatesFile;
  /** The last results, where they are not those of the pack before. */
  readonly previous?: CandidatesFile;
  /** The election that is over, with its by-elections since. */
  readonly before: Pack;
  /** ISO day, where the file has none or several. */
  readonly date?: string;
  /** Names or codes of the seats, where the file has others as well. */
  readonly seats?: readonly string[];
}

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
  const held = heldSeats(before);
  const ownParties = partyMaker(before.election.parties);
  const found = seatsOf(rows, options, held);
  const past = previous && previousBySeat(previous, (row) => ownParties.of(row.party, row.registered).id);
  const seats = found.map(({ code, seat, name, rows: own }): Seat => {
    const last = past?.get(code) ?? past?.get(name.toLowerCase()) ?? lastOf(held.get(code), before);
    return seatOf(kind, code, name, seat, own, last);
  });
  const candidates = found.flatMap(({ code, rows: own }) => candidatesOf(code, own, before, held, ownParties));
  const results = found.flatMap(({ code, rows: own }, i) =>
    resultsOf(
      code,
      own,
      candidates.filter((one) => one.seat === code),
      date,
      seats[i]?.name ?? code,
      said,
    ),
  );
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
        rule: `Seats that the party stands in and did not win at the ${before.election.name}, ranked by the swing needed: half the gap between the winner's share and the party's own. The Speaker's seat is left out. A party has a list if it had at least 2% of the vote in one of the four nations and has at least 3 targets.`,
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

/** Ballots of each kind in Democracy Club's ids. */
const ballots: Readonly<Record<Kind, RegExp>> = {
  general: /^parl\./,
  "by-election": /^parl\./,
  mayor: /^mayor\./,
  other: /./,
};

function chosen({ kind, candidates, date: given, seats: named }: MakeOptions, said: string[]) {
  const ofKind = candidates.rows.filter(({ election }) => election === "" || ballots[kind].test(election));
  const others = candidates.rows.length - ofKind.length;
  if (others > 0) said.push(`Rows of other elections, left out: ${others}.`);
  const ofSeats = named
    ? ofKind.filter(({ seat, code }) =>
        named.some((one) => one.toLowerCase() === seat.toLowerCase() || one.toUpperCase() === code),
      )
    : ofKind;
  const ofDay = given === undefined ? ofSeats : ofSeats.filter(({ date }) => date === "" || date === given);
  const cancelled = ofDay.filter(({ isCancelled }) => isCancelled);
  const off = [...new Set(cancelled.map(({ seat }) => seat))];
  if (off.length > 0) said.push(`The poll was cancelled, and is left out: ${off.join(", ")}.`);
  const rows = ofDay.filter(({ isCancelled }) => !isCancelled);
  if (rows.length === 0)
    throw new MakeError("No candidate is left: look at --kind, --date and --seat, and at the file's own columns.");
  const days = [...new Set(rows.map(({ date }) => date).filter((day) => day !== ""))].toSorted(order);
  if (given === undefined && days.length > 1)
    throw new MakeError(
      `The file has elections of several days (${days.slice(0, 6).join(", ")}): choose one by --date.`,
    );
  const date = given ?? days[0];
  if (date === undefined) throw new MakeError("The file does not say when the election is: say --date YYYY-MM-DD.");
  return { rows, date };
}

interface Found {
  readonly code: string;
  readonly name: string;
  readonly seat?: Seat;
  readonly rows: readonly CandidateRow[];
}

/** Seats in the order of their codes, with their rows. */
function seatsOf(
  rows: readonly CandidateRow[],
  { kind, before }: MakeOptions,
  held: ReadonlyMap<string, HeldSeat>,
): readonly Found[] {
  const names = seatNames(before.seats);
  const isOfHouse = kind === "general" || kind === "by-election";
  const strangers = new Set<string>();
  const grouped = Map.groupBy(rows, ({ seat, code, row }) => {
    const known = isOfHouse ? (held.get(code)?.seat ?? names.byName(seat)?.seat) : undefined;
    if (known) {
      if (code !== "" && held.has(code) && seat !== "" && names.byName(seat)?.seat !== known)
        throw new MakeError(`Row ${row}: ${code} is ${known.name}, and the row says ${seat}. Put one of them right.`);
      return known.code;
    }
    if (isOfHouse) strangers.add(`${seat || code} (row ${row})`);
    return code || slug(seat);
  });
  if (strangers.size > 0)
    throw new MakeError(
      `No constituency of the ${before.election.name} is called ${[...strangers].slice(0, 5).join("; ")}. Boundaries may have changed, or a name is mistyped.`,
    );
  if (kind === "general") {
    const missing = before.seats.filter(({ code }) => !grouped.has(code));
    if (missing.length > 0)
      throw new MakeError(
        `Nobody stands in ${missing.length} of ${before.seats.length} constituencies: ${missing
          .slice(0, 8)
          .map(({ name }) => name)
          .join("; ")}. A general election has them all.`,
      );
  }
  return [...grouped]
    .map(([code, own]): Found => {
      const seat = held.get(code)?.seat;
      return { code, name: seat?.name ?? own[0]?.seat ?? code, rows: own, ...(seat && isOfHouse && { seat }) };
    })
    .toSorted((a, b) => order(a.code, b.code));
}

const slug = (text: string): string =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");

interface LastOf extends NonNullable<Seat["previous"]> {
  readonly guess?: number;
  readonly heldBy?: string;
}

/** The seat's last result; named where it is not of the election before. */
function lastOf(held: HeldSeat | undefined, { election }: Pack): LastOf | undefined {
  if (!held?.last) return undefined;
  const { on, ...last } = held.last;
  return {
    ...last,
    ...(on.date !== election.date && { on }),
    ...(held.minutes !== undefined && { guess: held.minutes }),
    ...(held.by && { heldBy: held.by.name }),
  };
}

const previousIn = ({ electorate, valid, votes, on }: LastOf): NonNullable<Seat["previous"]> => ({
  ...(electorate !== undefined && { electorate }),
  valid,
  votes,
  ...(on && { on }),
});

function seatOf(
  kind: Kind,
  code: string,
  name: string,
  seat: Seat | undefined,
  rows: readonly CandidateRow[],
  last: LastOf | undefined,
): Seat {
  const { guess, heldBy } = last ?? {};
  const previous = last && previousIn(last);
  const electorate = rows.find((row) => row.electorate)?.electorate ?? previous?.electorate ?? seat?.electorate;
  return {
    code,
    ...(seat?.short && { short: seat.short }),
    name,
    ...(seat?.welsh && { welsh: seat.welsh }),
    ...(seat?.pa && { pa: seat.pa }),
    nation: seat?.nation ?? nationOf(code),
    region: seat?.region ?? nationOf(code),
    ...(seat?.type && { type: seat.type }),
    ...(electorate !== undefined && { electorate }),
    ...(kind === "general" && seat?.hex && { hex: seat.hex }),
    from: [],
    ...(previous && { previous }),
    ...(kind === "by-election" && heldBy !== undefined && { heldBy }),
    ...(guess !== undefined && { guess }),
    aliases: seat?.aliases ?? [],
  };
}

function nationOf(code: string): Seat["nation"] {
  switch (code.slice(0, 1)) {
    case "S":
      return "Scotland";
    case "W":
      return "Wales";
    case "N":
      return "Northern Ireland";
    default:
      return "England";
  }
}

function regionsOf(seats: readonly Seat[], { election }: Pack): ElectionFacts["regions"] {
  const needed = new Map(seats.map(({ region, nation }) => [region, nation]));
  return [...needed].map(
    ([name, nation]) => election.regions.find((one) => one.name === name) ?? { name, nation, aliases: [] },
  );
}

/** Counties of which every seat is in the election: where some are missing, "Essex" would say too much. */
function countiesOf(seats: readonly Seat[], { election }: Pack): Pick<ElectionFacts, "counties"> {
  const codes = new Set(seats.map(({ code }) => code));
  const whole = (election.counties ?? []).filter((county) => county.seats.every((code) => codes.has(code)));
  return whole.length > 0 ? { counties: whole } : {};
}

const genders = ["female", "male", "non-binary"] as const;

function candidatesOf(
  code: string,
  rows: readonly CandidateRow[],
  { people }: Pack,
  held: ReadonlyMap<string, HeldSeat>,
  parties: PartyMaker,
): readonly Candidate[] {
  const known = new Map(people.candidates.map((one) => [one.id, one]));
  const members = new Map([...held.values()].flatMap(({ by }) => (by?.id === undefined ? [] : [[by.id, by] as const])));
  const ids = new Set<string>();
  return rows
    .map((row): Candidate => {
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
      return {
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
    })
    .toSorted((a, b) => order(a.family, b.family) || order(a.given, b.given) || order(a.id, b.id));
}

/** Votes, where the file has everyone's. */
function resultsOf(
  code: string,
  rows: readonly CandidateRow[],
  candidates: readonly Candidate[],
  date: string,
  name: string,
  said: string[],
): readonly PublishedResult[] {
  const counted = rows.filter(({ votes }) => votes !== undefined);
  if (counted.length === 0) return [];
  if (counted.length < rows.length || counted.every(({ votes }) => votes === 0)) {
    said.push(`${name}: votes of ${counted.length} of ${rows.length} candidates, which make no result; left out.`);
    return [];
  }
  const byRow = new Map(rows.map((row) => [`${row.given} ${row.family} ${row.id}`, row.votes ?? 0]));
  const votes = Object.fromEntries(
    candidates
      .toSorted((a, b) => order(a.id, b.id))
      .map((one) => {
        const own = rows.find(
          (row) => row.id === one.id || `${row.given} ${row.family}` === `${one.given} ${one.family}`,
        );
        return [one.id, own?.votes ?? byRow.get(one.id) ?? 0];
      }),
  );
  const valid = Object.values(votes).reduce((sum, some) => sum + some, 0);
  const rejected = rows.find((row) => row.rejected !== undefined)?.rejected;
  // No file has the time: noon of the next day is after every count.
  const recorded = `${dayAfter(date)}T12:00:00Z`;
  return [{ seat: code, recorded, valid, ...(rejected !== undefined && { rejected }), votes }];
}

const dayAfter = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** Members at the election: whoever holds each seat, as far as Parliament's ids of them are known. */
function membersOf(held: ReadonlyMap<string, HeldSeat>, candidates: readonly Candidate[]): readonly Member[] {
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

function factsOf(
  { kind, before, candidates, previous }: MakeOptions,
  date: string,
  seats: readonly Seat[],
  isPrevious: boolean,
) {
  const [seat] = seats;
  const one = seats.length === 1 && seat ? seat : undefined;
  const { id, name } = named(kind, date, one);
  const isOfHouse = kind === "general" || kind === "by-election";
  const base: Before = { kind: "actual", name: before.election.name, date: before.election.date };
  const day = previous?.rows.find((row) => row.date !== "")?.date;
  const on: Before | undefined =
    isPrevious && day !== undefined
      ? { kind: "actual", name: `election of ${longDay(day)}`, date: day }
      : isOfHouse
        ? base
        : undefined;
  const source = isPrevious ? undefined : before.election.publisher.name;
  const publisher = candidates.isDemocracyClubs
    ? { name: "Democracy Club", revised: date, url: "https://candidates.democracyclub.org.uk/" }
    : { name: "the candidates’ file", revised: date };
  return {
    id,
    kind,
    name,
    date,
    timeZone: "Europe/London",
    pollsClose: closeOf(date),
    ...(on && { previous: { ...on, ...(source !== undefined && { source }) } }),
    publisher,
    credits: [
      candidates.isDemocracyClubs
        ? "Candidates: Democracy Club, as far as its pages say under Creative Commons Attribution-ShareAlike (CC BY-SA)"
        : "Candidates: as given by the newsroom",
      ...(isOfHouse ? before.election.credits.slice(0, 1) : []),
    ],
  };
}

function named(kind: Kind, date: string, one: Seat | undefined): { readonly id: string; readonly name: string } {
  const year = date.slice(0, 4);
  switch (kind) {
    case "general":
      return { id: `uk-${year}`, name: `${year} general election` };
    case "by-election":
      return one
        ? { id: `${slug(one.name)}-${date}`, name: `${one.name} by-election` }
        : { id: `by-elections-${date}`, name: `by-elections of ${longDay(date)}` };
    case "mayor":
      return one
        ? { id: `${slug(one.name)}-mayor-${date}`, name: `${year} ${one.name} mayoral election` }
        : { id: `mayors-${date}`, name: `mayoral elections of ${longDay(date)}` };
    case "other":
      return one
        ? { id: `${slug(one.name)}-${date}`, name: `${one.name}, ${longDay(date)}` }
        : { id: `elections-${date}`, name: `elections of ${longDay(date)}` };
  }
}

/** Polls close at ten at night, by the clock of the voters. */
function closeOf(date: string): string {
  const ten = new Date(`${date}T22:00:00Z`);
  const hour = Number(
    ten.toLocaleString("en-GB", { hour: "2-digit", hour12: false, timeZone: "Europe/London" }).slice(0, 2),
  );
  return `${date}T22:00:00${hour === 23 ? "+01:00" : "+00:00"}`;
}

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

interface ToTell {
  readonly said: string[];
  readonly seats: readonly Seat[];
  readonly candidates: readonly Candidate[];
  readonly results: readonly PublishedResult[];
  readonly unknown: readonly string[];
  readonly kind: Kind;
}

function tell({ said, seats, candidates, results, unknown, kind }: ToTell): void {
  const names = (of: readonly Seat[]): string =>
    of.length > 6 ? `${of.length} seats` : of.map(({ name }) => name).join("; ");
  said.unshift(`Read: ${seats.length === 1 ? "1 seat" : `${seats.length} seats`}, ${candidates.length} candidates.`);
  if (results.length > 0)
    said.push(
      `Results in the file: ${results.length} of ${seats.length}; their times are not known, and noon of the next day was put.`,
    );
  const isNew = seats.filter(({ previous }) => !previous);
  if (isNew.length > 0)
    said.push(
      `Missing: the last result in ${names(isNew)}. Give it by --previous, or do without gain, change and swing.`,
    );
  const unmeasured = seats.filter(({ electorate }) => electorate === undefined);
  if (unmeasured.length > 0) said.push(`Missing: the electorate of ${names(unmeasured)}. There will be no turnout.`);
  if (unknown.length > 0)
    said.push(
      `Parties that the register does not know, in a neutral colour: ${unknown.slice(0, 12).join("; ")}${unknown.length > 12 ? ` and ${unknown.length - 12} more` : ""}.`,
    );
  const alone = seats.filter(({ code }) => candidates.filter((one) => one.seat === code).length < 2);
  if (alone.length > 0) said.push(`Only one candidate stands in ${names(alone)}.`);
  if (kind === "general") said.push("Missing, and to be entered on the night: the exit poll (/exitpoll set).");
}
