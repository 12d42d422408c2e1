import { z } from "zod";
import { hinted, seatArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { chooseSeat } from "../views/choose.ts";
import { offering, saying } from "../views/said.ts";
import { seatReply } from "../views/seat-card.ts";
import { seatPage, seatPages } from "../views/seat-pages.ts";

export default defineCommand({
  name: "seat",
  summary: "One constituency: who won, by how much, on what swing",
  examples: ["/seat North East Somerset and Hanham", "/seat bath", "/seat clacton since"],
  args: z.object({
    place: seatArg(),
    show: hinted(z.enum(seatPages).optional(), { label: "show", about: "everyone, made, since, picture or codes" }),
  }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ place, show }, context) {
    const chosen = chooseSeat(context, place, (name) => ({
      command: "seat",
      args: { place: name, ...(show && { show }) },
    }));
    if ("reply" in chosen) return chosen.reply;
    const outcome = context.results.outcome(chosen.is.code);
    const reply = show ? seatPage(context, outcome, show) : seatReply(context, outcome);
    return offering(saying(reply, chosen.note), chosen.instead);
  },
});
