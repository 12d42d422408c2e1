import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { subscribedHere } from "../../views/announce/place.ts";
import { pace } from "../../views/announce/words.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce resume",
    summary: "Tells this channel news again, beginning with what came while it was paused",
    examples: ["/announce resume"],
    args: z.object({}),
    audience: "asker",
    role: "manager",
    async run(_, context) {
      const { place, subscribed } = await subscribedHere(announcing, context);
      const { subscription, state } = subscribed;
      if (state !== "on") await announcing.state(place, "on");
      const news = `${filterWords(subscription.filter, context.results.lookup)}, ${pace(subscription)}.`;
      return {
        summary:
          state === "on"
            ? `This channel was not paused. It is told: ${news}`
            : `Resumed, with what came meanwhile. This channel is told: ${news}`,
        data: { state: "on" },
      };
    },
  });
