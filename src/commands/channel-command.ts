import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { brief } from "../core/text.ts";
import { ruleOf, settingsReply } from "../views/channel.ts";

export default defineCommand({
  name: "channel command",
  summary: "Switches a command off in this channel, or on again",
  examples: ["/channel command swing off", "/channel command swing on"],
  args: z.object({
    command: hinted(z.string().trim().min(1).max(64, "that is too long to be a command"), {
      label: "command",
      about: "a command’s name",
      complete: "command",
    }),
    switch: hinted(z.enum(["on", "off"]), { label: "on or off", about: "on or off" }),
  }),
  asks: { title: "Switch a command", submit: "Switch" },
  audience: "asker",
  role: "manager",
  async run({ command: words, switch: to }, context) {
    const place = ruleOf(context);
    const name = words.replace(/^\//, "").toLowerCase();
    const command = context.commands.find((known) => known.name === name && known.role === "anyone");
    if (!command)
      throw new UserError("not-found", `There is no command “${brief(words)}” that can be switched off.`, ["/help"]);
    const settings = context.settings.get(place);
    const others = settings.off.filter((known) => known !== name);
    const changed = { ...settings, off: to === "off" ? [...others, name].toSorted() : others };
    await context.settings.set(place, changed);
    return settingsReply(changed);
  },
});
