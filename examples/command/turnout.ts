import { z } from "zod";
import { pageArg } from "../../src/core/args.ts";
import { defineCommand } from "../../src/core/command.ts";
import { end, start } from "../../src/views/answer.ts";
import { seatList } from "../../src/views/seat-list.ts";
import { pc } from "../../src/views/words.ts";

export default defineCommand({
  name: "turnout",
  summary: "The seats where most of the electorate voted",
  examples: ["/turnout", "/turnout 2"],
  args: z.object({ page: pageArg() }),
  audience: "channel",
  role: "anyone",
  run({ page }, context) {
    const seats = context.results.all
      .filter(({ state }) => state === "declared")
      .toSorted((a, b) => (b.turnout ?? 0) - (a.turnout ?? 0));
    return seatList(context, {
      title: "Turnout, the highest first",
      seats,
      head: [start("Seat"), end("Turnout")],
      row: ({ seat, turnout }) => [seat.name, pc(turnout ?? 0)],
      none: "No seat has declared.",
      ask: { command: "turnout", args: {} },
      page,
    });
  },
});
