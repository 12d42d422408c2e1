import { isMeasured, theBefore } from "../views/before.ts";
import { z } from "zod";
import { hinted, pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { filterArg } from "../core/seats/filter-arg.ts";
import { beatenIn, everything, type Filter } from "../core/seats/filter.ts";
import type { Party } from "../core/election.ts";
import type { Outcome } from "../core/outcome.ts";
import { ordered, orderWords, readOrder, type Order } from "../core/seats/order.ts";
import { filterWords, readPossible } from "../core/seats/read-filter.ts";
import { seatsOf } from "../core/seats/seats.ts";
import { listed } from "../core/text.ts";
import { end, start } from "../views/answer.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { figureHead, figureWords } from "../views/seat-figure.ts";
import { changeOfHands, many } from "../views/words.ts";

const usualOrder: Order = { by: "majority", unit: "votes", down: false };

/** The conditions of a filter, without how they are joined. */
const conditionsOf = (filter: Filter): readonly Filter[] =>
  filter.is === "not"
    ? conditionsOf(filter.of)
    : filter.is === "and" || filter.is === "or"
      ? filter.of.flatMap(conditionsOf)
      : [filter];

/** Of which seats a county's are. */
function countyNotes(filter: Filter): readonly string[] {
  const counties = [...new Set(conditionsOf(filter).flatMap((one) => (one.is === "county" ? [one.county] : [])))];
  return counties.length === 0
    ? []
    : [`Of ${listed(counties)} those seats that lie mostly in it; boundaries of seats are not those of counties.`];
}

const isOfRecounts = (filter: Filter): boolean => conditionsOf(filter).some(({ is }) => is === "recount");

/** Whether members who were beaten are asked for: those of a party, or all of them. */
function beatenAsked(filter: Filter): { readonly party?: Party["id"] } | undefined {
  if (filter.is === "and") return filter.of.map(beatenAsked).find((one) => one !== undefined);
  if (filter.is === "beaten") return { party: filter.party };
  return filter.is === "defeated" ? {} : undefined;
}

/** Two members of the last House stood in some seats, where one of them at least was beaten. */
function beatenWords(seats: readonly Outcome[], party: Party | undefined): string {
  const each = seats.map((seat) => beatenIn(seat).filter((line) => party === undefined || line.party === party));
  const twice = seats.filter((_, i) => (each[i]?.length ?? 0) > 1).map(({ seat }) => seat.name);
  const several = twice.length > 0 ? `; more than one in ${listed(twice)}` : "";
  const whose =
    party === undefined
      ? ""
      : ` who stood ${party.kind === "party" ? `for ${party.said.subject}` : party.said.elected}`;
  return `${many(each.flat().length, "member")} of the last House${whose} ${each.flat().length === 1 ? "was" : "were"} beaten here${several}.`;
}

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
    const beaten = beatenAsked(filter);
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
      none: isOfRecounts(filter) ? "None is on. Those that are over are not known." : `None${soFar(context)}.`,
      ...(beaten && {
        lead: beatenWords(seats, beaten.party === undefined ? undefined : results.lookup.party(beaten.party)),
      }),
      notes: [
        ...countyNotes(filter),
        ...(isOfRecounts(filter) ? ["A recount counts here while it is on; those that are over are not known."] : []),
        `By ${orderWords(order)}.${isMeasured(results.election) ? ` Gains and swings are on ${theBefore(results.election)}.` : ""}`,
      ],
      ask: {
        command: "seats",
        args: { filter: said, ...(asked !== undefined && { order: `by ${orderWords(order)}` }) },
      },
      page,
    });
  },
});
