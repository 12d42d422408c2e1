import { z } from "zod";
import { defineCommand, type Context } from "../core/command.ts";
import { percent } from "../core/outcome.ts";
import type { ByElection, Party } from "../core/election.ts";
import { upcomingContest, type Results } from "../core/results.ts";
import { longDay } from "../core/story.ts";
import type { Reply } from "../core/reply.ts";
import { upper } from "../core/text.ts";
import { answer, button, sinceAnswer, text } from "../views/answer.ts";
import { comingWords, standWords, wonBy } from "../views/by-election.ts";
import { headline, int, many, pc, withParty } from "../views/words.ts";

export default defineCommand({
  name: "byelections",
  summary: "By-elections since, and those to come",
  examples: ["/byelections"],
  args: z.object({}),
  audience: "channel",
  role: "anyone",
  reads: true,
  needs: ({ kind, upcoming = [] }) => kind === "general" || kind === "by-election" || upcoming.length > 0,
  run(_, context) {
    const { lookup, election } = context.results;
    if (election.kind === "by-election") return theseOnes(context);
    const held = election.byElections.toSorted((a, b) => b.date.localeCompare(a.date));
    const told = held.map((by) => {
      const seat = lookup.seat(by.seat);
      const { name, first, second, ahead } = wonBy(by);
      const was = holderBefore(by, context.results);
      const party = lookup.party(first.party);
      const kind = was === undefined ? "win" : party === was ? "hold" : `gain from ${was.said.subject}`;
      return {
        seat,
        by,
        name,
        party,
        kind,
        ahead,
        turnout: percent(by.valid, by.electorate),
        second: lookup.party(second.party).said.subject,
      };
    });
    const coming = (election.upcoming ?? []).map((by) => ({
      seat: lookup.seat(by.seat),
      by,
      words: comingWords(context, by),
      stand: context.results.outcome(upcomingContest(by)).standing
        ? ""
        : ` Standing: ${standWords(context.results, by)}.`,
    }));
    const title = `${many(held.length, "by-election")} since the ${election.name}`;
    const since =
      held.length === 0
        ? `There has been no by-election since the ${election.name}.`
        : `${title}: ${told.map(({ seat, party, kind }) => `${seat.name}, ${party.short} ${kind}`).join("; ")}.`;
    return sinceAnswer(
      context,
      [since, ...coming.map(({ seat, by, words }) => `${seat.name}, ${longDay(by.date)}: ${words}.`)].join(" "),
      {
        title: held.length === 0 ? "No by-election since" : title,
        blocks: [
          ...coming.map(({ seat, by, words, stand }) =>
            text({ bold: seat.name }, `, ${longDay(by.date)}: ${words}.${stand}`),
          ),
          ...told.map(({ seat, by, name, party, kind, ahead, turnout, second }) =>
            text(
              { bold: seat.name },
              `, ${longDay(by.date)}: ${party.short} ${kind}. ${name} by ${int(ahead)} over ${second}; turnout ${pc(turnout)}.`,
            ),
          ),
        ],
        actions: [
          ...coming.map(({ seat }) => button(seat.name, "seat", { place: seat.name, show: "since" })),
          ...told.map(({ seat }) => button(seat.name, "seat", { place: seat.name, show: "since" })),
        ],
      },
      {
        upcoming: coming.map(({ seat, by }) => ({ code: seat.code, name: seat.name, date: by.date })),
        byElections: told.map(({ seat, by, name, party, kind, ahead }) => ({
          code: seat.code,
          name: seat.name,
          date: by.date,
          winner: name,
          party: party.id,
          result: kind,
          majority: ahead,
        })),
      },
    );
  },
});

/** An election of by-elections alone: those of its day. */
function theseOnes(context: Context): Reply {
  const { all, election } = context.results;
  const isOpen = !context.hasCome(new Date(election.pollsClose));
  const told = all.map((outcome) => {
    const { seat, winner, majority, standing, lines } = outcome;
    const by = winner && majority && majority.votes > 0 ? ` by ${int(majority.votes)}` : "";
    const so = standing ? `${headline(outcome)}${by}` : isOpen ? "to come" : "no result yet";
    const stand = standing ? "" : ` Standing: ${lines.map(withParty).join(", ")}.`;
    return { seat, words: `${so}.`, stand };
  });
  return answer(
    context,
    told.map(({ seat, words }) => `${seat.name}, ${longDay(election.date)}: ${words}`).join(" "),
    {
      title: upper(election.name),
      blocks: told.map(({ seat, words, stand }) =>
        text({ bold: seat.name }, `, ${longDay(election.date)}: ${words}${stand}`),
      ),
      actions: told.map(({ seat }) => button(seat.name, "seat", { place: seat.name })),
    },
    { upcoming: told.map(({ seat }) => ({ code: seat.code, name: seat.name, date: election.date })), byElections: [] },
  );
}

/** The party that won the seat last: at an earlier by-election since, or at the general election. */
function holderBefore(by: ByElection, results: Results): Party | undefined {
  const earlier = results.election.byElections.findLast((other) => other.seat === by.seat && other.date < by.date);
  const won = earlier?.candidates[0];
  const { winner, previous } = results.outcome(by.seat);
  return won ? results.lookup.party(won.party) : (winner ?? previous?.winner)?.party;
}
