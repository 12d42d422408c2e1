import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { ruleOf, settingsReply } from "../views/channel.ts";
import { answerModes } from "../core/place-settings.ts";

export default defineCommand({
  name: "channel answers",
  summary: "Chooses who sees answers in this channel: everyone, the asker alone, or nobody",
  examples: ["/channel answers private", "/channel answers public"],
  args: z.object({
    mode: hinted(z.enum(answerModes), { label: "mode", about: "public, private (for the asker alone) or off" }),
  }),
  asks: { title: "Answers in this channel", submit: "Save" },
  audience: "asker",
  role: "manager",
  async run({ mode }, context) {
    const place = ruleOf(context);
    const settings = { ...context.settings.get(place), answers: mode };
    await context.settings.set(place, settings);
    return settingsReply(settings);
  },
});
