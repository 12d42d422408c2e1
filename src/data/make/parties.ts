/** Printed names of parties -> parties: those of the register, and new ones for what nobody knows. */
import type { Party } from "../../core/election.ts";
import { partyOf, register, unknownParty, type Registered } from "../pack/register.ts";
import { exactly, joinedKeyOf } from "../sources/match/exact.ts";

export interface PartyMaker {
  /** @param registration the Electoral Commission's id, or empty */
  of(printed: string, registration: string): Party;
  /** Parties that were asked for, in the register's order; then those that nobody knew. */
  used(): readonly Party[];
  /** Printed names that the register does not have. */
  unknown(): readonly string[];
}

/** Words for candidates of no party. */
const none = new Set(["", "no description", "no party", "nopartylisted", "none"]);

export function partyMaker(also: readonly Party[] = []): PartyMaker {
  const registered = register();
  const ids = new Set(registered.map(({ id }) => id));
  const known: readonly Registered[] = [
    ...registered,
    ...also.flatMap((party) => (ids.has(party.id) ? [] : [{ ...party, registered: [], sheets: [] }])),
  ];
  const names = exactly(
    known.flatMap((party) =>
      [...new Set([party.name, party.short, ...party.printed, ...party.aliases])].map((name): [string, Registered] => [
        name,
        party,
      ]),
    ),
    joinedKeyOf,
  );
  const abbreviations = exactly(
    known.map((party): [string, Registered] => [party.abbreviation, party]),
    joinedKeyOf,
  );
  const byRegistration = new Map(known.flatMap((party) => party.registered.map((id) => [id, party] as const)));
  const taken = new Set(
    known.flatMap(({ id, name, short, abbreviation, printed, aliases }) =>
      [id, name, short, abbreviation, ...printed, ...aliases].map((one) => one.toLowerCase()),
    ),
  );
  const made = new Map<string, Party>();
  const used = new Set<string>();
  return {
    of(printed, registration) {
      const key = joinedKeyOf(printed);
      const plain = none.has(printed.trim().toLowerCase()) ? "Independent" : printed;
      const found = names.get(plain) ?? byRegistration.get(registration) ?? abbreviations.get(plain);
      if (found) {
        used.add(found.id);
        return partyOf(found);
      }
      const party = made.get(key) ?? unknownParty(printed, taken);
      made.set(key, party);
      for (const one of [party.id, party.name, party.short, party.abbreviation]) taken.add(one.toLowerCase());
      return party;
    },
    used: () => [...known.filter(({ id }) => used.has(id)).map(partyOf), ...made.values()],
    unknown: () => [...made.values()].map(({ name }) => name),
  };
}
