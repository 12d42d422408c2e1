/** A terminal's screen: lines that fit it, and a roll of news, each under its time. */
import { clock, toText, type TextOptions } from "../../core/plain-text.ts";
import type { Reply } from "../../core/reply.ts";
import { clean, pad, wrap } from "../../core/text.ts";
import { paintFor } from "./paint.ts";

/** Columns of text that goes into a pipe, and the widest that is pleasant to read. */
const columns = { pipe: 80, most: 100 };
/** "11:30pm  ", and where the words go below the time. */
const margin = { wide: 9, narrow: 2, least: 60 };

export type Screen = Required<TextOptions>;

/** @param timeZone of the election */
export const screenOf = (out: NodeJS.WriteStream, timeZone: string): Screen => ({
  // A terminal that does not know its width says 0.
  width: Math.min(out.columns > 0 ? out.columns : columns.pipe, columns.most),
  timeZone,
  paint: paintFor(out),
});

/**
 * Draws posts that roll past, each under the time at which it comes: a card apart from the others, words alone in a line or
 * a few. Nobody presses a button there.
 */
export function createRoll(now: () => Date, screen: () => Screen): (reply: Reply) => string {
  let isApart = true;
  return (reply) => {
    const { card } = reply;
    const isCard = card !== undefined && card.blocks.length > 0;
    const drawn = underTime(now(), screen(), (room) =>
      isCard
        ? toText({ ...reply, card: { ...card, actions: [] } }, room).split("\n")
        : reply.summary.split("\n").flatMap((line) => headlined(line, reply, room)),
    );
    const before = isApart || isCard ? "\n" : "";
    isApart = isCard;
    return `${before}${drawn.join("\n")}\n`;
  };
}

/** @param draw lines for the room that is left beside the time, or below it */
function underTime(at: Date, screen: Screen, draw: (room: Screen) => readonly string[]): readonly string[] {
  const [hour = ""] = clock(at, screen.timeZone).split(", ");
  const isNarrow = screen.width < margin.least;
  const left = isNarrow ? margin.narrow : margin.wide;
  const lines = draw({ ...screen, width: screen.width - left });
  const indented = lines.map((line) => `${" ".repeat(left)}${line}`.trimEnd());
  if (isNarrow) return [screen.paint.dim(hour), ...indented];
  const [first = ""] = lines;
  return [`${screen.paint.dim(pad(hour, left))}${first}`, ...indented.slice(1)];
}

/** "LAB GAIN FROM CON: " is set off from the words that it heads, in the colour of the card. */
function headlined(words: string, { card }: Reply, { width, paint }: Screen): readonly string[] {
  const [head = ""] = /^(?:[\p{Lu}\d’ ]+: )+/u.exec(words) ?? [];
  return wrap(clean(words), width).map((line, i) => {
    if (i > 0 || head === "" || !line.startsWith(head.trimEnd())) return line;
    const bold = paint.bold(head.trimEnd());
    return (card?.colour ? paint.colour(bold, card.colour) : bold) + line.slice(head.trimEnd().length);
  });
}
