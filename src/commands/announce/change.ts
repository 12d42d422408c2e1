import { z } from "zod";
import { defineCommand, type Context } from "../../core/command.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { changed, subscriptionArgs, typedSubscription } from "../../core/news/subscription-words.ts";
import type { Form } from "../../core/form.ts";
import { trialOf } from "../../core/news/trial.ts";
import type { Ask } from "../../core/reply.ts";
import { note, text } from "../../views/answer.ts";
import { subscribedHere } from "../../views/announce/place.ts";
import { roleCalled } from "../../views/announce/role.ts";
import { trialWords } from "../../views/announce/trial.ts";
import { changeLine, pace, subscriptionFacts } from "../../views/announce/words.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce change",
    summary: "Changes which news this channel is told, and when",
    examples: ["/announce change", "/announce change labour gains and scotland", "/announce change quiet off"],
    asks: { title: "Change the news here", submit: "Change" },
    args: z.object(subscriptionArgs()),
    audience: "asker",
    role: "manager",
    form: (args, context) => formOf(announcing, args, context),
    async run(wanted, context) {
      const { place, subscribed } = await subscribedHere(announcing, context);
      const { lookup } = context.results;
      const isAsked = Object.values(wanted).some((value) => value !== undefined);
      const called = await roleCalled(announcing, context, place, wanted.mention);
      const subscription = changed(subscribed.subscription, wanted, context, "/announce change", called.is);
      if (isAsked) await announcing.change(place, subscription);
      const { filter } = subscription;
      const trial = isAsked ? trialWords(trialOf(filter, context.results), context) : undefined;
      const how = `Type what should be otherwise: ${changeLine(subscription, lookup)}`;
      return {
        summary:
          `This channel is told: ${filterWords(filter, lookup)}, ${pace(subscription)}. ${trial ?? how} ${called.caveat ?? ""}`.trim(),
        card: {
          title: isAsked ? "Changed: news in this channel" : "News in this channel",
          blocks: [
            subscriptionFacts(subscription, lookup),
            trial === undefined ? note(how) : text(trial),
            ...(called.caveat === undefined ? [] : [note(called.caveat)]),
          ],
        },
        data: { subscription },
      };
    },
  });

const choices = ["on", "off"];

/** The subscription as it is, to be changed; undefined where something was typed, or where there is nothing to change. */
function formOf(announcing: Announcing, args: Ask["args"], context: Context): Form | undefined {
  const subscribed = announcing.remembered(context.asker.place);
  if (Object.keys(args).length > 0 || !subscribed || subscribed.state === "stopped") return undefined;
  const holds = typedSubscription(subscribed.subscription, context.results.lookup);
  // No field may be left empty: an argument that is not given stays as it was, which nobody means by an emptied field.
  const field = (name: keyof typeof holds, label: string, about: string) =>
    ({ name, label, about, required: true, value: holds[name].replace(new RegExp(`^${name} `), "") }) as const;
  return {
    title: "News in this channel",
    submit: "Change",
    ask: { command: "announce change", args: {} },
    fields: [
      field("filter", "News", "everything; labour gains or scotland; targets to 100; portillo"),
      field("every", "Told", "live: as it comes; 15: gathered every 15 minutes"),
      field("quiet", "Quiet hours", "23:00-07:00, a time zone after them where it is another; off"),
      { ...field("scoreboard", "Scoreboard", "the state of the parties, kept up to date in one post"), choices },
      { ...field("briefing", "Morning briefing", "what happened, each morning"), choices },
    ],
  };
}
