/** Long words in parts, none of which is cut in the middle of a letter. */
import { letters } from "../../core/text.ts";

/** @param longest characters of one part */
export function partsOf(words: string, longest: number): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const letter of letters(words)) {
    if (part.length + letter.length > longest) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}
