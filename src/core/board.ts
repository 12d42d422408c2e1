/** The board: what is open to everybody, unasked. Nothing that is held, frozen, a draft or for staff alone is in it. */
import type { Ask, Picture, Reply } from "./reply.ts";
import type { Results } from "./results.ts";

/** A seat as a line of a sheet, under documented names; null where nothing is known. */
export type BoardRow = Readonly<Record<string, string | number | boolean | null>>;

/** One moment of the board. The same object until anything on it changes. */
export interface Shown {
  readonly results: Results;
  /** The seats, in the pack's order. */
  readonly rows: () => readonly BoardRow[];
  /** The same as CSV with a heading. */
  readonly csv: () => string;
  /** The map of all seats; absent where they have no place on one. */
  readonly map: () => Picture | undefined;
}

export interface Board {
  readonly rehearsal: boolean;
  /** Looks whether anything is new. While posts are frozen nothing is. */
  look(): Promise<Shown>;
  /** A question as a stranger would ask it, answered from what the board shows; it counts for nothing. Never rejects. */
  answer(ask: Ask): Promise<Reply>;
}
