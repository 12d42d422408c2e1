/**
 * A table as lines of words, for screens that have no room for its columns: a row's name, and its figures after it in
 * their order, under a line of the columns' names.
 */
import type { Block } from "./reply.ts";
import { clean } from "./text.ts";

export type Table = Extract<Block, { kind: "table" }>;

export interface WordRow {
  /** The row's place in a list, which stands before its name; often empty. */
  readonly place: string;
  /** Shown in bold. */
  readonly name: string;
  /** The rest of the line, from the name on: " LAB · 15,101 · 47.2%". */
  readonly rest: string;
}

export interface TableWords {
  /** "Candidate · Votes · %"; empty where no column after the name has one. */
  readonly heading: string;
  readonly rows: readonly WordRow[];
}

const between = " · ";

export function tableWords({ head, rows }: Table): TableWords {
  const at = Math.max(
    0,
    head.findIndex(({ align }) => align === "start"),
  );
  const heads = head.map((column) => clean(column.head).trim());
  const after = heads.slice(at + 1);
  const named = after.filter((words) => words !== "");
  return {
    heading: named.length > 0 ? [heads[at] ?? "", ...named].filter((words) => words !== "").join(between) : "",
    rows: rows.map((row) => {
      const cells = row.map((cell) => clean(cell).replaceAll(/\s+/g, " ").trim());
      const figures = cells.slice(at + 1).map((cell, i) => figure(cell, after[i] ?? ""));
      // A column without a name belongs to the name before it: a candidate's party.
      const own = after[0] === "" ? figures.shift() : "";
      return {
        place: cells.slice(0, at).join(" ").trim(),
        name: cells[at] || "–",
        rest: [own ? ` ${own}` : "", ...figures.filter((cell) => cell !== "")].join(between).trimEnd(),
      };
    }),
  };
}

/** A cell without a figure keeps its place, so that those after it stand under their own names. */
const figure = (cell: string, head: string): string =>
  cell === "" ? (head === "" ? "" : "–") : head === "%" ? `${cell}%` : cell;
