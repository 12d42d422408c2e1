/** Checks that no schema can make: that the files of a pack agree with each other. */
import { isOfHouse } from "../../core/election.ts";
import { checkElection } from "./check-election.ts";
import { others, total, unique, type Fault, type Pack } from "./pack.ts";

/** @returns every fault, in the order of the files */
export const disagreements = (pack: Pack): readonly Fault[] =>
  [
    checkParties,
    checkRegions,
    checkCounties,
    checkSeats,
    checkPeople,
    checkOffices,
    checkResults,
    checkElection,
  ].flatMap((check) => check(pack));

function checkParties({ election }: Pack): Fault[] {
  return collect("election.json", "parties", (report) => {
    const ids = unique("party id");
    const names = new Map<string, string>();
    for (const [row, party] of election.parties.entries()) {
      ids(party.id, (what) => report(row, party.id, "id", what));
      if (party.id === others) report(row, party.id, "id", `"${others}" stands for parties outside the pack`);
      const { printed, aliases, feeds = [] } = party;
      const all = { name: [party.name], short: [party.short], abbreviation: [party.abbreviation] };
      for (const [field, forms] of Object.entries({ ...all, printed, aliases, feeds })) {
        for (const form of forms) {
          const owner = names.get(form.toLowerCase()) ?? party.id;
          if (owner !== party.id) report(row, party.id, field, `"${form}" already means ${owner}; keep one`);
          names.set(form.toLowerCase(), owner);
        }
      }
    }
  });
}

function checkRegions({ election }: Pack): Fault[] {
  return collect("election.json", "regions", (report) => {
    const names = unique("region name");
    for (const [row, region] of election.regions.entries()) {
      names(region.name.toLowerCase(), (what) => report(row, region.name, "name", what));
      for (const alias of region.aliases)
        names(alias.toLowerCase(), (what) => report(row, region.name, "aliases", what));
    }
  });
}

/** Their seats need not all be there: a pack of some seats may be cut out of one of all. */
function checkCounties({ election }: Pack): Fault[] {
  return collect("election.json", "counties", (report) => {
    const names = unique("county name");
    for (const [row, county] of (election.counties ?? []).entries()) {
      for (const name of [county.name, ...county.aliases])
        names(name.toLowerCase(), (what) => report(row, county.name, "name", what));
    }
  });
}

function checkSeats({ election, seats }: Pack): Fault[] {
  const regions = new Map(election.regions.map((region) => [region.name, region.nation]));
  const parties = new Set([...election.parties.map((party) => party.id), others]);
  return collect("seats.json", "", (report) => {
    const codes = unique("seat code");
    const shorts = unique("three-letter code");
    const cells = unique("hexagon");
    const names = unique("seat called");
    for (const [row, seat] of seats.entries()) {
      const wrong = (field: string, what: string): void => report(row, seat.code, field, what);
      codes(seat.code, (what) => wrong("code", what));
      names(seat.name.toLowerCase(), (what) => wrong("name", what));
      if (seat.short) shorts(seat.short, (what) => wrong("short", what));
      if (seat.hex) cells(seat.hex.join(","), (what) => wrong("hex", what));
      const nation = regions.get(seat.region);
      if (nation === undefined) wrong("region", `no region "${seat.region}" in election.json`);
      else if (nation !== seat.nation) wrong("nation", `"${seat.region}" is in ${nation}, not in ${seat.nation}`);
      if (seat.electorate === undefined && isOfHouse(election)) wrong("electorate", "is missing");
      if (seat.previous) checkPrevious(seat.previous, parties, wrong);
      if (seat.previous?.on && seat.previous.on.date >= election.date)
        wrong("previous.on.date", `is not before the election's own date, ${election.date}`);
    }
  });
}

function checkPrevious(
  { electorate, valid, votes }: NonNullable<Pack["seats"][number]["previous"]>,
  parties: ReadonlySet<string>,
  wrong: (field: string, what: string) => void,
): void {
  for (const party of Object.keys(votes))
    if (!parties.has(party)) wrong("previous.votes", `no party "${party}" in election.json; use "${others}"`);
  if (!Object.keys(votes).some((party) => party !== others))
    wrong("previous.votes", "no party has any: leave previous out where nothing is known");
  const sum = total(votes);
  if (sum !== valid) wrong("previous.votes", `sum to ${sum}, but "valid" is ${valid}`);
  if (electorate !== undefined && valid > electorate)
    wrong("previous.valid", `is ${valid}, more than the electorate of ${electorate}`);
}

function checkPeople({ election, seats, people }: Pack): Fault[] {
  const codes = new Set(seats.map((seat) => seat.code));
  const parties = new Set(election.parties.map((party) => party.id));
  const party = new Map<string, string>();
  const candidates = collect("people.json", "candidates", (report) => {
    const standing = unique("candidate of this seat");
    const kinds = new Map(election.parties.map(({ id, kind }) => [id, kind]));
    const named = unique("candidate of this seat and party, by name,");
    for (const [row, one] of people.candidates.entries()) {
      const wrong = (field: string, what: string): void => report(row, one.id, field, what);
      standing(`${one.seat} ${one.id}`, (what) => wrong("id", what));
      // Two independents may share a name; of a party nobody stands twice.
      if (kinds.get(one.party) === "party")
        named(`${one.given} ${one.family}, ${one.party}, ${one.seat}`, (what) => wrong("family", what));
      if (!codes.has(one.seat)) wrong("seat", `no seat "${one.seat}" in seats.json`);
      if (!parties.has(one.party)) wrong("party", `no party "${one.party}" in election.json`);
      party.set(`${one.seat} ${one.id}`, one.party);
    }
  });
  const standing = Map.groupBy(people.candidates, ({ seat }) => seat);
  const empty = collect("seats.json", "", (report) => {
    for (const [row, { code, name }] of seats.entries())
      if (!standing.has(code))
        report(row, code, "name", `nobody stands in ${name}: people.json has no candidate there`);
  });
  const members = collect("people.json", "members", (report) => {
    const ids = unique("member");
    for (const [row, one] of people.members.entries()) {
      const wrong = (field: string, what: string): void => report(row, one.name, field, what);
      ids(String(one.mnis), (what) => wrong("mnis", what));
      for (const [field, id] of [
        ["electedAs", one.electedAs],
        ["byElection.gainedFrom", one.byElection?.gainedFrom],
      ] as const) {
        if (id !== undefined && !parties.has(id)) wrong(field, `no party "${id}" in election.json`);
      }
      if (!one.stood) continue;
      const stoodFor = party.get(`${one.stood.seat} ${one.stood.candidate}`);
      if (stoodFor === undefined) wrong("stood", `no candidate "${one.stood.candidate}" in seat ${one.stood.seat}`);
      else if (stoodFor !== one.stood.party) wrong("stood.party", `the candidate stood for "${stoodFor}"`);
    }
  });
  return [...candidates, ...empty, ...members];
}

function checkOffices({ people }: Pack): Fault[] {
  const members = new Set(people.members.map((member) => member.mnis));
  return collect("people.json", "politicians", (report) => {
    const ids = unique("politician");
    for (const [row, one] of people.politicians.entries()) {
      ids(String(one.mnis), (what) => report(row, one.mnis, "mnis", what));
      if (!members.has(one.mnis)) report(row, one.mnis, "mnis", "no such member in people.json");
      for (const { title, from, to } of one.offices) {
        if (to !== undefined && to < from) report(row, one.mnis, "offices", `"${title}" ends before it begins`);
      }
    }
  });
}

function checkResults({ election, results, seats, people }: Pack): Fault[] {
  const standing = Map.groupBy(people.candidates, (candidate) => candidate.seat);
  const codes = new Set(seats.map((seat) => seat.code));
  const electors = new Map(seats.map(({ code, electorate }) => [code, electorate]));
  return collect("results.json", "", (report) => {
    const once = unique("seat");
    for (const [row, { seat, valid, rejected = 0, votes, winner, recorded }] of results.entries()) {
      const wrong = (field: string, what: string): void => report(row, seat, field, what);
      once(seat, (what) => wrong("seat", what));
      if (!codes.has(seat)) wrong("seat", `no seat "${seat}" in seats.json`);
      const ids = new Set((standing.get(seat) ?? []).map((candidate) => candidate.id));
      for (const id of Object.keys(votes)) if (!ids.delete(id)) wrong("votes", `"${id}" is no candidate of this seat`);
      for (const id of ids) wrong("votes", `candidate "${id}" is missing`);
      if (total(votes) !== valid) wrong("votes", `sum to ${total(votes)}, but "valid" is ${valid}`);
      if (winner !== undefined && votes[winner] !== Math.max(...Object.values(votes)))
        wrong("winner", `"${winner}" has not the most votes, and a lot is drawn between those who have`);
      if (Date.parse(recorded) < Date.parse(election.pollsClose))
        wrong("recorded", `is before the close of poll, ${election.pollsClose}`);
      const electorate = electors.get(seat) ?? Infinity;
      if (valid + rejected > electorate)
        wrong("valid", `is ${valid}, with ${rejected} rejected, more than the electorate of ${electorate}`);
    }
  });
}

/** Reports one fault: `row` counts from 0. */
type Report = (row: number, name: string | number, field: string, what: string) => void;

function collect(file: string, list: string, check: (report: Report) => void): Fault[] {
  const faults: Fault[] = [];
  check((row, name, field, what) => {
    faults.push({ file, at: `${list && `${list} `}row ${row + 1} (${name}), field ${field}`, what });
  });
  return faults;
}
