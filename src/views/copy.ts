/** Copy for a story: headline, intro, table and plain HTML, in the publisher's style. */
import type { Party } from "../core/election.ts";
import type { Outcome, CandidateResult } from "../core/outcome.ts";
import type { Results } from "../core/results.ts";
import type { Lookup } from "../core/lookup.ts";
import { fullName, heldWords, isOnPaper } from "../core/story.ts";
import { usualStyle, type Style } from "../core/style.ts";
import { overallMajority, tally, type PartyTally } from "../core/tally.ts";
import { listed, upper } from "../core/text.ts";
import { headline, int, signed } from "./words.ts";

export interface Copy {
  readonly headline: string;
  readonly intro: string;
  readonly head: readonly string[];
  /** Empty where there are no figures yet. */
  readonly rows: readonly (readonly string[])[];
  /** Publisher, age and the credits that licences require, for the foot of what is pasted. */
  readonly source: string;
}

/** @throws RangeError for a seat without a winner: there is no story yet */
export function seatCopy(outcome: Outcome, lookup: Lookup, style: Style, source: string): Copy {
  const { seat, winner, second, majority, swing, turnout, result, lines, tie, state } = outcome;
  if (!winner || !result) throw new RangeError(`${seat.code} has no winner to write of`);
  const held = result.kind === "hold";
  const { who, plural } = headlined(winner, style);
  const verb = held ? (plural ? "hold" : "holds") : plural ? "gain" : "gains";
  // On the day another party held it than the result is measured against.
  const onPaper = isOnPaper(outcome, lookup);
  const from = held ? "" : ` from ${said(result.from, style)}`;
  const by = majority && !tie ? ` by ${int(majority.votes)} votes` : tie ? " by lot after a tie" : "";
  const beat = second ? `, beating ${fullName(second)} (${named(second.party, style)})${by}` : "";
  const sentences = [
    `${fullName(winner)} ${held && !onPaper ? "held" : "won"} ${seat.name}${onPaper ? "" : from} ${elected(winner.party, style)}${beat}.`,
    ...(swing
      ? [
          `The swing was ${figure(swing.points, style)} points from ${said(swing.from, style)} to ${said(swing.to, style)}.`,
        ]
      : []),
    ...(turnout === undefined ? [] : [`Turnout was ${percent(turnout, style)}.`]),
    ...heldWords(outcome, lookup, (party) => said(party, style)),
  ];
  return {
    headline: `${who} ${verb} ${seat.name}${from}`,
    intro: sentences.join(" "),
    head: ["Candidate", "Party", "Votes", "Share", "Change"],
    rows: state === "declared" ? lines.map((line) => row(line, style)) : [],
    source,
  };
}

export function stateCopy(results: Results, style: Style, source: string): Copy {
  const { parties, speaker, known, of } = tally(results.all);
  const line = results.lookup.majorityLine;
  const won = parties.filter(({ seats }) => seats > 0);
  const [leader] = won;
  if (!leader)
    return {
      headline: "No seat has declared",
      intro: results.lookup.isHouse ? `No seat has declared. ${line} make a majority.` : "No seat has declared.",
      head: [],
      rows: [],
      source,
    };
  const first = `${upper(said(leader.party, style))} ${leader.party.said.plural ? "have" : "has"}`;
  const so =
    known === of
      ? of === 1
        ? "the seat"
        : of === 2
          ? "both seats"
          : `all ${int(of)} seats`
      : `${int(known)} of ${int(of)} seats`;
  const counts = [
    `${said(leader.party, style)} on ${int(leader.seats)}`,
    ...won.slice(1, 4).map((one) => `${said(one.party, style)} ${int(one.seats)}`),
  ];
  const verdict =
    leader.seats < line
      ? `${line} make a majority.`
      : `${first} a majority${known === of ? ` of ${int(overallMajority(leader.seats, of))}` : ""}.`;
  return {
    headline: results.lookup.isHouse
      ? `${upper(said(leader.party, style))} on ${int(leader.seats)} with ${so} declared`
      : `${upper(results.election.name)}: ${so} declared`,
    intro: results.lookup.isHouse
      ? `With ${so} declared, ${listed(counts)}. ${verdict}`
      : results.known.map((one) => `${one.seat.name}: ${headline(one)}.`).join(" "),
    head: ["Party", "Seats", "Net", "Share", "Change"],
    // Contests that make no House have no sum by party.
    rows: (results.lookup.isHouse ? [...parties, ...(speaker ? [speaker] : [])] : [])
      .filter(({ seats, losses }) => seats + losses > 0)
      .map((one) => stateRow(one, style)),
    source,
  };
}

/** A heading, a paragraph and a table, which any editing system takes. */
export function asHtml({ headline, intro, head, rows, source }: Copy): string {
  const cells = (tag: "th" | "td", texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join("")}</tr>`;
  const table = ["<table>", cells("th", head), ...rows.map((one) => cells("td", one)), "</table>"];
  const foot = `<p>${escape(source)}</p>`;
  return [`<h2>${escape(headline)}</h2>`, `<p>${escape(intro)}</p>`, ...(rows.length > 0 ? table : []), foot].join(
    "\n",
  );
}

/** Tabs between cells: pastes into a spreadsheet or a table. */
export const asTabs = ({ head, rows, source }: Copy): string =>
  [...[head, ...rows].map((one) => one.join("\t")), source].join("\n");

function row(line: CandidateResult, style: Style): readonly string[] {
  return [
    fullName(line),
    named(line.party, style),
    int(line.votes ?? 0),
    percent(line.share ?? 0, style),
    signed(line.change, style.decimals),
  ];
}

function stateRow({ party, seats, net, share, change }: PartyTally, style: Style): readonly string[] {
  return [named(party, style), int(seats), signed(net, 0), percent(share, style), signed(change, style.decimals)];
}

/** The subject of a headline: a party, or a candidate who is of none. */
export function headlined({ party, candidate }: CandidateResult, style = usualStyle): { who: string; plural: boolean } {
  const name = `${candidate.given} ${candidate.family}`.trim();
  switch (party.kind) {
    case "independents":
      return { who: `Independent ${name}`, plural: false };
    case "speaker":
      return { who: `Speaker ${name}`, plural: false };
    case "party":
      // Headlines take a party for its people: "Labour gain".
      return { who: style.parties[party.id]?.headline ?? upper(said(party, style).replace(/^the /, "")), plural: true };
  }
}

const figure = (n: number, { decimals }: Style): string => n.toFixed(decimals);
const percent = (n: number, style: Style): string => `${figure(n, style)}${style.percent === "%" ? "%" : " per cent"}`;
const named = (party: Party, { parties }: Style): string => parties[party.id]?.name ?? party.short;
const said = (party: Party, { parties }: Style): string => parties[party.id]?.name ?? party.said.subject;
const elected = (party: Party, { parties }: Style): string =>
  parties[party.id]?.name ? `for ${parties[party.id]?.name}` : party.said.elected;
const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
