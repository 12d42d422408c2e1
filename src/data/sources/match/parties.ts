/** Parties by a source's names for them, in any form that the pack has. */
import type { Party } from "../../../core/election.ts";
import { sameFormsOf } from "../../pack/register.ts";
import { exactly, joinedKeyOf, keyOf } from "./exact.ts";
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
  /** The very form, or the form without what people put around it, or what it is short for. */
  const search = (form: string): Party | undefined => {
    for (const way of waysOf(form)) {
      const party =
        index.get(way) ??
        sameFormsOf(joinedKeyOf(way))
          .map((one) => index.get(one))
          .find((one) => one !== undefined);
      if (party) return party;
    }
    return undefined;
  };
  /** Files say the same few forms thousands of times. */
  const known = new Map<string, Party | undefined>();
  const found = (form: string): Party | undefined => {
    if (!known.has(form) && known.size < mostKnown) known.set(form, search(form));
    return known.has(form) ? known.get(form) : search(form);
  };
  return {
    of(forms) {
      const [party, other] = new Set(forms.map(found).filter((one) => one !== undefined));
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

const mostKnown = 2_000;

function waysOf(form: string): readonly string[] {
  const outside = form.replace(/\s*[([][^()[\]]*[)\]]\s*/g, " ").trim();
  const inside = /[([]([^()[\]]{1,40})[)\]]/.exec(form)?.[1] ?? "";
  const key = keyOf(outside);
  const plain = key.replace(/\b(?:the|party|candidate|candidates|official|uk|gb|england and wales)\b/g, " ");
  return [
    form,
    outside,
    plain,
    key.replace(/\bcandidates?\b/g, ""),
    inside,
    outside.split(/\s+[-–—|/]\s+/)[0] ?? "",
  ].filter((way) => keyOf(way) !== "");
}
