import { z } from "zod";
import { pageArg } from "../../core/args.ts";
import type { Announcing, Subscribed } from "../../core/news/announcing.ts";
import { defineCommand, type Context } from "../../core/command.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import { clock } from "../../core/plain-text.ts";
import type { Reply } from "../../core/reply.ts";
import { button, note, paged, start, text } from "../../views/answer.ts";
import { subscribedHere } from "../../views/announce/place.ts";
import { stateWords, subscriptionFacts } from "../../views/announce/words.ts";
import { many } from "../../views/words.ts";

export default (announcing: Announcing) =>
  defineCommand({
    name: "announce list",
    summary: "Which news this channel is told; for people of the newsroom, every channel",
    examples: ["/announce list", "/announce list 2"],
    asks: { title: "Channels told news", submit: "Show" },
    args: z.object({ page: pageArg() }),
    audience: "asker",
    role: "manager",
    run: ({ page }, context) =>
      context.asker.staff === undefined ? here(announcing, context) : everywhere(announcing, page, context),
  });

async function here(announcing: Announcing, context: Context): Promise<Reply> {
  const { subscribed } = await subscribedHere(announcing, context);
  const { lookup, election } = context.results;
  const { subscription, since } = subscribed;
  const state = stateWords(subscribed, election.timeZone);
  const asked = clock(since, election.timeZone);
  return {
    summary: `This channel is told: ${filterWords(subscription.filter, lookup)}. It is ${state}. It asked at ${asked}.`,
    card: {
      title: `News in this channel: ${state}`,
      blocks: [subscriptionFacts(subscription, lookup), note(`Since ${asked}.`)],
      actions: [
        subscribed.state === "paused" ? button("Resume", "announce resume") : button("Pause", "announce pause"),
        button("Stop", "announce stop"),
      ],
    },
    data: dataOf(subscribed),
  };
}

async function everywhere(announcing: Announcing, page: number, context: Context): Promise<Reply> {
  const { lookup, election } = context.results;
  const all = await announcing.all();
  const shown = paged(all, page, { command: "announce list", args: {} });
  const blocked = all.filter((one) => one.blocked).length;
  const title = `${many(all.length, "channel")} told news${blocked > 0 ? `, ${blocked} of them blocked` : ""}`;
  const lines = shown.items.map(
    (one) => `${nameOf(one)}: ${filterWords(one.subscription.filter, lookup)}, ${stateWords(one, election.timeZone)}`,
  );
  return {
    summary: `${title}. ${lines.slice(0, 3).join("; ")}`.trim(),
    card: {
      title,
      blocks:
        all.length === 0
          ? [text("None. A channel’s managers ask for it there: /announce here.")]
          : [
              {
                kind: "table",
                head: [start("Channel"), start("News"), start("")],
                rows: shown.items.map((one) => [
                  nameOf(one),
                  filterWords(one.subscription.filter, lookup),
                  one.blocked && one.state === "on" ? "blocked" : one.state,
                ]),
              },
              ...shown.items
                .filter((one) => one.blocked)
                .map((one) => text(`${nameOf(one)}: ${stateWords({ ...one, state: "on" }, election.timeZone)}.`)),
              ...(shown.says ? [note(shown.says)] : []),
            ],
      actions: shown.more,
    },
    data: { count: all.length, first: shown.first, channels: shown.items.map(dataOf) },
  };
}

const nameOf = ({ place, staff }: Subscribed): string => `${place.platform} ${place.id}${staff ? " (newsroom)" : ""}`;

const dataOf = ({ place, subscription, state, staff, since, blocked, cursor }: Subscribed): object => ({
  platform: place.platform,
  channel: place.id,
  subscription,
  state,
  staff,
  since: since.toISOString(),
  blocked: blocked ? { since: blocked.since.toISOString(), why: blocked.why } : null,
  cursor,
});
