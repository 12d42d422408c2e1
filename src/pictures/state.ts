/** The state of the parties as bars: seats with the majority line, or shares of the vote where seats make no House. */
import type { PictureBlock } from "../core/reply.ts";
import { tally, type Tally } from "../core/tally.ts";
import { upper } from "../core/text.ts";
import { theBefore } from "../views/before.ts";
import { lineWords } from "../views/state.ts";
import { pc, signed } from "../views/words.ts";
import { bar } from "./bars.ts";
import { declaredWords, inWords, linesBefore, linesOf, type Line } from "./figures.ts";
import { framed, margin, width, type Known } from "./frame.ts";
import { texturesOf } from "./paint.ts";
import { fitted, grey, ink, line, lengthOf, text } from "./svg.ts";

const most = 18;
const pitch = 48;
const thick = 32;
const left = margin + 230;
const right = width - margin - 170;

export function stateOf(known: Known): PictureBlock {
  const { lookup, election, all } = known.results;
  const counted = tally(all);
  const none = counted.known === 0;
  const rows = lookup.isHouse ? seatRows(counted, known) : shareRows(counted);
  const said = declaredWords(counted, lookup);
  const before = none && lookup.isHouse ? "; the bars are last time’s seats" : "";
  const verdict = lineWords(counted, lookup);
  const top = 190;
  const shown = rows.slice(0, most);
  const scale =
    (right - left) / Math.max(1, lookup.isHouse ? lookup.majorityLine * 1.08 : 1, ...shown.map(({ value }) => value));
  const end = top + shown.length * pitch;
  return framed(known, {
    name: "state",
    title: upper(election.name),
    under: `${said}${before}. ${verdict}`.trim(),
    height: Math.max(end + 150, 420),
    body: () => [
      ...(lookup.isHouse ? [majorityLine(left + lookup.majorityLine * scale, top - 14, end, lookup.majorityLine)] : []),
      ...shown.map((row, i) => rowOf(row, top + i * pitch, scale, texturesOf(lookup).get(row.party.id))),
      ...(shown.length === 0 ? [text(margin, top + 40, "Nothing has been counted yet.", { size: 25 })] : []),
    ],
    notes: none || !election.previous ? [] : [`Changes are on ${theBefore(election)}, in the seats declared.`],
    alt: [
      `${lookup.isHouse ? "Seats" : "Shares of the vote"} by party, as bars: ${election.name}.`,
      `${said}.`,
      ...(rows.length > 0 ? [`${none ? "Last time: " : ""}${rows.map(({ words }) => words).join(", ")}.`] : []),
      ...(verdict === "" ? [] : [verdict]),
    ].join(" "),
  });
}

interface Row extends Pick<Line, "party"> {
  readonly value: number;
  readonly figure: string;
  readonly change: string;
  readonly words: string;
}

function seatRows(counted: Tally, { results }: Known): readonly Row[] {
  const all = counted.known === 0 ? linesBefore(results.all) : linesOf(counted);
  return all.map((one) => ({
    party: one.party,
    value: one.seats,
    figure: String(one.seats),
    change: one.change ?? "",
    words: inWords([one]),
  }));
}

function shareRows({ parties, declared }: Tally): readonly Row[] {
  if (declared === 0) return [];
  return parties
    .filter(({ votes }) => votes > 0)
    .toSorted((a, b) => b.votes - a.votes)
    .map(({ party, share, change }) => ({
      party,
      value: share,
      figure: pc(share),
      change: signed(change),
      words: `${party.short} ${pc(share)}${change === undefined ? "" : ` (${signed(change)} points)`}`,
    }));
}

function rowOf(
  { party, value, figure, change }: Row,
  y: number,
  scale: number,
  texture: Parameters<typeof bar>[2],
): string {
  const end = left + Math.max(2, value * scale) + 14;
  const base = y + thick / 2 + 9;
  return [
    text(left - 16, base, fitted(party.short, 25, left - margin - 16), { size: 25, anchor: "end" }),
    bar({ x: left, y, length: value * scale, thick }, party, texture),
    text(end, base, figure, { size: 26, bold: true }),
    text(end + lengthOf(figure, 26, true) + 14, base, change, { size: 23, fill: grey }),
  ].join("");
}

const majorityLine = (x: number, from: number, to: number, seats: number): string =>
  line(x, from, x, to, ink, 'stroke-width="2" stroke-dasharray="6 5"') +
  text(x, from - 10, `${seats} for a majority`, { size: 20, fill: grey, anchor: "middle" });
