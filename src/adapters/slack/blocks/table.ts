/** A table as Slack's own: columns on a wide screen, and rows that can be read one by one on a phone. */
import type { types } from "@slack/bolt";
import type { Table } from "../../../core/table-words.ts";
import { limits } from "../limits.ts";
import { literal } from "./text.ts";

/** @returns undefined where it is more than a table of Slack's may hold, or than there is room for, or nothing at all */
export function nativeTable({ head, rows }: Table, room: number): types.TableBlock | undefined {
  if (head.length === 0 || rows.length === 0) return undefined;
  const cells = [head.map((column) => column.head), ...rows].map((row) => head.map((_, i) => cellOf(row[i] ?? "")));
  const letters = cells.flat().reduce((sum, { text }) => sum + text.length, 0);
  const { rows: most, columns, letters: mostLetters } = limits.table;
  if (cells.flat().some(({ text }) => text.length > limits.text)) return undefined;
  if (cells.length > most || head.length > columns || letters > mostLetters) return undefined;
  const wrapped = head.findIndex(({ align }) => align === "start");
  const block: types.TableBlock = {
    type: "table",
    rows: cells,
    column_settings: head.map(({ align }, i) => ({
      align: align === "end" ? "right" : "left",
      is_wrapped: i === wrapped,
    })),
  };
  return JSON.stringify(block).length <= room ? block : undefined;
}

/** Slack takes no empty cell. */
const cellOf = (words: string): types.RawTextElement => ({ type: "raw_text", text: literal(words).trim() || " " });
