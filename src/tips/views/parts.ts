/** Long words in parts, none of which is cut in the middle of a letter. */
import { letters } from "../../core/text.ts";

/** Characters: every platform shows so many in one message, though each of them were to be escaped. */
const longest = 1_400;

export function partsOf(words: string): readonly string[] {
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
