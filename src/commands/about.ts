import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { longDay } from "../core/story.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { int, many } from "../views/words.ts";

export default defineCommand({
  name: "about",
  summary: "What this is, where the figures come from, and whom to credit",
  examples: ["/about"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  reads: true,
  run(_, context) {
    const { election } = context.results;
    const what = `Teller answers questions about the ${election.name}: ${many(election.seats.length, "constituency", "constituencies")}, ${int(election.candidates.length)} candidates, who won and what changed.`;
    return answer(context, `${what} Figures: ${election.publisher.name}.`, {
      title: "Teller",
      blocks: [
        text(what),
        text(
          `Results: `,
          { link: election.publisher.name, href: election.publisher.url },
          ", last corrected ",
          `${longDay(election.publisher.revised)}.`,
        ),
        ...(election.previous
          ? [note(`Change and swing are on ${theBefore(election)}. ${election.previous.note ?? ""}`.trim())]
          : []),
        ...(election.targets.rule ? [note(`Targets. ${election.targets.rule}`)] : []),
        ...election.credits.map((line) => note(line)),
      ],
      actions: [button("Help", "help"), button("Privacy", "privacy")],
    });
  },
});
