/** The query sets: what people type for a seat, and what they should get. */
import { readFileSync } from "node:fs";

export interface Query {
  readonly kind: string;
  readonly text: string;
  /** ONS codes of which any may come first; empty where no seat is right. */
  readonly first: readonly string[];
  /** ONS codes that must all be among the first five. */
  readonly five: readonly string[];
  /** What the judge should say, where that is beyond doubt. */
  readonly answer?: string;
}

/** `rules-*` and `places-*` are made by `make-queries.ts`; `hand-*` were written as people type. Held-out sets are never tuned to. */
export const sets = ["rules-tuned", "hand-tuned", "rules-held-out", "hand-held-out"] as const;
/** Of places that are no seats, by rule; each first answer is a seat of any place that has the name. */
export const placeSets = ["places-tuned", "places-held-out"] as const;

/** Columns, parted by tabs: kind, query, first, five (codes parted by commas), answer. */
export function readQueries(set: (typeof sets)[number] | (typeof placeSets)[number]): Query[] {
  const [, ...lines] = readFileSync(new URL(`${set}.tsv`, import.meta.url), "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [kind = "", text = "", first = "", five = "", answer = ""] = line.split("\t");
    const codes = (list: string): string[] => list.split(",").filter((code) => code !== "");
    return { kind, text, first: codes(first), five: codes(five), ...(answer === "" ? {} : { answer }) };
  });
}

/** Whether a ranking, as ONS codes, starts with a right seat. */
export const isFirstRight = ({ first }: Query, ranking: readonly string[]): boolean =>
  first.length === 0 || first.includes(ranking[0] ?? "");

/** Whether a ranking has every seat that it must, and a right one, among its first five. */
export function areFiveRight({ first, five }: Query, ranking: readonly string[]): boolean {
  const shown = new Set(ranking.slice(0, 5));
  const isThere = (code: string): boolean => shown.has(code);
  return five.every(isThere) && (first.length === 0 || first.some(isThere));
}
