/** The parties: the printed names of the files grouped, ordered by seats won and then by votes. */
import type { Party } from "../../src/core/election.ts";
import { readable } from "../../src/data/make/colour.ts";
import { feeds, main, neutral, type PartyFacts, renamed, shorts } from "./party-table.ts";
import { InputError, type Row } from "./table.ts";

export interface Parties {
  /** The party of a row that has "Party name". */
  of(row: Row): string;
  /** The party that the Library abbreviates so in "First party". */
  abbreviated(row: Row, field: string): string;
  /** The printed form, where it is not the party's usual one. */
  printed(row: Row): { printed?: string };
  /** The list for `election.json`, from the seats and votes won by each party id. */
  ordered(seats: ReadonlyMap<string, number>, votes: ReadonlyMap<string, number>): Party[];
}

/** @param rows candidates of the election and of by-elections since */
export function groupParties(rows: readonly Row[]): Parties {
  const byPrinted = new Map<string, PartyFacts>();
  const byAbbreviation = new Map<string, string>();
  for (const facts of main) for (const printed of facts.printed) byPrinted.set(printed, facts);
  for (const row of rows) {
    const printed = row.text("Party name");
    const facts = byPrinted.get(printed) ?? small(printed, row.text("Party abbreviation"));
    byPrinted.set(printed, facts);
    byAbbreviation.set(row.text("Party abbreviation"), facts.id);
  }
  const all = [...new Set(byPrinted.values())];
  refuseSharedNames(all);

  const facts = (row: Row): PartyFacts => {
    const found = byPrinted.get(row.text("Party name"));
    if (!found) throw row.wrong("Party name", `no party "${row.text("Party name")}"`);
    return found;
  };
  return {
    of: (row) => facts(row).id,
    abbreviated: (row, field) => {
      const id = byAbbreviation.get(row.text(field));
      if (id === undefined) throw row.wrong(field, `no party is abbreviated "${row.text(field)}"`);
      return id;
    },
    printed: (row) => (facts(row).printed[0] === row.text("Party name") ? {} : { printed: row.text("Party name") }),
    ordered: (seats, votes) =>
      all
        .toSorted(
          (a, b) =>
            (seats.get(b.id) ?? 0) - (seats.get(a.id) ?? 0) ||
            (votes.get(b.id) ?? 0) - (votes.get(a.id) ?? 0) ||
            (a.id < b.id ? -1 : 1),
        )
        .map(toParty),
  };
}

function small(printed: string, abbreviation: string): PartyFacts {
  const previously = renamed[printed];
  return {
    id: abbreviation.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    name: printed.replace(/ party$/, " Party"),
    short: shorts[printed] ?? printed.replace(/^The /, "").replace(/ party$/i, ""),
    abbreviation: abbreviation.toUpperCase(),
    printed: [printed],
    aliases: [],
    ...(feeds[printed] && { feeds: feeds[printed] }),
    base: neutral,
    ...(previously === undefined ? {} : { previously }),
  };
}

function toParty(facts: PartyFacts): Party {
  return {
    id: facts.id,
    name: facts.name,
    short: facts.short,
    abbreviation: facts.abbreviation,
    said: facts.said ?? { subject: facts.short, plural: false, elected: `for ${facts.short}` },
    printed: [...facts.printed],
    aliases: [...facts.aliases],
    ...(facts.feeds && { feeds: [...facts.feeds] }),
    kind: facts.kind ?? "party",
    ...(facts.previously === undefined ? {} : { previously: facts.previously }),
    colour: readable(facts.base),
  };
}

/** A word that people type for a party must mean one party alone. */
function refuseSharedNames(parties: readonly PartyFacts[]): void {
  const owner = new Map<string, string>();
  for (const party of parties) {
    const own = [party.id, party.name, party.short, party.abbreviation, ...party.printed, ...party.aliases];
    for (const name of [...own, ...(party.feeds ?? [])]) {
      const other = owner.get(name.toLowerCase()) ?? party.id;
      if (other !== party.id) throw new InputError(`party-table.ts: "${name}" means both ${other} and ${party.id}`);
      owner.set(name.toLowerCase(), party.id);
    }
  }
}
