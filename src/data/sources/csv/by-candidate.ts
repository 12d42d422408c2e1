/** A row a seat with a column for each candidate, by name -> a row a candidate. */
import { isPending } from "../../../core/desk/cells.ts";
import { headKey } from "../../../core/desk/columns.ts";
import type { Election } from "../../../core/election.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { Matcher } from "../match.ts";
import type { Row, Table } from "../read/table.ts";

/** Fewer columns of candidates are no such layout. */
const fewest = 2;

/** Codes of the seats in which each stands, by the key of a whole name. */
const standing = remembered((election: Election): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const contests = [
    ...election.candidates,
    ...(election.upcoming ?? []).flatMap(({ seat, candidates }) => candidates.map((one) => ({ ...one, seat }))),
  ];
  for (const { given, family, seat } of contests) {
    const key = headKey(`${given} ${family}`);
    found.set(key, (found.get(key) ?? new Set()).add(seat));
  }
  return found;
});

/** @param head a heading's key, with a party after the name perhaps @returns codes of the seats in which a candidate so called stands */
export function seatsOfHead(head: string, election: Election, matcher: Matcher): ReadonlySet<string> | undefined {
  const words = head.replace(/ votes?$/, "").split(" ");
  for (let size = words.length; size >= 2; size -= 1) {
    const own = standing(election).get(words.slice(0, size).join(" "));
    const rest = words.slice(size).join(" ");
    if (own && (rest === "" || matcher.party(rest))) return own;
  }
  return undefined;
}

/** @returns the table with a row for each candidate of a row's seat; undefined where headings name fewer than two */
export function byCandidate(table: Table, election: Election, matcher: Matcher): Table | undefined {
  const named = new Map<number, ReadonlySet<string>>();
  for (const [at, head] of table.heads.entries()) {
    const seats = seatsOfHead(head, election, matcher);
    if (seats) named.set(at, seats);
  }
  if (named.size < fewest) return undefined;
  const plain = [...table.heads.keys()].filter((at) => !named.has(at));
  const rowsOf = ({ row, cells }: Row): Row[] => {
    const seats = plain.flatMap((at) => matcher.seat(cells[at] ?? "")?.code ?? []);
    return [...named].flatMap(([at, own]): Row[] => {
      const votes = cells[at] ?? "";
      // A blank is waited for in the candidate's own seat, and says nothing in others.
      if (isPending(votes) && !(seats.length === 0 || seats.some((code) => own.has(code)))) return [];
      const name = (table.written[at] ?? "").replace(/\s+votes?$/i, "");
      return [{ row, cells: [...plain.map((one) => cells[one] ?? ""), name, votes] }];
    });
  };
  return {
    ...table,
    heads: [...plain.map((at) => table.heads[at] ?? ""), "candidate", "votes"],
    rows: table.rows.flatMap(rowsOf),
  };
}
