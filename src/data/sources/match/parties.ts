/** Parties by a source's names for them, in any form that the pack has. */
import type { Party } from "../../../core/election.ts";
import { exactly, joinedKeyOf } from "./exact.ts";
import { Misfit, quoted } from "./misfit.ts";

export interface PartyNames {
  /**
   * @param forms several of the same party: its name and its abbreviation, say
   * @returns undefined where the pack knows none of them
   * @throws Misfit where two parties are meant
   */
  of(forms: readonly string[]): Party | undefined;
}

export function partyNames(parties: readonly Party[]): PartyNames {
  const index = exactly(
    parties.flatMap((party) => formsOf(party).map((form): [string, Party] => [form, party])),
    joinedKeyOf,
  );
  return {
    of(forms) {
      const [party, other] = new Set(forms.map((form) => index.get(form)).filter((found) => found !== undefined));
      if (other) throw new Misfit(`${forms.map(quoted).join(" and ")} are two parties`);
      return party;
    },
  };
}

const formsOf = ({ id, name, short, abbreviation, printed, aliases, feeds = [] }: Party): readonly string[] => [
  id,
  name,
  short,
  abbreviation,
  ...printed,
  ...aliases,
  ...feeds,
];
