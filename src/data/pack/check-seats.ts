/** Seats: unique, in a region that exists, with a past that adds up. */
import { collect, type Fault, total, unique } from "./faults.ts";
import { others, type Pack } from "./pack.ts";

export function checkSeats({ election, seats }: Pack): Fault[] {
  const regions = new Map(election.regions.map((region) => [region.name, region.nation]));
  const parties = new Set([...election.parties.map((party) => party.id), others]);
  return collect("seats.json", "", (report) => {
    const codes = unique("seat code");
    const shorts = unique("three-letter code");
    const cells = unique("hexagon");
    for (const [row, seat] of seats.entries()) {
      const wrong = (field: string, what: string): void => report(row, seat.code, field, what);
      codes(seat.code, (what) => wrong("code", what));
      shorts(seat.short, (what) => wrong("short", what));
      cells(seat.hex.join(","), (what) => wrong("hex", what));
      const nation = regions.get(seat.region);
      if (nation === undefined) wrong("region", `no region "${seat.region}" in election.json`);
      else if (nation !== seat.nation) wrong("nation", `"${seat.region}" is in ${nation}, not in ${seat.nation}`);
      for (const party of Object.keys(seat.previous.votes)) {
        if (!parties.has(party)) wrong("previous.votes", `no party "${party}" in election.json; use "${others}"`);
      }
      const sum = total(seat.previous.votes);
      if (sum !== seat.previous.valid) wrong("previous.votes", `sum to ${sum}, but "valid" is ${seat.previous.valid}`);
    }
  });
}
