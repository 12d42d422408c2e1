/** The election's own facts: exit poll, by-elections, targets. */
import { type Fault, total, unique } from "./faults.ts";
import { others, type Pack } from "./pack.ts";

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
  for (const id of Object.keys(election.exitPoll.seats)) if (id !== others) party("field exitPoll.seats", id);
  const polled = total(election.exitPoll.seats);
  if (polled !== seats.length) wrong("field exitPoll.seats", `sum to ${polled}, but there are ${seats.length} seats`);
  party("field portillo.party", election.portillo.party);
  party("field portillo.winner", election.portillo.winner);
  if (election.speaker) {
    seat("field speaker.seat", election.speaker.seat);
    party("field speaker.formerParty", election.speaker.formerParty);
  }
  for (const [row, since] of election.byElections.entries()) {
    const at = `byElections row ${row + 1} (${since.seat})`;
    seat(`${at}, field seat`, since.seat);
    for (const one of since.candidates) party(`${at}, field candidates`, one.party);
    const sum = since.candidates.reduce((votes, one) => votes + one.votes, 0);
    if (sum !== since.valid) wrong(`${at}, field candidates`, `votes sum to ${sum}, but "valid" is ${since.valid}`);
  }
  for (const [row, coming] of (election.upcoming ?? []).entries()) {
    const at = `upcoming row ${row + 1} (${coming.seat})`;
    seat(`${at}, field seat`, coming.seat);
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
