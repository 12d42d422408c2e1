/** The map of the night, one hexagon a seat: of all seats, or of those that a filter asks for. */
import type { Outcome } from "../core/outcome.ts";
import type { PictureBlock } from "../core/reply.ts";
import { everything, type Filter } from "../core/seats/filter.ts";
import { filterWords } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { listed, upper } from "../core/text.ts";
import { tally } from "../core/tally.ts";
import { theBefore } from "../views/before.ts";
import { lineWords } from "../views/state.ts";
import { many } from "../views/words.ts";
import { declaredWords, inWords, linesBefore, linesOf, type Line } from "./figures.ts";
import { framed, margin, width, type Known } from "./frame.ts";
import { gridIn, hexagon, type Grid } from "./hexes.ts";
import { keyOf } from "./key.ts";
import { markOn, strokesAt, texturesOf } from "./paint.ts";
import { at, grey, ink, lines, paper, text } from "./svg.ts";

const box = { x: margin, y: 128, width: 690, height: 930 };
const panel = { x: 790, right: width - margin };
/** Hexagons of seats that the filter does not ask for. */
export const pale = "#e9ecef";
const edge = "#98a1a9";
/** Pixels; a larger hexagon has room for three letters. */
const lettered = 40;
const mostNamed = 12;
/** Parties in the key besides the Speaker; the words have all. */
const mostLines = 14;

export function mapOf(known: Known, filter: Filter = everything): PictureBlock {
  const { results } = known;
  const { lookup, election, all } = results;
  const chosen = filter.is === "everything" ? all : seatsOf(filter, results);
  const isAll = chosen === all;
  const shown = isAll ? all : around(chosen, all);
  const counted = tally(chosen);
  const none = counted.known === 0;
  const rows = none ? linesBefore(chosen) : linesOf(counted);
  const said = declaredWords(counted, lookup);
  const line = isAll ? lineWords(counted, lookup) : "";
  const title = isAll ? upper(election.name) : `${upper(filterWords(filter, lookup))}: ${many(chosen.length, "seat")}`;
  const under = isAll ? `${said}. One hexagon is one seat.` : `${upper(election.name)}. ${said}.`;
  const grid = gridIn(
    shown.map(({ seat }) => seat),
    box,
    isAll && !lookup.isHouse ? 300 : 130,
  );
  const lowest = Math.max(...grid.hexes.map(({ y }) => y)) + grid.side * 0.6;
  const gained = chosen.filter(({ result }) => result?.kind === "gain");
  const heads = none ? (["Seats last time", ""] as const) : (["Seats", "Change"] as const);
  const key = keyOf(
    none ? rows.slice(0, mostLines) : linesOf(counted, mostLines),
    { ...panel, y: 170, heads: heads },
    texturesOf(lookup),
  );
  const verdict = lines(line, 22, panel.right - panel.x);
  const body = (): readonly string[] => [
    hexesOf(grid, shown, new Set(chosen), known),
    key.svg,
    ...verdict.map((words, i) => text(panel.x, 170 + key.height + 36 + 30 * i, words, { size: 22 })),
    legend(170 + key.height + 60 + 30 * verdict.length, {
      gains: gained.length > 0,
      open: chosen.some(({ winner }) => !winner),
      others: chosen.length < shown.length,
    }),
  ];
  const changes = election.previous && !none ? [`Changes are on ${theBefore(election)}.`] : [];
  return framed(known, {
    name: isAll ? "map" : "map-some",
    title,
    under,
    height: Math.ceil(Math.max(lowest, 170 + key.height + 60 + 30 * verdict.length + 100)) + 104,
    body,
    notes: changes,
    alt: [
      `${isAll ? `Map of the ${election.name}` : `Map of ${many(chosen.length, "seat")}: ${filterWords(filter, lookup)}`}, a hexagon for each seat.`,
      `${said}.`,
      ...altRows(rows, none),
      ...(line === "" ? [] : [line]),
      ...(gained.length > 0 ? [`${many(gained.length, "seat")} changed hands.`] : []),
      ...(isAll ? [] : [named(chosen)]),
    ].join(" "),
  });
}

const altRows = (rows: readonly Line[], none: boolean): string[] =>
  rows.length === 0 ? [] : [`${none ? "Last time: " : ""}${inWords(rows)}.`];

/** "Bath (LD), Ceredigion Preseli (PC) and 3 more" */
function named(chosen: readonly Outcome[]): string {
  const some = chosen
    .slice(0, mostNamed)
    .map(({ seat, winner }) => `${seat.name}${winner ? ` (${winner.party.abbreviation})` : ""}`);
  const rest = chosen.length - some.length;
  return some.length === 0 ? "" : `${listed(rest > 0 ? [...some, `${rest} more`] : some)}.`;
}

/** All seats; where those chosen lie in one region or nation, its seats alone, which are then larger. */
function around(chosen: readonly Outcome[], all: readonly Outcome[]): readonly Outcome[] {
  const regions = new Set(chosen.map(({ seat }) => seat.region));
  return regions.size === 1 ? all.filter(({ seat }) => regions.has(seat.region)) : all;
}

function hexesOf(
  { hexes, side }: Grid,
  shown: readonly Outcome[],
  chosen: ReadonlySet<Outcome>,
  { results }: Known,
): string {
  const textures = texturesOf(results.lookup);
  const of = new Map(shown.map((outcome) => [outcome.seat.code, outcome]));
  const marks = new Map<string, string>();
  const [cells, gains, letters]: [string[], string[], string[]] = [[], [], []];
  const r = side * 0.5;
  for (const { seat, x, y } of hexes) {
    const outcome = of.get(seat.code);
    const isChosen = outcome !== undefined && chosen.has(outcome);
    const party = isChosen ? outcome.winner?.party : undefined;
    const fill = party?.colour.base ?? (isChosen ? paper : pale);
    const outline = party ? "" : ` stroke="${edge}"`;
    const isGain = isChosen && outcome.result?.kind === "gain";
    // Two areas cost less than one with a thick outline.
    if (isGain) gains.push(hexagon(x, y, side * 0.99));
    const size = isGain ? side * 0.99 - 2 * Math.min(side / 10, 5) : side * 0.94;
    cells.push(`<path data-seat="${seat.code}" fill="${fill}"${outline} d="${hexagon(x, y, size)}"/>`);
    const texture = party && textures.get(party.id);
    if (texture) {
      const key = `${texture} ${markOn(fill)}`;
      marks.set(key, (marks.get(key) ?? "") + strokesAt(texture, x, y, r));
    }
    if (side >= lettered && seat.short !== undefined) {
      const colour = isChosen ? markOn(fill) : grey;
      const halo = texture
        ? ` stroke="${fill}" stroke-width="${at(side / 8)}" paint-order="stroke" stroke-linejoin="round"`
        : "";
      letters.push(
        `<text x="${at(x)}" y="${at(y + side * 0.1)}" font-size="${at(side * 0.28)}" font-weight="600" text-anchor="middle" fill="${colour}"${halo}>${seat.short}</text>`,
      );
    }
  }
  return [
    `<path data-gains="${gains.length}" fill="${ink}" d="${gains.join("")}"/>`,
    `<g stroke-width="${at(side / 25)}">${cells.join("")}</g>`,
    ...[...marks].map(
      ([key, d]) =>
        `<path data-texture="${key.split(" ")[0]}" fill="none" stroke="${key.split(" ")[1]}" stroke-width="${at(side / 12)}" d="${d}"/>`,
    ),
    ...letters,
  ].join("");
}

/** Only what there is to be seen is explained. */
function legend(y: number, shows: Readonly<Record<"gains" | "open" | "others", boolean>>): string {
  const rows = [
    ...(shows.gains ? [{ words: "changed hands", fill: paper, stroke: ink, thick: 3 }] : []),
    ...(shows.open ? [{ words: "not yet declared", fill: paper, stroke: edge, thick: 1 }] : []),
    ...(shows.others ? [{ words: "other seats there", fill: pale, stroke: edge, thick: 1 }] : []),
  ];
  return rows
    .map(({ words, fill, stroke, thick }, i) => {
      const base = y + 38 * i;
      const sample = hexagon(panel.x + 14, base - 8, 28 - thick);
      return [
        `<path fill="${fill}" stroke="${stroke}" stroke-width="${thick}" d="${sample}"/>`,
        text(panel.x + 42, base, words, { size: 21, fill: grey }),
      ].join("");
    })
    .join("");
}
