import { z } from "zod";
import { hinted, pageArg } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import { filterArg } from "../core/seats/filter-arg.ts";
import { everything } from "../core/seats/filter.ts";
import { figureOf, ordered, orderWords, readOrder, type Order } from "../core/seats/order.ts";
import { filterWords, readPossible } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { clock } from "../core/plain-text.ts";
import { end, start } from "../views/answer.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { changeOfHands, int, many, one, pc } from "../views/words.ts";

const usualOrder: Order = { by: "majority", unit: "votes", down: false };

export default defineCommand({
  name: "seats",
  summary: "The seats that a filter asks for, counted and listed",
  examples: ["/seats", "/seats labour gains but wales", "/seats women and majority under 1000 by turnout"],
  args: z.object({
    filter: filterArg(),
    order: hinted(z.string().trim().min(1, "say which order").max(60, "that is too long to be an order").optional(), {
      label: "order",
      about: "majority, swing, turnout, share, labour share, time or name",
      after: "by",
    }),
    page: pageArg(),
  }),
  audience: "channel",
  role: "anyone",
  run({ filter: words, order: asked, page }, context) {
    const { results, parties } = context;
    const filter = words === undefined ? everything : readPossible(words, context, "/seats");
    const order = asked === undefined ? usualOrder : readOrder(asked, parties, `/seats ${words ?? ""}`.trim());
    const said = filterWords(filter, results.lookup);
    const seats = ordered(seatsOf(filter, results), order);
    const isShown = order.by !== "name" && order.by !== "majority";
    return seatList(context, {
      title: `${many(seats.length, "seat")}: ${said}${soFar(context)}`,
      seats,
      head: [
        start("Seat"),
        start(""),
        ...(isShown ? [end(headOf(order))] : []),
        end(order.by === "majority" && order.unit === "points" ? "Points" : "Majority"),
      ],
      row: (outcome) => [
        outcome.seat.name,
        outcome.standing ? changeOfHands(outcome) : "to come",
        ...(isShown ? [figureWords(order, outcome, context)] : []),
        outcome.standing
          ? figureWords({ ...usualOrder, ...(order.unit && { unit: order.unit }) }, outcome, context)
          : "",
      ],
      brief: (outcome) => {
        const figure = figureWords(order, outcome, context);
        return figure === "" ? outcome.seat.name : `${outcome.seat.name}, ${figure}`;
      },
      none: `None${soFar(context)}.`,
      notes: [`By ${orderWords(order)}. Gains and swings are on the ${results.election.previous.name}.`],
      ask: {
        command: "seats",
        args: { filter: said, ...(asked !== undefined && { order: `by ${orderWords(order)}` }) },
      },
      page,
    });
  },
});

function headOf({ by, party }: Order): string {
  if (party) return party.abbreviation;
  return { majority: "Majority", swing: "Swing", turnout: "Turnout", share: "Share", time: "Time", name: "" }[by];
}

function figureWords(order: Order, outcome: Outcome, { results }: Context): string {
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
