import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { hinted, pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { filterArg } from "../core/seats/filter-arg.ts";
import { everything } from "../core/seats/filter.ts";
import { ordered, orderWords, readOrder, type Order } from "../core/seats/order.ts";
import { filterWords, readPossible } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { end, start } from "../views/answer.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { figureHead, figureWords } from "../views/seat-figure.ts";
import { changeOfHands, many } from "../views/words.ts";

const usualOrder: Order = { by: "majority", unit: "votes", down: false };

export default defineCommand({
  name: "seats",
  summary: "The seats that a filter asks for, counted and listed",
  examples: ["/seats", "/seats labour gains but wales", "/seats women and majority under 1000 by turnout"],
  args: z.object({
    filter: filterArg(),
    order: hinted(
      z
        .string()
        .trim()
        .max(60, "that is too long to be an order")
        .regex(/^(by\s+\S.*|majority|swing|turnout|share|time|name)$/i, "type it as by turnout, or by labour share")
        .optional(),
      { label: "by ORDER", about: "by majority, swing, turnout, share, labour share, time or name" },
    ),
    page: pageArg(),
  }),
  audience: "channel",
  role: "anyone",
  reads: true,
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
        ...(isShown ? [end(figureHead(order))] : []),
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
      notes: [`By ${orderWords(order)}. Gains and swings are on ${theBefore(results.election)}.`],
      ask: {
        command: "seats",
        args: { filter: said, ...(asked !== undefined && { order: `by ${orderWords(order)}` }) },
      },
      page,
    });
  },
});
