/** Runs damaged documents one after another, each through the source that would read it. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pack } from "../../src/data/pack/pack.ts";
import { csvSource } from "../../src/data/sources/csv.ts";
import { paSource } from "../../src/data/sources/pa.ts";
import { parliamentSource } from "../../src/data/sources/parliament.ts";
import { SourceError, type Source } from "../../src/data/sources/source.ts";
import { documentBy, mostBytes, shapes, stockOf, type Document, type Shape } from "./documents.ts";
import { faultsOf } from "./oracle.ts";
import { randomBy } from "./random.ts";

export interface Tally {
  inputs: number;
  declarations: number;
  quarantined: number;
  /** Documents that a source could not read at all, and said so. */
  refused: number;
}

export interface Outcome {
  readonly tallies: ReadonlyMap<Shape, Tally>;
  readonly faults: readonly { readonly input: number; readonly document: Document; readonly what: string }[];
}

export interface Options {
  readonly inputs: number;
  readonly seed: number;
  /** The number of the first input. */
  readonly first?: number;
  readonly progress?: (done: number) => void;
  /** A stand-in for a source, for tests of the oracle. */
  readonly instead?: (source: Source) => Source;
}

const enoughFaults = 20;

export async function fuzz(pack: Pack, options: Options): Promise<Outcome> {
  const { inputs, seed, first = 0, progress, instead = (source: Source) => source } = options;
  const election = { ...pack.election, seats: pack.seats, ...pack.people };
  const stock = stockOf(election, pack.results);
  const folder = await mkdtemp(join(tmpdir(), "teller-fuzz-"));
  const means = { name: "Fuzz", election, reach: { mostBytes }, now: () => new Date(0) };
  const messages = instead(paSource({ ...means, location: folder }));
  const sheets = instead(csvSource({ ...means, location: join(folder, "sheet.csv") }));
  const sources: Readonly<Record<Shape, Source>> = {
    sheet: sheets,
    "sheet laid out otherwise": sheets,
    "messages in XML": messages,
    "messages in JSON": messages,
    "list of messages": messages,
    "Parliament's pair": instead(
      parliamentSource({ ...means, locations: [join(folder, "candidacies.csv"), join(folder, "constituencies.csv")] }),
    ),
  };
  const tallies = new Map(
    shapes.map((shape): [Shape, Tally] => [shape, { inputs: 0, declarations: 0, quarantined: 0, refused: 0 }]),
  );
  const faults: { input: number; document: Document; what: string }[] = [];
  try {
    for (let input = first; input < first + inputs && faults.length < enoughFaults; input++) {
      // Each input has a seed of its own, so that a failing one can be repeated alone.
      const document = documentBy(stock, shapes[input % shapes.length] ?? "sheet", randomBy(seed * 1_000_003 + input));
      for (const name of await readdir(folder)) await rm(join(folder, name));
      for (const { name, bytes } of document.files) await writeFile(join(folder, name), bytes);
      const tally = tallies.get(document.shape);
      if (!tally) continue;
      tally.inputs++;
      for (const what of await judge(document, sources[document.shape], tally)) faults.push({ input, document, what });
      if ((input + 1) % 5_000 === 0) progress?.(input + 1 - first);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return { tallies, faults };
}

async function judge(document: Document, source: Source, tally: Tally): Promise<readonly string[]> {
  try {
    const { found } = await source.ask(undefined, AbortSignal.timeout(10_000));
    const declared = found.filter(({ kind }) => kind === "declaration").length;
    tally.declarations += declared;
    tally.quarantined += found.length - declared;
    return faultsOf(document, found);
  } catch (error) {
    if (!(error instanceof SourceError))
      return [`thrown: ${error instanceof Error ? (error.stack ?? "") : String(error)}`];
    tally.refused++;
    if (/[\r\n]/.test(error.message)) return [`more than one line: ${error.message}`];
    return document.harm === "whole" ? [] : [`refused, though only parts were harmed: ${error.message}`];
  }
}
