/** Columns by their headings: newsrooms' sheets and publishers' files name them in many ways. */
import { plainLetters } from "../../lib/plain-letters.ts";
import { tidy } from "./cells.ts";

/** Headings by their keys, in the order of the columns. */
export interface Heads {
  readonly heads: readonly string[];
}

/** Characters of the longest heading that means anything. */
const longest = 120;

/** A heading's key: its words without case, accents and marks. "%" and "+/-" are words: "Vote %" is no "Vote". */
export function headKey(head: string): string {
  const key = plainLetters(
    tidy(head)
      .replaceAll(/([a-z])([A-Z][a-z])/g, "$1 $2")
      .replaceAll("%", " pct ")
      .replaceAll("#", " number ")
      .replaceAll(/\+\s*\/\s*[-–—−]|±|Δ|∆/gu, " change "),
  )
    .replaceAll(/[&+]/g, " and ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return key.length > longest ? "" : key;
}

/** Headings in keys (lower case, no marks), the surest first. */
const headings = {
  code: `ons code, ons id, gss code, gss, constituency code, seat code, ons, pcon24cd, pcon25cd, pcon code, pcon, constituency ons code, constituency ons id,
    constituency gss code, ons constituency code, ons seat code, area code, constituency id, seat id, geography code, post id, code, short code, id code`,
  seat: `seat, constituency, constituency name, seat name, pcon24nm, pcon25nm, pcon name, name of constituency, post label, parliamentary constituency,
    westminster constituency, parliamentary seat, uk parliamentary constituency, constituencies, seats, constituency seat, seat constituency, electoral area,
    electoral division, division, contest, post, post name, area name, area, geography name, geography, etholaeth, place, const, constit, constituency title`,
  id: `dc person id, democracy club person id, democracy club identifier, democracy club id, democracy club candidate id, dc id, person id, candidate id`,
  candidate: `candidate, candidate name, full name, name of candidate, candidate full name, candidates, candidates name, person name, candidate s name, names of candidates,
    name on ballot paper, ballot name, commonly used name, candidate names, name, names, person, standing, nominee, enw, ymgeisydd, enw r ymgeisydd, enw ymgeisydd, enwau r ymgeiswyr, ymgeiswyr`,
  given: `given, given name, given names, first name, first names, forename, forenames, candidate first name, candidate forename, candidate forenames,
    candidate given name, candidate given names, candidate first names, firstname, first, other names, other name, commonly used forename, commonly used forenames, forename s,
    candidate firstname, init, initials, christian name`,
  family: `family, family name, surname, last name, candidate surname, candidate family name, candidate last name, lastname, last, surnames, candidate lastname,
    commonly used surname, second name`,
  party: `party, party name, candidate party, political party, party description, party affiliation, party label, candidate s party, description, candidate description,
    affiliation, party name as on ballot paper, description on ballot paper, description if any, party or description, description or party, registered description,
    party identifer, party identifier, partyname, political affiliation, party group, standing for, for, plaid, disgrifiad, party title, candidate party name`,
  abbreviation: `party abbreviation, party abbrev, party abbr, abbreviation, abbrev, abbr, party code, party short, party short name, short party, party initials, party acronym`,
  votes: `votes, votes cast, vote, no of votes, number of votes, votes received, valid votes, total votes, votes total, vote total, valid vote, votes polled,
    votes won, votes obtained, votes gained, votes recorded, vote count, votes count, candidate votes, candidate vote, votes for candidate, votes for each candidate,
    number of votes cast, number of votes recorded, number of votes received, total number of votes, total votes cast, total valid votes, final votes, votes final, result votes, votes result,
    no votes, nos of votes, nr of votes, num votes, n votes, raw votes, raw vote, votes number, vote number, votes cast for candidate, votes polled for candidate, total votes received, votes given,
    total vote, total votes polled, ballots cast, valid votes cast, votes n, popular vote, personal votes, poll, polled, votes counted, counted, count, vts, pleidleisiau, nifer y pleidleisiau, ballots, total, figures, figure, tally`,
  elected: `elected, is elected, elected y n, elected yes no, y n elected, elected yn, elected mp, declared elected, whether elected, candidate elected, elected candidate,
    winner, won, winning candidate, winner name, win, is winner, name of winner, mp elected, elected true false, elected member, successful, winner y n, won y n, etholwyd,
    winning party, winner party, party elected`,
  rejected: `rejected, rejected ballots, rejected ballot papers, rejected papers, rejected votes, spoilt, spoilt ballots, spoiled ballots, spoiled, spoilt papers, spoiled papers, spoilt ballot papers,
    spoilt votes, spoiled votes, invalid votes, invalid, invalid ballots, invalid papers, ballots rejected, total rejected, number of rejected papers, papers rejected, number rejected, no rejected,
    total rejected papers, number of spoilt ballots, total number of rejected papers, number of ballot papers rejected, rejected total, total spoilt, total invalid votes`,
  state: `state, status, count status, declaration status, result status, declared status, seat status, stage, progress, result, outcome, result state, note on result,
    result summary, summary, result headline`,
  declared: `declared, declared at, declaration time, time declared, time of declaration, declared time, time of result, result time, time, declaration, declaration at, declared on, declared when,
    actual declaration time, declared bst, declared at bst, declaration time bst, time bst, time declared bst, announced, announced at, time announced, time of announcement, result declared at, when declared`,
  date: `by election date, election date, by election, date of election, polling day, poll date, date of poll, polling date, election day, date`,
  contest: `election id, ballot paper id, ballot id, election slug`,
  memberGiven: `member first name, member given name, mp first name, winner first name`,
  memberFamily: `member surname, member family name, mp surname, winner surname`,
} as const satisfies Readonly<Record<string, string>>;

export type Field = keyof typeof headings | "valid";

const isField = (name: string): name is keyof typeof headings => Object.hasOwn(headings, name);
const known = Object.keys(headings)
  .filter(isField)
  .map((field) => [field, headings[field].split(",").map((one) => one.replaceAll(/\s+/g, " ").trim())] as const);

/** Words with which a heading is of other figures, whatever else it says. */
const otherwise =
  /\b(?:pct|percent|percentage|per cent|share|change|swing|majority|lead|margin|previous|prev|last|notional|old|postal|rank|turnout|electorate|forecast|poll(?:s|ing)|projected|predicted|estimate|estimated|target|deposit|cumulative|region|county|country|type)\b/;

/** @param years of the elections that are on: another year's figures are another election's */
export function columnsOf({ heads }: Heads, years: readonly string[] = []): ReadonlyMap<Field, number> {
  const plain = heads.map((head) => ownHead(head, years));
  const found = new Map<Field, number>();
  const taken = new Set<number>();
  for (const [field, names] of known) {
    const name = names.find((one) => plain.some((head, at) => head === one && !taken.has(at)));
    const at =
      name === undefined ? looseOf(field, plain, taken) : plain.findIndex((head, i) => head === name && !taken.has(i));
    if (at === -1) continue;
    found.set(field, at);
    taken.add(at);
  }
  const valid = plain.findIndex((head, at) => !taken.has(at) && sums.has(head));
  if (valid !== -1) found.set("valid", valid);
  return found;
}

const sums: ReadonlySet<string> = new Set([
  "valid votes",
  "total votes",
  "total valid votes",
  "votes total",
  "total",
  "total votes cast",
  "valid vote",
  "seat total",
  "constituency total",
]);

/** Headings in Welsh stand before or behind the same in English; alone they are known as they are. */
const welsh =
  /\b(?:nifer y pleidleisiau|pleidleisiau|enw(?:au)? (?:r )?ymgeis(?:ydd|wyr)|ymgeis(?:ydd|wyr)|etholaeth|disgrifiad|plaid|etholwyd)\b/g;
const inEnglish = (head: string): string => {
  const rest = head.replaceAll(welsh, " ").replaceAll(/\s+/g, " ").trim();
  return rest === "" ? head : rest;
};

/** "votes 2024", "ge2024 votes", "votes (July 2024)" are this election's; another year's heading says nothing. */
function ownHead(head: string, years: readonly string[]): string {
  const of =
    head.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ??
    /(?:^|\s)ge(\d\d)(?!\d)/
      .exec(head)
      ?.slice(1)
      .map((two) => `20${two}`) ??
    [];
  if (years.length > 0 && of.some((year) => !years.includes(year))) return "";
  return inEnglish(head)
    .replaceAll(/\b(?:general election|uk|gb|ge|the)?\s*(?:(?:19|20)\d\d|ge\d\d)\b/g, " ")
    .replaceAll(
      /\bge\d{0,4}\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?=\s*$)/g,
      " ",
    )
    .replaceAll(/\s+/g, " ")
    .trim();
}

function looseOf(field: Field, heads: readonly string[], taken: ReadonlySet<number>): number {
  const way = loose[field];
  return way ? heads.findIndex((head, at) => !taken.has(at) && way.test(head) && !otherwise.test(head)) : -1;
}

/** Headings that say it among other words, looked for where no sure one stands. */
const loose: Partial<Record<Field, RegExp>> = {
  code: /^(?:pcon\d*cd|.*\b(?:ons|gss)\b.*\b(?:code|id)\b.*)$/,
  seat: /^(?:pcon\d*nm|.*\b(?:constituency|seat)\b(?!.*\b(?:code|id|number|no|won|held|result|key)\b).*)$/,
  candidate:
    /^(?!.*\b(?:others?|all|other candidates|winning|winner|elected|losing|defeated|second|runner)\b).*\bcandidates?\b(?!.*\b(?:code|id|number|no|gender|sex|order|party|votes?|photo|url|address|surname|forename|forenames|first|last|family|given|firstname|lastname|middle|initials?)\b)/,
  given: /^(?!.*\b(?:member|mp|winner|agent|officer|seconder|proposer)\b).*\b(?:fore|first|given) ?names?\b/,
  family: /^(?!.*\b(?:member|mp|winner|agent|officer|seconder|proposer)\b).*\b(?:sur|last|family) ?names?\b/,
  party:
    /^(?!.*\b(?:first|second|third|winning|winner|member|held|by)\b).*\bparty\b(?!.*\b(?:id|ref|colour|color|abbr\w*|code|first|second|winning|previous|number|no)\b)/,
  votes: votesHeading(),
  rejected: /\b(?:rejected|spoil(?:t|ed)|invalid)\b/,
  elected: /\belected\b/,
  declared:
    /\b(?:declared|declaration)\b(?=.*\b(?:time|at|bst|gmt|local)\b)|\btime\b(?=.*\b(?:declared|declaration|result)\b)/,
};

/**
 * "How many votes?", "Votes tallied at the count": a candidate's votes, and words that leave them such. "Ward votes", "votes needed" and "est.
 * votes" are others, and so is whatever word is not known here: a figure of another kind would be told as a result.
 */
function votesHeading(): RegExp {
  const words = `of no nos num number nr n count counts how many much the a an for each per by in at on to as is are was were do did got get and or
    candidate candidates candidate s this these that their his her they person people mp party here please enter type fill write only figure figures tally tallies
    score valid final full official result results outcome declaration declarer officer returning ro raw whole integer int value digits night election general parliamentary
    constituency seat uk gb ge s won individual personal given cast col column x`;
  const other =
    "estimat|project|predict|reject|need|requir|weight|expect|adjust|round|transferr|forecast|spoil|unverifi|modell|sampl|uncount|unus";
  const fine = `(?:${words.split(/\s+/).join("|")}|(?!${other})[a-z]+ed)`;
  return new RegExp(`^(?:${fine} )*votes?(?: ${fine})*$`);
}

/** The worth of headings that make a sheet whole. */
export const enough = 12;

/** The worth of headings as a sheet's: what makes a result counts more than what stands beside it. */
export function worthOf(heads: readonly string[]): number {
  const columns = columnsOf({ heads });
  const has = (...fields: Field[]): number => (fields.some((field) => columns.has(field)) ? 3 : 0);
  return (
    columns.size -
    (twiceIn({ heads }, columns) === undefined ? 0 : 3) +
    has("seat", "code") +
    has("candidate", "family", "party", "abbreviation", "id") +
    has("votes", "elected")
  );
}

const twiceIn = ({ heads }: Heads, columns: ReadonlyMap<Field, number>): string | undefined =>
  (["seat", "candidate", "votes"] as const)
    .map((field) => heads[columns.get(field) ?? -1])
    .find((head) => head !== undefined && heads.filter((one) => one === head).length > 1);

/**
 * @param isOfWinners words in its cells tell who won
 * @returns a fault of the sheet as a whole, in words that say how to mend it
 */
export function wanting(
  { heads }: Heads,
  columns: ReadonlyMap<Field, number>,
  isOfWinners = false,
): string | undefined {
  const twice = twiceIn({ heads }, columns);
  if (twice !== undefined) return `has two columns “${twice}”: keep one`;
  if (!columns.has("code") && !columns.has("seat"))
    return "has no column for the seat: call one “Constituency” or “ONS code”";
  if (isOfWinners) return undefined;
  if (!namesSomebody(columns) && !columns.has("elected") && !columns.has("memberFamily"))
    return "has no column for the candidate: call one “Candidate” or “Party”";
  if (!columns.has("votes") && !columns.has("elected") && !columns.has("memberFamily"))
    return "has no column for the votes: call one “Votes”";
  return undefined;
}

/** Whether a column says whose votes a row has. */
export const namesSomebody = (columns: ReadonlyMap<Field, number>): boolean =>
  (["id", "candidate", "family", "party", "abbreviation"] as const).some((field) => columns.has(field));
