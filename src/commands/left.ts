import { isMeasured, theBefore, yearBefore } from "../views/before.ts";
import { z } from "zod";
import { optionalRegion, pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { end, start } from "../views/answer.ts";
import { chooseArea, inArea } from "../views/area.ts";
import { areaName } from "../views/area-name.ts";
import { openOnes, openWords } from "../views/by-election.ts";
import { earlyWords, roughHour } from "../views/expected.ts";
import { crediting, previousCredit } from "../views/credits.ts";
import { seatList } from "../views/seat-list.ts";
import { many, one } from "../views/words.ts";

export default defineCommand({
  name: "left",
  summary: "The seats still to declare, in all or in a region",
  examples: ["/left", "/left north east"],
  asks: { title: "Still to come", submit: "Show" },
  args: z.object({ region: optionalRegion(), page: pageArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ region: words, page }, context) {
    const { results } = context;
    const area = words === undefined ? undefined : chooseArea(context, words, "left");
    const among = results.all.filter(({ seat }) => !area || inArea(seat, area));
    const seats = among
      .filter(({ standing }) => !standing)
      .toSorted(
        (a, b) =>
          (a.seat.guess ?? Infinity) - (b.seat.guess ?? Infinity) || a.seat.name.localeCompare(b.seat.name, "en-GB"),
      );
    const hours = seats.some(({ seat }) => roughHour(seat, results.election) !== undefined)
      ? [
          `Hours are guesses from ${yearBefore(results.election)}${earlyWords(results.election)}; no seat is late by them.`,
        ]
      : [];
    const measured = isMeasured(results.election) ? [`Majority: points, on ${theBefore(results.election)}.`] : [];
    const said = [...measured, ...hours].join(" ");
    const open = openOnes(results).filter((one) => !area || inArea(results.lookup.seat(one.seat), area));
    const toCome = open.map((one) => `To come: ${openWords(context, one)}.`);
    const list = seatList(context, {
      title: `${among.length === 1 && seats.length === 1 ? "1 seat" : `${seats.length} of ${many(among.length, "seat")}`} still to declare${area ? ` in ${areaName(area)}` : ""}`,
      seats,
      head: [start("Seat"), start("Last"), end("Majority"), end("About")],
      row: ({ seat, previous }) => [
        seat.name,
        previous?.winner.party.abbreviation ?? "",
        previous ? one(previous.majority.points) : "",
        roughHour(seat, results.election) ?? "",
      ],
      none: ["Every seat is in.", ...toCome].join(" "),
      notes: seats.length > 0 ? [...toCome, ...(said === "" ? [] : [said])] : [],
      ask: { command: "left", args: area ? { region: areaName(area) } : {} },
      page,
    });
    return crediting(list, previousCredit(context));
  },
});
