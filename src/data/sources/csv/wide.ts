/** A row a seat and a column a party -> a row a candidate. */
import { countOf, tidy } from "../../../core/desk/cells.ts";
import type { Matcher } from "../match.ts";
import type { Table } from "../read/table.ts";
import type { Field } from "../../../core/desk/columns.ts";
import { cellsOf, type Cells } from "./line.ts";

/** Fewer columns of parties are no such layout, unless all the others are known. */
const fewest = 3;
const others = /^(?:all )?others?(?: candidates?| parties| votes?)?$/;

/** @returns the positions of parties' columns, by the party's name; undefined where the sheet is not laid out so */
export function partyColumns(
  heads: readonly string[],
  columns: ReadonlyMap<Field, number>,
  matcher: Matcher,
): ReadonlyMap<number, string> | undefined {
  const used = new Set(columns.values());
  const found = new Map<number, string>();
  const parties = new Set<string>();
  for (const [at, head] of heads.entries()) {
    if (used.has(at) && at !== columns.get("votes")) continue;
    const name = head.replace(/\b(?:votes?|candidate|no of|number of|total)\b/g, " ").trim();
    const party = name === "" ? undefined : matcher.party(name);
    if (party && parties.has(party.id)) return undefined;
    if (party) parties.add(party.id);
    if (party) found.set(at, party.id);
    else if (others.test(name)) found.set(at, "");
  }
  const isWhole = heads.every((head, at) => head === "" || found.has(at) || used.has(at));
  return parties.size >= fewest || (parties.size > 1 && isWhole) ? found : undefined;
}

/**
 * Candidates whose party has no column, or shares it with another's, make a seat's row no result.
 * @returns a row for each candidate of the seat; undefined where the row does not tell them apart
 */
export function tall(
  row: Table["rows"][number],
  columns: ReadonlyMap<Field, number>,
  parties: ReadonlyMap<number, string>,
  runners: readonly { readonly id: string; readonly party: string }[],
): readonly Cells[] | undefined {
  const read = cellsOf(row, new Map([...columns].filter(([field]) => field !== "votes" && field !== "elected")));
  const cellOf = (party: string): string | undefined => {
    const at = [...parties].find(([, one]) => one === party)?.[0];
    return at === undefined ? undefined : tidy(row.cells[at] ?? "");
  };
  const left = runners.filter(({ party }) => cellOf(party) === undefined);
  const lone = left.length === 1 && cellOf("") !== undefined;
  const isShared = runners.some(({ party }, i) => runners.findIndex((one) => one.party === party) !== i);
  if (isShared || (left.length > 0 && !lone)) return undefined;
  const standing = new Set(runners.map(({ party }) => party));
  // A vote in the column of a party that does not stand there is somebody else's.
  for (const [at, party] of parties) {
    const count = countOf(row.cells[at] ?? "");
    const isOwn = party === "" ? left.length > 0 : standing.has(party);
    if (!isOwn && !(count.kind === "none" || (count.kind === "count" && count.n === 0))) return undefined;
  }
  return runners.map(({ id, party }) => {
    const votes = cellOf(party) ?? cellOf("") ?? "";
    const get = (field: Field): string | undefined =>
      field === "id" ? id : field === "votes" ? votes || undefined : names.has(field) ? undefined : read.get(field);
    return { ...read, get };
  });
}

const names: ReadonlySet<Field> = new Set(["candidate", "given", "family", "party", "abbreviation"]);
