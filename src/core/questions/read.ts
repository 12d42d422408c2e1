/** A plain question -> one of the questions that commands answer. A small grammar of meanings and names: see `intents.ts`. */
import type { Context } from "../command.ts";
import { UserError } from "../errors.ts";
import { whoIsMeant } from "../meant.ts";
import type { Ask } from "../reply.ts";
import { asLine } from "../parse.ts";
import { filterWords, readPossible } from "../seats/read-filter.ts";
import { brief, listed, postcodeIn } from "../text.ts";
import { compose } from "./compose.ts";
import { intents, soft, type Intent, type Part } from "./intents.ts";
import type { Named } from "./names.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import type { Lead, Reading } from "./reading.ts";
import { kindOf, unknown, type Meaning } from "./words.ts";

/** Characters of the longest question that is read. */
const longest = 300;

export function readQuestion(line: string, context: Context): Reading {
  const text = line.slice(0, longest).trim();
  const said = text
    .toLowerCase()
    .replaceAll(/['’‘]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // Never said back, in whatever pieces: the command for seats says how to look one up.
  const home = postcodeIn(text);
  if (home !== undefined) return { is: "question", kind: "a seat", ask: { command: "seat", args: { place: home } } };
  const words = kindOf(said);
  if (words) return { is: "kind", words };
  const { election } = context.results;
  const pieces = dated(piecesOf(text, election), election.date, election.previous?.date ?? "");
  const whole = readPieces(pieces, context);
  if (whole) return whole;
  const topic = unknown.find(({ about }) => about.test(said));
  if (topic) return { is: "unknown", says: topic.says, instead: topic.instead };
  // The language of seats has no other words, but for ranks.
  const isKnown = pieces.every(({ kind, text: word }) => kind !== "year" && (kind !== "unread" || /^\d+$/.test(word)));
  const reading = isKnown ? asFilter(text, context) : withNames(pieces, context);
  return reading ?? notUnderstood(text, pieces, context);
}

/** The election's own year says nothing; that of the one before asks for what was. */
function dated(pieces: readonly Piece[], now: string, before: string): readonly Piece[] {
  return pieces.map((piece, at) => {
    if (at === 0 && piece.kind === "meaning" && piece.meaning === "and") return { kind: "empty", text: piece.text };
    if (piece.kind !== "year") return piece;
    if (now.startsWith(piece.year)) return { kind: "empty", text: piece.text };
    return before.startsWith(piece.year) ? { kind: "meaning", meaning: "before", text: piece.text } : piece;
  });
}

function readPieces(pieces: readonly Piece[], context: Context): Reading | undefined {
  if (pieces.some(({ kind: is }) => is === "unread" || is === "year")) return undefined;
  const names = pieces.flatMap((piece) => (piece.kind === "name" ? [piece.name] : []));
  const intent = isListed(pieces, names) ? undefined : intentOf(pieces, names);
  const isSlipped = pieces.some((piece) => piece.kind === "meaning" && piece.slip === true);
  if (intent && areaFits(names, context)) {
    const ask = filled(intent, names);
    const lead = leadOf(intent, names);
    const readAs = isSlipped || ask.command === "seats" ? { readAs: asLine(ask) } : {};
    return { is: "question", kind: intent.kind, ask, ...readAs, ...(lead && { lead }) };
  }
  const found = compose(pieces);
  if (!found) return undefined;
  const filter = filterWords(readPossible(found.filter, context, "/seats"), context.results.lookup);
  const order = found.order === undefined ? {} : { order: `by ${found.order}` };
  const ask: Ask = { command: "seats", args: { filter, ...order } };
  const lead: Lead | undefined = found.order === undefined ? undefined : { about: "first", parties: [] };
  return { is: "question", kind: found.kind, ask, readAs: asLine(ask), ...(lead && { lead }) };
}

/** Seats are asked for by a bound of a figure, or by what two parties did there. */
function isListed(pieces: readonly Piece[], names: readonly Named[]): boolean {
  const says = (...meanings: readonly Meaning[]): boolean =>
    pieces.some((piece) => piece.kind === "meaning" && meanings.includes(piece.meaning));
  const isOfTwo =
    names.filter(({ is }) => is === "party").length === 2 && names.every(({ is }) => is === "party" || is === "area");
  return pieces.some(({ kind: is }) => is === "bound") || (isOfTwo && says("list", "seats", "count"));
}

/** The first line of the grammar that needs nothing else, and to which nothing is left over. */
function intentOf(pieces: readonly Piece[], names: readonly Named[]): Intent | undefined {
  const parts: Part[] = [
    ...pieces.flatMap((piece) => (piece.kind === "meaning" ? [piece.meaning] : [])),
    ...names.map(({ is }) => is),
  ];
  const several = new Set<Part>(["seat", "former", "party", "area", "person"]);
  return intents.find(({ needs, may }) => {
    const left = [...parts];
    for (const need of needs) {
      const at = left.indexOf(need);
      if (at < 0) return false;
      left.splice(at, 1);
    }
    return left.every((part) => {
      if (several.has(part)) return may.has(part) && !needs.includes(part);
      return needs.includes(part) || may.has(part) || soft.has(part);
    });
  });
}

/** An area beside a seat is where that seat is, or else another is meant. */
function areaFits(names: readonly Named[], { results, regions }: Context): boolean {
  const seat = names.find((name) => name.is === "seat");
  const area = names.find((name) => name.is === "area");
  if (!seat || !area) return true;
  const { region, nation } = results.lookup.seat(seat.code);
  const found = regions.find(area.name);
  return found?.kind === "region" ? region === found.region.name : nation === found?.nation;
}

function filled({ command, args }: Intent, names: readonly Named[]): Ask {
  const named = (is: string): string => names.find((name) => name.is === is)?.name ?? "";
  return {
    command,
    args: Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, value.replace(/^\{(\w+)\}$/, (_, is: string) => named(is))]),
    ),
  };
}

function leadOf({ lead: about }: Intent, names: readonly Named[]): Lead | undefined {
  if (!about) return undefined;
  const seat = names.find((name) => name.is === "seat");
  const area = names.find((name) => name.is === "area");
  return {
    about,
    parties: names.flatMap((name) => (name.is === "party" ? [name.id] : [])),
    ...(seat && { seat: seat.code }),
    ...(area && { area: area.name }),
  };
}

/** A line of the language of seats itself. */
function asFilter(text: string, context: Context): Reading | undefined {
  const bare = text.replace(
    /^(?:(?:hey|hi|teller|please|show|list|find|give|me|us|all|the|which|what|seats?|are|is)[\s,:]+)+/i,
    "",
  );
  for (const typed of new Set([text, bare])) {
    try {
      const filter = filterWords(readPossible(typed, context, "/seats"), context.results.lookup);
      const ask: Ask = { command: "seats", args: { filter } };
      return { is: "question", kind: "list", ask, readAs: asLine(ask) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}

/** Words that are not known, with names beside them, may be the name of somebody or somewhere: the command says whose. */
function withNames(pieces: readonly Piece[], context: Context): Reading | undefined {
  const first = pieces.findIndex(({ kind: is }) => is === "unread");
  const last = pieces.findLastIndex(({ kind: is }) => is === "unread");
  if (first < 0) return undefined;
  let [from, to] = [first, last];
  while (pieces[from - 1]?.kind === "name") from -= 1;
  while (pieces[to + 1]?.kind === "name") to += 1;
  for (const [start, end] of spans(pieces, first, last, from, to)) {
    // Looking for a name takes longer than all else: only where it would be answered.
    const named = (name: Named, words: string): Reading | undefined =>
      readPieces([...pieces.slice(0, start), { kind: "name", name, text: words }, ...pieces.slice(end + 1)], context);
    if (!someNames(context).some((name) => named(name, ""))) continue;
    const text = pieces
      .slice(start, end + 1)
      .map((piece) => piece.text)
      .join(" ");
    const between = pieces.slice(start, end + 1).filter(({ kind: is }) => is === "empty" || is === "meaning");
    const name = nameFor(text, context, between.length === 0 && (end > start || isOfPeople(pieces)));
    if (!name) continue;
    const reading = named(name, text);
    if (reading) return reading;
  }
  return nobody(pieces.slice(first, last + 1), pieces, context);
}

/** Somebody whom nobody here is: the command for people says so, and offers those of the same family name. */
function nobody(run: readonly Piece[], pieces: readonly Piece[], context: Context): Reading | undefined {
  const name = run.map(({ text }) => text).join(" ");
  const isName = run.length > 1 && run.length < 4 && run.every(({ kind: is }) => is === "unread");
  if (!isName || !isOfPeople(pieces)) return undefined;
  const found = context.people.find(name);
  if (found.kind !== "none" || found.nearest.length === 0) return undefined;
  return { is: "question", kind: "person", ask: { command: "person", args: { name } } };
}

/** Some name of each kind that may be found. */
const someNames = ({ results: { election } }: Context): readonly Named[] => [
  { is: "former", name: "" },
  { is: "person", name: "" },
  ...election.parties.slice(0, 1).map(({ id, short }): Named => ({ is: "party", id, name: short })),
  ...election.regions.slice(0, 1).map(({ name }): Named => ({ is: "area", name })),
];

/** Words of the longest run that may be a name not known. */
const longestRun = 6;

/** From where to where a name may go: with the names beside it, with a word beside it that means something, or by itself. */
function spans(
  pieces: readonly Piece[],
  first: number,
  last: number,
  from: number,
  to: number,
): readonly (readonly [number, number])[] {
  const says = (at: number): boolean => pieces[at]?.kind === "name" || pieces[at]?.kind === "meaning";
  const all: (readonly [number, number])[] = [
    [from, to],
    [first, last],
    [first, to],
    [from, last],
    ...(says(first - 1) ? [[first - 1, last] as const] : []),
    ...(says(last + 1) ? [[first, last + 1] as const] : []),
  ];
  const different = new Map(all.map((span) => [span.join(" "), span]));
  return [...different.values()].filter(([start, end]) => end - start < longestRun).slice(0, 3);
}

/** What is asked of people: then one word may be a family name, which is a word like any otherwise. */
const isOfPeople = (pieces: readonly Piece[]): boolean =>
  pieces.every(({ kind: is }) => is === "unread" || is === "empty") ||
  pieces.some(
    (piece) =>
      piece.kind === "meaning" &&
      ["win", "lose", "hold", "happened", "beat", "candidates", "votes"].includes(piece.meaning),
  );

/** Whose name the words may be. None that merely begins so: among other words that says nothing. */
function nameFor(text: string, context: Context, isPerson: boolean): Named | undefined {
  const [best] = text.length < 3 ? [] : whoIsMeant(text, context);
  if (!best || best.how === "prefix") return undefined;
  // Of four letters one wrong makes another word.
  const isLike = best.how === "exact" || (best.how === "slip" && text.length > 4);
  switch (best.kind) {
    case "party":
      return !isLike ? undefined : { is: "party", id: best.party.id, name: best.party.short };
    case "area":
      return !isLike ? undefined : { is: "area", name: best.name };
    case "seat":
    case "former":
      return { is: "former", name: text };
    case "place":
      return best.how === "exact" ? { is: "former", name: text } : undefined;
    case "person":
      return isPerson && best.how !== "slip" ? { is: "person", name: text } : undefined;
    case "command":
    case "term":
      return undefined;
  }
}

function notUnderstood(text: string, pieces: readonly Piece[], context: Context): Reading {
  const unread = pieces.flatMap((piece) => (piece.kind === "unread" || piece.kind === "year" ? [piece.text] : []));
  const names = pieces.flatMap((piece) => (piece.kind === "name" ? [piece.name] : []));
  const year = pieces.find((piece) => piece.kind === "year");
  const { election } = context.results;
  const says = year
    ? `I know the ${election.name} and the by-elections since, and nothing of ${year.text}${beforeWords(election)}.`
    : unread.length > 0
      ? `I did not understand ${listed(unread.slice(0, 4).map((word) => `“${brief(word)}”`))} in that${names.length > 0 ? `, though I know ${listed(names.map(({ name }) => name))}` : ""}.`
      : `I know the words of “${brief(text)}”, but not what is asked.`;
  const lines = names.map((name) => asLine(askFor(name)));
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
    case "area":
      return { command: "region", args: { region: name } };
    case "seat":
    case "former":
      return { command: "seat", args: { place: name } };
    case "person":
      return { command: "person", args: { name } };
  }
}

function beforeWords({ previous }: Context["results"]["election"]): string {
  if (!previous) return "";
  if (previous.kind === "actual") return `; of the ${previous.name} only its votes`;
  return `; of ${previous.name.replace(/ notional result$/, "")} only what its votes come to on today’s seats`;
}
