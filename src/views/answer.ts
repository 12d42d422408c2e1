/** The frame of an answer: source and age on every card about results, and pages with a "More". */
import type { Context } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import { provenanceFor } from "../core/provenance.ts";
import type { Action, Ask, Block, Card, Column, Inline, Reply } from "../core/reply.ts";

/** A card about results: its source and age come with it. */
export function answer(context: Context, summary: string, card: Card, data?: unknown): Reply {
  return { summary, card, ...context.provenance, ...(data !== undefined && { data }) };
}

/** A card about one seat: its source and age are those of what stands there. */
export const seatAnswer = (context: Context, outcome: Outcome, summary: string, card: Card, data?: unknown): Reply => ({
  ...answer(context, summary, card, data),
  ...provenanceFor(outcome, context),
});

/** A card about by-elections since, whose list has a publisher and a date of its own. */
export function sinceAnswer(context: Context, summary: string, card: Card, data: unknown): Reply {
  const { byElectionsFrom, publisher } = context.results.election;
  const { name, revised } = byElectionsFrom ?? publisher;
  const listed = new Date(revised);
  const asOf = context.hasCome(listed) ? listed : context.now;
  return { summary, card, data, source: name, asOf };
}

export const text = (...parts: readonly Inline[]): Block => ({ kind: "text", text: parts });
/** Somebody else's words, to the letter. */
export const quoted = (words: string): Block => ({ kind: "text", text: [words], quoted: true });
export const note = (...parts: readonly Inline[]): Block => ({ kind: "note", text: parts });
export const button = (label: string, command: string, args: Ask["args"] = {}): Action => ({
  label,
  ask: { command, args },
});
export const start = (head: string): Column => ({ head, align: "start" });
export const end = (head: string): Column => ({ head, align: "end" });

export interface Page<T> {
  readonly items: readonly T[];
  /** Rank of the first item, from 1. */
  readonly first: number;
  readonly of: number;
  /** Asks for the next page, where there is one. */
  readonly more: readonly Action[];
  /** "11 to 20 of 239"; empty when all are shown. */
  readonly says: string;
}

/** @param page from 1; one past the end shows the last */
export function paged<T>(all: readonly T[], page: number, ask: Ask, size = 10): Page<T> {
  const last = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, last);
  const first = (shown - 1) * size;
  const items = all.slice(first, first + size);
  const next: Ask = { command: ask.command, args: { ...ask.args, page: String(shown + 1) } };
  return {
    items,
    first: first + 1,
    of: all.length,
    more: shown < last ? [{ label: "More", ask: next }] : [],
    says: last === 1 ? "" : `${first + 1} to ${first + items.length} of ${all.length}`,
  };
}
