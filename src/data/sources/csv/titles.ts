/** Lines that stand over a table or over a seat's rows: the seat that they name, and a word that these are no results. */
import { tidy } from "../../../core/desk/cells.ts";
import type { Matcher } from "../match.ts";

/** Characters of a sentence of a declaration; longer text names no seat. */
const longest = 200;

/**
 * "Bath: count of 4 July", "BATH – LD HOLD", "Election of a Member of Parliament for the Bath Constituency on Thursday 4 July 2024".
 * @returns the seat's name as it stands there; undefined where no part of the line is one
 */
export function seatIn(line: string, matcher: Matcher): string | undefined {
  if (line.length > longest) return undefined;
  const plain = tidy(line)
    .replaceAll(/\[\w{1,2}\]/g, " ")
    .trim();
  for (const part of [plain, ...plain.split(/\s*[:|,;–—]\s*|\s+-\s+/), ...formal(plain)]) {
    const bare = part
      .replaceAll(/\b(?:general election|election|results?|declaration|count|20\d\d|for|of|the|in)\b/gi, " ")
      .trim();
    const found = [part, bare].find((one) => one !== "" && /\p{L}/u.test(one) && matcher.seat(one));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The words before "constituency", and after "constituency of". */
function formal(line: string): readonly string[] {
  const before =
    /(?:\b(?:for|in|of)\s+(?:the\s+)?)([^:]+?)\s+(?:(?:uk|parliamentary|county|borough|burgh)\s+)*constituency\b/i.exec(
      line,
    )?.[1] ?? "";
  const after = /\bconstituency(?:\s+of)?\s+(.+?)(?:\s+(?:on|held)\b.*)?$/i.exec(line)?.[1] ?? "";
  // "… for the constituency of the Isle of Wight": the shortest end that is a name is tried last.
  return [before, ...before.split(/\b(?:for|in|of) (?:the )?/i).slice(1), after].filter((one) => one !== "");
}

/** Figures that were made up, whatever they look like. */
export const isMadeUp = (title: string): boolean =>
  /\b(?:rehearsal|dummy|mock|fake|(?:test|sample|example|dummy) (?:data|results?|figures|sheet|file|only)|test only|for testing|not real)\b/i.test(
    title,
  );

/** An election of councillors, mayors, commissioners or of another parliament. */
export const isOfOthers = (title: string): boolean =>
  /\b(?:local|council(?:lor)?|police and crime commissioner|pcc|mayoral|mayor|senedd|scottish parliament|holyrood|assembly|european(?: parliament)?|stormont)\s+(?:by-?)?elections?\b/i.test(
    title,
  ) && !/\b(?:general|westminster|uk parliament\w*)\b/i.test(title);

/** Figures that may change still. */
export const isEarly = (title: string): boolean =>
  /\b(?:provisional|unofficial|unverified|not (?:yet )?(?:final|for publication|verified|checked)|do not (?:use|publish))\b/i.test(
    title,
  );
