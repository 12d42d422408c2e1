/** The JSON copies: one message, or a list of them. A damaged one of a list costs no other. */
/** Lists and objects in each other: a message has seven. */
const deepest = 20;
const mostMessages = 20_000;
/** The beginning of a message. */
const beginning = /\{\s*"(?:FirstPastThePost\w{0,40}|Recount)"\s*:/g;

/** A message, or the reason why a piece is none. */
export type Piece =
  | { readonly tree: unknown; readonly text: string }
  | { readonly tree?: never; readonly why: string; readonly text: string };

export function readJson(text: string): readonly Piece[] {
  const whole = parsed(text);
  if (!whole) return apart(text);
  if (!Array.isArray(whole.tree)) return [{ tree: whole.tree, text }];
  if (whole.tree.length > mostMessages) return [{ why: `has more than ${mostMessages} messages`, text }];
  return whole.tree.map((tree: unknown) => ({ tree, text: JSON.stringify(tree) }));
}

/** @returns undefined for no JSON, and for lists in lists in lists */
function parsed(text: string): { readonly tree: unknown } | undefined {
  try {
    return isTooDeep(text) ? undefined : { tree: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Cuts the text into messages by their beginnings. */
function apart(text: string): readonly Piece[] {
  const starts = Array.from(text.matchAll(beginning), ({ index }) => index).slice(0, mostMessages);
  if (starts.length === 0) return [damaged(text)];
  const before = text.slice(0, starts[0]);
  const pieces = starts.flatMap((start, index) => piecesOf(text.slice(start, starts[index + 1])));
  return [...rest(before), ...pieces];
}

/** The text between two beginnings: a message, and perhaps the ruins of another whose beginning is damaged. */
function piecesOf(text: string): readonly Piece[] {
  const end = endOf(text);
  const whole = end === undefined ? undefined : parsed(text.slice(0, end));
  return whole ? [{ ...whole, text: text.slice(0, end) }, ...rest(text.slice(end ?? 0))] : [damaged(text)];
}

const rest = (text: string): readonly Piece[] => (/^[\s,[\]]*$/.test(text) ? [] : [damaged(text)]);
const damaged = (text: string): Piece => ({ why: "is no JSON, perhaps cut short", text });

/** The end of the first object. */
function endOf(text: string): number | undefined {
  let depth = 0;
  for (const [at, mark] of bracketsIn(text)) {
    if (mark === "{") depth++;
    if (mark === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [, mark] of bracketsIn(text)) {
    depth += mark === "{" || mark === "[" ? 1 : -1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Brackets that stand in no string. By hand, since a pattern would go over hostile texts again and again. */
function* bracketsIn(text: string): Generator<readonly [at: number, mark: string]> {
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? "";
    if (mark === '"') isString = !isString;
    else if (isString && mark === "\\") at++;
    // No string of the feed goes over a line: one that does has lost its closing quote.
    else if (mark === "\n" || mark === "\r") isString = false;
    else if (!isString && /[{}[\]]/.test(mark)) yield [at, mark];
  }
}
