/** A text that may have been cut off on its way: half of it would be taken for all that its keeper wrote. */
import { SourceError } from "../source.ts";

/**
 * @param isWhole whether its length was told, and is right
 * @throws SourceError where the last row is short, or nothing at all says that it ends there
 */
export function wholeText(text: string, isWhole: boolean, where: string): string {
  if (/[\r\n]\s*$/.test(text) || text.trim() === "") return text;
  const lines = text.split(/\r\n|\r|\n/);
  const [last = "", before = ""] = [lines.at(-1), lines.at(-2)];
  const size = (line: string): number => Math.max(...[",", ";", "\t", "|"].map((mark) => line.split(mark).length));
  const isShort =
    lines.length > 2 &&
    size(last) < size(before) &&
    !/total|sum|valid|turnout|rejected|spoil|source|note|elector|majority|updated/i.test(last);
  const isOpen = (last.match(/"/g)?.length ?? 0) % 2 === 1;
  if (isShort || isOpen || !isWhole) throw new SourceError(`${where} may be cut off: its last row is not whole`);
  return text;
}
