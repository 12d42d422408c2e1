/** Seats by names of places: their own, those of their parts, towns in them, and former seats. */
import type { Seat } from "../../core/election.ts";
import type { How, PlaceName } from "../../core/finder.ts";
import { fold, otherReadings } from "../words/fold.ts";
import { createWordIndex, howMet, nearlyExact, type Hit } from "../words/word-index.ts";
import { barelyBegun, formerScores, steps, strayCompass } from "./scores.ts";
import { type Build, buildOf, type Former, hasStrayCompass, seatNamesOf, type SeatName } from "./seat-names.ts";

export interface Found {
  /** Index of the seat in the election. */
  readonly seat: number;
  /** On the scale of `steps`. */
  readonly score: number;
  /** Every word was typed as it is written, none only begun or nearly right. */
  readonly exact: boolean;
  /** Met only by allowing for a slip of the finger. */
  readonly slipped: boolean;
  /** The kind of name that was met. */
  readonly by: "name" | "alias" | "former" | "code" | "person" | "place";
  readonly how: How;
  /** The name that was met, as it is written. */
  readonly read: string;
  readonly place?: PlaceName;
  readonly split?: { readonly share?: number };
  /** The seat's own name, whole. */
  readonly isName?: true;
  /** Some word that was typed is no part of the name. */
  readonly unread?: true;
  readonly why: string;
  readonly former?: { readonly name: string; readonly kept: number };
  /** ISO date of the by-election whose candidate alone led here. */
  readonly since?: string;
}

/** Whole words were typed: all of a name's, or some. */
export const isWhole = (how: How): boolean => how === "exact" || how === "part";

export interface Places {
  /** In no order; a seat may come several times. */
  search(text: string): Found[];
  /** Successors of a former seat that was named by its code. */
  successorsOf(former: Former): Found[];
}

/** The words are some name as it stands. */
const isNamed = ({ exact, score }: Found): boolean => exact && score >= steps.part - strayCompass;

type CurrentName = Exclude<SeatName, { kind: "former" }>;

const percent = (share: number): string =>
  share >= 0.995 ? "all" : share < 0.005 ? "under 1%" : `${Math.round(share * 100)}%`;

function whyOf(name: CurrentName, { whole, query, slipped }: Hit): string {
  const near = slipped || (whole && query < nearlyExact) ? "like " : "";
  switch (name.kind) {
    case "name":
      return `${near}${whole ? "" : "part of "}its name`;
    case "other":
      return whole ? `${near}${name.text}, another form of its name` : `${near}part of ${name.text}`;
    case "part":
      return `${near}${name.text}, part of its name`;
    case "alias":
      return `${near}${name.text}, which is here`;
  }
}

/** @param bears whether the successor at a place carries the former name as its own or a part of it */
function successors(
  former: Former,
  scoreAt: (position: number) => number,
  hit: Pick<Hit, "query" | "slipped" | "whole"> & { readonly unread?: boolean },
  bears: (position: number) => boolean = () => false,
): Found[] {
  const { query, slipped } = hit;
  return former.successors.map(({ seat, kept }, position) => ({
    seat,
    how: howMet(hit),
    read: former.name,
    ...(hit.unread === true && { unread: true }),
    score: scoreAt(position) * query,
    exact: query >= nearlyExact,
    slipped,
    by: "former",
    why: `former seat ${former.name} (${percent(kept)} of its people)${bears(position) ? ", also part of this name" : ""}`,
    former: { name: former.name, kept },
  }));
}

/** Whether a single word was typed, and no more than a few letters of a longer one: it may be many things. */
const isBarelyBegun = (text: string, hit: Pick<Hit, "query" | "slipped">): boolean =>
  hit.query < nearlyExact && !hit.slipped && fold(text).length < 5;

export function createPlaces(seats: readonly Seat[], formers: readonly Former[]): Places {
  const names = seatNamesOf(seats, formers);
  const index = createWordIndex(
    names.map(({ text }) => text),
    (name) => {
      const found = names[name];
      return found?.kind === "former" ? found.former : found?.seat;
    },
  );
  /** Builds of names, made when first needed: most names are never met in part. */
  const builds = new Map<number, Build>();

  function partStep(hit: Hit, beginning: number, inside: number): number {
    let build = builds.get(hit.name);
    if (build === undefined) builds.set(hit.name, (build = buildOf(names[hit.name]?.text ?? "")));
    const step = (hit.met & build.beginnings) === 0 ? inside : beginning;
    return hasStrayCompass(build, hit.met) ? step - strayCompass : step;
  }

  /** @param isOwnName whether the words are some seat's own name, or a part of it, as they stand */
  function stepOf({ kind }: CurrentName, hit: Hit, isOwnName: boolean): number | undefined {
    switch (kind) {
      case "name":
      case "other":
        return hit.whole ? steps.name : partStep(hit, steps.beginning, steps.inside);
      case "part":
        return hit.whole ? steps.part : undefined;
      case "alias":
        if (!hit.whole) return steps.formerInside;
        return isOwnName || hit.query < nearlyExact ? steps.secondAlias : steps.alias;
    }
  }

  /**
   * Matches of the words as typed. Words that are no name as they stand are searched again without what people put
   * around names, as far as the rest is a name.
   */
  function search(text: string): Found[] {
    const found = searchOnce(text);
    if (found.some(isNamed)) return found;
    for (const other of otherReadings(text)) {
      const again = searchOnce(other).filter(isNamed);
      if (again.length > 0) return [...again, ...found];
    }
    return found;
  }

  function searchOnce(text: string): Found[] {
    const found: Found[] = [];
    /** Seats that bear the words in their name, and how closely: a former seat's heirs rank by it. */
    const bearers = new Map<number, number>();
    let nearestName = 0;
    const ofFormers: { former: Former; hit: Hit }[] = [];
    const ofSeats: { name: CurrentName; hit: Hit }[] = [];
    for (const hit of index.search(text)) {
      const name = names[hit.name];
      if (name?.kind === "former") ofFormers.push({ former: name.former, hit });
      else if (name !== undefined) ofSeats.push({ name, hit });
    }
    const isOwnName = ofSeats.some(({ name, hit }) => name.kind !== "alias" && hit.whole && hit.query >= nearlyExact);
    const isFormer = !isOwnName && ofFormers.some(({ hit }) => hit.whole && hit.query >= nearlyExact);
    for (const { name, hit } of ofSeats) {
      const step = stepOf(name, hit, isOwnName);
      if (step === undefined) continue;
      const isName = step === steps.name;
      if (isName) nearestName = Math.max(nearestName, hit.query);
      if (step >= steps.beginning) bearers.set(name.seat, Math.max(bearers.get(name.seat) ?? 0, hit.query));
      // Of names that contain the word, the one with the fewest other words comes first.
      const bonus = step < steps.part && name.kind !== "alias" ? 0.02 * hit.covered : 0;
      const unsure = name.kind === "alias" && isBarelyBegun(text, hit) ? barelyBegun : 1;
      // A seat that bears a former seat's name without any of its people may be meant as well.
      const least = isFormer && step === steps.beginning && hit.query >= nearlyExact ? steps.bearer : 0;
      found.push({
        seat: name.seat,
        score: Math.max(least, step * hit.query * unsure + bonus),
        exact: hit.query >= nearlyExact,
        slipped: hit.slipped,
        how: howMet(hit),
        read: name.text,
        by: name.kind === "alias" ? "alias" : "name",
        ...(isName ? { isName } : {}),
        ...(hit.unread && { unread: true }),
        why: whyOf(name, hit),
      });
    }
    for (const { former, hit } of ofFormers) {
      found.push(...fromFormer(former, hit, bearers, nearestName >= hit.query - 0.01));
    }
    return found;
  }

  function fromFormer(former: Former, hit: Hit, bearers: ReadonlyMap<number, number>, taken: boolean): Found[] {
    const kept = former.successors.map((successor) => successor.kept);
    if (!hit.whole) {
      const step = partStep(hit, steps.formerBeginning, steps.formerInside);
      const most = kept[0] ?? 1;
      return successors(former, (position) => step - 0.15 * (1 - (kept[position] ?? 0) / most), hit);
    }
    const bears = (seat: number | undefined): boolean =>
      seat !== undefined && (bearers.get(seat) ?? 0) >= hit.query - 0.01;
    const named = former.successors.map(({ seat }) => bears(seat));
    const scores = formerScores(kept, named, taken);
    return successors(
      former,
      (position) => scores[position] ?? 0,
      hit,
      (position) => !taken && named[position] === true,
    );
  }

  return {
    search,
    successorsOf(former) {
      const scores = formerScores(
        former.successors.map(({ kept }) => kept),
        [],
      );
      return successors(former, (position) => scores[position] ?? 0, { query: 1, slipped: false, whole: true });
    },
  };
}
