/** The view that a message's words are made from, beside its subject. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Action, Block, Colour, Inline, Reply } from "../../core/reply.ts";
import type { DeliveryId } from "../../core/place.ts";

export interface NewsView {
  /** The place's history: the public one, or the newsroom's. */
  readonly history: History;
  /** Whether every heading says that it is a rehearsal. */
  readonly rehearsal: boolean;
  /** The address of an earlier message that this one replaces. */
  readonly linkOf?: (message: DeliveryId) => string | undefined;
  /** The publisher's standing lines, below a briefing. */
  readonly lines: readonly StandingLine[];
  /** A notice of the desk in its words; undefined for one that is no longer kept. */
  readonly notice?: (id: number) => Reply | undefined;
}

/** "Send us a tip", and its address. */
export interface StandingLine {
  readonly text: string;
  readonly href: string;
}

/** One item in words: as a message of its own, or as a part of one. */
export interface Telling {
  /** At most 130 letters, which every platform shows whole. */
  readonly title: string;
  /** Words that stand alone. */
  readonly summary: string;
  /** The whole telling in a line. */
  readonly line: readonly Inline[];
  /** Below the title. */
  readonly blocks: readonly Block[];
  readonly colour?: Colour;
  readonly action?: Action;
  /** Publishers of its figures, each once. */
  readonly sources: readonly string[];
  /** The weightiest is told first where several share a message. */
  readonly weight: number;
  /** Its contest; absent for a notice. */
  readonly contest?: Contest;
  /** The entry with which a seat of the election came in: the state of the parties is told as it was then. */
  readonly counted?: number;
}

/** From most to least. */
export const weights = {
  line: 100,
  allIn: 90,
  anew: 85,
  portillo: 80,
  first: 70,
  firstGain: 60,
  notice: 55,
  gain: 50,
  tie: 45,
  byElection: 40,
  hold: 10,
  /** Of contests that make no House: each has said the most of it. */
  allOfFew: 8,
  retracted: 5,
} as const;
