/** A plain question -> one of the questions that commands answer. A small grammar of meanings and names: see `intents.ts`. */
import type { Context } from "../command.ts";
import { UserError } from "../errors.ts";
import { matchesOf } from "../finder.ts";
import type { Ask } from "../reply.ts";
import { asLine } from "../parse.ts";
import { filterWords, readPossible } from "../seats/read-filter.ts";
import { brief, postcodeIn } from "../text.ts";
import { turned } from "./between-parties.ts";
import { compose, membersOf, type Composed } from "./compose.ts";
import { intents, soft, type Intent, type Part } from "./intents.ts";
import type { Named } from "./names.ts";
import { notUnderstood } from "./not-understood.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import type { Lead, Reading } from "./reading.ts";
import { settled } from "./settled.ts";
import { targetSeats, targetsAsked } from "./targets.ts";
import { isOfSeats, theirSeat } from "./their-seat.ts";
import { withNames } from "./unknown-names.ts";
import { withPlaces } from "./whole-places.ts";
import { kindOf, unknown, type Meaning } from "./words.ts";

/** Characters of the longest question that is read. */
const longest = 300;

/** The question read last with each context: whether a line is one is asked before what it asks. */
const last = new WeakMap<
  Context,
  { readonly text: string; readonly at: Context["results"]; readonly reading: Reading }
>();

export function readQuestion(line: string, context: Context): Reading {
  const text = line.slice(0, longest).trim().replaceAll(/\s+/gu, " ").replace(wondering, "$1");
  const known = last.get(context);
  if (known?.text === text && known.at === context.results) return known.reading;
  const reading = readText(text, context);
  last.set(context, { text, at: context.results, reading });
  return reading;
}

/** "Who's going to win" asks how it stands; "going to" elsewhere is a direction: "seats going to reform". */
const wondering = /^(who(?:['’]?s| is)?) (?:going to|gonna)(?= (?:win|be|form|run|have)\b)/i;

const plainly = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’‘]|%\s*age\b/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function readText(text: string, context: Context): Reading {
  const said = plainly(text);
  // Never said back, in whatever pieces: the command for seats says how to look one up.
  const home = postcodeIn(text);
  if (home !== undefined) return { is: "question", kind: "a seat", ask: { command: "seat", args: { place: home } } };
  const words = kindOf(said);
  if (words) return { is: "kind", words };
  const { election } = context.results;
  const typed = withPlaces(piecesOf(text, election), context);
  const pieces = dated(typed, election.date, election.previous?.date ?? "").map((piece) =>
    isPlace(piece, context) ? { kind: "unread" as const, text: piece.text } : piece,
  );
  // Claire Young is a member, and no question of ages.
  const isSomebody = (piece: Piece) => piece.kind === "name" && piece.name.is === "person" && piece.text.includes(" ");
  const besidesNames = plainly(pieces.flatMap((piece) => (isSomebody(piece) ? [] : [piece.text])).join(" "));
  const topic = unknown.find(({ about }) => about.test(besidesNames));
  const unanswered: Reading | undefined = topic && { is: "unknown", says: topic.says, instead: topic.instead };
  if (topic?.always && unanswered) return { ...unanswered, topic: true };
  const targets = targetsAsked(pieces);
  if (targets) return { is: "question", kind: "targets", ask: targets };
  const ofTargets = targetSeats(pieces, election);
  if (ofTargets !== undefined) return seatsBy({ filter: ofTargets, kind: "list" }, context);
  const whole = readPieces(pieces, context);
  if (whole) return whole;
  if (unanswered) return unanswered;
  // The language of seats has no other words, but for ranks.
  const isKnown = pieces.every(({ kind, text: word }) => kind !== "year" && (kind !== "unread" || /^\d+$/.test(word)));
  const reading = isKnown ? asFilter(text, context) : withNames(pieces, context, (some) => readPieces(some, context));
  return reading ?? notUnderstood(text, pieces, context);
}

/** "Barrow" is no slip for "narrow". */
function isPlace(piece: Piece, { seats }: Context): boolean {
  if (!("slip" in piece) || !piece.slip) return false;
  const [match] = matchesOf(seats.find(piece.text));
  if (!match || match.by === "person" || (match.how !== "exact" && match.how !== "part")) return false;
  return match.place === undefined || ["city", "town"].includes(match.place.type);
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

function readPieces(all: readonly Piece[], context: Context): Reading | undefined {
  if (all.some(({ kind: is }) => is === "unread" || is === "year")) return undefined;
  const pieces = turned(all);
  const names = namesIn(pieces, context);
  const intent = isListed(pieces, names) || membersOf(pieces) ? undefined : intentOf(pieces, names);
  const isSlipped = pieces.some((piece) => piece.kind === "meaning" && piece.slip === true);
  if (intent && areaFits(names, context)) {
    const ask = filled(intent, names);
    const lead = leadOf(intent, names);
    const readAs = isSlipped || ask.command === "seats" ? { readAs: asLine(ask) } : {};
    const said = saidOf(names);
    return {
      is: "question",
      kind: intent.kind,
      ask,
      ...readAs,
      ...(said !== undefined && { said }),
      ...(lead && { lead }),
    };
  }
  const found = compose(pieces);
  return found && seatsBy(found, context);
}

function seatsBy(found: Composed, context: Context): Reading {
  const filter = filterWords(readPossible(found.filter, context, "/seats"), context.results.lookup);
  const order = found.order === undefined ? {} : { order: `by ${found.order}` };
  const ask: Ask = { command: "seats", args: { filter, ...order } };
  const lead: Lead | undefined = found.order === undefined ? undefined : { about: "first", parties: [] };
  return { is: "question", kind: found.kind, ask, readAs: asLine(ask), ...(lead && { lead }) };
}

function namesIn(pieces: readonly Piece[], context: Context): readonly Named[] {
  const names = pieces.flatMap((piece) => (piece.kind === "name" ? [settled(piece.name, piece.text, context)] : []));
  const isOfSeat = pieces.some((piece) => piece.kind === "meaning" && isOfSeats(piece.meaning, piece.text));
  return isOfSeat && !names.some(({ is }) => is === "seat" || is === "former")
    ? names.map((name) => theirSeat(name, context))
    : names;
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
  const several = new Set<Part>(["seat", "former", "party", "area", "county", "person"]);
  return intents.find(({ needs, may, never }) => {
    if (parts.some((part) => never.has(part))) return false;
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
  const named = (is: string): string => {
    const name = names.find((one) => one.is === is);
    // The command for seats says how the words were read.
    return (name?.is === "seat" ? name.typed : undefined) ?? name?.name ?? "";
  };
  return {
    command,
    args: Object.fromEntries(
      Object.entries(args).map(([name, value]) => [name, value.replaceAll(/\{(\w+)\}/g, (_, is: string) => named(is))]),
    ),
  };
}

/** The reading of names that are not as a thing is called; of seats the command for them says it. */
function saidOf(names: readonly Named[]): string | undefined {
  const read = names.flatMap((name) => {
    if (name.is === "seat") return name.of === undefined ? [] : [`${name.of} stood in ${name.name}.`];
    return name.typed === undefined ? [] : [`“${brief(name.typed)}” read as ${name.name}.`];
  });
  return read.length === 0 ? undefined : read.join(" ");
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
      const filter = filterWords(readPossible(typed, context, "/seats", false), context.results.lookup);
      const ask: Ask = { command: "seats", args: { filter } };
      return { is: "question", kind: "list", ask, readAs: asLine(ask) };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}
