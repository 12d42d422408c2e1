/** A page of seats as a table: the form of every list that a tracker of results has. */
import type { Context } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Ask, Block, Colour, Column, Reply } from "../core/reply.ts";
import { answer, note, paged, text } from "./answer.ts";
import { seatData } from "./seat-data.ts";

export interface SeatList {
  readonly title: string;
  readonly colour?: Colour;
  readonly seats: readonly Outcome[];
  readonly head: readonly Column[];
  readonly row: (outcome: Outcome, place: number) => readonly string[];
  /** One seat in the summary; its name unless given. */
  readonly brief?: (outcome: Outcome) => string;
  /** Words above the table. */
  readonly lead?: string;
  /** Words in place of the table where there are no seats. */
  readonly none: string;
  readonly notes?: readonly string[];
  /** The question that gave this list, without its page. */
  readonly ask: Ask;
  readonly page: number;
}

export function seatList(context: Context, list: SeatList): Reply {
  const { title, seats, head, row, lead, none, notes = [] } = list;
  const page = paged(seats, list.page, list.ask);
  const first = page.items.slice(0, 3).map(list.brief ?? (({ seat }) => seat.name));
  const summary =
    seats.length === 0
      ? `${title}. ${none}`
      : `${title}. ${[lead, `${page.first === 1 ? "First" : page.says}: ${first.join("; ")}.`].filter(Boolean).join(" ")}`;
  const blocks: Block[] =
    seats.length === 0
      ? [text(none)]
      : [
          ...(lead ? [text(lead)] : []),
          { kind: "table", head, rows: page.items.map((outcome, i) => row(outcome, page.first + i)) },
          ...(page.says ? [note(page.says)] : []),
        ];
  return answer(
    context,
    summary,
    {
      title,
      ...(list.colour && { colour: list.colour }),
      blocks: [...blocks, ...notes.map((line) => note(line))],
      actions: page.more,
    },
    {
      count: seats.length,
      first: page.first,
      seats: page.items.map((outcome) => seatData(outcome, context.results.lookup)),
    },
  );
}

/** "so far", until every seat is in. */
export const soFar = (context: Context): string => (context.results.complete ? "" : " so far");
