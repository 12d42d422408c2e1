/**
 * Names found by their words, whatever the order, with slips, beginnings and joined words allowed. Small on purpose: it
 * says how well a query and a name cover each other, and leaves the worth of that to its callers.
 */
import type { How } from "../../core/finder.ts";
import { fold, isCompass, joinFolded, wordsOfFolded } from "./fold.ts";
import { createJoined } from "./joined.ts";
import { closenessOf, createVocabulary, rightAlready } from "./vocabulary.ts";

export interface Hit {
  /** Index of the name, as passed in. */
  readonly name: number;
  /** 0 to 1: how much of the query the name accounts for, and how closely; rarer words count for more. */
  readonly query: number;
  /** 0 to 1: how much of the name the query accounts for. */
  readonly covered: number;
  /** Every word of the name was met. */
  readonly whole: boolean;
  /** Some word was met only with a slip of the finger: neither as it is written nor as the beginning of one. */
  readonly slipped: boolean;
  /** Some word of the query is no word of the name. */
  readonly unread: boolean;
  /** Bits of the name's words that were met, the first word lowest. */
  readonly met: number;
}

/** A query this near a name has its words as they are written. */
export const nearlyExact = 0.985;

export function howMet({ slipped, query, whole }: Pick<Hit, "slipped" | "query" | "whole">): How {
  if (slipped) return "slip";
  if (query < nearlyExact) return "prefix";
  return whole ? "exact" : "part";
}

export interface WordIndex {
  /** @param without words passed over in the query as long as others remain */
  search(text: string, without?: ReadonlySet<string>): Hit[];
}

/** A word counts for less the more names carry it, and a compass word for little. */
function weigh(word: string, carriers: number): number {
  return (isCompass(word) ? 0.5 : 1) / (1 + 0.6 * Math.log(Math.max(1, carriers)));
}

/**
 * @param carrierOf the thing to which a name belongs, so that three names of one seat make its words no commoner; names
 *   of one thing stand together
 */
export function createWordIndex(names: readonly string[], carrierOf: (name: number) => unknown): WordIndex {
  const folded = names.map(fold);
  const words = folded.map(wordsOfFolded);
  const ids = new Map<string, number>();
  /** For each word of the vocabulary: name and place of the word in it, by turns. */
  const postings: number[][] = [];
  const carriers: { count: number; last: unknown }[] = [];
  for (const [name, own] of words.entries()) {
    const carrier = carrierOf(name);
    for (const [place, word] of own.entries()) {
      const id = ids.get(word) ?? ids.size;
      ids.set(word, id);
      (postings[id] ??= []).push(name, place);
      const known = (carriers[id] ??= { count: 0, last: undefined });
      if (known.last !== carrier) known.count++;
      known.last = carrier;
    }
  }
  const vocabulary = createVocabulary(ids);
  const weights = Array.from(ids, ([word, id]) => weigh(word, carriers[id]?.count ?? 1));
  const totals = words.map((own) => own.reduce((sum, word) => sum + (weights[ids.get(word) ?? -1] ?? 0), 0));

  const joined = createJoined();
  for (const [name, text] of folded.entries()) {
    const own = words[name] ?? [];
    const inWords = own.length === 1 ? (own[0] ?? "") : own.join("");
    joined.add(inWords, name);
    const asWritten = joinFolded(text);
    if (asWritten !== inWords) joined.add(asWritten, name);
  }

  const querySum = new Float64Array(names.length);
  const nameSum = new Float64Array(names.length);
  const met = new Int32Array(names.length);
  const turn = new Int32Array(names.length);
  const slip = new Uint8Array(names.length);
  const count = new Uint8Array(names.length);

  function searchWords(typed: readonly string[]): Map<number, Hit> {
    const touched: number[] = [];
    let total = 0;
    for (const [index, word] of typed.entries()) {
      const matches = vocabulary.near(word, index === typed.length - 1);
      const nearest = matches[0];
      const known = nearest === undefined ? 0.7 : (weights[nearest.word] ?? 1);
      // An initial says little, whatever it begins.
      const weight = word.length === 1 ? 0.3 * known : known;
      total += weight;
      for (const match of matches) {
        const own = postings[match.word] ?? [];
        for (let at = 0; at < own.length; at += 2) {
          const name = own[at] ?? 0;
          const bit = 1 << (own[at + 1] ?? 0);
          if (turn[name] === index + 1 || ((met[name] ?? 0) & bit) !== 0) continue;
          if (met[name] === 0) touched.push(name);
          turn[name] = index + 1;
          count[name] = (count[name] ?? 0) + 1;
          met[name] = (met[name] ?? 0) | bit;
          if (match.slipped) slip[name] = 1;
          querySum[name] = (querySum[name] ?? 0) + weight * match.closeness;
          nameSum[name] = (nameSum[name] ?? 0) + (weights[match.word] ?? 0);
        }
      }
    }
    const hits = new Map<number, Hit>();
    for (const name of touched) {
      const query = (querySum[name] ?? 0) / total;
      const size = words[name]?.length ?? 0;
      const unread = (count[name] ?? 0) < typed.length;
      const bits = met[name] ?? 0;
      if (query > 0.3) {
        const covered = (nameSum[name] ?? 0) / (totals[name] ?? 1);
        hits.set(name, {
          name,
          query,
          covered,
          whole: bits === 2 ** size - 1,
          slipped: slip[name] === 1,
          unread,
          met: bits,
        });
      }
      slip[name] = 0;
      count[name] = 0;
      querySum[name] = 0;
      nameSum[name] = 0;
      met[name] = 0;
      turn[name] = 0;
    }
    return hits;
  }

  /** Bits of the words that so many letters of a name reach well into: "simons" is hardly the S of Simon Sneddon. */
  function begun(name: number, letters: number): number {
    let rest = letters;
    let bits = 0;
    for (const [place, word] of (words[name] ?? []).entries()) {
      if (rest < Math.min(word.length, 3)) break;
      bits |= 1 << place;
      rest -= word.length;
    }
    return bits;
  }

  /** Improves hits with names that are the query, words joined, or nearly. */
  function searchJoined(text: string, typed: readonly string[], hits: Map<number, Hit>): void {
    const lessened = 0.01 + (typed.every((word) => ids.has(word)) ? rightAlready : 0);
    const note = (name: number, query: number, slipped: boolean): void => {
      const known = hits.get(name);
      if (known?.whole === true && known.query >= query) return;
      const all = 2 ** (words[name]?.length ?? 0) - 1;
      hits.set(name, { name, query, covered: 1, whole: true, slipped, unread: false, met: all });
    };
    for (const name of joined.exactly(text)) note(name, 0.99, false);
    if (text.length < 6 || [...hits.values()].some(({ whole, query }) => whole && query > 0.98)) return;
    // "sthelens", "miltonkey": the beginning of a name, without its spaces.
    for (const other of joined.goingOn(text)) {
      for (const name of other.names) {
        const known = hits.get(name);
        if (known?.whole === true || (known?.query ?? 0) >= 0.9) continue;
        hits.set(name, {
          name,
          query: 0.9,
          covered: text.length / other.text.length,
          whole: false,
          slipped: false,
          unread: false,
          met: begun(name, text.length),
        });
      }
    }
    for (const { apart, length, names: near } of joined.near(text)) {
      const close = closenessOf(apart, Math.max(length, text.length)) - lessened;
      for (const name of near) note(name, close, true);
    }
  }

  return {
    search(text, without) {
      const asTyped = fold(text);
      const all = wordsOfFolded(asTyped);
      const telling = without === undefined ? all : all.filter((word) => !without.has(word));
      const typed = telling.length > 0 ? telling : all;
      if (typed.length === 0) return [];
      const hits = searchWords(typed);
      const inWords = typed.join("");
      searchJoined(inWords, typed, hits);
      const asWritten = joinFolded(asTyped);
      if (asWritten !== inWords) searchJoined(asWritten, typed, hits);
      return [...hits.values()];
    },
  };
}
