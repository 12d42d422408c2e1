/** Checks of an election's own file against the seats: what was polled, held since, is to come, and is on a list. */
import { isOfHouse } from "../../core/election.ts";
import { others, total, unique, type Fault, type Pack } from "./pack.ts";

export function checkElection({ election, seats }: Pack): Fault[] {
  const codes = new Set(seats.map((seat) => seat.code));
  const parties = new Set(election.parties.map((party) => party.id));
  const faults: Fault[] = [];
  const wrong = (at: string, what: string): void => void faults.push({ file: "election.json", at, what });
  const seat = (at: string, code: string): void => {
    if (!codes.has(code)) wrong(at, `no seat "${code}" in seats.json`);
  };
  const party = (at: string, id: string): void => {
    if (!parties.has(id)) wrong(at, `no party "${id}" in election.json`);
  };
  if (election.exitPoll) {
    const { seats: polls } = election.exitPoll;
    for (const id of Object.keys(polls)) if (id !== others) party("field exitPoll.seats", id);
    const polled = total(polls);
    if (polled !== seats.length) wrong("field exitPoll.seats", `sum to ${polled}, but there are ${seats.length} seats`);
    if (Date.parse(election.exitPoll.at) < Date.parse(election.pollsClose))
      wrong("field exitPoll.at", `is before the close of poll, ${election.pollsClose}`);
    if (!isOfHouse(election)) wrong("field exitPoll", `is of a general election, and this is kind "${election.kind}"`);
  }
  if (election.portillo) {
    party("field portillo.party", election.portillo.party);
    party("field portillo.winner", election.portillo.winner);
  }
  if (Date.parse(election.pollsClose) < Date.parse(election.date))
    wrong("field pollsClose", `is before the day of the election, ${election.date}`);
  if (election.previous && election.previous.date >= election.date)
    wrong("field previous.date", `is not before the election's own date, ${election.date}`);
  if (!election.previous && seats.some(({ previous }) => previous && !previous.on))
    wrong("field previous", "is missing: seats.json has previous results, and nobody can tell of which election");
  if (election.speaker) {
    seat("field speaker.seat", election.speaker.seat);
    party("field speaker.formerParty", election.speaker.formerParty);
  }
  const held = unique("by-election");
  for (const [row, since] of election.byElections.entries()) {
    const at = `byElections row ${row + 1} (${since.seat})`;
    seat(`${at}, field seat`, since.seat);
    held(`${since.seat} ${since.date}`, (what) => wrong(`${at}, field date`, what));
    if (since.date <= election.date)
      wrong(`${at}, field date`, `is not after the election's own date, ${election.date}`);
    for (const one of since.candidates) party(`${at}, field candidates`, one.party);
    const sum = since.candidates.reduce((votes, one) => votes + one.votes, 0);
    if (sum !== since.valid) wrong(`${at}, field candidates`, `votes sum to ${sum}, but "valid" is ${since.valid}`);
    if (since.valid + since.rejected > since.electorate)
      wrong(`${at}, field valid`, `with the rejected more papers than the electorate of ${since.electorate}`);
  }
  const called = unique("by-election");
  for (const [row, coming] of (election.upcoming ?? []).entries()) {
    const at = `upcoming row ${row + 1} (${coming.seat})`;
    seat(`${at}, field seat`, coming.seat);
    called(`${coming.seat} ${coming.date}`, (what) => wrong(`${at}, field date`, what));
    if (coming.date <= election.date)
      wrong(`${at}, field date`, `is not after the election's own date, ${election.date}`);
    if (Date.parse(coming.pollsClose) < Date.parse(coming.date))
      wrong(`${at}, field pollsClose`, `is before the day of the by-election, ${coming.date}`);
    const once = unique("candidate");
    for (const one of coming.candidates) {
      party(`${at}, field candidates`, one.party);
      once(one.id, (what) => wrong(`${at}, field candidates`, what));
    }
  }
  for (const [row, list] of election.targets.lists.entries()) {
    const at = `targets.lists row ${row + 1} (${list.party})`;
    party(`${at}, field party`, list.party);
    const once = unique("target");
    for (const code of list.seats) {
      seat(`${at}, field seats`, code);
      once(code, (what) => wrong(`${at}, field seats`, what));
    }
  }
  return faults;
}
