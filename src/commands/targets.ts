import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { hinted, optionalParty } from "../core/args.ts";
import { defineCommand } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { swingAchieved, swingNeeded } from "../core/outcome.ts";
import { answer, button, end, note, start, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { crediting, previousCredit } from "../views/credits.ts";
import { leftOut, leftOutWords } from "../views/target-why.ts";
import { int, many, needed, possessive, signed } from "../views/words.ts";
import { upper } from "../core/text.ts";

/** Ranks on one card. */
const most = 20;
const usual = 10;

export default defineCommand({
  name: "targets",
  summary: "A stretch of a party’s target list, and how much of it was won",
  examples: ["/targets", "/targets labour 155-170", "/targets green 1-4"],
  asks: { title: "Target seats", submit: "Show" },
  args: z.object({
    party: optionalParty(),
    range: hinted(
      z
        .string()
        .trim()
        .regex(/^\d{1,6}(\s*([-–—]|to)\s*\d{1,6})?$/iu, "give ranks as 1-20")
        .optional(),
      { label: "from-to", about: "ranks, such as 155-170" },
    ),
  }),
  audience: "channel",
  role: "anyone",
  needs: ({ targets }) => targets.lists.length > 0,
  reads: true,
  run({ party: words, range }, context) {
    const { lookup, election } = context.results;
    const followed = election.targets.lists[0]?.party;
    const party =
      words === undefined && followed !== undefined
        ? lookup.party(followed)
        : chooseParty(context, words ?? "", "targets");
    const list = lookup.targets(party.id);
    if (list.length === 0)
      throw new UserError("not-found", `There is no target list for ${party.said.subject}.`, ["/targets"]);
    const [from = 1, to = from + usual - 1] = range?.split(/[-–—]|to/iu).map(Number) ?? [];
    if (from < 1 || from > list.length || to < from)
      throw new UserError("usage", `${upper(possessive(party))} ranks run from 1 to ${list.length}, smaller first.`, [
        `/targets ${party.short} 1-${usual}`,
      ]);
    const stretch = list.slice(from - 1, Math.min(to, from - 1 + most));
    const last = from - 1 + stretch.length;
    const outcomes = stretch.map(({ seat }) => context.results.outcome(seat.code));
    const won = list.filter(({ seat }) => context.results.outcome(seat.code).winner?.party === party).length;
    const here = outcomes.filter(({ winner }) => winner?.party === party).length;
    const title = `${upper(possessive(party))} targets ${from} to ${last}`;
    const known = outcomes.filter(({ winner }) => winner).length;
    const all = `${int(won)} of the ${int(list.length)} on the list`;
    const lead =
      known === 0
        ? `None of these has declared; ${all} won.`
        : `${here} of these ${many(known, "declared seat")} won; ${all}.`;
    const rows = outcomes.map((outcome, i) => {
      const gap = swingNeeded(outcome.previous, party);
      return [
        String(from + i),
        outcome.seat.name,
        gap === undefined ? "" : needed(gap),
        signed(swingAchieved(outcome, party)),
        outcome.winner ? (outcome.winner.party === party ? "won" : outcome.winner.party.abbreviation) : "",
      ];
    });
    const next = {
      party: party.short,
      range: `${last + 1}-${Math.min(list.length, last + Math.min(most, to - from + 1))}`,
    };
    const reply = answer(
      context,
      `${title}: ${lead}`,
      {
        title,
        colour: party.colour,
        blocks: [
          text(lead),
          { kind: "table", head: [end(""), start("Seat"), end("Needs"), end("Swing"), start("")], rows },
          ...(to - from + 1 > most && last < list.length ? [note(`${most} at a time.`)] : []),
          ...leftOutWords(party, context.results).map((line) => note(line)),
          note(
            `Swings in points, on ${theBefore(election)}; those needed are rounded up. Ranked by Teller’s own rule: /about has it.`,
          ),
        ],
        actions: last < list.length ? [button("More", "targets", next)] : [],
      },
      {
        party: party.id,
        wonOfList: won,
        of: list.length,
        targets: outcomes.map((outcome, i) => ({
          rank: from + i,
          code: outcome.seat.code,
          name: outcome.seat.name,
          swingNeeded: swingNeeded(outcome.previous, party) ?? null,
          swingAchieved: swingAchieved(outcome, party) ?? null,
          won: outcome.winner ? outcome.winner.party === party : null,
        })),
        leftOut: leftOut(party, context.results),
      },
    );
    return crediting(reply, previousCredit(context));
  },
});
