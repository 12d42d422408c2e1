import { z } from "zod";
import { personArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { choosePerson } from "../views/choose-person.ts";
import { personReply } from "../views/person-card.ts";
import { offering, saying } from "../views/said.ts";

export default defineCommand({
  name: "person",
  summary: "A candidate or MP: where they stood, how they did, what they were",
  examples: ["/person rees-mogg", "/person Count Binface", "/person sarah pochin"],
  args: z.object({ name: personArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ name }, context) {
    const chosen = choosePerson(context, name, "person");
    if ("reply" in chosen) return chosen.reply;
    return offering(saying(personReply(context, chosen.is), chosen.note), chosen.instead);
  },
});
