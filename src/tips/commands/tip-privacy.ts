import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { tipLineOf } from "../views/source.ts";
import { whoSeesReply } from "../views/who.ts";

export default defineCommand({
  name: "tip privacy",
  summary: "Who can see what of a tip, and what is kept of it",
  examples: ["/tip privacy"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  run: (_, context) => whoSeesReply(tipLineOf(context), context),
});
