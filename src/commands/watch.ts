import { yearBefore } from "../views/before.ts";
import { z } from "zod";
import { pageArg } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { isSenior } from "../core/news/milestone.ts";
import type { Outcome } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import { answer, button, note, paged, text } from "../views/answer.ts";
import { crediting, officesCredit, previousCredit } from "../views/credits.ts";
import { openOnes, openWords } from "../views/by-election.ts";
import { earlyWords, roughHour } from "../views/expected.ts";
import { fates } from "../views/portillo.ts";
import { many, points } from "../views/words.ts";

/** Points of majority below which any seat is worth waiting for. */
const close = 5;

export default defineCommand({
  name: "watch",
  summary: "What is worth waiting for: senior politicians and close seats still to declare",
  examples: ["/watch", "/watch 2"],
  args: z.object({ page: pageArg() }),
  audience: "channel",
  role: "anyone",
  run({ page }, context) {
    const worth = watchList(context);
    const open = openOnes(context.results).map((coming) => openWords(context, coming));
    if (worth.length === 0 && open.length > 0) {
      const words = `${many(open.length, "by-election")} to come: ${open.join("; ")}.`;
      const data = { watch: [], byElections: open };
      return answer(
        context,
        words,
        { title: "Worth waiting for", blocks: [text(words)], actions: [button("By-elections", "byelections")] },
        data,
      );
    }
    if (worth.length === 0) {
      const all = context.results.complete;
      const words = all
        ? "Every seat is in: there is nothing left to wait for."
        : "Nothing that stands out is still to come.";
      return answer(
        context,
        words,
        {
          title: "Worth waiting for",
          blocks: [text(words)],
          actions: all
            ? [button("Records", "records"), button("Portillo moments", "portillo")]
            : [button("Still to come", "left")],
        },
        { watch: [] },
      );
    }
    const shown = paged(worth, page, { command: "watch", args: {} }, 8);
    const { election } = context.results;
    const hours = worth.some(({ outcome }) => roughHour(outcome.seat, election) !== undefined)
      ? `Hours are guesses from ${yearBefore(election)}${earlyWords(election)}`
      : "";
    const foot = [shown.says, hours].filter(Boolean).join(". ");
    const title = `Worth waiting for: ${many(worth.length, "seat")}`;
    const reply = answer(
      context,
      `${title}. ${shown.items
        .slice(0, 3)
        .map(({ outcome, why }) => `${outcome.seat.name}: ${why[0]}`)
        .join("; ")}.`,
      {
        title,
        blocks: [
          ...shown.items.map(({ outcome, why }) => {
            const when = roughHour(outcome.seat, context.results.election);
            return text({ bold: outcome.seat.name }, when ? `, about ${when}` : "", `: ${why.join("; ")}.`);
          }),
          ...open.map((words) => text({ bold: words }, ": a by-election.")),
          ...(foot === "" ? [] : [note(foot, ".")]),
        ],
        actions: shown.more,
      },
      { watch: worth.map(({ outcome, why }) => ({ code: outcome.seat.code, name: outcome.seat.name, why })) },
    );
    return crediting(reply, previousCredit(context), officesCredit(context));
  },
});

interface Watch {
  readonly outcome: Outcome;
  readonly why: readonly string[];
}

/** Senior politicians' seats first, most senior first; then close seats, closest first. */
function watchList({ results }: Context): readonly Watch[] {
  const why = new Map<Outcome, string[]>();
  const add = (outcome: Outcome, reason: string) => why.set(outcome, [...(why.get(outcome) ?? []), reason]);
  for (const { fate, stood, politician } of fates(results))
    if (fate === "awaited" && stood && isSenior(politician))
      add(stood.outcome, `${fullName(stood.line)}, ${politician.as}`);
  const narrow = results.all
    .flatMap((outcome) => (!outcome.standing && outcome.previous ? [{ outcome, before: outcome.previous }] : []))
    .filter(({ before }) => before.majority.points < close)
    .toSorted((a, b) => a.before.majority.points - b.before.majority.points);
  for (const { outcome, before } of narrow)
    add(outcome, `${before.winner.party.said.subject} ahead by ${points(before.majority.points)} last time`);
  return [...why].map(([outcome, reasons]) => ({ outcome, why: reasons }));
}
