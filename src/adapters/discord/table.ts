/** A table as Discord has room for it on a phone: in letters of one width where it is narrow, otherwise in words. */
import { blockLines } from "../../core/plain-text.ts";
import { tableWords, type Table } from "../../core/table-words.ts";
import { widthOf } from "../../core/text.ts";
import type { Passage } from "./fit.ts";
import { phone } from "./limits.ts";
import { escape, inCell, inlines } from "./words.ts";

/** Columns that letters of one width may have: more are better read as words. */
const few = 3;

export function tablePassage(table: Table): Passage {
  if (table.head.length > few) return { lines: inWords(table) };
  const lines = blockLines(table, { width: phone, timeZone: "UTC" });
  const headed = table.head.some(({ head }) => head !== "");
  const isWhole = lines.length === table.rows.length + (headed ? 1 : 0);
  const isNarrow = isWhole && lines.every((line) => widthOf(line) <= phone);
  return isNarrow ? { lines: lines.map(inCell), code: true } : { lines: inWords(table) };
}

function inWords(table: Table): string[] {
  const { heading, rows } = tableWords(table);
  return [
    ...(heading === "" ? [] : [`-# ${escape(heading)}`]),
    // A number and a point at a line's beginning would make Discord number the lines itself.
    ...rows.map(
      ({ place, name, rest }) =>
        `${place === "" ? "" : `${escape(place)} `}${inlines([{ bold: name }])}${escape(rest)}`,
    ),
  ];
}
