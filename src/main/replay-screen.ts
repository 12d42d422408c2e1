/** A replay in a terminal: a line for each thing that comes, under its time, and now and then the state of the parties. */
import { clock, toText, type Paint } from "../core/plain-text.ts";
import type { Fact } from "../core/reply.ts";
import { clean, pad, wrap } from "../core/text.ts";
import { boardReply, lineOf, type Saying } from "../views/replay.ts";

export interface Screen {
  readonly width: number;
  readonly timeZone: string;
  readonly paint: Paint;
}

/** "REHEARSAL 11:30pm  ": no line of it can be taken for the night itself. */
const marked = "REHEARSAL";
const margin = marked.length + 1 + "11:30pm".length + 2;

/** @param ending what is told at the very end, below the final state */
export function sayingText(saying: Saying, screen: Screen, ending: readonly Fact[]): string {
  switch (saying.kind) {
    case "board":
      return `\n${toText(boardReply(saying.at, saying.history, "the state of the parties"), screen)}\n`;
    case "end":
      return `\n${toText(boardReply(saying.at, saying.history, "the final state", ending), screen)}`;
    case "change":
    case "milestone":
    case "aside":
    case "down":
    case "back":
    case "leap":
      return lineText(saying, screen);
  }
}

function lineText(saying: Parameters<typeof lineOf>[0], { width, timeZone, paint }: Screen): string {
  const { head, words, colour } = lineOf(saying, timeZone);
  const [hour = ""] = clock(saying.at, timeZone).split(", ");
  // On a narrow screen the words go below the time.
  const narrow = width < margin * 3;
  const first = pad(`${marked} ${hour}`, margin);
  const news = saying.kind === "change" || saying.kind === "milestone";
  const lines = wrap(clean(`${head}${words}`), narrow ? width - 2 : width - margin).map((line, i) => {
    if (!news) return paint.dim(line);
    if (i > 0 || !line.startsWith(head)) return line;
    const bold = paint.bold(head);
    return (colour ? paint.colour(bold, colour) : bold) + line.slice(head.length);
  });
  if (narrow) return [paint.dim(first.trimEnd()), ...lines.map((line) => `  ${line}`)].join("\n");
  return lines.map((line, i) => (i === 0 ? paint.dim(first) : " ".repeat(margin)) + line).join("\n");
}
