import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { changed, subscriptionArgs } from "../../core/news/subscription-words.ts";
import { usualSubscription } from "../../core/news/subscription.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { trialOf } from "../../core/news/trial.ts";
import { answer, note, text } from "../../views/answer.ts";
import { channelOf } from "../../views/channel.ts";
import { examples, trialWords } from "../../views/announce/trial.ts";
import { subscriptionFacts } from "../../views/announce/words.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce test",
    summary: "What a filter would have told of the results that are known; without one, this channel’s own",
    examples: ["/announce test labour gains", "/announce test"],
    asks: { title: "Try a filter", submit: "Try" },
    args: z.object(subscriptionArgs()),
    audience: "asker",
    role: "manager",
    async run(wanted, context) {
      const place = channelOf(context);
      const { lookup } = context.results;
      const own = (await announcing.of(place))?.subscription ?? usualSubscription;
      const subscription = changed(own, wanted, context, "/announce test");
      const { filter } = subscription;
      const isPaced = [
        wanted.every,
        wanted.quiet,
        wanted.scoreboard,
        wanted.briefing,
        wanted.pictures,
        wanted.publish,
      ].some((one) => one !== undefined);
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
            ...(isPaced ? [subscriptionFacts(subscription, lookup)] : []),
            ...(trial.posts.length > 0 && !declared ? [note("By the times at which results were recorded.")] : []),
          ],
        },
        { of: trial.of, seats: trial.seats, milestones: trial.milestones, perHour: trial.perHour },
      );
    },
  });
