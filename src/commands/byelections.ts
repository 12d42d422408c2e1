import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import { percent } from "../core/outcome.ts";
import { longDay } from "../core/story.ts";
import { button, sinceAnswer, text } from "../views/answer.ts";
import { int, many, pc } from "../views/words.ts";

export default defineCommand({
  name: "byelections",
  summary: "By-elections since",
  examples: ["/byelections"],
  args: z.object({}),
  audience: "channel",
  role: "anyone",
  run(_, context) {
    const { lookup, election } = context.results;
    const held = election.byElections.toSorted((a, b) => b.date.localeCompare(a.date));
    const told = held.map((by) => {
      const seat = lookup.seat(by.seat);
      const [first, second] = by.candidates;
      const was = context.results.outcome(by.seat).winner?.party;
      const party = first ? lookup.party(first.party) : undefined;
      const kind = party === was ? "hold" : `gain from ${was?.short ?? "another party"}`;
      const ahead = (first?.votes ?? 0) - (second?.votes ?? 0);
      const name = `${first?.given} ${first?.family}`;
      return {
        seat,
        by,
        name,
        party,
        kind,
        ahead,
        turnout: percent(by.valid, by.electorate),
        second: second ? lookup.party(second.party).short : "",
      };
    });
    const title = `${many(held.length, "by-election")} since`;
    return sinceAnswer(
      context,
      held.length === 0
        ? "There has been no by-election since."
        : `${title}: ${told.map(({ seat, party, kind }) => `${seat.name}, ${party?.short} ${kind}`).join("; ")}.`,
      {
        title: held.length === 0 ? "No by-election since" : title,
        blocks: told.map(({ seat, by, name, party, kind, ahead, turnout, second }) =>
          text(
            { bold: seat.name },
            `, ${longDay(by.date)}: ${party?.short} ${kind}. ${name} by ${int(ahead)} over ${second}; turnout ${pc(turnout)}.`,
          ),
        ),
        actions: told.map(({ seat }) => button(seat.name, "seat", { place: seat.name, show: "since" })),
      },
      {
        byElections: told.map(({ seat, by, name, party, kind, ahead }) => ({
          code: seat.code,
          name: seat.name,
          date: by.date,
          winner: name,
          party: party?.id,
          result: kind,
          majority: ahead,
        })),
      },
    );
  },
});
