import { theBefore, yearBefore } from "../views/before.ts";
import { z } from "zod";
import { defineCommand, type Context } from "../core/command.ts";
import { isOfHouse } from "../core/election.ts";
import type { Block } from "../core/reply.ts";
import { longDay } from "../core/story.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { earlyWords } from "../views/expected.ts";
import { leftOut } from "../views/target-why.ts";
import { int, many } from "../views/words.ts";

export default defineCommand({
  name: "about",
  summary: "What this is, where the figures come from, and whom to credit",
  examples: ["/about"],
  args: z.object({}),
  audience: "asker",
  role: "anyone",
  reads: true,
  run(_, context) {
    const { election } = context.results;
    const isOfConstituencies = election.kind === "general" || election.kind === "by-election";
    const areas = isOfConstituencies
      ? many(election.seats.length, "constituency", "constituencies")
      : many(election.seats.length, "area");
    const what = `Teller answers questions about the ${election.name}: ${areas}, ${int(election.candidates.length)} candidates, who won and what changed.`;
    const year = yearBefore(election);
    const without = election.targets.lists.flatMap(({ party: id }) => {
      const party = context.results.lookup.party(id);
      const { stood, without, won, wonWithout } = leftOut(party, context.results);
      const among = wonWithout > 0 ? `, among them ${wonWithout} of the ${won} it won` : "";
      return without > 0 ? [`${party.short} ${int(without)} of ${int(stood)}${among}`] : [];
    });
    return answer(context, `${what} Figures: ${election.publisher.name}.`, {
      title: "Teller",
      blocks: [
        text(what),
        publishedBy(election),
        ...(election.previous
          ? [note(`Change and swing are on ${theBefore(election)}. ${election.previous.note ?? ""}`.trim())]
          : []),
        // It tells a result.
        ...(election.speaker && context.results.complete ? [note(election.speaker.note)] : []),
        ...(isOfHouse(election)
          ? [
              note(
                `Members are as elected on ${longDay(election.date)}, and by by-elections since. Changes of party since are not followed.`,
              ),
            ]
          : []),
        ...(election.times
          ? [
              note(
                `Recorded times are after the declaration: median ${election.times.recordedLate.median} minutes, mean ${election.times.recordedLate.mean}. Hours are guesses from ${year}${earlyWords(election)}.`,
              ),
            ]
          : []),
        note(
          "An answer for an earlier moment has the seats that were recorded by then, in figures as since corrected; corrections that the publisher dates are undone until their day.",
        ),
        ...(election.targets.rule ? [note(`Targets. ${election.targets.rule}`)] : []),
        ...(without.length > 0
          ? [
              note(
                `Seats that parties stood in and that are on no list for want of a share in ${year}: ${without.join("; ")}.`,
              ),
            ]
          : []),
        ...election.credits.map((line) => note(line)),
      ],
      actions: [button("Help", "help"), button("Privacy", "privacy")],
    });
  },
});

/** Before there are results, whoever published the candidates. */
function publishedBy({ publisher, date }: Context["results"]["election"]): Block {
  const { name, url, revised } = publisher;
  const named = url === undefined ? name : { link: name, href: url };
  if (revised <= date) return text("Candidates: ", named, ".");
  return text("Results: ", named, ", last corrected ", `${longDay(revised)}.`);
}
