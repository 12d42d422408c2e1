/** A seat's card: its candidates as bars, last time's share marked on each, and where it lies. */
import type { CandidateResult, Outcome } from "../core/outcome.ts";
import { previousShare } from "../core/outcome.ts";
import type { PictureBlock } from "../core/reply.ts";
import { fullName, longDay } from "../core/story.ts";
import { headline, int, many, pc, points, signed, swingWords, withParty } from "../views/words.ts";
import { bar } from "./bars.ts";
import { framed, margin, width, type Known } from "./frame.ts";
import { gridIn, hexagon } from "./hexes.ts";
import { pale } from "./map.ts";
import { texturesOf } from "./paint.ts";
import { fitted, grey, ink, line, lines, text } from "./svg.ts";

const most = 7;
const pitch = 84;
const thick = 30;
/** The end of the bars, and of the names and figures above them. */
const end = 820;
const panel = 868;
/** The right ends of votes, share and change. */
const columns = [end - 190, end - 90, end];

export function cardOf(known: Known, outcome: Outcome): PictureBlock {
  const { seat, previous, byElection, lines: candidates, state } = outcome;
  const declared = state === "declared";
  const shown = candidates.slice(0, most);
  const rest = candidates.length - shown.length;
  const shareOf = (one: CandidateResult): number => (declared ? one.share : previousShare(previous, one.party)) ?? 0;
  const top = 176;
  const scale =
    (end - margin) / Math.max(40, ...shown.flatMap((one) => [shareOf(one), previousShare(previous, one.party) ?? 0]));
  const facts = factsOf(outcome);
  const beside = factsFrom(top, facts);
  const title = `${headline(outcome)}: ${seat.name}`;
  const said = saidOf(outcome);
  const under = byElection === undefined ? said : `By-election of ${longDay(byElection)}. ${said}`;
  const bottom = top + shown.length * pitch + (rest > 0 ? 34 : 0);
  const height = Math.max(bottom, 700) + 130;
  const marked = declared && shown.some(({ party }) => previousShare(previous, party) !== undefined);
  return framed(known, {
    name: "seat",
    title,
    under,
    height,
    body: () => [
      ...shown.map((one, i) => rowOf(one, outcome, top + i * pitch, shareOf(one) * scale, scale, known)),
      ...(rest > 0 ? [text(margin, bottom - 4, `and ${many(rest, "candidate")} more`, { size: 21, fill: grey })] : []),
      ...beside.map(({ svg }) => svg),
      locator(outcome, known, beside.at(-1)?.below ?? top, height - 130),
    ],
    notes: [
      ...(marked ? ["The upright mark is the party’s share last time."] : []),
      ...(declared || !previous ? [] : ["Pale bars are shares last time."]),
    ],
    alt: [
      `${title}.`,
      under,
      ...facts.map(([label, value]) => `${label} ${value}.`),
      `${declared ? "Votes and shares" : "Candidates, with their parties’ shares last time"}: ${shown.flatMap((one) => altOf(one, outcome)).join("; ") || "none"}.`,
      ...(rest > 0 ? [`${many(rest, "candidate")} more.`] : []),
    ].join(" "),
  });
}

function saidOf({ winner, second, tie, state, lines: all }: Outcome): string {
  if (!winner)
    return tie ? "The top two are level, and the lot decides." : `Not yet declared; ${many(all.length, "candidate")}.`;
  if (state === "called") return `${withParty(winner)} wins; votes to follow.`;
  if (!second) return `${withParty(winner)} is elected.`;
  return `${withParty(winner)} ${tie ? "is drawn by lot over" : "beats"} ${withParty(second)}.`;
}

const factsOf = ({ majority, swing, turnout, seat }: Outcome): readonly (readonly [label: string, value: string])[] => [
  ...(majority ? [["Majority", `${int(majority.votes)} (${points(majority.points)})`] as const] : []),
  ...(swing ? [["Swing", swingWords(swing)] as const] : []),
  ...(turnout === undefined ? [] : [["Turnout", pc(turnout)] as const]),
  ...(majority || seat.electorate === undefined ? [] : [["Electorate", int(seat.electorate)] as const]),
];

/** "Dan Norris, Labour, 20,739 votes, 40.6% (+14.4)" */
function altOf(one: CandidateResult, { state, previous }: Outcome): string[] {
  const { party, votes, share, change } = one;
  const before = previousShare(previous, party);
  if (state !== "declared") return before === undefined ? [] : [`${fullName(one)}, ${party.short}, ${pc(before)}`];
  return [
    `${fullName(one)}, ${party.short}, ${int(votes ?? 0)}, ${pc(share ?? 0)}${change === undefined ? "" : ` (${signed(change)})`}`,
  ];
}

function rowOf(
  one: CandidateResult,
  { state, previous, winner }: Outcome,
  y: number,
  length: number,
  scale: number,
  { results }: Known,
): string {
  const { party, votes, share, change } = one;
  const before = previousShare(previous, party);
  const declared = state === "declared";
  const figures = declared
    ? [int(votes ?? 0), pc(share ?? 0), signed(change)]
    : ["", before === undefined ? "" : pc(before), ""];
  const bold = one === winner;
  const shape = bar({ x: margin, y: y + 12, length, thick }, party, texturesOf(results.lookup).get(party.id));
  const tick = margin + (before ?? 0) * scale;
  return [
    text(margin, y, fitted(`${fullName(one)}, ${party.short}`, 24, 480, bold), { size: 24, bold }),
    ...figures.map((figure, column) => text(columns[column] ?? end, y, figure, { size: 23, anchor: "end", bold })),
    ...(declared ? [shape] : before === undefined ? [] : [`<g opacity="0.45">${shape}</g>`]),
    ...(declared && before !== undefined ? [line(tick, y + 6, tick, y + 18 + thick, ink, 'stroke-width="4"')] : []),
  ].join("");
}

/** Facts one below the other. */
function factsFrom(
  y: number,
  facts: ReturnType<typeof factsOf>,
): readonly { readonly svg: string; readonly below: number }[] {
  let below = y;
  return facts.map(([label, value]) => {
    const said = lines(value, 24, width - margin - panel, true);
    const svg = [
      text(panel, below, label, { size: 20, fill: grey }),
      ...said.map((words, i) => text(panel, below + 30 + 28 * i, words, { size: 24, bold: true })),
    ].join("");
    below += 46 + 28 * said.length;
    return { svg, below };
  });
}

/** The seat among all others, where the pack has a layout. */
function locator({ seat }: Outcome, { results }: Known, top: number, bottom: number): string {
  const seats = results.election.seats;
  if (seats.length < 2 || !seats.every(({ hex }) => hex)) return "";
  const box = { x: panel, y: top, width: width - margin - panel, height: bottom - top - 20 };
  const { hexes, side } = gridIn(seats, box, 12);
  const mine = hexes.find((one) => one.seat.code === seat.code);
  const others = hexes.map(({ x, y }) => hexagon(x, y, side * 0.9)).join("");
  return [
    `<path fill="${pale}" d="${others}"/>`,
    ...(mine ? [`<path fill="${ink}" data-seat="${seat.code}" d="${hexagon(mine.x, mine.y, side * 2.2)}"/>`] : []),
  ].join("");
}
