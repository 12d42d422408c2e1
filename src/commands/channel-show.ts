import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { ruleOf, settingsReply } from "../views/channel.ts";

export default defineCommand({
  name: "channel show",
  summary: "Who sees answers in this channel, and which commands are off",
  examples: ["/channel show"],
  args: z.object({}),
  audience: "asker",
  role: "manager",
  run: (_, context) => settingsReply(context.settings.get(ruleOf(context))),
});
