/** What an editor pastes into a story: headline, intro, table and plain HTML, in the publisher's style. */
import type { Party } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Results } from "../core/results.ts";
import { fullName } from "../core/story.ts";
import type { Style } from "../core/style.ts";
import { tally } from "../core/tally.ts";
import { lineWords } from "./state.ts";
import { int, many } from "./words.ts";

export interface Copy {
  readonly headline: string;
  readonly intro: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** @throws RangeError for a seat without a winner: there is no story yet */
export function seatCopy(outcome: Outcome, style: Style): Copy {
  const { seat, winner, second, majority, swing, turnout, result, lines } = outcome;
  if (!winner || !result) throw new RangeError(`${seat.code} has no winner to write of`);
  const to = inHeadline(result.to, style);
  const headline =
    result.kind === "hold"
      ? `${to} hold ${seat.name}`
      : `${to} gain ${seat.name} from ${inHeadline(result.from, style)}`;
  const beat = second ? `, beating ${named(second.party, style)} candidate ${fullName(second)}` : "";
  const by = majority ? ` by ${int(majority.votes)} votes` : "";
  const verb = result.kind === "hold" ? "held" : "won";
  const from = result.kind === "hold" ? "" : ` from ${named(result.from, style)}`;
  const extra = [
    ...(swing
      ? [
          `The swing was ${figure(swing.points, style)} points from ${named(swing.from, style)} to ${named(swing.to, style)}.`,
        ]
      : []),
    ...(turnout === undefined ? [] : [`Turnout was ${percent(turnout, style)}.`]),
  ];
  return {
    headline,
    intro: [
      `${fullName(winner)} ${verb} ${seat.name}${from} for ${named(winner.party, style)}${beat}${by}.`,
      ...extra,
    ].join(" "),
    head: ["Candidate", "Party", "Votes", "Share", "Change"],
    rows: lines.map((line) => [
      fullName(line),
      named(line.party, style),
      line.votes === undefined ? "" : int(line.votes),
      line.share === undefined ? "" : percent(line.share, style),
      line.change === undefined ? "" : `${line.change > 0 ? "+" : ""}${figure(line.change, style)}`,
    ]),
  };
}

export function stateCopy(results: Results, style: Style): Copy {
  const counted = tally(results.all);
  const { parties, speaker, known, of } = counted;
  const [leader] = parties;
  const rows = [...parties, ...(speaker ? [speaker] : [])].filter(({ seats, losses }) => seats + losses > 0);
  const ahead = leader && leader.seats > 0;
  return {
    headline: ahead
      ? `${inHeadline(leader.party, style)} on ${many(leader.seats, "seat")} with ${int(known)} of ${int(of)} declared`
      : "No seat has declared",
    intro: `${ahead ? `With ${int(known)} of ${int(of)} seats declared, ` : ""}${rows
      .slice(0, 4)
      .map(({ party, seats }) => `${named(party, style)} have ${int(seats)}`)
      .join(", ")}. ${lineWords(counted, results.lookup)}`,
    head: ["Party", "Seats", "Net", "Share", "Change"],
    rows: rows.map(({ party, seats, net, share, change }) => [
      named(party, style),
      int(seats),
      net > 0 ? `+${net}` : String(net),
      percent(share, style),
      change === undefined ? "" : `${change > 0 ? "+" : ""}${figure(change, style)}`,
    ]),
  };
}

/** Nothing but paragraphs and a table: what any editing system takes. */
export function asHtml({ headline, intro, head, rows }: Copy): string {
  const cells = (tag: "th" | "td", texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join("");
  const body = rows.map((row) => `<tr>${cells("td", row)}</tr>`);
  return [
    `<h2>${escape(headline)}</h2>`,
    `<p>${escape(intro)}</p>`,
    "<table>",
    `<tr>${cells("th", head)}</tr>`,
    ...body,
    "</table>",
  ].join("\n");
}

/** Tabs between cells: pastes into a spreadsheet or a table. */
export const asTabs = ({ head, rows }: Copy): string => [head, ...rows].map((row) => row.join("\t")).join("\n");

const figure = (n: number, { decimals }: Style): string => {
  const text = n.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
};
const percent = (n: number, style: Style): string => `${figure(n, style)}${style.percent === "%" ? "%" : " per cent"}`;
const named = (party: Party, { parties }: Style): string => parties[party.id]?.name ?? party.short;
const inHeadline = (party: Party, style: Style): string => style.parties[party.id]?.headline ?? named(party, style);
const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
