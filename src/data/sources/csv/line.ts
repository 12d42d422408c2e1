/** One row of a sheet -> the figures of one candidate. Text that is no number is no vote, however it is written. */
import { countOf, isPending, tickOf, tidy, type Count } from "../../../core/desk/cells.ts";
import { Misfit, quoted } from "../match/misfit.ts";
import type { Row } from "../read/table.ts";
import type { Field } from "../../../core/desk/columns.ts";
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
  get(field) {
    const cell = tidy(cells[columns.get(field) ?? -1] ?? "");
    return cell === "" ? undefined : cell;
  },
  text: cells.join(","),
});

/** @param isParty whether words name a party: a name may have one beside it, in a sheet without a column for it */
export function lineOf(cells: Cells, isParty: (form: string) => boolean = () => false): NamedCandidate {
  const [id, name, given, family] = (["id", "candidate", "given", "family"] as const).map((field) => cells.get(field));
  const party = [cells.get("party"), cells.get("abbreviation")].filter((form) => form !== undefined);
  const { name: bare, party: own } = apart(name, party.length > 0, isParty);
  const forms = own === undefined ? party : [own];
  return {
    ...(id !== undefined && { id: id.replace(/\.0+$/, "") }),
    ...(bare !== undefined && { name: bare }),
    ...(given !== undefined && { given }),
    ...(family !== undefined && { family }),
    ...(forms.length > 0 && { party: forms }),
  };
}

/** "Wera Hobhouse (Lib Dem)", "Wera Hobhouse - Lib Dem", "Lib Dem: Wera Hobhouse", in a sheet without a column for the party. */
function apart(
  name: string | undefined,
  hasParty: boolean,
  isParty: (form: string) => boolean,
): { readonly name?: string; readonly party?: string } {
  const plain = name?.replace(/\s*(?:[-–—(*[]\s*)?\b(?:elected|winner|won)\b[)*\]]*$/i, "").trim();
  if (plain === undefined || plain === "") return name === undefined ? {} : { name };
  if (hasParty) return { name: plain };
  const [, bare = "", party = ""] = /^(.*\S)\s*[([]([^()[\]]+)[)\]]\s*[*✓]*$/u.exec(plain) ?? [];
  if (bare !== "") return { name: bare, party };
  const [, one = "", other = ""] = /^(.*?\S)\s*(?:,|:|\/|\s[-–—]|[–—])\s+(\S.*)$/u.exec(plain) ?? [];
  if (one !== "" && isParty(other) && !isParty(one)) return { name: one, party: other };
  if (one !== "" && isParty(one) && !isParty(other)) return { name: other, party: one };
  return { name: plain };
}

/** @returns undefined where blank, or not known yet @throws Misfit */
export function countIn(cells: Cells, field: Field): number | undefined {
  const count = figureIn(cells, field);
  if (count.kind === "none") return undefined;
  if (count.kind === "count") return count.n;
  throw noNumber(cells, field);
}

export const figureIn = (cells: Cells, field: Field): Count => countOf(cells.get(field) ?? "");

export const noNumber = (cells: Cells, field: Field): Misfit =>
  new Misfit(
    `row ${cells.row}: ${quoted(cells.get(field) ?? "")} is no whole number of ${field === "votes" ? "votes" : "papers"}`,
  );

/** A tick, or a name or a party in place of it. */
export type Marked = { readonly is: boolean } | { readonly named: string };

export function markIn(cells: Cells): Marked {
  const cell = cells.get("elected") ?? "";
  const tick = tickOf(cell);
  return tick === undefined ? { named: cell } : { is: tick };
}

/** `early`: the sheet itself says that these are no final figures. `mark` and `lost`: it says who won in this place. */
export type State = "called" | "result" | "correction" | "retraction" | "recount" | "early" | "mark" | "lost";

const states: Readonly<Record<Exclude<State, "lost">, RegExp>> = {
  retraction:
    /^(?:result |declaration )?(?:retract(?:ed|ion)?|withdrawn?|withdrawal|void(?:ed)?|annulled|rescinded)(?: .*)?$/,
  recount:
    /^(?:in |under |full |bundle |partial )?re[ -]?count(?:ing|ed)?(?: (?:under ?way|in progress|ordered|requested|called|ongoing|granted|now))?$/,
  early:
    /^.*\b(?:provisional|partial|estimate[ds]?|projected|projection|forecast|predicted|prediction|rehearsal|dummy|test data|so far)\b.*$/,
  correction: /^(?:correct(?:ed|ion)|amend(?:ed|ment)|revised|revision)(?: .*)?$/,
  called: /^(?:call(?:ed)?|called (?:for|by) .*|winner called)$/,
  result:
    /^(?:result(?: declared| in)?|declared|final|complete[d]?|confirmed|done|official|certified|declaration made|in|ok|counted|closed|published|finished|verified)$/,
  mark: /^(?:duly |declared |re-?)?(?:elected|winner|won)$/,
};

/** The word of a state that we know. Others are the sheet's own business. */
export function stateIn(cells: Cells): State | undefined {
  const word = (cells.get("state") ?? "")
    .toLowerCase()
    .replace(/[.!:]+$/, "")
    .trim();
  if (word === "" || word.length > 100 || isPending(word)) return undefined;
  for (const state of ["retraction", "recount", "early", "correction", "called", "result", "mark"] as const)
    if (states[state].test(word)) return state;
  return undefined;
}
