import { z } from "zod";
import { seatArg } from "../../core/args.ts";
import { defineCommand } from "../../core/command.ts";
import { contestOf } from "../../core/declaration.ts";
import { upcomingContest } from "../../core/results.ts";
import { atDesk } from "../../views/desk/at-desk.ts";
import { logReply } from "../../views/desk/log.ts";
import { chooseSeat } from "../../views/choose.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import type { Desk } from "../../core/desk/desk.ts";

export default (desk: Desk, announcing: Pick<Announcing, "told">) =>
  defineCommand({
    name: "log",
    summary: "All that is kept of a constituency: who said, entered and confirmed what, and where it was posted",
    examples: ["/log bath"],
    args: z.object({ place: seatArg() }),
    asks: { title: "What is kept of a seat" },
    audience: "asker",
    role: "editor",
    async run({ place }, context) {
      atDesk(desk, context);
      const chosen = chooseSeat(context, place, (name) => ({ command: "log", args: { place: name } }));
      if ("reply" in chosen) return chosen.reply;
      const { code, name } = chosen.is;
      const coming = (context.results.election.upcoming ?? []).filter(({ seat }) => seat === code);
      const contests = [contestOf({ seat: code }), ...coming.map(upcomingContest)];
      const told = await Promise.all(contests.map(async (contest) => announcing.told(contest)));
      const waiting = (await desk.waiting()).filter(
        ({ contest }) => contest !== undefined && contests.includes(contest),
      );
      return logReply(
        name,
        contests.map((contest, i) => ({ contest, entries: desk.log(contest), told: told[i] ?? [] })),
        waiting,
        desk.history(),
      );
    },
  });
