/** Candidates, members and politicians: each refers to what exists. */
import { collect, type Fault, unique } from "./faults.ts";
import type { Pack } from "./pack.ts";

export function checkPeople({ election, seats, people }: Pack): Fault[] {
  const codes = new Set(seats.map((seat) => seat.code));
  const parties = new Set(election.parties.map((party) => party.id));
  const party = new Map<string, string>();
  const candidates = collect("people.json", "candidates", (report) => {
    const standing = unique("candidate of this seat");
    for (const [row, one] of people.candidates.entries()) {
      const wrong = (field: string, what: string): void => report(row, one.id, field, what);
      standing(`${one.seat} ${one.id}`, (what) => wrong("id", what));
      if (!codes.has(one.seat)) wrong("seat", `no seat "${one.seat}" in seats.json`);
      if (!parties.has(one.party)) wrong("party", `no party "${one.party}" in election.json`);
      party.set(`${one.seat} ${one.id}`, one.party);
    }
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
  return [...candidates, ...members];
}

export function checkOffices({ people }: Pack): Fault[] {
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
