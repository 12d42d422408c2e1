/** Pictures read back from their SVG, and results of the night to make them from. */
import type { PictureBlock } from "../../src/core/reply.ts";
import { Results } from "../../src/core/results.ts";
import type { Known } from "../../src/pictures/index.ts";
import { theNight } from "./night.ts";

/** The results after so many entries of the night, and whose they are. */
export function knownAfter(entries: number): Known {
  const { election, entries: all } = theNight();
  const results = Results.before(election).with(all.slice(0, entries));
  return { results, provenance: { source: election.publisher.name, asOf: new Date(election.publisher.revised) } };
}

/** The fill of each seat's hexagon, by the seat's code. */
export const fillsOf = ({ svg }: PictureBlock): ReadonlyMap<string, string> =>
  new Map(
    [...svg.matchAll(/<path data-seat="(\w+)" fill="(#\w{6})"/g)].map(([, seat = "", fill = ""]) => [seat, fill]),
  );

/** All words of a picture, one after another. */
export const wordsIn = ({ svg }: PictureBlock): readonly string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words = ""]) =>
    words.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"'),
  );

/** Figures as words have them: "20,739", "40.6", "411"; signs are left out. */
export const figuresIn = (words: string): readonly string[] => words.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
