/** Reply -> text: the form every platform can fall back on, and what the terminal shows. */
import { asLine } from "./parse.ts";
import type { Action, Block, Card, Colour, Column, Inline, Reply } from "./reply.ts";
import { clean, pad, widthOf, wrap } from "./text.ts";

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly colour: (text: string, colour: Colour) => string;
}

export interface TextOptions {
  /** Cells of the screen. */
  readonly width: number;
  /** Of the election: clock times are its voters' own. */
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

/** Who published the figures and how old they are, where the reply says so. */
export function sourceLine({ source, asOf }: Reply, timeZone: string): string | undefined {
  if (!source) return undefined;
  return `Source: ${source}${asOf ? `, as of ${ageWords(asOf, timeZone)}` : ""}`;
}

function cardLines(card: Card, options: TextOptions, paint: Paint): string[] {
  const title = wrap(clean(card.title), options.width).map((line) =>
    card.colour ? paint.bold(paint.colour(line, card.colour)) : paint.bold(line),
  );
  const blocks = card.blocks.flatMap((block) => ["", ...blockLines(block, options, paint)]);
  const actions = card.actions?.length
    ? ["", ...card.actions.flatMap((action, i) => button(action, i + 1, paint))]
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
    case "file":
      return [`${block.name}, ${block.text.trimEnd().split("\n").length} lines`];
    case "bars": {
      const label = Math.max(0, ...block.bars.map((bar) => widthOf(bar.label)));
      const note = Math.max(0, ...block.bars.map((bar) => widthOf(bar.note ?? "")));
      const most = Math.max(1, ...block.bars.map((bar) => bar.value));
      const room = Math.max(4, Math.min(40, width - label - note - 4));
      return block.bars.map((bar) => {
        const length = bar.value > 0 ? Math.max(1, Math.round((room * bar.value) / most)) : 0;
        const drawn = paint.colour("█".repeat(length), bar.colour) + " ".repeat(room - length);
        return `${pad(clean(bar.label), label)}  ${drawn}  ${pad(clean(bar.note ?? ""), note, "end")}`.trimEnd();
      });
    }
  }
}

function tableLines(head: readonly Column[], rows: readonly (readonly string[])[], width: number, paint: Paint) {
  const widths = head.map((column, i) => Math.max(widthOf(column.head), ...rows.map((row) => widthOf(row[i] ?? ""))));
  // A phone has no room to spare between columns.
  const gap = width < 50 ? 1 : 2;
  const over = widths.reduce((sum, w) => sum + w + gap, -gap) - width;
  const soft = head.findIndex((column) => column.align === "start" && column.head !== "");
  if (over > 0 && soft >= 0) widths[soft] = Math.max(8, (widths[soft] ?? 0) - over);
  const row = (cells: readonly string[]): string =>
    head
      .map(({ align }, i) => pad(cells[i] ?? "", widths[i] ?? 0, align))
      .join(" ".repeat(gap))
      .trimEnd();
  const heading = head.some((column) => column.head !== "")
    ? [paint.dim(row(head.map((column) => clean(column.head))))]
    : [];
  return [...heading, ...rows.map((cells) => row(cells.map(clean)))];
}

function button(action: Action, number: number, paint: Paint): string[] {
  const does = "ask" in action ? asLine(action.ask) : action.href;
  return [`${paint.bold(String(number))} ${clean(action.label)}  ${paint.dim(does)}`];
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

/** A publisher that dates its figures by the day gives midnight UTC: of that the hour is not shown. */
function ageWords(asOf: Date, timeZone: string): string {
  const dated = asOf.getTime() % 86_400_000 === 0;
  return dated ? day(asOf, "UTC") : clock(asOf, timeZone);
}

const day = (time: Date, timeZone: string): string =>
  time.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone });

/** "5:31am, 5 July 2024" where the voters are. */
export function clock(time: Date, timeZone: string): string {
  const hour = time.toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true, timeZone });
  return `${hour.replace(/\s/u, "").replace(/^0:/, "12:")}, ${day(time, timeZone)}`;
}
