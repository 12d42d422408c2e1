/** The words between operators -> filters. Nothing ambiguous is guessed. */
import { UserError } from "../../errors.ts";
import { brief } from "../../text.ts";
import type { Filter, partyVerbs } from "../filter.ts";
import { readFigure, type Amiss } from "./figure.ts";
import type { Knowing } from "./knowing.ts";
import { countyNamed, plain, seatsNamed } from "./names.ts";
import { followed, readParty, readTargets } from "./party.ts";
import { areaNamed, areaOf, readPlace } from "./place.ts";

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
  [
    /^(men|man|males?|male mps|men elected|men win|men winners)$/,
    { is: "and", of: [{ is: "declared" }, { is: "not", of: { is: "women" } }] },
  ],
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
/** "Defeated Labour MPs", "Labour MPs who lost their seats". */
const beaten: readonly RegExp[] = [
  /^(?:the )?(?:defeated|beaten|ousted|unseated) (?<party>.+) (?:mps?|members?)$/,
  /^(?:the )?(?<party>.+) (?:mps?|members?) (?:who |that )?(?:(?:were |was )?(?:defeated|beaten|ousted|unseated)|lost(?: their seats?)?)$/,
];
const swingTo = /^(?:the |a )?swings? (?:to|towards) (?:the )?(?<party>.+)$/;
const verbAlone = /^(loses?|loss|losses|lost|wins?|won|seconds?|second places?)$/;
/** Between two parties: who gained from whom, or came before whom. */
const between: readonly (readonly [RegExp, "ahead" | "from" | "to"])[] = [
  [/ (?:over|ahead of|beat|beats|beating) /g, "ahead"],
  [/ (?:gains?|gained|wins?|won|take[sn]?) from /g, "from"],
  [/ (?:loses?|loss|losses|lost) to /g, "to"],
];
/** Words that ask for seats without saying which. */
export const isEverySeat = (text: string): boolean => every.test(plain(text));

/** Most words of which a beginning is looked for. */
const mostWords = 8;

/** "Labour gains xyz": the error that says which of it was read. */
function begun(typed: string, known: Knowing, amiss: Amiss): UserError | undefined {
  const words = typed.split(" ");
  const reads = (text: string): boolean => {
    if (isEverySeat(text)) return false;
    try {
      return readTerm(text, known, amiss, false) !== undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return false;
    }
  };
  for (let size = Math.min(words.length - 1, mostWords); size > 0; size--) {
    const [read, rest] = [words.slice(0, size).join(" "), words.slice(size).join(" ")];
    if (!reads(read)) continue;
    return amiss(`“${brief(read)}” was read, and “${brief(rest)}” after it was not.`, [
      ...(reads(rest) ? [`${read} and ${rest}`] : []),
      read,
    ]);
  }
  return undefined;
}

/**
 * @param explains whether an error says which words were read, where a beginning was
 * @throws UserError, as `amiss` makes it
 */
export function readTerm(typed: string, known: Knowing, amiss: Amiss, explains: boolean): Filter {
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
  const whose = beaten.map((pattern) => pattern.exec(words)?.groups?.["party"]).find((one) => one !== undefined);
  if (whose !== undefined) return { is: "beaten", party: readParty(whose, "losses", known, amiss).id };
  const figure = readFigure(text, amiss);
  if (figure) return figure;
  if (seatsNamed(text, known.results.election).length === 1 && !known.parties.has(text) && !known.regions.has(text))
    return readPlace(text, known, amiss);
  return (
    readBetween(words, known) ??
    readVerb(words, text, known, amiss) ??
    readPlace(text, known, amiss, explains ? () => begun(text, known, amiss) : undefined)
  );
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
    const county = countyNamed(whose, known.results.election);
    if (county && /^(seats?|constituenc)/.test(said)) return { is: "county", county: county.name };
    return { is: "party", party: readParty(whose, said, known, amiss).id, does: verb[1] };
  }
  if (verbAlone.test(words)) {
    const { short } = followed(known) ?? {};
    throw amiss(`“${brief(text)}” does not say whose.`, short === undefined ? [] : [`${short} ${words}`]);
  }
  return undefined;
}
