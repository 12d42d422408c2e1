import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { filterArg } from "../../core/news/subscription-words.ts";
import { filterWords, readFilter } from "../../core/news/filter-words.ts";
import { everything } from "../../core/news/filter.ts";
import { trialOf } from "../../core/news/trial.ts";
import { answer, note, text } from "../../views/answer.ts";
import { channelOf } from "../../views/channel.ts";
import { examples, trialWords } from "../../views/announce/trial.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce test",
    summary: "What a filter would have told of the results that are known; without one, this channel’s own",
    examples: ["/announce test labour gains", "/announce test"],
    args: z.object({ filter: filterArg() }),
    audience: "asker",
    role: "manager",
    async run({ filter: words }, context) {
      const place = channelOf(context);
      const { lookup } = context.results;
      const own = (await announcing.of(place))?.subscription.filter ?? everything;
      const filter = words === undefined ? own : readFilter(words, context, "/announce test");
      const trial = trialOf(filter, context.results);
      const said = trialWords(trial, context);
      const some = examples(trial, context);
      const { declared } = context.results.all[0]?.standing ?? {};
      return answer(
        context,
        [`${filterWords(filter, lookup)}: ${said}`, ...some].join(" "),
        {
          title: filterWords(filter, lookup),
          blocks: [
            text(said),
            ...some.map((line) => text(line)),
            ...(trial.posts.length > 0 && !declared ? [note("By the times at which results were recorded.")] : []),
          ],
        },
        { of: trial.of, seats: trial.seats, milestones: trial.milestones, perHour: trial.perHour },
      );
    },
  });
