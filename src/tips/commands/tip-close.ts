import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { openHere } from "../views/place.ts";

export default defineCommand({
  name: "tip close",
  summary: "Closes the tip line in this channel",
  examples: ["/tip close"],
  args: z.object({}),
  audience: "asker",
  role: "manager",
  run: (_, context) => openHere(context, false),
});
