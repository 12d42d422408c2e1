/** The JSON copies: one message, or a list of them. A damaged one of a list costs no other. */
import { Misfit } from "../match/misfit.ts";

/** Lists and objects in each other: a message has seven. */
const deepest = 20;
const mostMessages = 20_000;
/** How a message begins. */
const beginning = /\{\s*"(?:FirstPastThePost\w{0,40}|Recount)"\s*:/g;

/** A message, or why a piece is none. */
export type Piece =
  | { readonly tree: unknown; readonly text: string }
  | { readonly tree?: never; readonly why: string; readonly text: string };

export function readJson(text: string): readonly Piece[] {
  try {
    if (depthOf(text) > deepest) throw new Misfit("has lists in lists in lists, which is refused");
    const whole: unknown = JSON.parse(text);
    if (!Array.isArray(whole)) return [{ tree: whole, text }];
    if (whole.length > mostMessages) throw new Misfit(`has more than ${mostMessages} messages`);
    return whole.map((tree: unknown) => ({ tree, text: JSON.stringify(tree) }));
  } catch (error) {
    if (error instanceof Misfit) return [{ why: error.message, text }];
    return apart(text);
  }
}

/** Each message by itself, found by how it begins. */
function apart(text: string): readonly Piece[] {
  const starts = Array.from(text.matchAll(beginning), ({ index }) => index).slice(0, mostMessages);
  const before = text.slice(0, starts[0] ?? text.length);
  const pieces = starts.flatMap((start, index) => piecesOf(text.slice(start, starts[index + 1])));
  return [...rest(before), ...pieces];
}

/** What lies between two beginnings: a message, and perhaps the ruins of another whose beginning is damaged. */
function piecesOf(text: string): readonly Piece[] {
  const end = endOf(text);
  if (end === undefined) return [damaged(text)];
  try {
    const tree: unknown = JSON.parse(text.slice(0, end));
    return [{ tree, text: text.slice(0, end) }, ...rest(text.slice(end))];
  } catch {
    return [damaged(text)];
  }
}

const rest = (text: string): readonly Piece[] => (/^[\s,[\]]*$/.test(text) ? [] : [damaged(text)]);
const damaged = (text: string): Piece => ({ why: "is no JSON, perhaps cut short", text });

/** Where the first object ends. */
function endOf(text: string): number | undefined {
  let depth = 0;
  for (const { index, 0: mark } of text.matchAll(marks)) {
    if (mark === "{") depth++;
    if (mark === "}" && --depth === 0) return index + 1;
  }
  return undefined;
}

function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [mark] of text.matchAll(marks)) {
    if (mark === "{" || mark === "[") most = Math.max(most, ++depth);
    if (mark === "}" || mark === "]") depth--;
  }
  return most;
}

/** Brackets, and whole strings so that those inside are passed over. */
const marks = /"(?:[^"\\\r\n]|\\.)*"|[{}[\]]/g;
