/** The words between operators -> filters. Nothing ambiguous is guessed. */
import type { Context } from "../../command.ts";
import type { Party } from "../../election.ts";
import type { UserError } from "../../errors.ts";
import { brief, listed } from "../../text.ts";
import type { Filter, partyVerbs } from "../filter.ts";
import { readFigure, type Amiss } from "./figure.ts";
import { isNear, plain, seatsNamed } from "./names.ts";

/** The finders and facts that a filter is read with. */
export type Knowing = Pick<Context, "seats" | "parties" | "regions" | "results">;

type Verb = (typeof partyVerbs)[number];

const every = /^(?:(?:all |all the |the |any |every )?(?:seats?|constituenc(?:y|ies)|places?)|those|the ones|ones)$/;
const fixed: readonly (readonly [RegExp, Filter])[] = [
  [
    /^(everything|everywhere|anywhere|all|all (news|results|declarations)|(the )?(whole )?(country|uk))$/,
    { is: "everything" },
  ],
  [every, { is: "everything" }],
  [/^((all|any|the) )?(gains?|change[sd]?( of)? hands|changing hands)$/, { is: "gains" }],
  [/^((all|any|the) )?(seats )?(that |which )?(changed hands|flipped|switched)$/, { is: "gains" }],
  [/^((all|any|the) )?holds?$/, { is: "holds" }],
  [/^(all )?milestones?$/, { is: "milestones" }],
  [/^portillo( moments?)?$/, { is: "portillo" }],
  [/^by ?elections?$/, { is: "by-elections" }],
  [/^(women|woman|female|females|women mps|female mps|women elected|women win|women winners)$/, { is: "women" }],
  [/^(new|new mps?|new members?|newcomers?|first time mps?)$/, { is: "new" }],
  [
    /^(?:the )?(?:defeated|(?:defeated|beaten|ousted|unseated) (?:mps?|members?)|(?:mps?|members?) (?:who )?(?:lost|lost their seats?|defeated|beaten))$/,
    { is: "defeated" },
  ],
  [/^(already )?declared$/, { is: "declared" }],
  [/^(still )?(to come|undeclared|to declare|not declared|outstanding|yet to declare)$/, { is: "to-come" }],
  [/^recount(s|ing)?$/, { is: "recount" }],
];
const targets = /^(?:(?<party>.+) )?targets?(?: seats?)?(?: (?:up )?(?:(?:from )?1 )?(?:to )?(?<upTo>\d{1,6}))?$/;
const verbs: readonly (readonly [RegExp, Verb])[] = [
  [/ (gains?|gained)$/, "gains"],
  [/ (loses?|loss|losses|lost)$/, "loses"],
  [/ (holds?|held|retains?|retained|kept|keeps)$/, "holds"],
  [/ (?:in |came |comes |coming )?(seconds?|second places?|runners? up)$/, "second"],
  [/ (wins?|won|seats?|mps?|victories|victory)$/, "wins"],
];
/** "Gained by Labour". */
const passive: readonly (readonly [RegExp, Verb])[] = [
  [/^(?:gains?|gained) by (?<party>.+)$/, "gains"],
  [/^(?:loss|losses|lost) by (?<party>.+)$/, "loses"],
  [/^(?:holds?|held) by (?<party>.+)$/, "holds"],
  [/^(?:wins?|won) by (?<party>.+)$/, "wins"],
];
const swingTo = /^(?:the |a )?swings? (?:to|towards) (?:the )?(?<party>.+)$/;
const verbAlone = /^(loses?|loss|losses|lost|wins?|won|seconds?|second places?)$/;
/** Between two parties: who gained from whom, or came before whom. */
const between: readonly (readonly [RegExp, "ahead" | "from" | "to"])[] = [
  [/ (?:over|ahead of|beat|beats|beating) /g, "ahead"],
  [/ (?:gains?|gained|wins?|won|take[sn]?) from /g, "from"],
  [/ (?:loses?|loss|losses|lost) to /g, "to"],
];
/** Adjectives of nations, in which the language has no other use. */
const adjectives: Readonly<Record<string, string>> = {
  scottish: "Scotland",
  welsh: "Wales",
  english: "England",
  "northern irish": "Northern Ireland",
};

/** Words that ask for seats without saying which. */
export const isEverySeat = (text: string): boolean => every.test(plain(text));

/** Whether the words are exactly an area or one seat. */
export function isPlace(text: string, { regions, results }: Knowing): boolean {
  return areaNamed(text, regions) !== undefined || seatsNamed(text, results.election).length === 1;
}

/** @throws UserError, as `amiss` makes it */
export function readTerm(typed: string, known: Knowing, amiss: Amiss): Filter {
  const text = typed.replace(/^(?:only|just) | (?:only|just)$/giu, "");
  const odd = /[^\p{L}\p{N}\p{P}\p{M}\s`´£$]/u.exec(text)?.[0];
  if (odd !== undefined) throw amiss(`I do not know what “${odd}” says here.`);
  const words = plain(text);
  const same = fixed.find(([pattern]) => pattern.test(words));
  if (same) return same[1];
  const list = targets.exec(words)?.groups;
  if (list) return readTargets(list["party"]?.replace(/^(all|the|all the) /, ""), list["upTo"], known, amiss);
  if (/\btargets?\b/.test(words))
    throw amiss(`A target list is told from its first seat to a rank, and “${brief(text)}” is not.`, [
      "targets to 100",
    ]);
  const swung = swingTo.exec(words)?.groups?.["party"];
  if (swung !== undefined) return { is: "party", party: readParty(swung, "wins", known, amiss).id, does: "swing" };
  const figure = readFigure(text, amiss);
  if (figure) return figure;
  if (seatsNamed(text, known.results.election).length === 1 && !known.parties.has(text) && !known.regions.has(text))
    return readPlace(text, known, amiss);
  return readBetween(words, known) ?? readVerb(words, text, known, amiss) ?? readPlace(text, known, amiss);
}

/** "Labour over Reform", "labour gains from snp". Only of parties by their names. */
function readBetween(words: string, { parties }: Knowing): Filter | undefined {
  for (const [pattern, how] of between)
    for (const { 0: joint, index } of words.matchAll(pattern)) {
      const [before, after] = [words.slice(0, index), words.slice(index + joint.length)].map((name) => {
        const bare = name.replace(/^the /, "");
        return parties.has(name) || parties.has(bare) ? (parties.find(name) ?? parties.find(bare)) : undefined;
      });
      if (!before || !after) continue;
      if (how === "ahead") return { is: "ahead", first: before.id, second: after.id };
      const [to, from] = how === "from" ? [before, after] : [after, before];
      return {
        is: "and",
        of: [
          { is: "party", party: to.id, does: "gains" },
          { is: "party", party: from.id, does: "loses" },
        ],
      };
    }
  return undefined;
}

function readVerb(words: string, text: string, known: Knowing, amiss: Amiss): Filter | undefined {
  for (const [pattern, does] of passive) {
    const party = pattern.exec(words)?.groups?.["party"];
    if (party !== undefined) return { is: "party", party: readParty(party, does, known, amiss).id, does };
  }
  const verb = verbs.find(([pattern]) => pattern.test(words));
  if (verb) {
    const named = words.replace(verb[0], "");
    const whose = known.parties.has(named) ? named : named.replace(/^(?:all the|all|the|any|every) (?=.)/, "");
    const said = words.slice(words.search(verb[0]) + 1);
    // "London seats".
    const area = areaNamed(whose, known.regions);
    if (area !== undefined && !known.parties.has(whose) && /^(seats?|constituenc)/.test(said))
      return areaOf(area, known);
    return { is: "party", party: readParty(whose, said, known, amiss).id, does: verb[1] };
  }
  if (verbAlone.test(words)) {
    const { short } = followed(known) ?? {};
    throw amiss(`“${brief(text)}” does not say whose.`, short === undefined ? [] : [`${short} ${words}`]);
  }
  return undefined;
}

/** The party that the pack follows first. */
function followed({ results: { lookup, election } }: Knowing): Party | undefined {
  const first = election.targets.lists[0]?.party;
  return first === undefined ? undefined : lookup.party(first);
}

function readTargets(words: string | undefined, typed: string | undefined, known: Knowing, amiss: Amiss): Filter {
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

/** A region or nation by exactly its name: "the North East", "London region", "Welsh". */
function areaNamed(text: string, regions: Knowing["regions"]): string | undefined {
  const words = plain(text);
  const bare = words
    .replace(/^(?:all of|all|the whole of|the) /, "")
    .replace(/^(?:the )?(?:region|nation|country|area)(?: of)? (?:the )?/, "")
    .replace(/ (?:region|nation|country|area)$/, "");
  const adjective = Object.hasOwn(adjectives, bare) ? adjectives[bare] : undefined;
  return [text, words, bare, ...(adjective === undefined ? [] : [adjective])].find((name) => regions.has(name));
}

function areaOf(name: string, { regions }: Knowing): Filter {
  const found = regions.find(name);
  return found?.kind === "region"
    ? { is: "region", region: found.region.name }
    : { is: "nation", nation: found?.nation ?? "England" };
}

/** A region, a nation, or one seat by exactly its name: a filter lasts, and nobody is asked again. */
function readPlace(text: string, known: Knowing, amiss: Amiss): Filter {
  const { regions, parties, results } = known;
  const asked = /^(?:the )?(?:seats?|constituency|constituencies)(?: of)? (?<name>.+)$/i.exec(text)?.groups?.["name"];
  const name = asked ?? text;
  const area = asked === undefined ? areaNamed(text, regions) : undefined;
  if (area !== undefined) return areaOf(area, known);
  const party = asked === undefined ? parties.find(text) : undefined;
  const seats = seatsNamed(name, results.election);
  if (party && parties.has(text)) throw alone(text, party, seats[0]?.name, amiss);
  const [only] = seats;
  if (only && seats.length === 1) return { is: "seats", seats: [only.code] };
  const bare = plain(text).replace(/^the /, "");
  const [nearest] = asked === undefined ? regions.rank(bare, 1) : [];
  const near = nearest !== undefined && isNear(bare, [nearest]) && regions.find(bare) ? nearest : undefined;
  const answer = known.seats.find(name);
  if (answer.kind === "postcode")
    throw amiss("I do not look up postcodes, and have not kept yours. Name the constituency.");
  const guesses = [...new Set([...seats.map((seat) => seat.name), ...namesIn(answer)])];
  if (near !== undefined && answer.kind === "none") return areaOf(near, known);
  if (near === undefined && party && isNear(text, namesOf(party))) throw alone(text, party, undefined, amiss);
  if (answer.kind === "none" && seats.length === 0)
    throw amiss(
      `I know no place and no news by the name “${brief(text)}”.`,
      answer.region === undefined ? guesses.slice(0, 3) : [answer.region],
    );
  const all = [...(near === undefined ? [] : [near]), ...guesses].slice(0, 5);
  throw amiss(`“${brief(text)}” may be ${listed(all, "or")}: name the seat exactly.`, all);
}

function namesIn(answer: Exclude<ReturnType<Knowing["seats"]["find"]>, { kind: "postcode" }>): readonly string[] {
  switch (answer.kind) {
    case "one":
      return [answer.match, ...answer.others].map(({ name }) => name);
    case "several":
      return answer.matches.map(({ name }) => name);
    case "none":
      return answer.nearest.map(({ name }) => name);
  }
}

const alone = (text: string, { short }: Party, seat: string | undefined, amiss: Amiss): UserError =>
  amiss(`“${brief(text)}” is a party, and does not say what it does.`, [
    ...["gains", "losses", "wins"].map((verb) => `${short} ${verb}`),
    ...(seat === undefined ? [] : [`seats ${seat}`]),
  ]);
