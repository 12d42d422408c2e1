/** A filter's trial on the results that are known, in words. */
import type { Context } from "../../core/command.ts";
import type { Milestone } from "../../core/news/milestone.ts";
import type { Trial } from "../../core/news/trial.ts";
import { clock } from "../../core/plain-text.ts";
import type { Lookup } from "../../core/lookup.ts";
import { longDay } from "../../core/story.ts";
import { changeOfHands, int, many } from "../words.ts";

/** "37 of 650 on 4 July 2024, at most 6 an hour" */
export function trialWords({ of, seats, milestones, perHour }: Trial, { results }: Context): string {
  if (of === 0) return "Nothing has been declared yet, so there is nothing to test it on.";
  const { complete, election } = results;
  const what = [
    ...(seats > 0 || milestones === 0 ? [`${int(seats)} of ${int(of)}${complete ? "" : " declared so far"}`] : []),
    ...(milestones > 0 ? [many(milestones, "milestone")] : []),
  ];
  const when = complete ? ` on ${longDay(election.date)}` : "";
  const most = perHour > 0 ? `, at most ${int(perHour)} an hour` : "";
  return `It would have told ${what.join(" and ")}${when}${most}.`;
}

/** A few of the posts, from the first to the last. */
export function examples({ posts }: Trial, { results: { lookup, election } }: Context, most = 3): readonly string[] {
  const last = posts.length - 1;
  const places = new Set(Array.from({ length: most }, (_, i) => Math.round((i * last) / (most - 1))));
  return posts
    .filter((_, i) => places.has(i))
    .map(({ outcome, milestone, at }) => {
      const what = milestone ? milestoneName(milestone, lookup) : changeOfHands(outcome);
      return `${outcome.seat.name}: ${what}, ${clock(at, election.timeZone)}`;
    });
}

function milestoneName(milestone: Milestone, lookup: Lookup): string {
  switch (milestone.kind) {
    case "first":
      return "the first declaration";
    case "first-gain":
      return "the first gain";
    case "line":
      return `${lookup.party(milestone.party).short} majority`;
    case "portillo":
      return `Portillo moment, ${lookup.politician(milestone.mnis)?.as ?? "a senior politician"}`;
    case "all-in":
      return "every seat declared";
    case "exit-poll":
      return "the exit poll";
  }
}
