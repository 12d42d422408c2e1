/** Questions that the language of seats answers: what they name becomes a filter and an order. */
import { partiesOf, type Take } from "./between-parties.ts";
import type { Part } from "./intents.ts";
import type { Piece } from "./pieces.ts";
import type { Meaning } from "./words.ts";

export interface Composed {
  readonly filter: string;
  readonly order?: string;
  readonly kind: "count" | "superlative" | "changes" | "list";
}

/** Filters of one meaning. */
const terms: readonly (readonly [Meaning, string])[] = [
  ["women", "women"],
  ["men", "declared and not women"],
  ["new", "new MPs"],
  ["changed", "gains"],
  ["coming", "to come"],
  ["declared", "declared"],
  ["recount", "recount"],
];
const figures: readonly Meaning[] = ["majority", "turnout", "swing"];
/** Meanings that say no more of a list of seats. */
const silent: ReadonlySet<Part> = new Set<Part>([
  "who",
  "list",
  "seats",
  "mps",
  "result",
  "count",
  "win",
  "by",
  "do",
  "happened",
  "polite",
  "to",
]);

/** @returns undefined where a piece has no place in a filter or an order */
export function compose(pieces: readonly Piece[]): Composed | undefined {
  const said = pieces.filter(({ kind }) => kind !== "empty");
  const cut = said.findIndex((piece) => piece.kind === "meaning" && piece.meaning === "without");
  if (cut < 0) return composed(said);
  // "All but Labour": of all.
  const isOfAll = said.slice(0, cut).every((piece) => piece.kind === "meaning" && silent.has(piece.meaning));
  const ofAll: Composed = { filter: "everything", kind: "list" };
  const [before, after] = [isOfAll ? ofAll : composed(said.slice(0, cut)), composed(said.slice(cut + 1))];
  if (!before || !after || after.order !== undefined || after.filter === "everything") return undefined;
  return { ...before, filter: `(${before.filter}) and not (${after.filter})` };
}

/** Filters of which one is enough, as one; none of none. */
const eitherOf = (filters: readonly string[]): readonly string[] =>
  filters.length > 1 ? [`(${filters.join(" or ")})`] : filters;

function composed(pieces: readonly Piece[]): Composed | undefined {
  if (pieces.some(({ kind }) => kind === "unread" || kind === "year")) return undefined;
  const names = pieces.flatMap((piece) => (piece.kind === "name" ? [piece.name] : []));
  if (names.some(({ is }) => is !== "party" && is !== "area" && is !== "county")) return undefined;
  const parties = [...new Set(names.flatMap((name) => (name.is === "party" ? [name.name] : [])))];
  const areas = [...new Set(names.flatMap((name) => (name.is === "area" || name.is === "county" ? [name.name] : [])))];
  const left = new Set<Part>(pieces.flatMap((piece) => (piece.kind === "meaning" ? [piece.meaning] : [])));
  const take = (...all: readonly Part[]): boolean => all.map((one) => left.delete(one)).some(Boolean);
  const counted = left.has("count");
  const isBounded = pieces.some(({ kind }) => kind === "bound");
  // "Tory seats left in Wales" may be theirs, or those that are still to declare.
  if (left.has("coming") && parties.length > 0) return undefined;
  // Seats of either are all that declared.
  if (left.has("women") && left.has("men")) return undefined;
  const swung = swungTo(parties, pieces, take, left);
  const fared = names.some(({ is }) => is === "county") && !isBounded ? faredIn(parties, take, left) : undefined;
  const asked = fared ?? orderOf(parties, pieces.some(isTop), take, left);
  if (asked === null) return undefined;
  // "Labour majority in Wales": its biggest there.
  const isMajority = parties.length === 1 && areas.length > 0 && !isBounded && asked === undefined;
  const order = asked ?? (swung ? swingOrder : isMajority && take("majority") ? "majority highest first" : undefined);
  const ofParty = membersOf(pieces) && !left.has("women") && !left.has("men") && !left.has("new");
  const beaten = ofParty && take("lose") ? [`defeated ${parties[0] ?? ""} MPs`] : beatenIn(parties, take, left);
  if (beaten === undefined) return undefined;
  if (order !== undefined) take("some");
  const about =
    fared !== undefined || ofParty
      ? []
      : (swung ?? partiesOf(parties, pieces, take, left, { isOrdered: order !== undefined, isBounded }));
  if (about === undefined) return undefined;
  const filters = [
    ...about,
    ...beaten,
    ...pieces.flatMap((piece) => (piece.kind === "bound" ? [piece.filter] : [])),
    ...terms.flatMap(([meaning, filter]) => (take(meaning) ? [filter] : [])),
    ...eitherOf(areas),
  ];
  const became = parties.length > 0 ? [] : [...(take("gain") ? ["gains"] : []), ...(take("hold") ? ["holds"] : [])];
  if (became.length > 1) take("and");
  filters.push(...eitherOf(became));
  // "New MPs from Wales".
  if (areas.length > 0 && parties.length === 0 && !left.has("gain") && !left.has("lose")) take("from");
  if (areas.length > 1 || parties.length > 1) take("and", "from", "beat", "over", "to");
  if (isBounded) take("majority");
  if ([...left].some((part) => !silent.has(part))) return undefined;
  if (filters.length === 0 && order === undefined) return undefined;
  return {
    filter: filters.length > 0 ? [...new Set(filters)].join(" and ") : "everything",
    ...(order !== undefined && { order }),
    kind:
      order !== undefined
        ? "superlative"
        : counted
          ? "count"
          : filters.some((one) => one.includes("gains"))
            ? "changes"
            : "list",
  };
}

/**
 * "Reform in Essex", "turnout in Kent": for a county there is no total, only its seats in that order.
 * @returns undefined where the seats alone are asked for
 */
function faredIn(parties: readonly string[], take: Take, left: ReadonlySet<Part>): string | undefined {
  const [party, another] = parties;
  const figure = figures.find((one) => left.has(one));
  const isOther = [
    ...others,
    "seats",
    "mps",
    "count",
    "biggest",
    "smallest",
    "closest",
    "safest",
    "women",
    "new",
  ] as const;
  if (another !== undefined || isOther.some((part) => left.has(part))) return undefined;
  if (party === undefined) return figure && take(figure) ? `${figure} highest first` : undefined;
  if (figure) return undefined;
  take("share", "votes", "result", "do");
  return `${party} share highest first`;
}

/** Words that say something else of a party than that a swing went to it. */
const others: readonly Part[] = ["from", "beat", "over", "win", "gain", "hold", "lose", "second"];
const swingOrder = "swing highest first";

/** "Biggest swing to Labour", "swing over 20 to Labour in Wales": seats with one, whoever won them. */
function swungTo(
  parties: readonly string[],
  pieces: readonly Piece[],
  take: Take,
  left: ReadonlySet<Part>,
): readonly string[] | undefined {
  const [to] = parties;
  const isBounded = left.has("to") && pieces.some((piece) => piece.kind === "bound" && /^\(?swing/.test(piece.filter));
  const isSwing = (left.has("swing") || isBounded) && parties.length === 1 && others.every((part) => !left.has(part));
  if (!isSwing) return undefined;
  take("to");
  // "Smallest swing to Labour" has the order of any other figure.
  if (!left.has("smallest")) take("biggest", "swing");
  return [`swing to ${to}`];
}

/** "Labour MPs who lost": people, where "how many MPs did Labour lose" asks for seats. */
export function membersOf(all: readonly Piece[]): boolean {
  const pieces = all.filter(({ kind }) => kind !== "empty");
  const parties = pieces.flatMap((piece, at) => (piece.kind === "name" && piece.name.is === "party" ? [at] : []));
  const [at = -1] = parties;
  const next = pieces[at + 1];
  const isLost = pieces.some((piece) => piece.kind === "meaning" && piece.meaning === "lose");
  return parties.length === 1 && isLost && next?.kind === "meaning" && next.meaning === "mps";
}

/** "Who lost their seat in Wales", "which MPs lost". Of winners only is it known here who is a woman, or new. */
function beatenIn(parties: readonly string[], take: Take, left: ReadonlySet<Part>): readonly string[] | undefined {
  if (parties.length > 0 || !left.has("lose")) return [];
  if (left.has("women") || left.has("men") || left.has("new")) return undefined;
  // "Who lost" alone may be a party.
  if (!left.has("mps") && !left.has("seats")) return undefined;
  const isOfPeople = left.has("mps") || left.has("who");
  take("lose");
  return [isOfPeople ? "defeated MPs" : "gains"];
}

/** "Top 5 swings": the biggest. */
const isTop = (piece: Piece): boolean =>
  piece.kind === "meaning" && piece.meaning === "some" && /^top\b/i.test(piece.text);

/** @returns undefined where none is asked for, and null where what is asked for is no order */
function orderOf(
  parties: readonly string[],
  top: boolean,
  take: Take,
  left: ReadonlySet<Part>,
): string | undefined | null {
  if (take("earliest")) {
    take("when", "declared");
    return "time";
  }
  if (take("final")) {
    take("when", "declared");
    return "time, latest first";
  }
  if (left.has("closest") && !left.has("second")) {
    take("closest", "majority", "biggest");
    return "majority";
  }
  if (take("safest")) {
    take("majority", "biggest");
    return "majority in points, highest first";
  }
  const figure = figures.find((one) => left.has(one));
  const least = left.has("smallest");
  const most = left.has("biggest") || (top && figure !== undefined && !least);
  if (!most && !least) return undefined;
  if (most && least) return null;
  const direction = most ? "highest first" : "lowest first";
  take("biggest", "smallest");
  if (figure) {
    take(figure);
    return `${figure} ${direction}`;
  }
  const [party] = parties;
  if (party !== undefined && parties.length === 1 && (take("share", "votes", "result", "do") || left.has("seats"))) {
    take("share", "votes", "result");
    return `${party} share ${direction}`;
  }
  if (take("share")) return `share ${direction}`;
  // "Who won by most votes"; the fewest votes that somebody had are another thing.
  if (parties.length > 0 || (left.has("votes") && !left.has("by"))) return null;
  return take("win", "votes") ? `majority ${direction}` : null;
}
