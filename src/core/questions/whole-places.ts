/**
 * Places of several words, of which a part is a word or a name by itself: "Ince-in-Makerfield", "New Galloway", "Gatehouse of
 * Fleet". Read by its pieces, the last would be a seat's, or somebody's.
 */
import type { Context } from "../command.ts";
import { matchesOf, type SeatMatch } from "../finder.ts";
import { spelt } from "../seats/read-filter/names.ts";
import type { Piece } from "./pieces.ts";

/** Pieces of the longest such name. */
const longest = 4;
/** Most words that are looked for in one question. */
const mostLooks = 30;
/** Words that begin a place's name and say something else elsewhere. */
const beginnings = /^(?:new|old|great|little|high|over|saint|st)$/i;

/** The pieces, with each such place as one: all that stands after "in", if that is one, or else those among other words. */
export function withPlaces(pieces: readonly Piece[], { seats }: Context): readonly Piece[] {
  const look = lookingIn(seats);
  const at = pieces.findIndex(
    // A word by itself is asked about as any other is: "chart" is no village in Surrey.
    (_, i) => (i === 0 ? pieces.length > 1 : where.test(pieces[i - 1]?.text ?? "")) && isWhole(pieces.slice(i), look),
  );
  return at < 0 ? among(pieces, look) : [...pieces.slice(0, at), asOne(pieces.slice(at))];
}

type Look = (words: string) => readonly SeatMatch[];

/** A line of nothing but names is no reason to look for all of them: nobody else's question waits for that. */
function lookingIn(seats: Context["seats"]): Look {
  let left = mostLooks;
  return (words) => {
    left -= 1;
    return left < 0 ? [] : matchesOf(seats.find(words));
  };
}

const where = /^(?:in|at|for|of)$/i;

/** "Combe Down", "Cambo", "Atherton": whatever their words say elsewhere. Names of parties, areas and seats are known as they are. */
function isWhole(rest: readonly Piece[], look: Look): boolean {
  const [first] = rest;
  const isKnown = rest.length === 1 && first?.kind === "name" && !first.slip && first.name.is !== "person";
  const isOfWords = rest.every((piece) => piece.kind !== "name" && piece.kind !== "unread" && !("slip" in piece));
  if (!first || !canBegin(first) || isKnown || isOfWords) return false;
  const isOfNames = rest.every(({ kind }) => kind === "name" || kind === "unread" || kind === "empty");
  return isOne(rest, isOfNames, look);
}

/** @param orPart whether a part of a seat's name is enough */
function isOne(run: readonly Piece[], orPart: boolean, look: Look): boolean {
  const words = wordsOf(run);
  return look(words).some((match) => isPlace(match, words) || (orPart && isPartOfSeat(match)));
}

/** "Hall Green", where a Hall stood and the Greens did; "Atherton", of Leigh and Atherton. */
const isPartOfSeat = ({ by, how }: SeatMatch): boolean =>
  (by === "name" || by === "alias") && (how === "exact" || how === "part");

const wordsOf = (run: readonly Piece[]): string => run.map(({ text }) => text).join(" ");
const asOne = (run: readonly Piece[]): Piece => {
  const words = wordsOf(run);
  return { kind: "name", name: { is: "former", name: words }, text: words };
};

/** Of places that begin alike the longest. */
function among(pieces: readonly Piece[], look: Look): readonly Piece[] {
  for (const [at, piece] of pieces.entries())
    for (let end = Math.min(pieces.length, at + longest); canBegin(piece) && end > at + 1; end--) {
      const run = pieces.slice(at, end);
      if (!canBe(run) || !isOne(run, isTwoNames(run), look)) continue;
      return [...pieces.slice(0, at), asOne(run), ...among(pieces.slice(end), look)];
    }
  return pieces;
}

/** "Hall Green" is a part of a seat's name, and somebody's family name and a party besides. */
const isTwoNames = (run: readonly Piece[]): boolean =>
  run.every(({ kind }) => kind === "name") && run.some((piece) => piece.kind === "name" && piece.name.is === "person");

/** "Sands" is read as a slip for "stands". */
const canBegin = (piece: Piece): boolean =>
  piece.kind === "name" || piece.kind === "unread" || "slip" in piece || beginnings.test(piece.text);

function canBe(run: readonly Piece[]): boolean {
  const [first, last] = [run[0], run.at(-1)];
  const canEnd = (last !== undefined && canBegin(last)) || /^st$/i.test(first?.text ?? "");
  // "Blairgowrie and Rattray".
  return canEnd && run.slice(1).every((piece) => piece.kind === "empty" || isAnd(piece) || canBegin(piece));
}

const isAnd = (piece: Piece): boolean => piece.kind === "meaning" && piece.meaning === "and";

/** Whether just these words are a place's name. */
const isPlace = ({ how, place }: SeatMatch, words: string): boolean =>
  how === "exact" && place !== undefined && keyOf(place.name) === keyOf(words);

const keyOf = (text: string): string => spelt(text).replace(/^the /, "");
