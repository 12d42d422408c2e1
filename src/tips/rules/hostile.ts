/**
 * A stranger's words, made readable and harmless on whatever screen they land: what cannot be seen goes, what reaches over its
 * line is cut down, what is meant stays. Markup is the adapters' to escape: here nothing is known of any.
 *
 * Invisible characters go for the source's sake too. They can mark a copy, and so tell whoever passed it round where it came
 * from; a tip that quotes a document would carry the mark to the editors' screen and from there into print.
 */
import { clean, letters } from "../../core/text.ts";

/** Lines that are kept as lines; what follows stands in the last of them. */
const mostLines = 100;

/** @returns words without leading or trailing space; empty where there was nothing to see */
export function readable(text: string): string {
  const seen = [unseen, strayJoiners, strayStyles].reduce(
    (rest, gone) => rest.replaceAll(gone, ""),
    text.toWellFormed().replaceAll(lineEnds, "\n"),
  );
  const visible = clean(seen).replaceAll(noLetter, "\u{FFFD}").replaceAll(piledUp, "$1");
  const lines = visible.split("\n").map((line) => line.replaceAll(spaces, " ").trim());
  const kept = lines.filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "");
  return [...kept.slice(0, mostLines - 1), kept.slice(mostLines - 1).join(" ")].join("\n").trim();
}

/** Letters that can be seen, as people count them: an emoji is one, however it is made. */
export const lettersSeen = (text: string): number => letters(text.replaceAll(/\s/gu, "")).length;

const lineEnds = /\r\n?|[\v\f\u{85}\u{2028}\u{2029}]/gu;

/** Characters that are not seen but for their effect on others, or marks: soft hyphens, marks of direction, fillers, tags. */
const unseen = /[[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]--\p{Join_Control}--[\u{FE0E}-\u{FE0F}]]/gv;

/** Joiners and non-joiners stay where writing needs them: within an emoji, and between letters of scripts that join. */
const strayJoiners =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]]])\p{Join_Control}|\p{Join_Control}(?![\p{L}\p{M}\p{Extended_Pictographic}])/gv;

/** Whether an emoji is drawn in colour is told after an emoji, or before the frame of a key. */
const strayStyles = /(?<!\p{Extended_Pictographic})[\u{FE0E}\u{FE0F}](?!\u{20E3})/gu;

/** Private letters, which every machine shows as it likes, and those that are none. */
const noLetter = /[\p{Co}\p{Noncharacter_Code_Point}]/gu;

/** Marks above and below, more than any language piles up. */
const piledUp = /(\p{M}{4})\p{M}+/gu;

/** Spaces of every width, which differ to a machine alone. */
const spaces = /[\p{Zs}\t\u{2800}]+/gu;
