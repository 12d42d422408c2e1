/**
 * A rank of a target list, or its first so many: "Labour’s 50th target", "target 164", "the top 20 Lib Dem targets"; and seats
 * of a list: "Labour targets in Wales", "which targets did Labour miss".
 */
import type { Election } from "../election.ts";
import type { Ask } from "../reply.ts";
import { soft } from "./intents.ts";
import type { Piece } from "./pieces.ts";

const words = "one two three four five six seven eight nine ten".split(" ");
const numeral = /^(?:top |first )?(?:(?<digits>\d{1,4})(?<ordinal>st|nd|rd|th)?|(?<word>[a-z]+))$/;

/** @returns undefined where anything else is asked as well */
export function targetsAsked(pieces: readonly Piece[]): Ask | undefined {
  const targets: string[] = [];
  const parties: string[] = [];
  const left: string[] = [];
  for (const piece of pieces) {
    if (isPassedOver(piece)) continue;
    if (piece.kind === "meaning" && piece.meaning === "targets") targets.push(piece.text);
    else if (piece.kind === "name" && piece.name.is === "party") parties.push(piece.name.name);
    else left.push(piece.text.toLowerCase());
  }
  const others = left.filter((text) => text !== "top");
  const [target = ""] = targets;
  const [party] = parties;
  const [number] = others.map(numberIn);
  if (targets.length !== 1 || parties.length > 1 || others.length > 1) return undefined;
  if (!number && (others.length > 0 || left.length !== 1)) return undefined;
  if (number?.isOrdinal || !/targets|seats|list/i.test(target)) {
    const rank = String(number?.is ?? 1);
    return { command: "target", args: { seat: party === undefined ? rank : `${rank} ${party}` } };
  }
  if (!number) return undefined;
  return { command: "targets", args: { ...(party !== undefined && { party }), range: `1-${number.is}` } };
}

/** "Number" is a way of counting, and of naming one. */
const isPassedOver = (piece: Piece): boolean =>
  piece.kind === "empty" ||
  (piece.kind === "meaning" && (soft.has(piece.meaning) || /^(?:number|no)$/i.test(piece.text)));

function numberIn(text: string): { readonly is: number; readonly isOrdinal: boolean } | undefined {
  const { digits, ordinal, word = "" } = numeral.exec(text)?.groups ?? {};
  const is = digits === undefined ? words.indexOf(word) + 1 : Number(digits);
  return is === 0 ? undefined : { is, isOrdinal: ordinal !== undefined };
}

/** "Missed", "did not win", "failed to win". */
const isMiss = (piece: Piece): boolean =>
  piece.kind === "meaning"
    ? piece.meaning === "no" ||
      piece.meaning === "lose" ||
      (piece.meaning === "without" && /^(?:but )?not$/i.test(piece.text))
    : piece.kind === "unread" && /^(?:miss|misses|missed|unwon)$/i.test(piece.text);

/**
 * Seats of a party's list by whether it won them, or by where they are, as a filter.
 * @returns undefined where anything else is asked as well, or neither of these
 */
export function targetSeats(pieces: readonly Piece[], { targets: { lists } }: Election): string | undefined {
  const areas: string[] = [];
  const parties = new Map<string, string>();
  const upTo: number[] = [];
  let [isOfTargets, isWon, isMissed] = [false, false, false];
  for (const piece of pieces) {
    const number = numberIn(piece.text.toLowerCase());
    if (piece.kind === "name" && piece.name.is === "party") parties.set(piece.name.id, piece.name.name);
    else if (piece.kind === "name" && (piece.name.is === "area" || piece.name.is === "county"))
      areas.push(piece.name.name);
    else if (piece.kind === "meaning" && piece.meaning === "targets") isOfTargets = true;
    else if (isMiss(piece)) isMissed = true;
    else if (piece.kind === "meaning" && piece.meaning === "win") isWon = true;
    else if (number && !number.isOrdinal) upTo.push(number.is);
    else if (!isPassedOver(piece) && !/^(?:top|how many|any)$/i.test(piece.text)) return undefined;
  }
  const [[party, name] = []] = parties;
  const size = lists.find((one) => one.party === party)?.seats.length ?? 0;
  const [asked = size] = upTo;
  if (!isOfTargets || parties.size !== 1 || areas.length > 1 || upTo.length > 1 || asked > size || asked < 1)
    return undefined;
  if (!isWon && !isMissed && areas.length === 0) return undefined;
  const deed = isMissed ? [`declared and not ${name} wins`] : isWon ? [`${name} wins`] : [];
  return [`${name} targets to ${asked}`, ...areas, ...deed].join(" and ");
}
