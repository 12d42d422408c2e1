/** A rank of a target list, or its first so many: "Labour’s 50th target", "target 164", "the top 20 Lib Dem targets". */
import type { Ask } from "../reply.ts";
import type { Piece } from "./pieces.ts";
import { soft } from "./intents.ts";

const words = "one two three four five six seven eight nine ten".split(" ");
const numeral = /^(?:top |first )?(?:(?<digits>\d{1,4})(?<ordinal>st|nd|rd|th)?|(?<word>[a-z]+))$/;

/** @returns undefined where anything else is asked as well */
export function targetsAsked(pieces: readonly Piece[]): Ask | undefined {
  const said = pieces.filter(({ kind }) => kind !== "empty");
  const targets = said.filter((piece) => piece.kind === "meaning" && piece.meaning === "targets");
  const parties = said.flatMap((piece) =>
    piece.kind === "name" && piece.name.is === "party" ? [piece.name.name] : [],
  );
  const left = said.filter((piece) => !targets.includes(piece) && !isParty(piece) && !isPassedOver(piece));
  const numbers = left.flatMap((piece) => numberIn(piece.text) ?? []);
  const [number, another] = numbers;
  const isOnlyTop = left.length === 1 && left[0]?.text.toLowerCase() === "top";
  const [party] = parties;
  if (targets.length !== 1 || parties.length > 1 || another || (!isOnlyTop && !(number && left.every(isNumber))))
    return undefined;
  const isOne = targets.every(({ text }) => !/targets|seats|list/i.test(text));
  if (number?.isOrdinal || isOne) {
    const rank = String(number?.is ?? 1);
    return { command: "target", args: { seat: party === undefined ? rank : `${rank} ${party}` } };
  }
  if (!number) return undefined;
  return { command: "targets", args: { ...(party !== undefined && { party }), range: `1-${number.is}` } };
}

const isParty = (piece: Piece): boolean => piece.kind === "name" && piece.name.is === "party";
/** "Number" is a way of counting, and of naming one. */
const isPassedOver = (piece: Piece): boolean =>
  piece.kind === "meaning" && (soft.has(piece.meaning) || /^(?:number|no)$/i.test(piece.text));
const isNumber = ({ text }: Piece): boolean => text.toLowerCase() === "top" || numberIn(text) !== undefined;

function numberIn(text: string): { readonly is: number; readonly isOrdinal: boolean } | undefined {
  const { digits, ordinal, word = "" } = numeral.exec(text.toLowerCase())?.groups ?? {};
  const is = digits === undefined ? words.indexOf(word) + 1 : Number(digits);
  return is === 0 ? undefined : { is, isOrdinal: ordinal !== undefined };
}
