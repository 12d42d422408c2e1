/** The night: seats won by each party, by the time at which they were recorded. */
import type { Party } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import type { PictureBlock } from "../core/reply.ts";
import { toldAt } from "../core/results.ts";
import { tally } from "../core/tally.ts";
import { upper } from "../core/text.ts";
import { lineWords } from "../views/state.ts";
import { many } from "../views/words.ts";
import { declaredWords, inWords, linesOf } from "./figures.ts";
import { framed, margin, width, type Known } from "./frame.ts";
import { hourly } from "./hours.ts";
import { swatch, texturesOf } from "./paint.ts";
import { at, grey, ink, line, rule, text } from "./svg.ts";

const most = 7;
const top = 170;
const bottom = 760;
const left = margin + 62;
const right = width - margin - 230;
const hour = 3_600_000;
/** Hours after the close of poll that are drawn: a recount may take days, and would press the night into a corner. */
const longest = 16;

export function nightOf(known: Known): PictureBlock {
  const { results } = known;
  const { election, lookup } = results;
  const counted = tally(results.all);
  const start = Math.floor(Date.parse(election.pollsClose) / hour) * hour;
  const told = results.known.toReversed().filter(({ winner }) => winner);
  const drawn = told.filter((outcome) => toldAt(outcome) <= start + longest * hour);
  const last = drawn.at(-1);
  const end = Math.max(start + 2 * hour, Math.ceil((last ? toldAt(last) : start) / hour) * hour);
  const parties = linesOf(tally(drawn))
    .filter(({ party, seats }) => seats > 0 && party.kind !== "speaker")
    .slice(0, most);
  const leader = parties[0]?.seats ?? 0;
  const high = lookup.isHouse ? Math.max(leader, lookup.majorityLine) * 1.05 : Math.max(1, leader) * 1.2;
  const x = (time: number): number => left + ((right - left) * (Math.min(time, end) - start)) / (end - start);
  const y = (seats: number): number => bottom - ((bottom - top) * seats) / high;
  const late = told.length - drawn.length;
  const said = declaredWords(counted, lookup);
  const crossing = crossingOf(drawn, known);
  const notes = late > 0 ? [`${many(late, "seat")} recorded later ${late === 1 ? "is" : "are"} not drawn.`] : [];
  return framed(known, {
    name: "night",
    title: `${upper(election.name)}: the night`,
    under: `${said}. Seats by the time at which they were recorded.`,
    height: 930,
    body: () => [
      axes({ start, end, x, y, high, timeZone: election.timeZone }),
      ...(lookup.isHouse ? [majority(y(lookup.majorityLine), lookup.majorityLine)] : []),
      ...parties.map(({ party }, i) => stepsOf(party, drawn, x, y, end, i)),
      labels(parties, y, known),
    ],
    notes,
    alt: [
      `Seats won by the time at which they were recorded, as a rising line for each party: ${election.name}.`,
      `${said}.`,
      ...(parties.length > 0 ? [`${inWords(parties.map(({ party, seats }) => ({ party, seats })))}.`] : []),
      ...(crossing ? [crossing] : [lineWords(counted, lookup)]),
      ...notes,
    ]
      .filter((words) => words !== "")
      .join(" "),
  });
}

/** "Labour reached 326 at 5am.": the seat by which a party had the line. */
function crossingOf(drawn: readonly Outcome[], { results: { lookup, election } }: Known): string | undefined {
  if (!lookup.isHouse) return undefined;
  const seats = new Map<Party, number>();
  for (const outcome of drawn) {
    const party = outcome.winner?.party;
    if (!party) continue;
    const won = (seats.get(party) ?? 0) + 1;
    seats.set(party, won);
    if (won === lookup.majorityLine)
      return `${upper(party.said.subject)} had the ${won} of a majority by ${hourly(toldAt(outcome), election.timeZone, true)}, as recorded.`;
  }
  return undefined;
}

/** Lines are told apart by their dashes too; the largest is whole. */
const dashes = ["", "14 5", "4 4", "14 4 4 4", "22 6", "8 3 2 3", "2 6"];

function stepsOf(
  party: Party,
  drawn: readonly Outcome[],
  x: (time: number) => number,
  y: (seats: number) => number,
  end: number,
  rank: number,
): string {
  let won = 0;
  let d = `M${at(left)} ${at(y(0))}`;
  for (const outcome of drawn) {
    if (outcome.winner?.party !== party) continue;
    d += `H${at(x(toldAt(outcome)))}V${at(y(++won))}`;
  }
  const dash = dashes[rank] ? ` stroke-dasharray="${dashes[rank]}"` : "";
  return `<path data-party="${party.id}" d="${d}H${at(x(end))}" fill="none" stroke="${party.colour.onLight}" stroke-width="4"${dash}/>`;
}

/** At the right end of each line, moved apart where they would cover each other. */
function labels(
  all: readonly { readonly party: Party; readonly seats: number }[],
  y: (seats: number) => number,
  { results }: Known,
): string {
  let lowest = Infinity;
  return all
    .toReversed()
    .map(({ party, seats }) => {
      const base = Math.min(y(seats) + 8, lowest - 32);
      lowest = base;
      return [
        swatch(right + 14, base - 19, 22, party, texturesOf(results.lookup).get(party.id)),
        text(right + 44, base, `${party.abbreviation} ${seats}`, { size: 23, bold: true }),
      ].join("");
    })
    .join("");
}

interface Axes {
  readonly start: number;
  readonly end: number;
  readonly x: (time: number) => number;
  readonly y: (seats: number) => number;
  readonly high: number;
  readonly timeZone: string;
}

function axes({ start, end, x, y, high, timeZone }: Axes): string {
  const step = high > 250 ? 100 : high > 100 ? 50 : high > 20 ? 10 : high > 5 ? 2 : 1;
  const levels = Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
  const hours = Math.round((end - start) / hour);
  const every = Math.max(1, Math.ceil(hours / 10));
  const marks = Array.from({ length: Math.floor(hours / every) + 1 }, (_, i) => start + i * every * hour);
  return [
    ...levels.map(
      (seats) =>
        line(left, y(seats), right, y(seats), seats === 0 ? ink : rule) +
        text(left - 10, y(seats) + 7, String(seats), { size: 20, fill: grey, anchor: "end" }),
    ),
    ...marks.map(
      (time) =>
        line(x(time), bottom, x(time), bottom + 8, ink) +
        text(x(time), bottom + 34, hourly(time, timeZone), { size: 20, fill: grey, anchor: "middle" }),
    ),
  ].join("");
}

const majority = (y: number, seats: number): string =>
  line(left, y, right, y, ink, 'stroke-width="2" stroke-dasharray="6 5"') +
  text(left + 8, y - 8, `${seats} for a majority`, { size: 20, fill: grey });
