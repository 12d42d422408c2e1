/** Places in a filter: regions, nations, counties and seats, each by exactly its name. */
import { brief, listed } from "../../text.ts";
import type { UserError } from "../../errors.ts";
import type { Filter } from "../filter.ts";
import type { Amiss } from "./figure.ts";
import type { Knowing } from "./knowing.ts";
import { countyNamed, isNear, plain, seatsNamed } from "./names.ts";
import { alone, namesOf } from "./party.ts";

/** Adjectives of nations, in which the language has no other use. */
const adjectives: Readonly<Record<string, string>> = {
  scottish: "Scotland",
  welsh: "Wales",
  english: "England",
  "northern irish": "Northern Ireland",
};

/** Whether the words are exactly an area or one seat. */
export function isPlace(text: string, { regions, results }: Knowing): boolean {
  return (
    areaNamed(text, regions) !== undefined ||
    seatsNamed(text, results.election).length === 1 ||
    countyNamed(text, results.election) !== undefined
  );
}

/** A region or nation by exactly its name: "the North East", "London region", "Welsh". */
export function areaNamed(text: string, regions: Knowing["regions"]): string | undefined {
  const words = plain(text);
  const bare = words
    .replace(/^(?:all of|all|the whole of|the) /, "")
    .replace(/^(?:the )?(?:region|nation|country|area)(?: of)? (?:the )?/, "")
    .replace(/ (?:region|nation|country|area)$/, "");
  const adjective = Object.hasOwn(adjectives, bare) ? adjectives[bare] : undefined;
  return [text, words, bare, ...(adjective === undefined ? [] : [adjective])].find((name) => regions.has(name));
}

export function areaOf(name: string, { regions }: Knowing): Filter {
  const found = regions.find(name);
  return found?.kind === "region"
    ? { is: "region", region: found.region.name }
    : { is: "nation", nation: found?.nation ?? "England" };
}

/**
 * A region, a nation, a county, or one seat by exactly its name: a filter lasts, and nobody is asked again.
 * @param begun the error that says which words of an unknown name were read, if any were
 */
export function readPlace(text: string, known: Knowing, amiss: Amiss, begun?: () => UserError | undefined): Filter {
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
  const county = countyNamed(name, results.election);
  if (county && seats.length === 0) return { is: "county", county: county.name };
  const bare = plain(text).replace(/^the /, "");
  const [nearest] = asked === undefined ? regions.rank(bare, 1) : [];
  const near = nearest !== undefined && isNear(bare, [nearest]) && regions.find(bare) ? nearest : undefined;
  const answer = known.seats.find(name);
  if (answer.kind === "postcode")
    throw amiss("I do not look up postcodes, and have not kept yours. Name the constituency.");
  const guesses = [...new Set([...seats.map((seat) => seat.name), ...namesIn(name, answer)])];
  if (near !== undefined && answer.kind === "none") return areaOf(near, known);
  if (near === undefined && party && isNear(text, namesOf(party))) throw alone(text, party, undefined, amiss);
  if (guesses.length === 0 || (answer.kind === "none" && seats.length === 0)) {
    const partly = begun?.();
    if (partly) throw partly;
    throw amiss(
      `I know no place and no news by the name “${brief(text)}”.`,
      answer.kind !== "none" || answer.region === undefined ? guesses.slice(0, 3) : [answer.region],
    );
  }
  const all = [...(near === undefined ? [] : [near]), ...guesses].slice(0, 5);
  throw amiss(`“${brief(text)}” may be ${listed(all, "or")}: name the seat exactly.`, all);
}

/** Seats that may be meant; those of people only for a whole name: "small" is the name of no seat. */
function namesIn(
  text: string,
  answer: Exclude<ReturnType<Knowing["seats"]["find"]>, { kind: "postcode" }>,
): readonly string[] {
  const matches =
    answer.kind === "one"
      ? [answer.match, ...answer.others]
      : answer.kind === "several"
        ? answer.matches
        : answer.nearest;
  return matches.filter(({ by }) => by !== "person" || text.includes(" ")).map(({ name }) => name);
}
