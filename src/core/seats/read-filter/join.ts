/** Joins filters, and finds those that no seat can ever fit. */
import type { Seat } from "../../election.ts";
import type { Lookup } from "../../lookup.ts";
import type { Filter } from "../filter.ts";

/** Joins filters by one operator, without repeats; one alone stays as it is. @param parts at least one */
export function joined(is: "and" | "or", parts: readonly Filter[]): Filter | undefined {
  const flat = parts.flatMap((part) => (part.is === is ? part.of : [part]));
  const of = [...new Map(flat.map((part) => [JSON.stringify(part), part])).values()];
  return of.length > 1 ? { is, of } : of[0];
}

/** The number of operators within each other. */
export function heightOf(filter: Filter): number {
  if (filter.is === "not") return 1 + heightOf(filter.of);
  return filter.is === "and" || filter.is === "or" ? 1 + Math.max(...filter.of.map(heightOf)) : 0;
}

/** Whether no seat can ever fit, by where it is, by who wins and loses it, or by its state. One possible branch of several is enough. */
export function isImpossible(filter: Filter, lookup: Lookup): boolean {
  if (filter.is === "or") return filter.of.every((one) => isImpossible(one, lookup));
  if (filter.is !== "and") return false;
  return filter.of.some((one) => isImpossible(one, lookup)) || excludeEachOther(filter.of, lookup);
}

function excludeEachOther(parts: readonly Filter[], lookup: Lookup): boolean {
  const where = parts.flatMap((part) => placesOf(part, lookup) ?? []);
  const [first, ...others] = where;
  if (first && ![...first].some((code) => others.every((seats) => seats.has(code)))) return true;
  const who = (does: (part: Extract<Filter, { is: "party" }>) => boolean): readonly string[] => [
    ...new Set(parts.flatMap((part) => (part.is === "party" && does(part) ? [part.party] : []))),
  ];
  const winners = who(({ does }) => ["gains", "wins", "holds"].includes(does));
  const losers = who(({ does }) => does === "loses");
  if (winners.length > 1 || losers.length > 1 || winners.some((party) => losers.includes(party))) return true;
  const has = (...results: readonly string[]): boolean =>
    parts.some((part) => results.includes(part.is === "party" ? part.does : part.is));
  const isNotOfWomen = parts.some((part) => part.is === "not" && part.of.is === "women");
  return (
    (has("holds") && has("gains", "loses")) || (has("women") && isNotOfWomen) || (has("to-come") && has(...ofResults))
  );
}

/** Filters that a seat can only fit when something is known of its result. */
const ofResults: readonly string[] = [
  "declared",
  "gains",
  "holds",
  "loses",
  "wins",
  "second",
  "swing",
  "ahead",
  "figure",
  "women",
  "new",
  "defeated",
  "beaten",
  "portillo",
];

/** Codes of the seats that a filter names by where they are; undefined for a filter about results. */
export function placesOf(filter: Filter, lookup: Lookup): ReadonlySet<string> | undefined {
  const { seats } = lookup.election;
  if (filter.is === "region") return codesOf(seats.filter(({ region }) => region === filter.region));
  if (filter.is === "nation") return codesOf(seats.filter(({ nation }) => nation === filter.nation));
  if (filter.is === "county")
    return new Set(lookup.election.counties?.find(({ name }) => name === filter.county)?.seats);
  if (filter.is === "targets")
    return codesOf(
      lookup
        .targets(filter.party)
        .slice(0, filter.upTo)
        .map(({ seat }) => seat),
    );
  if (filter.is === "seats") return new Set(filter.seats);
  if (filter.is !== "or") return undefined;
  const each = filter.of.map((one) => placesOf(one, lookup));
  return each.every((one) => one !== undefined) ? new Set(each.flatMap((one) => [...one])) : undefined;
}

const codesOf = (seats: readonly Seat[]): ReadonlySet<string> => new Set(seats.map(({ code }) => code));
