/**
 * Messages in the shape of the press agency's, of any seat of a pack, from the published figures: in XML, or as the JSON
 * copies that xmltodict makes (`@` before attributes, every value a string, one child an object).
 */
import type { Candidate, Election, PublishedResult, Seat } from "../../src/core/election.ts";

/** The parts that are written the same in both. */
export interface Tree {
  readonly [name: string]: string | Tree | readonly Tree[];
}

export interface PaSeat {
  readonly seat: Seat;
  readonly candidates: readonly Candidate[];
  readonly votes: Readonly<Record<string, number>>;
  readonly date: string;
}

export interface PaOptions {
  readonly revision?: number;
  /** ISO, with an offset. */
  readonly declared?: string;
  /** In place of the published figures. */
  readonly votes?: Readonly<Record<string, number>>;
  /** Marks a rehearsal: the election and the candidates are called "Test". */
  readonly test?: boolean;
  /** The agency's words; for a withdrawn rush they begin "Correction:". */
  readonly text?: string;
  /** Candidate id; absent, the candidate with most votes. */
  readonly winner?: string;
}

export function paSeat(election: Election, { seat: code, votes }: PublishedResult): PaSeat {
  const seat = election.seats.find((one) => one.code === code);
  if (!seat) throw new RangeError(`no seat ${code}`);
  const candidates = election.candidates.filter((one) => one.seat === code);
  return { seat, candidates, votes, date: election.date };
}

/** The agency's abbreviations of parties, where they differ from the pack's. */
const abbreviations: Readonly<Record<string, string>> = {
  con: "C",
  lab: "Lab",
  ld: "LD",
  reform: "Reform",
  green: "Green",
  alliance: "Alliance",
  speaker: "Speaker",
  ind: "Ind",
};

export function paResult(about: PaSeat, options: PaOptions = {}): Tree {
  const votes = options.votes ?? about.votes;
  const [first = 0, second = 0] = Object.values(votes).toSorted((a, b) => b - a);
  return {
    FirstPastThePostResult: {
      "@revision": String(options.revision ?? 1),
      "@declarationTime": options.declared ?? `${about.date}T23:30:00+01:00`,
      Election: electionOf(about, options, {
        "@turnout": String(Object.values(votes).reduce((all, some) => all + some, 0)),
        "@winningParty": partyOf(about, winnerOf(about, options)),
        "@gainOrHold": "hold",
        "@majority": String(first - second),
        Candidate: candidatesOf(about, options, true),
      }),
    },
  };
}

export function paRush(about: PaSeat, options: PaOptions = {}): Tree {
  return {
    FirstPastThePostRush: {
      "@revision": String(options.revision ?? 1),
      Election: electionOf(about, options, {
        "@gainOrHold": "gain",
        "@winningPartyAbbreviation": partyOf(about, winnerOf(about, options)),
        "@paStyleMessageText": options.text ?? `Gain ${about.seat.pa}`,
        Candidate: candidatesOf(about, options, false),
      }),
    },
  };
}

export const paRecount = (about: PaSeat, options: PaOptions = {}): Tree => ({
  Recount: { "@revision": String(options.revision ?? 1), Election: electionOf(about, options, {}) },
});

export const paNominations = (about: PaSeat): Tree => ({
  FirstPastThePostNominations: {
    "@revision": "1",
    Election: electionOf(about, {}, { Candidate: candidatesOf(about, { winner: "" }, false) }),
  },
});

export const paStateOfParties = (about: PaSeat): Tree => ({
  FirstPastThePostStateOfParties: {
    "@numberOfResults": "1",
    "@totalNumberOfConstituencies": "650",
    Election: { "@name": "General Election", "@date": about.date, "@type": "G" },
    Parties: { Party: { "@name": "Labour", "@abbreviation": "Lab", "@totalSeats": "1" } },
  },
});

/** The name of a message's file, as the agency gives it. */
export function paFile(
  { seat }: PaSeat,
  kind: "nominations" | "rush" | "result" | "recount",
  revision = 1,
  test = false,
) {
  const name = (seat.pa ?? seat.name).replaceAll("&", "and").replaceAll(/\s+/g, "_");
  return `${test ? "Test_" : ""}General_Election_${kind}_${name}_${revision}`;
}

function electionOf({ seat, date }: PaSeat, { test = false }: PaOptions, inner: Tree): Tree {
  return {
    "@name": test ? "Test General Election" : "General Election",
    "@date": date,
    "@type": "G",
    Constituency: { "@number": "1", "@name": seat.pa ?? seat.name, "@electorate": String(seat.electorate), ...inner },
  };
}

const winnerOf = (about: PaSeat, { winner, votes = about.votes }: PaOptions): string =>
  winner ?? Object.entries(votes).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "";

function partyOf({ candidates }: PaSeat, id: string): string {
  const party = candidates.find((one) => one.id === id)?.party ?? "";
  return abbreviations[party] ?? party.toUpperCase();
}

function candidatesOf(about: PaSeat, options: PaOptions, counted: boolean): readonly Tree[] | Tree {
  const winner = winnerOf(about, options);
  const votes = options.votes ?? about.votes;
  const all = about.candidates.map(({ id, given, family, party }): Tree => ({
    ...(id === winner && { "@elected": "*" }),
    "@paId": id,
    "@firstName": given,
    "@surname": options.test === true ? `${family} Test` : family,
    Party: {
      "@abbreviation": abbreviations[party] ?? party.toUpperCase(),
      ...(counted && { "@votes": String(votes[id] ?? 0), "@percentageShare": "1.00" }),
    },
  }));
  return all;
}

export const toJson = (tree: Tree): string => JSON.stringify(tree, undefined, 1);

export function toXml(tree: Tree): string {
  const elements = Object.entries(tree).map(([name, content]) => elementOf(name, content));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elements.join("")}`;
}

function elementOf(name: string, content: Tree[string]): string {
  if (typeof content === "string") return "";
  if (isList(content)) return content.map((one) => elementOf(name, one)).join("");
  const attributes = Object.entries(content).flatMap(([key, value]) =>
    typeof value === "string" ? [` ${key.slice(1)}="${escaped(value)}"`] : [],
  );
  const children = Object.entries(content).map(([key, value]) => elementOf(key, value));
  return `<${name}${attributes.join("")}>${children.join("")}</${name}>\n`;
}

const isList = (content: Tree | readonly Tree[]): content is readonly Tree[] => Array.isArray(content);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
