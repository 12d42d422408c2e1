/** A place's subscription, in words. */
import type { Subscribed } from "../../core/news/announcing.ts";
import type { Lookup } from "../../core/lookup.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { typedSubscription } from "../../core/news/subscription-words.ts";
import type { Subscription } from "../../core/news/subscription.ts";
import { clock } from "../../core/plain-text.ts";
import type { Block } from "../../core/reply.ts";
import { many } from "../words.ts";

export const pace = ({ every }: Pick<Subscription, "every">): string =>
  every === undefined ? "as it comes" : `gathered every ${every === 1 ? "minute" : many(every, "minute")}`;

export function subscriptionFacts(subscription: Subscription, lookup: Lookup): Block {
  const { filter, quiet, scoreboard, briefing, pictures, publish, mention } = subscription;
  return {
    kind: "facts",
    facts: [
      { label: "News", value: filterWords(filter, lookup) },
      { label: "Told", value: pace(subscription) },
      { label: "Quiet hours", value: quiet ? `${quiet.from} to ${quiet.to}, ${quiet.zone}` : "none" },
      { label: "Scoreboard", value: scoreboard ? "on" : "off" },
      { label: "Briefing", value: briefing ? "on" : "off" },
      { label: "Pictures", value: pictures ?? "with milestones and briefings" },
      ...(publish ? [{ label: "Published", value: "milestones and briefings, to whoever follows this channel" }] : []),
      ...(mention
        ? [{ label: "Calls", value: `@${mention.name}, for news as it comes and nothing that is said again` }]
        : []),
    ],
  };
}

/** The line to type for this subscription. */
export const changeLine = (subscription: Subscription, lookup: Lookup): string =>
  `/announce change ${Object.values(typedSubscription(subscription, lookup)).join(" ")}`;

/** "on", "paused", "blocked since 1:05am, 5 July 2024: the channel is gone" */
export function stateWords({ state, blocked }: Subscribed, timeZone: string): string {
  if (state !== "on" || !blocked) return state;
  return `blocked since ${clock(blocked.since, timeZone)}: ${blocked.why}`;
}
