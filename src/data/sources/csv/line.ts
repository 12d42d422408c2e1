/** One row of a sheet -> the figures of one candidate. Strict: text that is no number is no vote. */
import { keyOf } from "../match/exact.ts";
import { Misfit, quoted } from "../match/misfit.ts";
import type { Row } from "../read/table.ts";
import type { Field } from "./columns.ts";
import type { NamedCandidate } from "../match.ts";

export interface Cells {
  readonly row: number;
  readonly cells: readonly string[];
  /** Undefined where there is no such column, or the cell is blank. */
  get(field: Field): string | undefined;
  readonly text: string;
}

export const cellsOf = ({ row, cells }: Row, columns: ReadonlyMap<Field, number>): Cells => ({
  row,
  cells,
  get: (field) => {
    const cell = cells[columns.get(field) ?? -1]?.trim();
    return cell === "" ? undefined : cell;
  },
  text: cells.join(","),
});

export function lineOf(cells: Cells): NamedCandidate {
  const [id, name, given, family] = (["id", "candidate", "given", "family"] as const).map((field) => cells.get(field));
  const party = [cells.get("party"), cells.get("abbreviation")].filter((form) => form !== undefined);
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(given !== undefined && { given }),
    ...(family !== undefined && { family }),
    ...(party.length > 0 && { party }),
  };
}

/** "12,345" or "12345". @returns undefined where blank @throws Misfit */
export function countIn(cells: Cells, field: Field): number | undefined {
  const cell = cells.get(field);
  if (cell === undefined) return undefined;
  if (!/^(\d{1,7}|\d{1,3}(,\d{3}){1,2})$/.test(cell))
    throw new Misfit(
      `row ${cells.row}: ${quoted(cell)} is no whole number of ${field === "votes" ? "votes" : "papers"}`,
    );
  return Number(cell.replaceAll(",", ""));
}

const yes: ReadonlySet<string> = new Set(["yes", "y", "true", "1", "x", "elected", "winner", "won"]);
const no: ReadonlySet<string> = new Set(["no", "n", "false", "0"]);

/** @throws Misfit */
export function isElected(cells: Cells): boolean {
  const cell = cells.get("elected");
  if (cell === undefined) return false;
  if (cell === "*" || cell === "✓" || yes.has(keyOf(cell))) return true;
  if (no.has(keyOf(cell))) return false;
  throw new Misfit(`row ${cells.row}: ${quoted(cell)} is neither yes nor no`);
}

export const states = {
  called: "called",
  call: "called",
  result: "result",
  declared: "result",
  final: "result",
  correction: "correction",
  corrected: "correction",
  retracted: "retraction",
  retraction: "retraction",
  withdrawn: "retraction",
  recount: "recount",
  recounting: "recount",
} as const;

export type State = (typeof states)[keyof typeof states];

/** @returns undefined where blank @throws Misfit */
export function stateIn(cells: Cells): State | undefined {
  const cell = cells.get("state");
  if (cell === undefined) return undefined;
  const name = keyOf(cell);
  if (isState(name)) return states[name];
  throw new Misfit(
    `row ${cells.row}: the state ${quoted(cell)} is none of called, result, correction, retracted, recount`,
  );
}

const isState = (name: string): name is keyof typeof states => Object.hasOwn(states, name);
