/** A rank of a target list, or its first so many: "Labour’s 50th target", "target 164", "the top 20 Lib Dem targets". */
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
