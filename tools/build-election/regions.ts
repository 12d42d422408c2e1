/** Regions of England and the other nations, and what people call them. */
import type { Region } from "../../src/core/election.ts";

const english: Readonly<Record<string, readonly string[]>> = {
  "East Midlands": ["e midlands", "east mids"],
  "East of England": ["eastern", "eastern england", "east anglia", "the east"],
  London: ["greater london", "the capital"],
  "North East": ["the north east", "north east england", "northeast"],
  "North West": ["the north west", "north west england", "northwest"],
  "South East": ["the south east", "south east england", "southeast"],
  "South West": ["the south west", "south west england", "southwest", "west country", "the west country"],
  "West Midlands": ["w midlands", "west mids"],
  "Yorkshire and The Humber": [
    "yorkshire",
    "yorks",
    "yorkshire and humber",
    "yorkshire & humber",
    "yorkshire & the humber",
  ],
};
const nations: readonly Region[] = [
  { name: "Scotland", nation: "Scotland", aliases: ["scot"] },
  { name: "Wales", nation: "Wales", aliases: ["cymru"] },
  { name: "Northern Ireland", nation: "Northern Ireland", aliases: ["ni", "n ireland", "ulster"] },
];

export const regions: readonly Region[] = [
  ...Object.entries(english).map(([name, aliases]) => ({ name, nation: "England" as const, aliases: [...aliases] })),
  ...nations,
];
