/** Questions to propose for words that are a name of another kind than the one asked for. */
import type { Context } from "../core/command.ts";
import { whoIsMeant, type Meant } from "../core/meant.ts";
import { countyNamed } from "../core/seats/read-filter/names.ts";
import { areaName } from "./area-name.ts";

/** Commands on what a party did, whose seats of one area can be asked for. */
const deeds: ReadonlySet<string> = new Set(["gains", "losses", "holds", "second"]);

/** @param command the one that was asked, for its seats in an area; lines as typed, likeliest first */
export function insteadOf(words: string, context: Context, command?: string): readonly string[] {
  const bare = words.replace(/^\s*in\s+/i, "");
  const meant = whoIsMeant(bare, context);
  const lines = meant.filter(({ how }) => how === "exact").flatMap((one) => lineOf(one));
  // A city of several seats.
  if (lines.length === 0 && meant[0]?.kind === "seat" && meant[0].how === "part") lines.push(`/seat ${bare}`);
  const county = countyNamed(bare, context.results.election);
  if (county) lines.unshift(`/seats ${county.name}`);
  return [...new Set([...lines, ...partyThere(words, context, command)])];
}

function lineOf(meant: Meant): readonly string[] {
  switch (meant.kind) {
    case "command":
      return [`/${meant.command.name}`];
    case "term":
      return meant.term.ask === undefined ? [] : [meant.term.ask];
    case "party":
      return [`/results ${meant.party.short}`];
    case "area":
      return [`/region ${areaName(meant.area)}`];
    case "seat":
    case "former":
    case "place":
      return [`/seat ${meant.seat.name}`];
    case "person":
      return [`/person ${meant.person.asked}`];
  }
}

/** "labour scotland", "scotland labour": a party, and a part of the country. */
function partyThere(
  words: string,
  { parties, regions, results }: Context,
  command: string | undefined,
): readonly string[] {
  const all = words.trim().split(/\s+/u);
  for (let at = 1; at < all.length; at++) {
    const [before, after] = [
      all.slice(0, at).join(" "),
      all
        .slice(at)
        .join(" ")
        .replace(/^in (?:the )?/i, ""),
    ];
    for (const [name, place] of [
      [before.replace(/ in(?: the)?$/i, ""), after],
      [after, before],
    ] as const) {
      const area = regions.has(place) ? regions.find(place) : undefined;
      const party = parties.has(name) ? parties.find(name) : undefined;
      const county = area ? undefined : countyNamed(place, results.election);
      const there = area ? areaName(area) : county?.name;
      if (there === undefined || !party) continue;
      const seats =
        command !== undefined && deeds.has(command) ? [`/seats ${party.short} ${command} and ${there}`] : [];
      return [...seats, county ? `/seats ${there}` : `/region ${there}`];
    }
  }
  return [];
}
