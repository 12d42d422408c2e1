import { z } from "zod";
import { personArg } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import type { PersonMatch } from "../core/finder.ts";
import { button } from "../views/answer.ts";
import { brief } from "../core/text.ts";
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
    const offers = rivals.map((rival) => button(describe(rival, context), "person", { name: rival.asked }));
    return { ...reply, card: { ...reply.card, actions: [...(reply.card.actions ?? []), ...offers] } };
  },
});

/** "Greg Smith, Mid Buckinghamshire" */
function describe(match: PersonMatch, { results }: Context): string {
  return match.kind === "member" ? match.name : `${match.name}, ${results.lookup.seat(match.seat).name}`;
}
