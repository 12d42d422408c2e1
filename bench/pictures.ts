/** Pictures: the time that they take, what they cost others, and the memory that they leave. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { here, type House } from "../src/cli/house.ts";
import { asDeclarations } from "../src/core/declaration.ts";
import type { PictureBlock } from "../src/core/reply.ts";
import { Results, toldAt } from "../src/core/results.ts";
import { openPictures } from "../src/data/cache.ts";
import { loadResults } from "../src/data/election-pack.ts";
import { silent } from "../src/lib/log.ts";
import {
  cardPicture,
  mapPicture,
  movesPicture,
  nightPicture,
  statePicture,
  type Known,
} from "../src/pictures/index.ts";
import { createPainter } from "../src/pictures/painter.ts";
import { png } from "../src/pictures/png.ts";
import { join } from "node:path";
import { quantile, row } from "./figures.ts";

const repeats = 15;
const pack = join(import.meta.dirname, "..", "elections", "uk-2024");

export async function picturesTable(house: House): Promise<string> {
  const { results, provenance } = house.context(here);
  // Fresh results each time, so that nothing is kept from the time before.
  const known = (): Known => ({ results: results.with([]), provenance });
  const [first] = results.all;
  if (!first) throw new RangeError("an election without a seat");
  const kinds: Readonly<Record<string, (from: Known) => PictureBlock>> = {
    map: (from) => mapPicture(from),
    "map of a filter": (from) => mapPicture(from, { is: "nation", nation: "Wales" }),
    "a seat's card": (from) => cardPicture(from, first),
    "state of the parties": statePicture,
    night: nightPicture,
    "how seats moved": movesPicture,
  };
  await png(mapPicture(known()).svg);
  const lines: string[] = [];
  for (const [name, make] of Object.entries(kinds)) lines.push(await measured(name, make, known));
  return [
    row("", "made ms", "cpu ms", "held ms", "again ms", "kB"),
    ...lines,
    await night(house),
    await memory(known),
  ].join("\n");
}

async function measured(name: string, make: (from: Known) => PictureBlock, known: () => Known): Promise<string> {
  const [made, cpu, held, again]: [number[], number[], number[], number[]] = [[], [], [], []];
  let size = 0;
  for (let i = 0; i < repeats; i++) {
    const from = known();
    const start = performance.now();
    const { svg } = make(from);
    made.push(performance.now() - start);
    const before = process.cpuUsage();
    size = (await png(svg)).length;
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1_000);
    // Watching has a cost of its own, and so it is done while another is drawn.
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    await png(svg);
    loop.disable();
    held.push(loop.max / 1e6);
    const once = performance.now();
    make(from);
    again.push(performance.now() - once);
  }
  // The best of so many: what others do on the machine meanwhile is none of the drawing.
  const best = (values: readonly number[]): number => Math.min(...values);
  return row(name, best(made), best(cpu), quantile(held, 0.5), best(again), Math.round(size / 1_024));
}

/** A map after each declaration of the night, drawn and kept. */
async function night({ election }: House): Promise<string> {
  const entries = asDeclarations(loadResults(pack), election.publisher.name).toSorted(
    (a, b) => a.recorded.getTime() - b.recorded.getTime(),
  );
  const paint = createPainter({ cache: openPictures(), log: silent });
  let results = Results.before(election);
  const before = process.cpuUsage();
  for (const entry of entries) {
    results = results.with([entry]);
    const [newest] = results.known;
    const asOf = new Date(newest ? toldAt(newest) : 0);
    await paint(mapPicture({ results, provenance: { source: election.publisher.name, asOf } }));
  }
  const { user, system } = process.cpuUsage(before);
  return row("a night of 650 maps, CPU s", (user + system) / 1e6);
}

async function memory(known: () => Known): Promise<string> {
  const from = known();
  const codes = from.results.all.map(({ seat }) => seat.code);
  const paint = createPainter({ cache: openPictures(), log: silent });
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 400; i++) await paint(mapPicture(from, { is: "seats", seats: codes.slice(i, i + 3) }));
  return row("400 different maps, MB more", Math.max(0, Math.round((process.memoryUsage().rss - before) / 1_048_576)));
}
