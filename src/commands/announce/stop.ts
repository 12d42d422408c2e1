import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { changeLine } from "../../views/announce/words.ts";
import { subscribedHere } from "../../views/announce/place.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce stop",
    summary: "Tells this channel no more news",
    examples: ["/announce stop"],
    args: z.object({}),
    audience: "asker",
    role: "manager",
    async run(_, context) {
      const { place, subscribed } = await subscribedHere(announcing, context);
      await announcing.state(place, "stopped");
      const again = changeLine(subscribed.subscription, context.results.lookup).replace("change", "here");
      return {
        summary: `Stopped: this channel is told no more news. What stands here stays, and is put right where it has to be. To begin anew, from then on: ${again}`,
        data: { state: "stopped" },
      };
    },
  });
