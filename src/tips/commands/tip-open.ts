import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { openHere } from "../views/place.ts";

export default defineCommand({
  name: "tip open",
  summary: "Opens the newsroom’s tip line in this channel",
  examples: ["/tip open"],
  args: z.object({}),
  audience: "asker",
  role: "manager",
  run: (_, context) => openHere(context, true),
});
