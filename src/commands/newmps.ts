import { isOfHouse } from "../core/election.ts";
import { z } from "zod";
import { optionalParty, pageArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { fullName, isNew, returns } from "../core/story.ts";
import { start } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { seatList, soFar } from "../views/seat-list.ts";
import { many } from "../views/words.ts";

export default defineCommand({
  name: "newmps",
  summary: "MPs new to the Commons, of all parties or of one",
  examples: ["/newmps", "/newmps reform"],
  asks: { title: "New MPs", submit: "Show" },
  args: z.object({ party: optionalParty(), page: pageArg() }),
  audience: "channel",
  role: "anyone",
  needs: isOfHouse,
  reads: true,
  run({ party: words, page }, context) {
    const party = words === undefined ? undefined : chooseParty(context, words, "newmps");
    const elected = context.results.all.filter(({ winner }) => winner && (!party || winner.party === party));
    const seats = elected.filter(({ winner }) => winner && isNew(winner));
    const back = elected.filter(({ winner }) => winner && returns(winner));
    return seatList(context, {
      title: `${many(seats.length, `new ${party ? `${party.short} ` : ""}MP`)}${soFar(context)}`,
      ...(party && { colour: party.colour }),
      seats,
      head: [start("Member"), start(""), start("Seat")],
      row: ({ winner, seat }) => [winner ? fullName(winner) : "", winner?.party.abbreviation ?? "", seat.name],
      none: `None${soFar(context)}.`,
      notes: [
        "New: never sat in the Commons before.",
        ...(back.length > 0
          ? [
              `${many(back.length, "former MP")} returned and ${back.length === 1 ? "is" : "are"} not counted: ${names(back.flatMap(({ winner }) => (winner ? [fullName(winner)] : [])))}.`,
            ]
          : []),
      ],
      ask: { command: "newmps", args: party ? { party: party.short } : {} },
      page,
    });
  },
});

/** As many as fit a line or two. */
const names = (all: readonly string[]): string =>
  all.length > 6 ? `${all.slice(0, 6).join(", ")} and others` : all.join(", ");
