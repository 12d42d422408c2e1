/** Reply -> text: the form that every platform can fall back on, and that the terminal shows. */
import { asLine } from "./parse.ts";
import type { Action, Block, Card, Colour, Column, Inline, Reply } from "./reply.ts";
import { clean, pad, upper, widthOf, wrap } from "./text.ts";
import { day as wholeDay } from "../lib/local-time.ts";

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly colour: (text: string, colour: Colour) => string;
}

export interface TextOptions {
  /** Cells of the screen. */
  readonly width: number;
  /** The election's time zone: clock times are its voters' own. */
  readonly timeZone: string;
  readonly paint?: Paint;
}

/** Columns below which words are unpleasant to read. */
const narrowest = 18;

const plain: Paint = { bold: (text) => text, dim: (text) => text, colour: (text) => text };

/** @returns lines without a trailing newline; no line is wider than asked but for words and figures that cannot break */
export function toText(reply: Reply, options: TextOptions): string {
  const paint = options.paint ?? plain;
  const body = reply.card ? cardLines(reply.card, options, paint) : wrap(clean(reply.summary), options.width);
  const said = sourceLine(reply, options.timeZone);
  const source = said ? ["", ...wrap(said, options.width).map(paint.dim)] : [];
  return [...body, ...source].join("\n");
}

/**
 * The publisher of the figures and their age, where the reply says so, and those of its other facts: "Source: House of
 * Commons Library, as of 5 January 2026. By-elections: UK Parliament, as of 20 August 2026".
 */
export function sourceLine(reply: Sourced, timeZone: string): string | undefined {
  const parts = sourceParts(reply);
  return parts && inlines(parts, timeZone);
}

type Sourced = Pick<Reply, "source" | "asOf" | "caveat" | "besides">;

/** The same with moments apart, for a platform that tells each reader the time where they are. */
export function sourceParts({ source, asOf, caveat, besides = [] }: Sourced): readonly Inline[] | undefined {
  if (!source) return undefined;
  const said = (from: string, at: Date | undefined): readonly Inline[] =>
    at ? [`${from}, as of `, ageOf(at)] : [from];
  return [
    ...said(`Source: ${source}`, asOf),
    ...(caveat === undefined ? [] : [` (${caveat})`]),
    ...besides.flatMap((credit) => [". ", ...said(`${upper(credit.of)}: ${credit.source}`, credit.asOf)]),
  ];
}

function cardLines(card: Card, options: TextOptions, paint: Paint): string[] {
  const title = wrap(clean(card.title), options.width).map((line) =>
    card.colour ? paint.bold(paint.colour(line, card.colour)) : paint.bold(line),
  );
  const blocks = card.blocks.flatMap((block) =>
    block.kind === "picture" && block.said ? [] : ["", ...blockLines(block, options, paint)],
  );
  const actions = card.actions?.length
    ? ["", ...card.actions.flatMap((action, i) => button(action, i + 1, options.width, paint))]
    : [];
  return [...title, ...(card.href ? [paint.dim(card.href)] : []), ...blocks, ...actions];
}

/** One block by itself, for platforms that show some kinds of block as preformatted text. */
export function blockLines(block: Block, { width, timeZone }: TextOptions, paint: Paint = plain): string[] {
  switch (block.kind) {
    case "text":
      return wrap(inlines(block.text, timeZone), width);
    case "note":
      return wrap(inlines(block.text, timeZone), width).map(paint.dim);
    case "facts": {
      const label = Math.max(0, ...block.facts.map((fact) => widthOf(fact.label)));
      const beside = width - label - 2;
      // Where little is left beside the labels, values go below them.
      if (beside < narrowest)
        return block.facts.flatMap((fact) => [
          ...wrap(clean(fact.label), width).map(paint.dim),
          ...wrap(clean(fact.value), width - 2).map((line) => `  ${line}`),
        ]);
      return block.facts.flatMap((fact) =>
        wrap(clean(fact.value), beside).map(
          (line, i) => `${paint.dim(pad(i === 0 ? clean(fact.label) : "", label))}  ${line}`,
        ),
      );
    }
    case "table":
      return tableLines(block.head, block.rows, width, paint);
    case "code":
      return clean(block.text).split("\n");
    case "picture":
      return block.said ? [] : wrap(clean(block.alt), width).map(paint.dim);
    case "file":
      return [`${block.name}, ${block.text.trimEnd().split("\n").length} lines`];
  }
}

function tableLines(head: readonly Column[], rows: readonly (readonly string[])[], width: number, paint: Paint) {
  const names = head.map((column) => clean(column.head));
  const [heading = [], ...lines] = rowLines(head, [names, ...rows.map((cells) => cells.map(clean))], width);
  return [...(names.some((name) => name !== "") ? heading.map(paint.dim) : []), ...lines.flat()];
}

/** Narrower than this a column of words is better on a line of its own. */
const narrowestCell = 14;

/**
 * The lines of each row, of which the first is the head. Where they do not fit beside each other, heads break into
 * lines, then the first column of words does, and where little is left for it the others go below it.
 */
function rowLines(head: readonly Column[], rows: readonly (readonly string[])[], width: number): string[][] {
  // A phone has no room to spare between columns.
  const gap = width < 50 ? 1 : 2;
  const widest = (i: number, heading: number): number =>
    Math.max(heading, ...rows.slice(1).map((cells) => widthOf(cells[i] ?? "")));
  const overOf = (widths: readonly number[]): number => widths.reduce((sum, w) => sum + w + gap, -gap) - width;
  const easy = head.map((_, i) => widest(i, widthOf(rows[0]?.[i] ?? "")));
  const tight = head.map((_, i) => widest(i, Math.max(...(rows[0]?.[i] ?? "").split(" ").map(widthOf))));
  const widths = overOf(easy) > 0 ? tight : easy;
  const soft = head.findIndex((column) => column.align === "start" && column.head !== "");
  const room = (widths[soft] ?? 0) - Math.max(0, overOf(widths));
  if (soft >= 0 && overOf(widths) > 0 && room < narrowestCell && head.length > 1) {
    const below = rowLines(
      head.toSpliced(soft, 1),
      rows.map((cells) => cells.toSpliced(soft, 1)),
      width - 2,
    );
    return rows.map((cells, i) => [...wrap(cells[soft] ?? "", width), ...(below[i] ?? []).map((line) => `  ${line}`)]);
  }
  const fitted = widths.map((w, i) => (i === soft ? room : w));
  return rows.map((cells) => {
    const broken = fitted.map((w, i) => linesOf(cells[i] ?? "", w));
    const height = Math.max(...broken.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      head
        .map(({ align }, i) => pad(broken[i]?.[line] ?? "", fitted[i] ?? 0, align))
        .join(" ".repeat(gap))
        .trimEnd(),
    );
  });
}

/** Most cells fit, and need no search for where to break. */
const linesOf = (cell: string, width: number): string[] =>
  widthOf(cell) <= width && !cell.includes("\n") ? [cell] : wrap(cell, width);

function button(action: Action, number: number, width: number, paint: Paint): string[] {
  const does = "ask" in action ? asLine(action.ask) : action.href;
  const label = clean(action.label);
  const fits = `${number} ${label}  ${does}`.length <= width;
  const first = `${paint.bold(String(number))} ${label}`;
  return fits
    ? [`${first}  ${paint.dim(does)}`]
    : [first, ...wrap(does, width - 2).map((line) => `  ${paint.dim(line)}`)];
}

function inlines(parts: readonly Inline[], timeZone: string): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return clean(part);
      if ("bold" in part) return clean(part.bold);
      if ("time" in part) return clock(part.time, timeZone);
      return `${clean(part.link)} (${part.href})`;
    })
    .join("");
}

/** A publisher that dates its figures by the day gives midnight UTC: then the hour means nothing, and is not shown. */
const ageOf = (asOf: Date): Inline => (asOf.getTime() % wholeDay === 0 ? day(asOf, "UTC") : { time: asOf });

/** Making a formatter takes longer than all else in drawing an answer, so each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(time: Date, timeZone: string, kind: "day" | "hour"): string {
  const key = `${kind} ${timeZone}`;
  const options: Intl.DateTimeFormatOptions =
    kind === "day"
      ? { day: "numeric", month: "long", year: "numeric", timeZone }
      : { hour: "numeric", minute: "2-digit", hour12: true, timeZone };
  const made = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(key, made);
  return made.format(time);
}

const day = (time: Date, timeZone: string): string => format(time, timeZone, "day");

/** "5:31am, 5 July 2024" where the voters are. */
export function clock(time: Date, timeZone: string): string {
  const hour = format(time, timeZone, "hour");
  return `${hour.replace(/\s/u, "").replace(/^0:/, "12:")}, ${day(time, timeZone)}`;
}
