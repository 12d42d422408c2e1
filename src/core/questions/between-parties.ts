/** Parties in a question: the deed of one, or of two against each other, by the words that stand before their names. */
import type { Part } from "./intents.ts";
import type { Piece } from "./pieces.ts";
import type { Meaning } from "./words.ts";

/** Takes meanings out of those that are left; whether any was there. */
export type Take = (...all: readonly Part[]) => boolean;

/** A party’s deed as a filter has it, by the word that is said of it. */
const verbs: readonly (readonly [Meaning, string])[] = [
  ["gain", "gains"],
  ["lose", "losses"],
  ["hold", "holds"],
  ["second", "second"],
  ["win", "wins"],
];

/** Words before a party's name that say whose the thing becomes, whose it was, or who does it. */
type Marker = "to" | "from" | "by";
const ends: readonly (readonly [RegExp, Marker])[] = [
  [/\bto$/, "to"],
  [/\b(?:from|off)$/, "from"],
  [/\bby$/, "by"],
];

const isParty = (piece: Piece): boolean => piece.kind === "name" && piece.name.is === "party";

/** The marker right before a piece, but for words that carry nothing: "lost to a Green". */
function markerAt(pieces: readonly Piece[], at: number): Marker | undefined {
  const before = pieces.slice(0, at).findLast(({ kind }) => kind !== "empty");
  if (before?.kind !== "meaning") return undefined;
  return ends.find(([pattern]) => pattern.test(before.text.toLowerCase()))?.[1];
}

/**
 * "Lost to Labour" are Labour's gains, and "gained from Labour" are its losses, where no other party is named.
 * @returns the pieces with the verb as it is of that party
 */
export function turned(pieces: readonly Piece[]): readonly Piece[] {
  const named = pieces.flatMap((piece, at) => (isParty(piece) ? [at] : []));
  const [only = -1] = named;
  const marker = named.length === 1 ? markerAt(pieces, only) : undefined;
  const other: Partial<Record<Meaning, Meaning>> =
    marker === "to" ? { lose: "gain" } : marker === "from" ? { gain: "lose", win: "lose" } : {};
  if (!pieces.some((piece) => piece.kind === "meaning" && other[piece.meaning])) return pieces;
  return pieces.flatMap((piece, at): readonly Piece[] => {
    if (piece.kind !== "meaning") return [piece];
    if (piece.meaning === marker && at < only) return [];
    return [{ ...piece, meaning: other[piece.meaning] ?? piece.meaning }];
  });
}

/** @returns undefined where it is not clear what the parties do */
export function partiesOf(
  parties: readonly string[],
  pieces: readonly Piece[],
  take: Take,
  left: ReadonlySet<Part>,
  { isOrdered, isBounded }: { readonly isOrdered: boolean; readonly isBounded: boolean },
): readonly string[] | undefined {
  const [first, second] = parties;
  if (first === undefined) return [];
  const verb = verbs.find(([meaning]) => left.has(meaning));
  if (second === undefined) {
    take(...verbs.slice(0, 4).flatMap(([meaning]) => (meaning === verb?.[0] ? [meaning] : [])));
    // "Reform's best share" is of every seat that it fought.
    const isShare = isOrdered && !verb;
    return isShare && isSharePieces(pieces) ? [] : [`${first} ${verb?.[1] ?? "wins"}`];
  }
  if (parties.length > 2) return undefined;
  if (isEither(pieces, take, left)) {
    const [meaning, does] = verb ?? (["win", "wins"] as const);
    take(meaning);
    return [`(${first} ${does} or ${second} ${does})`];
  }
  const marked = markersOf(pieces);
  const whose = (marker: Marker): string | undefined => marked.find((one) => one.marker === marker)?.party;
  const otherThan = (party: string): string => (party === first ? second : first);
  if (left.has("second")) {
    if (marked.some(({ marker }) => marker === "from")) return undefined;
    take("second", "to", "by", "win");
    const behind = beforeSecond(pieces) ?? first;
    return [`${otherThan(behind)} over ${behind}`];
  }
  if (left.has("lose")) {
    take("lose", "to", "by", "win");
    const gainer = whose("to") ?? otherThan(whose("by") ?? first);
    return [`${gainer} gains from ${otherThan(gainer)}`];
  }
  if (left.has("gain") || left.has("from")) {
    take("gain", "from", "win", "to", "by");
    const loser =
      whose("from") ?? (whose("to") === undefined ? otherThan(whose("by") ?? first) : otherThan(whose("to") ?? first));
    return [`${otherThan(loser)} gains from ${loser}`];
  }
  if (left.has("beat") || left.has("over")) {
    take("beat", "over", "win", "by", "to");
    if (!pieces.some(isOneSided)) return [`(${first} over ${second} or ${second} over ${first})`];
    const winner = whose("by") ?? first;
    return [`${winner} over ${otherThan(winner)}`];
  }
  // "Labour Tory marginals": whichever of them came first.
  return (isOrdered || isBounded) && !verb ? [`(${first} over ${second} or ${second} over ${first})`] : undefined;
}

/** "Labour and Reform seats", "which seats did Labour or Reform win": what either of them did. */
function isEither(pieces: readonly Piece[], take: Take, left: ReadonlySet<Part>): boolean {
  const beats = pieces.filter((piece) => piece.kind === "meaning" && piece.meaning === "beat");
  const isOr = beats.length > 0 && beats.every(({ text }) => /^or$/i.test(text));
  const isAnd = take("and") && !left.has("beat");
  if (left.has("from") || !(isAnd || isOr)) return false;
  take("beat");
  return true;
}

/** "Labour v Reform" says of neither that it came first. */
const isOneSided = (piece: Piece): boolean =>
  piece.kind === "meaning" &&
  (piece.meaning === "over" ||
    (piece.meaning === "beat" && !/^(?:v|vs|versus|against|compar\w+.*|head to head)$/i.test(piece.text)));

/** The party that "second" is said of: the one named last before it. */
function beforeSecond(pieces: readonly Piece[]): string | undefined {
  const at = pieces.findIndex((piece) => piece.kind === "meaning" && piece.meaning === "second");
  const last = pieces.slice(0, at).findLast((piece) => piece.kind === "name" && piece.name.is === "party");
  return last?.kind === "name" ? last.name.name : undefined;
}

/** Parties that have a marker before their names. */
const markersOf = (pieces: readonly Piece[]): readonly { readonly party: string; readonly marker: Marker }[] =>
  pieces.flatMap((piece, at) => {
    const marker = piece.kind === "name" && piece.name.is === "party" ? markerAt(pieces, at) : undefined;
    return piece.kind === "name" && marker ? [{ party: piece.name.name, marker }] : [];
  });

/** Whether the biggest or smallest of a share is asked for. */
const isSharePieces = (pieces: readonly Piece[]): boolean => {
  const said = new Set(pieces.flatMap((piece) => (piece.kind === "meaning" ? [piece.meaning] : [])));
  const isMost = said.has("biggest") || said.has("smallest");
  return isMost && !said.has("majority") && !said.has("turnout") && !said.has("swing") && !said.has("win");
};
