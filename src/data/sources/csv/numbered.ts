/** A row a seat with numbered columns, "Candidate 1, Party 1, Votes 1, Candidate 2, …" -> a row a candidate. */
import type { Table } from "../read/table.ts";

/** Fewer groups of columns are no such layout. */
const fewest = 2;
const end = /^(?<name>.*[a-z])\s*(?<at>\d{1,2})$/;
const start = /^(?:(?<word>cand|candidate|person) )?(?<at>\d{1,2}) (?<name>[a-z].*)$/;
const middle = /^(?<word>candidate) (?<at>\d{1,2}) (?<name>[a-z].*)$/;

/** @returns the table with a row for each group of its columns; undefined where it has none */
export function unfolded(table: Table): Table | undefined {
  const groups = new Map<number, Map<string, number>>();
  const plain: number[] = [];
  for (const [at, head] of table.heads.entries()) {
    const found = (middle.exec(head) ?? start.exec(head) ?? end.exec(head))?.groups;
    const number = Number(found?.["at"] ?? 0);
    const name = found?.["name"]?.trim() ?? "";
    if (number === 0 || number > 40 || name === "") {
      plain.push(at);
      continue;
    }
    const group = groups.get(number) ?? new Map<string, number>();
    if (group.has(name)) return undefined;
    groups.set(number, group.set(name, at));
  }
  const names = [...(groups.get(1)?.keys() ?? [])];
  const isWhole = names.length > 1 && names.some((name) => /\bvotes?\b/.test(name));
  if (groups.size < fewest || !isWhole || ![...groups.values()].every((one) => names.every((name) => one.has(name))))
    return undefined;
  return {
    ...table,
    heads: [...plain.map((at) => table.heads[at] ?? ""), ...names],
    rows: table.rows.flatMap(({ row, cells }) =>
      [...groups.values()]
        .map((group) => names.map((name) => cells[group.get(name) ?? -1] ?? ""))
        .filter((own) => own.some((cell) => cell !== ""))
        .map((own) => ({ row, cells: [...plain.map((at) => cells[at] ?? ""), ...own] })),
    ),
  };
}
