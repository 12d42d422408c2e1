/**
 * A file of candidates -> rows: Democracy Club's export, the House of Commons Library's or Parliament's results by
 * candidate, or a plain sheet. A row says where it stands, so that a complaint can.
 */
import { isPending } from "../../core/desk/cells.ts";
import { keyOf } from "../sources/match/exact.ts";
import { tableText } from "../sources/read/objects.ts";
import { readTable } from "../sources/read/table.ts";
import { dayOf } from "../sources/read/times.ts";

/** A complaint about the input, worded for the person who makes an election. */
export class MakeError extends Error {
  override readonly name = "MakeError";
}

export interface CandidateRow {
  /** As people count: the heading is row 1. */
  readonly row: number;
  /** The publisher's person id; empty where there is none. */
  readonly id: string;
  readonly given: string;
  readonly family: string;
  /** As printed; empty for nobody's. */
  readonly party: string;
  /** The Electoral Commission's id, "PP53"; empty where there is none. */
  readonly registered: string;
  readonly seat: string;
  readonly code: string;
  /** "parl.2024-07-04"; empty where there is none. */
  readonly election: string;
  /** ISO day; empty where there is none. */
  readonly date: string;
  readonly votes?: number;
  readonly rejected?: number;
  readonly electorate?: number;
  readonly gender: string;
  readonly isCancelled: boolean;
  readonly isElected: boolean;
}

/** Headings that publishers use for each, in keys. */
const heads = {
  id: ["person id", "democracy club person id", "dc person id", "id"],
  name: ["person name", "candidate name", "candidate", "name"],
  given: ["candidate first name", "first name", "given", "given name", "forename"],
  family: ["candidate surname", "surname", "family", "family name", "last name"],
  party: ["party name", "party", "description"],
  registered: ["party id", "electoral commission party id", "party ec id"],
  seat: ["post label", "constituency name", "constituency", "seat", "area", "organisation name"],
  code: ["gss", "ons id", "gss code", "ons code", "code"],
  election: ["ballot paper id", "election id"],
  date: ["election date", "by election date", "date"],
  votes: ["votes cast", "votes", "valid votes", "no of votes"],
  rejected: ["spoilt ballots", "invalid votes", "rejected", "rejected papers"],
  electorate: ["electorate", "total electorate"],
  gender: ["gender", "candidate gender"],
  cancelled: ["cancelled poll"],
  elected: ["elected", "winner"],
} as const;
type Head = keyof typeof heads;

export interface CandidatesFile {
  readonly rows: readonly CandidateRow[];
  /** Complaints about rows that were left out. */
  readonly odd: readonly string[];
  /** Whether the file has headings that only Democracy Club's export has. */
  readonly isDemocracyClubs: boolean;
}

/** @param called the file's name, for complaints @throws MakeError where it is no table of candidates */
export function readCandidates(text: string, called: string): CandidatesFile {
  const table = readTable(tableOf(text, called));
  if (!table) throw new MakeError(`${called} is no table: save it as CSV, with a heading.`);
  const known: Readonly<Record<string, readonly string[]>> = heads;
  const columns = new Map(
    Object.entries(known).map(([head, words]): [string, number] => {
      const places = words.map((one) => table.heads.indexOf(keyOf(one)));
      return [head, places.find((place) => place >= 0) ?? -1];
    }),
  );
  const has = (head: Head): boolean => (columns.get(head) ?? -1) >= 0;
  const missing = [
    ...(has("name") || has("family") ? [] : ["the candidate’s name (person_name)"]),
    ...(has("party") ? [] : ["the party (party_name)"]),
    ...(has("seat") || has("code") ? [] : ["the seat (post_label or gss)"]),
  ];
  if (missing.length > 0) throw new MakeError(`${called} has no column for ${missing.join(", nor for ")}.`);
  const odd = table.broken.map(({ row, why }) => `${called}, row ${row}: ${why}.`);
  const rows: CandidateRow[] = [];
  for (const { row, cells } of table.rows) {
    const cell = (head: Head): string => (cells[columns.get(head) ?? -1] ?? "").trim().replaceAll(/\s+/gu, " ");
    const [given, family] = has("family") ? [cell("given"), cell("family")] : parted(cell("name"));
    if (family === "" || (cell("seat") === "" && cell("code") === "")) {
      odd.push(`${called}, row ${row}: ${family === "" ? "nobody is named" : "no seat is named"}; left out.`);
      continue;
    }
    const wrong = (head: Head, what: string): void =>
      void odd.push(`${called}, row ${row}: “${cell(head)}” is no ${what}; left out.`);
    const count = (head: Head): number | undefined => {
      const n = wholeOf(cell(head));
      if (n === undefined && !isPending(cell(head))) wrong(head, "whole number");
      return n;
    };
    const day = dayOf(cell("date")) ?? "";
    if (day === "" && cell("date") !== "") wrong("date", "day");
    const figures = { votes: count("votes"), rejected: count("rejected"), electorate: count("electorate") };
    rows.push({
      row,
      id: cell("id"),
      given,
      family,
      party: cell("party"),
      registered: cell("registered"),
      seat: cell("seat"),
      code: cell("code").toUpperCase(),
      election: cell("election"),
      date: day,
      gender: cell("gender").toLowerCase(),
      isCancelled: isYes.test(cell("cancelled")),
      isElected: isYes.test(cell("elected")),
      ...Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined)),
    });
  }
  return { rows, odd, isDemocracyClubs: table.heads.includes(keyOf("ballot_paper_id")) };
}

/** @throws MakeError for JSON that has no rows */
function tableOf(text: string, called: string): string {
  try {
    return tableText(text, called);
  } catch (error) {
    throw new MakeError(error instanceof Error ? `${error.message}.` : `${called} cannot be read.`);
  }
}

const isYes = /^(?:t|true|yes|y|1|elected)$/i;

/** "18,123" and "18123.0" as well as "18123" */
function wholeOf(cell: string): number | undefined {
  const plain = cell.replaceAll(/[,\s ]/gu, "").replace(/\.0+$/, "");
  return /^\d{1,8}$/.test(plain) ? Number(plain) : undefined;
}

/** Words that belong to the family name after them. */
const particles = new Set([
  "de",
  "da",
  "du",
  "la",
  "le",
  "van",
  "von",
  "der",
  "den",
  "st",
  "ap",
  "al",
  "el",
  "bin",
  "ní",
  "ó",
]);

/** "Maria van der Berg", "van der Berg, Maria" -> "Maria", "van der Berg" */
function parted(name: string): readonly [given: string, family: string] {
  const [, before = "", after = ""] = /^([^,]+), ([^,]+)$/.exec(name) ?? [];
  if (before !== "") return [after, before];
  const words = name.split(" ");
  let from = words.length - 1;
  while (from > 1 && particles.has((words[from - 1] ?? "").toLowerCase().replace(/\.$/, ""))) from -= 1;
  return [words.slice(0, from).join(" "), words.slice(from).join(" ")];
}
