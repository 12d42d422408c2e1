import { z } from "zod";
import { seatArg } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { why } from "../../core/news/why.ts";
import { upcomingContest } from "../../core/results.ts";
import { longDay } from "../../core/story.ts";
import { button, text } from "../../views/answer.ts";
import { channelOf } from "../../views/channel.ts";
import { reasonWords, verdictWords } from "../../views/announce/why.ts";
import { chooseSeat } from "../../views/choose.ts";
import type { Desk } from "../../core/desk/desk.ts";
import type { Announcing } from "../../core/news/announcing.ts";

export default (announcing: Announcing, desk: Pick<Desk, "frozen">) =>
  defineCommand({
    name: "announce why",
    summary: "Why this channel was told of a constituency, or was not",
    examples: ["/announce why bath"],
    args: z.object({ place: seatArg() }),
    asks: { title: "Why this was told" },
    audience: "asker",
    role: "manager",
    async run({ place: words }, context) {
      const place = channelOf(context);
      const chosen = chooseSeat(context, words, (name) => ({ command: "announce why", args: { place: name } }));
      if ("reply" in chosen) return chosen.reply;
      const { code, name } = chosen.is;
      const subscribed = await announcing.of(place);
      const history = announcing.history(subscribed?.staff ?? false);
      // A by-election in the seat is asked about once something has been said of it.
      const held = (history.results.election.upcoming ?? []).findLast(
        (one) => one.seat === code && history.entries(upcomingContest(one)).length > 0,
      );
      const contest = held ? upcomingContest(held) : code;
      const [messages, frozen] = await Promise.all([announcing.told(contest, place), desk.frozen()]);
      const answered = why({
        contest,
        subscribed,
        history,
        // A source's test told nothing of the contest.
        messages: messages.filter(({ rehearsal }) => !rehearsal),
        frozen: frozen?.at,
        now: context.now,
      });
      const verdict = verdictWords(answered, held ? `the ${name} by-election of ${longDay(held.date)}` : name);
      const reasons = answered.reasons.map((reason) => reasonWords(reason, context));
      return {
        summary: [verdict, ...reasons].join(" "),
        card: {
          title: verdict.replace(/\.$/, ""),
          blocks: [...(chosen.note === undefined ? [] : [text(chosen.note)]), ...reasons.map((reason) => text(reason))],
          actions: [button(name, "seat", { place: name })],
        },
        data: { contest, verdict: answered.verdict, reasons: answered.reasons.map(({ is }) => is) },
      };
    },
  });
