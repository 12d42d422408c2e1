/** The log and the pages of two stretches of one night, one with tips and one without: they have to say the same. */
import type { Found } from "./search.ts";

/** A stretch: lines of the log, and the pages as they were at its beginning and at its end. */
export interface Stretch {
  readonly lines: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Durations differ from one moment to the next whatever happens; how many there were, which the last bucket says, does not. */
const varies = /_(?:sum|bucket)(?:\{(?!.*le="\+Inf").*|$)/;

export function differences(quiet: Stretch, busy: Stretch): readonly Found[] {
  const lines = [...more(counted(busy.lines.map(normal)), counted(quiet.lines.map(normal)))];
  const [without, within] = [growth(quiet), growth(busy)];
  const figures = [...new Set([...without.keys(), ...within.keys()])].filter(
    (name) => !same(without.get(name), within.get(name)),
  );
  return [
    ...lines.map((line) => ({
      secret: "difference" as const,
      form: "a line",
      where: "its log",
      around: line.slice(0, 200),
    })),
    ...figures.map((name) => ({
      secret: "difference" as const,
      form: "a figure",
      where: "its pages",
      around: `${name}: ${without.get(name) ?? "none"} without tips, ${within.get(name) ?? "none"} with them`,
    })),
  ];
}

const same = (a: number | string | undefined, b: number | string | undefined): boolean =>
  a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) < 1e-9);

/** A line without times, durations, and numbers of processes and ports. */
const normal = (line: string): string =>
  line
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replaceAll(/"milliseconds":\d+/g, '"milliseconds":0')
    .replaceAll(/:\d+:\d+/g, ":0:0");

const counted = (lines: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    [
      ...Map.groupBy(
        lines.filter((line) => line.trim() !== ""),
        (line) => line,
      ),
    ].map(([line, all]) => [line, all.length]),
  );

function* more(there: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>): Generator<string> {
  for (const [line, count] of there) if (count > (expected.get(line) ?? 0)) yield line;
}

/** By how much each figure grew in a stretch; anything else on a page as it stands in the end. */
function growth({ before, after }: Stretch): ReadonlyMap<string, number | string> {
  const [from, to] = [figures(before), figures(after)];
  return new Map(
    [...to].map(([name, value]) => {
      const was = from.get(name);
      return [name, typeof value === "number" && typeof was === "number" ? value - was : value];
    }),
  );
}

function figures(pages: readonly string[]): ReadonlyMap<string, number | string> {
  const all = new Map<string, number | string>();
  pages.forEach((page, i) => {
    for (const line of page.split("\n")) {
      const [, name, value] = /^([a-z_][a-z_\d]*(?:\{[^}]*\})?) (\S+)$/i.exec(line) ?? [];
      if (name === undefined) {
        if (!/^(?:date|keep-alive|connection): |^content-length: /i.test(line)) all.set(`page ${i}: ${line}`, "there");
      } else all.set(`page ${i}: ${name}`, varies.test(name) ? "there" : Number(value));
    }
  });
  return all;
}
