/** Filters that go on from what was typed: its last term, completed, after the others as they stand. */
import type { Context } from "../command.ts";
import { plain } from "./read-filter/names.ts";

/** Terms without a name in them, as they are printed. */
const fixed = [
  "everything",
  "gains",
  "holds",
  "women",
  "men",
  "new MPs",
  "defeated MPs",
  "declared",
  "to come",
  "recount",
  "majority under 1000",
  "majority over 10000",
  "turnout over 70%",
  "swing over 20",
] as const;
const verbs = ["gains", "losses", "holds", "wins", "second"] as const;
/** The last word or mark that joins terms; a name may have one inside, and is then offered whole. */
const joint =
  /^(?<before>.*(?:(?:^|\s)(?:and|or|not|in|but|except|without)\s+(?:the\s+)?|[,(&|!]\s*|\s-))(?<last>[^\s].*)$/isu;

export function completeFilter(
  typed: string,
  { parties, regions, seats, results: { election } }: Context,
  limit: number,
): readonly string[] {
  const termsFrom = (text: string, isAll: boolean): readonly string[] => {
    const words = plain(text);
    if (words === "") return [];
    const begins = (name: string): boolean => plain(name).startsWith(words);
    const [party] = parties.rank(
      text.replace(/\s\S*$/u, (end) => (parties.has(text) ? end : "")),
      1,
    );
    const deeds = party ? [...verbs.map((verb) => `${party.short} ${verb}`), `defeated ${party.short} MPs`] : [];
    const isParty = party !== undefined && [party.short, party.name, party.abbreviation, ...party.aliases].some(begins);
    const counties = (election.counties ?? []).filter(({ name, aliases }) => [name, ...aliases].some(begins));
    return [
      ...fixed.filter(begins),
      ...regions.rank(text, 3).filter(begins),
      // A target list is asked for by the party alone.
      ...(isParty ? [...(isAll ? [party.short] : []), ...deeds] : deeds.filter(begins)),
      ...counties.map(({ name }) => name),
      ...seats.complete(text, limit).map(({ name }) => name),
    ];
  };
  const { before = "", last = "" } = joint.exec(typed)?.groups ?? {};
  const whole = termsFrom(typed, true);
  const ended = last === "" ? [] : termsFrom(last, false).map((term) => `${before}${term}`);
  return [...new Set([...whole, ...ended])].slice(0, limit);
}
