/** Columns by their headings: newsrooms' sheets and publishers' files name them in many ways. */
import type { Table } from "../read/table.ts";

/** Headings in keys (lower case, no marks), the surest first. */
const headings = {
  code: ["ons code", "ons id", "gss code", "constituency code", "seat code", "ons", "pcon24cd", "code"],
  seat: ["seat", "constituency", "constituency name", "seat name", "pcon24nm", "name of constituency"],
  id: [
    "dc person id",
    "democracy club person id",
    "democracy club identifier",
    "democracy club id",
    "person id",
    "candidate id",
  ],
  candidate: ["candidate", "candidate name", "full name", "name", "person"],
  given: ["given", "given name", "given names", "first name", "first names", "forename", "candidate first name"],
  family: ["family", "family name", "surname", "last name", "candidate surname", "candidate family name"],
  party: ["party", "party name", "candidate party", "description", "affiliation"],
  abbreviation: ["party abbreviation", "party code", "abbreviation", "party short"],
  votes: ["votes", "votes cast", "vote", "total votes", "votes total", "votes received", "number of votes"],
  elected: ["elected", "winner", "won", "is elected"],
  rejected: ["rejected", "rejected ballots", "rejected ballot papers", "rejected votes", "spoilt", "invalid votes"],
  state: ["state", "status"],
  declared: ["declared", "declared at", "declaration time", "time declared", "time of declaration", "time"],
  date: ["by election date", "election date", "by election", "date of election", "polling day", "date"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Field = keyof typeof headings;

/** @returns the position of each field */
export function columnsOf({ heads }: Table): ReadonlyMap<Field, number> {
  const found = new Map<Field, number>();
  for (const field of fields) {
    const name = headings[field].find((one) => heads.includes(one));
    if (name !== undefined) found.set(field, heads.indexOf(name));
  }
  return found;
}

const isField = (name: string): name is Field => Object.hasOwn(headings, name);
const fields = Object.keys(headings).filter(isField);

/** @returns a fault of the sheet as a whole, in words that say how to mend it */
export function wanting({ heads }: Table, columns: ReadonlyMap<Field, number>): string | undefined {
  const twice = [...columns.values()]
    .map((at) => heads[at])
    .find((head, _, all) => all.length > 0 && isTwice(heads, head));
  if (twice !== undefined) return `has two columns “${twice}”: keep one`;
  if (!columns.has("code") && !columns.has("seat"))
    return "has no column for the seat: call one “Constituency” or “ONS code”";
  if (!["id", "candidate", "family", "party", "abbreviation"].some((name) => isField(name) && columns.has(name)))
    return "has no column for the candidate: call one “Candidate” or “Party”";
  if (!columns.has("votes") && !columns.has("elected")) return "has no column for the votes: call one “Votes”";
  return undefined;
}

const isTwice = (heads: readonly string[], head: string | undefined): boolean =>
  heads.filter((one) => one === head).length > 1;
