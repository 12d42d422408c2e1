import { z } from "zod";
import { personArg } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import type { PersonMatch } from "../core/finder.ts";
import { button, note } from "../views/answer.ts";
import { brief, listed } from "../core/text.ts";
import { personReply } from "../views/person-card.ts";

/** Below this part of the best score another match is not worth offering. */
const close = 0.9;

export default defineCommand({
  name: "person",
  summary: "A candidate or MP: where they stood, how they did, what they were",
  examples: ["/person rees-mogg", "/person Count Binface", "/person sarah pochin"],
  args: z.object({ name: personArg() }),
  audience: "channel",
  role: "anyone",
  run({ name }, context) {
    const [best, ...others] = context.people.rank(name, 6);
    if (!best)
      throw new UserError("not-found", `I know nobody by the name “${brief(name)}” in this election.`, [
        "/help person",
      ]);
    const rivals = others.filter((other) => other.score >= best.score * close);
    const reply = personReply(context, best);
    if (rivals.length === 0 || !reply.card) return reply;
    const also = `Also by that name: ${listed(rivals.map((other) => describe(other)))}.`;
    return {
      ...reply,
      card: {
        ...reply.card,
        blocks: [...reply.card.blocks, note(also)],
        actions: [
          ...(reply.card.actions ?? []),
          ...rivals.map((other) => button(describe(other).slice(0, 75), "person", { name: asked(other) })),
        ],
      },
    };

    function describe(match: PersonMatch): string {
      return match.kind === "member" ? match.name : `${match.name}, ${context.results.lookup.seat(match.seat).name}`;
    }
    function asked(match: PersonMatch): string {
      return match.kind === "member" ? match.name : `${match.name}, ${context.results.lookup.seat(match.seat).name}`;
    }
  },
});
