/** How seats moved: from the parties that held them to those that won them, as bands. */
import type { Party } from "../core/election.ts";
import type { PictureBlock } from "../core/reply.ts";
import { upper } from "../core/text.ts";
import { theBefore } from "../views/before.ts";
import { many } from "../views/words.ts";
import { framed, margin, width, type Known } from "./frame.ts";
import { markOn, strokesAt, texturesOf } from "./paint.ts";
import { at, fitted, grey, ink, text } from "./svg.ts";

/** One seat's way. */
export interface Move {
  readonly from: Party;
  readonly to: Party;
}

const top = 190;
const tall = 800;
const gap = 30;
const left = margin + 250;
const right = width - margin - 250;
const thick = 34;

/** The seats that are known, on last time's. */
export function movesOf(known: Known): PictureBlock {
  const { all, election } = known.results;
  const moves = all.flatMap(({ previous, winner }) =>
    previous && winner ? [{ from: previous.winner.party, to: winner.party }] : [],
  );
  const moved = moves.filter(({ from, to }) => from !== to).length;
  return bands(known, moves, {
    title: `${upper(election.name)}: how seats moved`,
    under:
      moves.length === 0
        ? "No seat has declared."
        : `${many(moved, "seat")} of ${moves.length} declared changed hands, on ${theBefore(election)}.`,
    sides: ["Last time", "Now"],
  });
}

export interface Words {
  readonly title: string;
  readonly under: string;
  readonly sides: readonly [from: string, to: string];
}

/** @param moves one for each seat, those that stay too */
export function bands(known: Known, moves: readonly Move[], { title, under, sides }: Words): PictureBlock {
  const [before, after] = [countBy(moves, "from"), countBy(moves, "to")];
  const ranked = [...after.keys(), ...before.keys()];
  const order = [...new Set(ranked)].toSorted(
    (a, b) => (after.get(b) ?? 0) - (after.get(a) ?? 0) || (before.get(b) ?? 0) - (before.get(a) ?? 0),
  );
  const scale = (tall - gap * order.length) / Math.max(1, moves.length);
  const [from, to] = [stack(order, before, scale), stack(order, after, scale)];
  const used = { from: new Map<Party, number>(), to: new Map<Party, number>() };
  const place = (side: "from" | "to", party: Party, seats: number): number => {
    const so = used[side].get(party) ?? 0;
    used[side].set(party, so + seats);
    return ((side === "from" ? from : to).get(party) ?? top) + so * scale;
  };
  const flows = flowsOf(moves, order);
  const ribbons = flows.map(({ from: one, to: other, seats }) =>
    ribbon(
      place("from", one, seats),
      place("to", other, seats),
      seats * scale,
      one === other ? "#d5d9dd" : other.colour.base,
    ),
  );
  const changes = flows.filter((flow) => flow.from !== flow.to).toSorted((a, b) => b.seats - a.seats);
  return framed(known, {
    name: "swing",
    title,
    under,
    height: top + (moves.length === 0 ? 120 : tall) + 140,
    body: () => [
      text(left, top - 24, sides[0], { size: 21, fill: grey, anchor: "end" }),
      text(right, top - 24, sides[1], { size: 21, fill: grey }),
      ...ribbons,
      ...order.flatMap((party) => [
        node(known, party, before.get(party) ?? 0, from.get(party) ?? 0, scale, "from"),
        node(known, party, after.get(party) ?? 0, to.get(party) ?? 0, scale, "to"),
      ]),
    ],
    notes: ["A coloured band is seats that change hands, in the colour of the party that wins them."],
    alt: [
      `${title}, as bands from the parties that held seats to those that win them.`,
      under,
      ...(changes.length === 0
        ? []
        : [
            `${changes.map(({ from: one, to: other, seats }) => `${one.short} to ${other.short} ${seats}`).join(", ")}.`,
          ]),
    ].join(" "),
  });
}

function countBy(moves: readonly Move[], side: keyof Move): ReadonlyMap<Party, number> {
  const counts = new Map<Party, number>();
  for (const move of moves) counts.set(move[side], (counts.get(move[side]) ?? 0) + 1);
  return counts;
}

interface Flow extends Move {
  readonly seats: number;
}

/** In the order of both sides, so that bands cross as little as they can. */
function flowsOf(moves: readonly Move[], order: readonly Party[]): readonly Flow[] {
  return order.flatMap((from) =>
    order.flatMap((to) => {
      const seats = moves.filter((move) => move.from === from && move.to === to).length;
      return seats === 0 ? [] : [{ from, to, seats }];
    }),
  );
}

/** The top of each party's part, in pixels. */
function stack(order: readonly Party[], counts: ReadonlyMap<Party, number>, scale: number): ReadonlyMap<Party, number> {
  let y = top;
  return new Map(
    order.flatMap((party) => {
      const seats = counts.get(party) ?? 0;
      if (seats === 0) return [];
      const at = y;
      y += seats * scale + gap;
      return [[party, at] as const];
    }),
  );
}

function ribbon(y1: number, y2: number, high: number, fill: string): string {
  const [x1, x2, middle] = [left + thick, right - thick, (left + right) / 2];
  const thin = Math.max(1, high);
  return `<path d="M${at(x1)} ${at(y1)}C${at(middle)} ${at(y1)} ${at(middle)} ${at(y2)} ${at(x2)} ${at(y2)}v${at(thin)}C${at(middle)} ${at(y2 + thin)} ${at(middle)} ${at(y1 + thin)} ${at(x1)} ${at(y1 + thin)}z" fill="${fill}" fill-opacity="0.75"/>`;
}

function node({ results }: Known, party: Party, seats: number, y: number, scale: number, side: keyof Move): string {
  if (seats === 0) return "";
  const high = Math.max(2, seats * scale);
  const x = side === "from" ? left : right - thick;
  const texture = texturesOf(results.lookup).get(party.id);
  const size = thick * 0.8;
  const marks = texture
    ? Array.from({ length: Math.floor(high / thick) }, (_, i) =>
        strokesAt(texture, x + thick / 2, y + thick / 2 + i * thick, size / 2),
      ).join("")
    : "";
  const words = fitted(`${party.short} ${seats}`, 23, 235, true);
  const base = y + Math.min(high / 2, 400) + 8;
  return [
    `<path d="M${at(x)} ${at(y)}h${thick}v${at(high)}h-${thick}z" fill="${party.colour.base}" stroke="${ink}" stroke-width="1"/>`,
    ...(marks ? [`<path d="${marks}" fill="none" stroke="${markOn(party.colour.base)}" stroke-width="2.5"/>`] : []),
    side === "from"
      ? text(left - 14, base, words, { size: 23, bold: true, anchor: "end" })
      : text(right + 14, base, words, { size: 23, bold: true }),
  ].join("");
}
