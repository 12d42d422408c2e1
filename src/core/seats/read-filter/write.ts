/** A filter in words: the same for the same filter, and read again as the same. */
import type { Lookup } from "../../lookup.ts";
import type { Filter } from "../filter.ts";

const does = {
  gains: (party: string) => `${party} gains`,
  loses: (party: string) => `${party} losses`,
  wins: (party: string) => `${party} wins`,
  holds: (party: string) => `${party} holds`,
  second: (party: string) => `${party} second`,
  swing: (party: string) => `swing to ${party}`,
} as const;
const bound = { under: "under", over: "over", "at-least": "at least", "at-most": "at most" } as const;

export function filterWords(filter: Filter, lookup: Lookup): string {
  switch (filter.is) {
    case "everything":
    case "gains":
    case "holds":
    case "milestones":
    case "by-elections":
    case "women":
    case "declared":
    case "recount":
      return filter.is;
    case "new":
      return "new MPs";
    case "defeated":
      return "defeated MPs";
    case "beaten":
      return `defeated ${partyName(filter.party, lookup)} MPs`;
    case "to-come":
      return "to come";
    case "portillo":
      return "Portillo moments";
    case "party":
      return does[filter.does](partyName(filter.party, lookup));
    case "ahead":
      return `${partyName(filter.first, lookup)} over ${partyName(filter.second, lookup)}`;
    case "figure":
      return `${filter.figure} ${bound[filter.bound]} ${filter.value}${unitOf(filter)}`;
    case "region":
      return filter.region;
    case "county":
      return filter.county;
    case "nation":
      return filter.nation;
    case "targets":
      return `${partyName(filter.party, lookup)} targets to ${filter.upTo}`;
    case "seats":
      return filter.seats.map((code) => seatName(code, lookup)).join(", ");
    case "and":
    case "or":
      return filter.of.map((one) => within(one, lookup)).join(` ${filter.is} `);
    case "not":
      return `not ${filter.of.is === "not" ? `(${filterWords(filter.of, lookup)})` : within(filter.of, lookup)}`;
  }
}

/** A place keeps its filter from one election to the next, which may not have the same seats and parties: such a part fits nothing now. */
const seatName = (code: string, { election }: Lookup): string =>
  election.seats.find((seat) => seat.code === code)?.name ?? `a seat of an earlier election (${code})`;
const partyName = (id: string, { election }: Lookup): string =>
  election.parties.find((party) => party.id === id)?.short ?? `a party of an earlier election (${id})`;

function unitOf({ figure, unit }: Extract<Filter, { is: "figure" }>): string {
  if (figure === "turnout") return "%";
  return unit === "votes" ? " votes" : " points";
}

/** In brackets, where someone might read it otherwise. */
function within(filter: Filter, lookup: Lookup): string {
  const words = filterWords(filter, lookup);
  const isSeveral = filter.is === "seats" ? filter.seats.length > 1 : filter.is === "and" || filter.is === "or";
  return isSeveral ? `(${words})` : words;
}
