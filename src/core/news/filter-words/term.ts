/** The words between operators -> filters. Nothing ambiguous is guessed. */
import type { Context } from "../../command.ts";
import type { Party } from "../../election.ts";
import type { UserError } from "../../errors.ts";
import type { SeatAnswer } from "../../finder.ts";
import { brief, listed } from "../../text.ts";
import type { Filter } from "../filter.ts";
import { isNear, plain } from "./names.ts";

/** The finders and facts that a filter is read with. */
export type Knowing = Pick<Context, "seats" | "parties" | "regions" | "results">;

/** Makes the error for such words: a message, and filters to type instead. */
export type Amiss = (message: string, instead?: readonly string[]) => UserError;

const fixed: readonly (readonly [RegExp, Filter])[] = [
  [/^(everything|all|all (news|seats|results|declarations))$/, { is: "everything" }],
  [/^((all|any) )?gains?$/, { is: "gains" }],
  [/^(all )?milestones?$/, { is: "milestones" }],
  [/^portillo( moments?)?$/, { is: "portillo" }],
  [/^by ?elections?$/, { is: "by-elections" }],
];
const targets = /^(?:(?<party>.+) )?targets?(?: seats?)?(?: (?:up )?(?:(?:from )?1 )?(?:to )?(?<upTo>\d{1,6}))?$/;
const verbs: readonly (readonly [RegExp, "gains" | "loses" | "wins"])[] = [
  [/ (gains?|gained)$/, "gains"],
  [/ (loses?|loss|losses|lost)$/, "loses"],
  [/ (wins?|won)$/, "wins"],
];
const verbAlone = /^(loses?|loss|losses|lost|wins?|won)$/;

/** @throws UserError, as `amiss` makes it */
export function readTerm(text: string, known: Knowing, amiss: Amiss): Filter {
  const words = plain(text);
  const same = fixed.find(([pattern]) => pattern.test(words));
  if (same) return same[1];
  const list = targets.exec(words)?.groups;
  if (list) return readTargets(list["party"], list["upTo"], known, amiss);
  if (/\btargets?\b/.test(words))
    throw amiss(`A target list is told from its first seat to a rank, and “${brief(text)}” is not.`, [
      "targets to 100",
    ]);
  const verb = verbs.find(([pattern]) => pattern.test(words));
  if (verb) {
    const whose = words.replace(verb[0], "");
    return { is: "party", party: readParty(whose, words.slice(whose.length + 1), known, amiss).id, does: verb[1] };
  }
  if (verbAlone.test(words)) {
    const { short } = followed(known) ?? {};
    throw amiss(`“${brief(text)}” does not say whose.`, short === undefined ? [] : [`${short} ${words}`]);
  }
  return readPlace(text, known, amiss);
}

/** The party that the pack follows first. */
function followed({ results: { lookup, election } }: Knowing): Party | undefined {
  const first = election.targets.lists[0]?.party;
  return first === undefined ? undefined : lookup.party(first);
}

function readTargets(words: string | undefined, typed: string | undefined, known: Knowing, amiss: Amiss): Filter {
  const party = words === undefined ? followed(known) : readParty(words, "targets", known, amiss);
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

function readParty(words: string, verb: string, known: Knowing, amiss: Amiss): Party {
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

const namesOf = ({ name, short, abbreviation, printed, aliases }: Party): readonly string[] => [
  name,
  short,
  abbreviation,
  ...printed,
  ...aliases,
];

/** A region, a nation, or one seat. */
function readPlace(text: string, known: Knowing, amiss: Amiss): Filter {
  const { regions, parties, seats } = known;
  const asked = /^(?:the )?(?:seats?|constituency|constituencies)(?: of)? (?<name>.+)$/i.exec(text)?.groups?.["name"];
  if (asked !== undefined) return readSeat(asked, seats.find(asked), amiss);
  const bare = text.replace(/^the /i, "");
  if (regions.has(text) || regions.has(bare)) return area(regions.has(text) ? text : bare, known);
  const party = parties.find(text);
  const answer = seats.find(text);
  if (party && parties.has(text)) throw alone(text, party, answer, amiss);
  const [near] = regions.rank(bare, 1);
  const found = near !== undefined && isNear(bare, [near]) && regions.find(bare) ? near : undefined;
  if (answer.kind !== "none") return readSeat(text, answer, amiss, found);
  if (found !== undefined) return area(found, known);
  if (party && isNear(text, namesOf(party))) throw alone(text, party, answer, amiss);
  return readSeat(text, answer, amiss);
}

function area(name: string, { regions }: Knowing): Filter {
  const found = regions.find(name);
  return found?.kind === "region"
    ? { is: "region", region: found.region.name }
    : { is: "nation", nation: found?.nation ?? "England" };
}

const alone = (text: string, { short }: Party, answer: SeatAnswer, amiss: Amiss): UserError =>
  amiss(`“${brief(text)}” is a party, and does not say what it does.`, [
    ...["gains", "losses", "wins"].map((verb) => `${short} ${verb}`),
    ...(answer.kind === "one" ? [`seats ${answer.match.name}`] : []),
  ]);

/** @param region a region of that name, which may be meant as well */
function readSeat(text: string, answer: SeatAnswer, amiss: Amiss, region?: string): Filter {
  const several = (names: readonly string[]): UserError => {
    const all = [...(region === undefined ? [] : [region]), ...names].slice(0, 5);
    return amiss(`“${brief(text)}” may be ${listed(all, "or")}.`, all);
  };
  switch (answer.kind) {
    case "one":
      if (region !== undefined) throw several([answer.match.name]);
      return { is: "seats", seats: [answer.match.code] };
    case "several":
      throw several(answer.matches.map(({ name }) => name));
    case "none": {
      const near = answer.region === undefined ? answer.nearest.map(({ name }) => name) : [answer.region];
      throw amiss(`I know no place and no news by the name “${brief(text)}”.`, near.slice(0, 3));
    }
    case "postcode":
      throw amiss("I do not look up postcodes, and have not kept yours. Name the constituency.");
  }
}
