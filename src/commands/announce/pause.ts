import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { button } from "../../views/answer.ts";
import { subscribedHere } from "../../views/announce/place.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce pause",
    summary: "Tells this channel nothing for a while",
    examples: ["/announce pause"],
    args: z.object({}),
    audience: "asker",
    role: "manager",
    async run(_, context) {
      const { place, subscribed } = await subscribedHere(announcing, context);
      if (subscribed.state !== "paused") await announcing.state(place, "paused");
      const summary =
        "Paused: nothing is told here until /announce resume, and what comes meanwhile is told then. What I have posted is put right all the same.";
      return {
        summary,
        card: {
          title: "News is paused in this channel",
          blocks: [{ kind: "text", text: [summary] }],
          actions: [button("Resume", "announce resume")],
        },
        data: { state: "paused" },
      };
    },
  });
