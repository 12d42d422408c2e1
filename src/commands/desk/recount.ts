import { z } from "zod";
import { seatArg } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { isRecounting } from "../../core/standing.ts";
import { atDesk, refuseBefore } from "../../views/desk/at-desk.ts";
import { chooseContest, whichArg } from "../../views/desk/contest.ts";
import { knownArg, whyNoAgents } from "../../views/desk/known.ts";
import { propose } from "../../views/desk/propose.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk) =>
  defineCommand({
    name: "recount",
    summary: "Says that the votes are being counted again, once a second editor confirms",
    examples: ["/recount bath officer"],
    args: z.object({ place: seatArg(), which: whichArg(), known: knownArg() }),
    asks: { title: "A recount", submit: "Enter" },
    audience: "asker",
    role: "editor",
    async run({ place, which, known }, context) {
      const at = atDesk(desk, context);
      const isOpen = (state: string, isClosed: boolean): boolean => isClosed && state !== "declared";
      const chosen = chooseContest(context, at, "recount", { place, which }, ({ state }, closed) =>
        isOpen(state, closed),
      );
      if ("reply" in chosen) return chosen.reply;
      const { is, name } = chosen;
      const history = at.desk.history();
      refuseBefore(context, history.results, is);
      if (known === "party agent") throw new UserError("usage", whyNoAgents);
      if (isRecounting(history.entries(is)))
        throw new UserError("usage", `A recount in ${name} is known already.`, [`/log ${chosen.seat}`]);
      return propose(context, at, "recount", { contest: is, how: known });
    },
  });
