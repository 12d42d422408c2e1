import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { UserError } from "../../core/errors.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { changed, subscriptionArgs } from "../../core/news/subscription-words.ts";
import { usualSubscription } from "../../core/news/subscription.ts";
import { trialOf } from "../../core/news/trial.ts";
import { button, note, text } from "../../views/answer.ts";
import { channelOf } from "../../views/channel.ts";
import { roleCalled } from "../../views/announce/role.ts";
import { trialWords } from "../../views/announce/trial.ts";
import { pace, subscriptionFacts } from "../../views/announce/words.ts";
import type { PlaceFacts } from "../../core/place.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce here",
    summary: "Tells this channel news as it comes: all of it, or what a filter asks for",
    examples: ["/announce here", "/announce here labour gains or scotland every 15 quiet 23:00-07:00"],
    asks: { title: "News in this channel", submit: "Announce" },
    args: z.object(subscriptionArgs()),
    audience: "asker",
    role: "manager",
    async run(wanted, context) {
      const place = channelOf(context);
      if (context.asker.inThread)
        throw new UserError(
          "forbidden",
          "I tell news in a channel, where everyone sees it, and in no thread. Ask me in the channel itself, and I tell it there.",
        );
      const { lookup } = context.results;
      const before = await announcing.of(place);
      if (before && before.state !== "stopped")
        throw new UserError(
          "usage",
          `This channel is told already: ${filterWords(before.subscription.filter, lookup)}. A channel has one filter, which “or” makes wider.`,
          [`/announce change ${wanted.filter ?? ""}`.trim(), "/announce list"],
        );
      const called = await roleCalled(announcing, context, place, wanted.mention);
      const subscription = changed(usualSubscription, wanted, context, "/announce here", called.is);
      const facts = await announcing.inspect(place);
      if (facts && !facts.mayPost)
        throw new UserError("forbidden", `I may not post in this channel. ${facts.wants.join(" ")} Then ask me again.`);
      await announcing.subscribe(place, subscription);
      const news = filterWords(subscription.filter, lookup);
      const trial = trialWords(trialOf(subscription.filter, context.results), context);
      const caveat = [caveatOf(facts), called.caveat ?? ""].join(" ").trim();
      return {
        summary: [`From now on this channel is told: ${news}, ${pace(subscription)}. ${trial}`, caveat]
          .join(" ")
          .trim(),
        card: {
          title: "News in this channel",
          blocks: [
            text("From now on. What has been is not told."),
            subscriptionFacts(subscription, lookup),
            text(trial),
            ...(caveat === "" ? [] : [note(caveat)]),
          ],
          actions: [button("Try it", "announce test"), button("Stop", "announce stop")],
        },
        data: { subscription },
      };
    },
  });

/** A fault of the channel, and why it matters; empty where all is well. */
function caveatOf(facts: PlaceFacts | undefined): string {
  if (!facts) return "I could not look whether I may post here: the platform is not up.";
  if (facts.mayReadBack) return facts.wants.join(" ");
  return [
    "I cannot read this channel’s history. I want that for one thing: when a post has no clear answer I look whether it stands there, so that nothing is posted twice. Until then such a post is not repeated, and may be missing.",
    ...facts.wants,
  ].join(" ");
}
