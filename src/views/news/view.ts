/** What a post is made from, beside its subject. */
import type { Contest } from "../../core/declaration.ts";
import type { History } from "../../core/news/history.ts";
import type { Action, Block, Colour, Inline, Reply } from "../../core/reply.ts";
import type { DeliveryId } from "../../core/place.ts";

export interface NewsView {
  /** What the place may know: the public's, or the newsroom's. */
  readonly history: History;
  /** Every heading says so. */
  readonly rehearsal: boolean;
  /** Where an earlier message stands, for whoever is told that it is replaced. */
  readonly linkOf?: (message: DeliveryId) => string | undefined;
  /** The publisher's own, below a briefing. */
  readonly lines: readonly StandingLine[];
  /** A notice of the desk in its words; undefined for one that is no longer kept. */
  readonly notice?: (id: number) => Reply | undefined;
}

/** "Send us a tip", and where to. */
export interface StandingLine {
  readonly text: string;
  readonly href: string;
}

/** One item in words: as a message of its own, or as a part of one. */
export interface Telling {
  /** At most 130 letters, which every platform shows whole. */
  readonly title: string;
  /** Stands alone. */
  readonly summary: string;
  /** All of it in a line. */
  readonly line: readonly Inline[];
  /** Below the title. */
  readonly blocks: readonly Block[];
  readonly colour?: Colour;
  readonly action?: Action;
  /** Who published its figures, each once. */
  readonly sources: readonly string[];
  /** How much it says: the most is told first where several share a message. */
  readonly weight: number;
  /** What it is about; none for a notice. */
  readonly contest?: Contest;
  /** The log's entry with which a seat of the election came in: the state of the parties is told as it was then. */
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
  retracted: 5,
} as const;
