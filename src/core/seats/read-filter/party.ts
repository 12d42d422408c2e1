/** Parties in a filter, by their names or nearly, and their target lists. */
import type { Party } from "../../election.ts";
import type { UserError } from "../../errors.ts";
import { brief } from "../../text.ts";
import type { Filter } from "../filter.ts";
import type { Amiss } from "./figure.ts";
import type { Knowing } from "./knowing.ts";
import { isNear } from "./names.ts";

/** The party that the pack follows first. */
export function followed({ results: { lookup, election } }: Knowing): Party | undefined {
  const first = election.targets.lists[0]?.party;
  return first === undefined ? undefined : lookup.party(first);
}

export function readTargets(
  words: string | undefined,
  typed: string | undefined,
  known: Knowing,
  amiss: Amiss,
): Filter {
  const party = words === undefined || words === "" ? followed(known) : readParty(words, "targets", known, amiss);
  const list = party ? known.results.lookup.targets(party.id) : [];
  if (!party || list.length === 0)
    throw amiss(
      `There is no target list${party ? ` for ${party.said.subject}` : ""}.`,
      known.results.election.targets.lists.slice(0, 2).map((one) => {
        return `${known.results.lookup.party(one.party).short} targets to ${Math.min(100, one.seats.length)}`;
      }),
    );
  const upTo = Number(typed ?? 0);
  if (upTo < 1 || upTo > list.length)
    throw amiss(`Say how far down the list: from 1 to ${list.length}.`, [
      `${party.short} targets to ${Math.min(100, list.length)}`,
    ]);
  return { is: "targets", party: party.id, upTo };
}

export function readParty(words: string, verb: string, known: Knowing, amiss: Amiss): Party {
  const { parties, regions } = known;
  const found = parties.find(words);
  if (found && (parties.has(words) || isNear(words, namesOf(found)))) return found;
  if (regions.has(words))
    throw amiss(`“${brief(words)}” is a place, not a party.`, [`${verb.replace(/^l.*/, "gains")} and ${words}`]);
  throw amiss(
    `I know no party by the name “${brief(words)}”.`,
    parties.rank(words, 2).map(({ short }) => `${short} ${verb}`),
  );
}

export const namesOf = ({ name, short, abbreviation, printed, aliases }: Party): readonly string[] => [
  name,
  short,
  abbreviation,
  ...printed,
  ...aliases,
];

/** The error for a party without a word of what it does. */
export const alone = (text: string, { short }: Party, seat: string | undefined, amiss: Amiss): UserError =>
  amiss(`“${brief(text)}” is a party, and does not say what it does.`, [
    ...["gains", "losses", "wins"].map((verb) => `${short} ${verb}`),
    ...(seat === undefined ? [] : [`seats ${seat}`]),
  ]);
