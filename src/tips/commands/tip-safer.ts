import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { saferReply, tipLineOf } from "../views/source.ts";

export default defineCommand({
  name: "tip safer",
  summary: "Safer ways to reach the newsroom, without this bot or this platform",
  examples: ["/tip safer"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  run(_, context) {
    return saferReply(tipLineOf(context).words(context.asker.place, context.whoCanSee).safer);
  },
});
