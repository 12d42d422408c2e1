/** Results: every candidate of the seat and no one else, and a sum that is right. */
import { collect, type Fault, total, unique } from "./faults.ts";
import type { Pack } from "./pack.ts";

export function checkResults({ results, seats, people }: Pack): Fault[] {
  const standing = Map.groupBy(people.candidates, (candidate) => candidate.seat);
  const codes = new Set(seats.map((seat) => seat.code));
  return collect("results.json", "", (report) => {
    const once = unique("seat");
    for (const [row, { seat, valid, votes }] of results.entries()) {
      const wrong = (field: string, what: string): void => report(row, seat, field, what);
      once(seat, (what) => wrong("seat", what));
      if (!codes.has(seat)) wrong("seat", `no seat "${seat}" in seats.json`);
      const ids = new Set((standing.get(seat) ?? []).map((candidate) => candidate.id));
      for (const id of Object.keys(votes)) if (!ids.delete(id)) wrong("votes", `"${id}" is no candidate of this seat`);
      for (const id of ids) wrong("votes", `candidate "${id}" is missing`);
      if (total(votes) !== valid) wrong("votes", `sum to ${total(votes)}, but "valid" is ${valid}`);
    }
  });
}
