/** The frame of every picture: white, with a margin, a title, and source and age in the foot. */
import type { Provenance } from "../core/command.ts";
import { pictureOf } from "../core/drawing.ts";
import type { PictureBlock } from "../core/reply.ts";
import { sourceLine } from "../core/plain-text.ts";
import type { Results } from "../core/results.ts";
import { fitted, grey, ink, lengthOf, line, lines, paper, rect, rule, text } from "./svg.ts";

/** The figures that a picture is made from, and whose they are. */
export interface Known {
  readonly results: Results;
  readonly provenance: Provenance;
}

export const margin = 48;
export const width = 1_200;

export interface Framed {
  readonly name: string;
  readonly title: string;
  readonly under: string;
  readonly height: number;
  /** SVG between title and foot. */
  readonly body: () => readonly string[];
  /** The words for whoever does not see it; the foot is added. */
  readonly alt: string;
  /** A second line in the foot: on what changes are measured, say. */
  readonly notes?: readonly string[];
}

/** Characters of alt text, which every platform shows whole. */
export const longestAlt = 1_000;

export function framed(known: Known, made: Framed): PictureBlock {
  const { timeZone } = known.results.election;
  const source = sourceLine(known.provenance, timeZone) ?? "";
  const { name, height } = made;
  return pictureOf({ name, alt: altOf(made.alt, source), width, height }, () => document(known, made, source));
}

/** A whole SVG document. */
function document({ results }: Known, made: Framed, source: string): string {
  const { title, under, height, body, notes = [] } = made;
  const { credits } = results.election;
  const foot = [
    ...lines([...notes, "Figures as recorded."].join(" "), 17, width - 2 * margin),
    ...lines(`${source}. ${credits[0] ?? ""}`, 17, width - 2 * margin),
  ];
  const small = lengthOf(under, 23) <= width - 2 * margin ? 23 : 19;
  const last = height - 28;
  const top = last - 24 * (foot.length - 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    rect(0, 0, width, height, paper),
    text(margin, 64, fitted(title, 38, width - 2 * margin, true), { size: 38, bold: true, fill: ink }),
    text(margin, 100, fitted(under, small, width - 2 * margin), { size: small, fill: grey }),
    ...body(),
    line(margin, top - 28, width - margin, top - 28, rule),
    ...foot.map((words, i) => text(margin, top + 24 * i, words, { size: 17, fill: grey })),
    "</svg>",
  ].join("");
}

/** Whole sentences, as many as there is room for; the source stays. */
function altOf(words: string, source: string): string {
  const end = ` ${source}.`;
  const said = words.length + end.length <= longestAlt ? words : cut(words, longestAlt - end.length - 2);
  return `${said}${end}`;
}

function cut(words: string, most: number): string {
  const part = words.slice(0, most);
  const stop = Math.max(part.lastIndexOf(". "), part.lastIndexOf("; "), part.lastIndexOf(", "));
  return `${part.slice(0, stop > 0 ? stop : most)} …`;
}
