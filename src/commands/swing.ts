import { isOfHouse } from "../core/election.ts";
import { besideWords, swingPicture } from "../pictures/index.ts";
import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { hinted, pageArg, partyArg } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import type { Party } from "../core/election.ts";
import { project, type Projection } from "../core/swing.ts";
import { answer, end, note, paged, start, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { crediting, previousCredit } from "../views/credits.ts";
import { many, one, points as inPoints, subject } from "../views/words.ts";

export default defineCommand({
  name: "swing",
  summary: "A uniform swing on the last result: what changes hands, and the parties then",
  examples: ["/swing labour conservative 5", "/swing lib dem reform 2.5"],
  asks: { title: "Seats at a swing", submit: "Show" },
  args: z.object({
    from: partyArg("from"),
    to: partyArg("to"),
    points: hinted(
      z
        .string()
        .trim()
        .regex(/^\d{1,2}(\.\d{1,2})?$/, "give points as 5 or 2.5")
        .transform(Number)
        .pipe(z.number().min(0).max(50, "a swing goes up to 50 points")),
      { label: "points", about: "the swing in percentage points, up to 50" },
    ),
    page: pageArg(),
  }),
  audience: "channel",
  role: "anyone",
  needs: isOfHouse,
  reads: true,
  run({ from: fromWords, to: toWords, points, page }, context) {
    const from = chooseParty(context, fromWords.replace(/^from\s+/iu, ""), "results");
    const to = chooseParty(context, toWords.replace(/^to\s+/iu, ""), "results");
    if (from === to)
      throw new UserError("usage", "A swing goes from one party to another.", ["/swing labour conservative 5"]);
    if ([from, to].some((party) => party.kind !== "party"))
      throw new UserError("usage", "A uniform swing is between parties.", ["/swing labour conservative 5"]);
    const { results } = context;
    const base = results.complete ? "now" : "previous";
    const projected = project(results.all, { from, to, points }, base);
    const moved = projected.filter(({ held, wins }) => held !== wins).toSorted((a, b) => a.by - b.by);
    const state = stateAfter(projected);
    const words = state.map(({ party, seats }) => `${party.short} ${seats}`).join(", ");
    const title = `A swing of ${inPoints(points)} from ${from.said.subject} to ${to.said.subject}`;
    const on = base === "now" ? `the result of the ${results.election.name}` : theBefore(results.election);
    const shown = paged(
      moved,
      page,
      { command: "swing", args: { from: from.short, to: to.short, points: String(points) } },
      8,
    );
    const line = verdict(state, context);
    const sides = [base === "now" ? "Now" : "Last time", "With the swing"] as const;
    const under = `${many(moved.length, "seat")} would change hands. ${line}`;
    const moves = projected.map(({ held, wins }) => ({ from: held, to: wins }));
    const picture = besideWords(swingPicture(context, moves, { title, under, sides }));
    const reply = answer(
      context,
      `${title}, on ${on}: ${many(moved.length, "seat")} would change hands. ${words}. ${line}`,
      {
        title,
        colour: to.colour,
        blocks: [
          text(under),
          ...(page === 1 ? [text(`${words}.`)] : []),
          ...(moved.length > 0
            ? [
                {
                  kind: "table" as const,
                  head: [start("Seat"), start("From"), start("To"), end("By")],
                  rows: shown.items.map(({ outcome, held, wins, by }) => [
                    outcome.seat.name,
                    held.abbreviation,
                    wins.abbreviation,
                    one(by),
                  ]),
                },
              ]
            : []),
          ...(shown.says ? [note(shown.says)] : []),
          note(
            `Uniform swing on ${on}, in seats where both stood. Northern Ireland and the Speaker’s seat are left out of it.`,
          ),
          ...(page === 1 ? [picture] : []),
        ],
        actions: shown.more,
      },
      {
        base,
        points,
        from: from.id,
        to: to.id,
        seats: Object.fromEntries(state.map(({ party, seats }) => [party.id, seats])),
        changes: moved.map(({ outcome, held, wins }) => ({
          code: outcome.seat.code,
          name: outcome.seat.name,
          from: held.id,
          to: wins.id,
        })),
      },
    );
    return base === "now" ? reply : crediting(reply, previousCredit(context));
  },
});

interface Seats {
  readonly party: Party;
  readonly seats: number;
}

function stateAfter(projected: readonly Projection[]): readonly Seats[] {
  return [...Map.groupBy(projected, ({ wins }) => wins)]
    .map(([party, won]) => ({ party, seats: won.length }))
    .toSorted((a, b) => b.seats - a.seats);
}

function verdict([leader]: readonly Seats[], { results }: Context): string {
  const line = results.lookup.majorityLine;
  if (!leader) return "";
  return leader.seats >= line
    ? `${subject(leader.party)} would have a majority of ${leader.seats * 2 - results.all.length}.`
    : `${subject(leader.party)} would be ${line - leader.seats} short of the ${line} that make a majority.`;
}
