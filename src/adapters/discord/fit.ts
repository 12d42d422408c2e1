/** Fits lines into a message, in order. Lines without room are left out, and the caller says so. */
import { cutMarked } from "./words.ts";

/** A block of a card in Discord's markdown, which can be cut between lines. */
export interface Passage {
  readonly lines: readonly string[];
  /** Marks a code block: letters of one width. */
  readonly code?: true;
}

export interface Fitted {
  readonly texts: readonly string[];
  readonly isCut: boolean;
}

const fence = { open: "```\n", close: "\n```" };

/**
 * @param room characters over all texts
 * @param most texts; the last of them takes up all further ones
 */
export function fit(passages: readonly Passage[], room: number, most: number): Fitted {
  const texts: string[] = [];
  let left = room;
  for (const passage of passages) {
    const merged = texts.length >= most;
    const { text, isCut } = kept(passage, left - (merged ? 1 : 0));
    if (text !== "" && merged) texts.push(`${texts.pop() ?? ""}\n${text}`);
    else if (text !== "") texts.push(text);
    left -= text.length + (merged ? 1 : 0);
    if (isCut) return { texts, isCut };
  }
  return { texts, isCut: false };
}

function kept({ lines, code }: Passage, room: number): { text: string; isCut: boolean } {
  if (lines.every((line) => line.trim() === "")) return { text: "", isCut: false };
  const [open, close] = code ? [fence.open, fence.close] : ["", ""];
  const inside = room - open.length - close.length;
  let length = -1;
  const fitting = lines.findIndex((line) => (length += line.length + 1) > inside);
  if (fitting < 0) return { text: open + lines.join("\n") + close, isCut: false };
  // A passage without room for one line is shown in part, if that part is long enough to say anything.
  const some = fitting > 0 ? lines.slice(0, fitting).join("\n") : inside > 40 ? cutMarked(lines[0] ?? "", inside) : "";
  return { text: some.trim() === "" ? "" : open + some + close, isCut: true };
}
