/** The answer to a question that was not understood: what was read of it, what was not, and lines that work. */
import type { Context } from "../command.ts";
import type { Election } from "../election.ts";
import { asLine } from "../parse.ts";
import type { Ask } from "../reply.ts";
import { spelt } from "../seats/read-filter/names.ts";
import { brief, listed } from "../text.ts";
import type { Named } from "./names.ts";
import type { Piece } from "./pieces.ts";
import type { Reading } from "./reading.ts";

export function notUnderstood(text: string, pieces: readonly Piece[], context: Context): Reading {
  const unread = pieces.flatMap((piece) => (piece.kind === "unread" || piece.kind === "year" ? [piece.text] : []));
  const names = pieces.flatMap((piece) => (piece.kind === "name" ? [piece.name] : []));
  const year = pieces.find((piece) => piece.kind === "year");
  const { election } = context.results;
  const says = year
    ? `I know the ${election.name} and the by-elections since, and nothing of ${year.text}${beforeWords(election)}.`
    : unread.length > 0
      ? `I did not understand ${listed(unread.slice(0, 4).map((word) => `“${brief(word)}”`))} in that${names.length > 0 ? `, though I know ${listed(names.map(({ name }) => name))}` : ""}.`
      : `I know the words of “${brief(text)}”, but not what is asked.`;
  // "The Midlands" are two of them.
  const areas = new Set(unread.filter((word) => word.length > 3).flatMap((word) => areasWith(word, election)));
  const lines = [
    ...names.map(askFor),
    ...[...areas].map((name): Ask => ({ command: "region", args: { region: name } })),
  ].map(asLine);
  return {
    is: "unknown",
    says,
    instead: [...new Set([...lines, "/results", "/records", "/latest", "/help"])].slice(0, 3),
  };
}

function askFor({ is, name }: Named): Ask {
  switch (is) {
    case "party":
      return { command: "results", args: { party: name } };
    case "county":
      return { command: "seats", args: { filter: name } };
    case "area":
      return { command: "region", args: { region: name } };
    case "seat":
    case "former":
      return { command: "seat", args: { place: name } };
    case "person":
      return { command: "person", args: { name } };
  }
}

/** Areas that have the word, whole, in their name. */
const areasWith = (word: string, { regions }: Election): readonly string[] =>
  regions.filter(({ name }) => spelt(name).split(" ").includes(spelt(word))).map(({ name }) => name);

function beforeWords({ previous }: Election): string {
  if (!previous) return "";
  if (previous.kind === "actual") return `; of the ${previous.name} only its votes`;
  return `; of ${previous.name.replace(/ notional result$/, "")} only what its votes come to on today’s seats`;
}
