/** The figure by which seats are ordered, in words. */
import type { Context } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import { clock } from "../core/plain-text.ts";
import { figureOf, ordered, readOrder, type Order } from "../core/seats/order.ts";
import { readFilter } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { changeOfHands, int, one, pc, points } from "./words.ts";

export function figureHead({ by, party }: Order): string {
  if (party) return party.abbreviation;
  return { majority: "Majority", swing: "Swing", turnout: "Turnout", share: "Share", time: "Time", name: "" }[by];
}

export function figureWords(order: Order, outcome: Outcome, { results }: Context): string {
  const figure = figureOf(order, outcome);
  if (figure === undefined) return outcome.standing && order.by === "majority" ? "called" : "";
  switch (order.by) {
    case "majority":
      return order.unit === "points" ? one(figure) : int(figure);
    case "swing":
      return one(figure);
    case "turnout":
    case "share":
      return pc(figure);
    case "time":
      return clock(new Date(figure), results.election.timeZone);
    case "name":
      return "";
  }
}

/** The first of seats in an order, in a sentence: "Hendon comes first: 15 (LAB from CON)." */
export function firstWords({ filter, order }: Readonly<Record<string, string>>, context: Context): string | undefined {
  if (filter === undefined || order === undefined) return undefined;
  const read = readOrder(order, context.parties, "/seats");
  const [first] = ordered(seatsOf(readFilter(filter, context), context.results), read);
  const figure = first && figureOf(read, first);
  if (!first || figure === undefined) return undefined;
  const isInPoints = read.by === "swing" || (read.by === "majority" && read.unit === "points");
  const said = isInPoints ? points(figure) : figureWords(read, first, context);
  if (read.by === "time")
    return `${first.seat.name} was the ${read.down ? "last" : "first"}: ${said} (${changeOfHands(first)}).`;
  return `${first.seat.name} comes first: ${said} (${changeOfHands(first)}).`;
}
