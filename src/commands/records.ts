import { isOfHouse } from "../core/election.ts";
import { theBefore } from "../views/before.ts";
import { z } from "zod";
import { defineCommand } from "../core/command.ts";
import type { Outcome } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { soFar } from "../views/seat-list.ts";
import { int, many, pc, points, signed, swingWords } from "../views/words.ts";

export default defineCommand({
  name: "records",
  summary: "Closest, safest, turnout, biggest swing and fall, rejected papers, women elected",
  examples: ["/records"],
  args: z.object({}),
  audience: "channel",
  role: "anyone",
  needs: isOfHouse,
  reads: true,
  run(_, context) {
    const declared = context.results.all.filter(({ state }) => state === "declared");
    const elected = context.results.all.flatMap(({ winner }) => winner ?? []);
    const women = elected.filter(({ candidate }) => candidate.gender === "female").length;
    const records = recordsOf(declared);
    if (records.length === 0)
      return answer(
        context,
        "No records yet: no seat has declared.",
        { title: "Records", blocks: [text("No seat has declared.")] },
        { records: [] },
      );
    const title = `Records${soFar(context) || " of the night"}`;
    return answer(
      context,
      records
        .slice(0, 3)
        .map(({ label, outcome, figure }) => `${label}: ${outcome.seat.name}, ${figure}.`)
        .join(" "),
      {
        title,
        blocks: [
          {
            kind: "facts",
            facts: records.map(({ label, outcome, figure }) => ({ label, value: `${outcome.seat.name}: ${figure}` })),
          },
          text(`${many(women, "woman", "women")} elected, of ${many(elected.length, "MP")}${soFar(context)}.`),
          note(
            `Swing and change are on ${theBefore(context.results.election)}. Turnout is valid votes over the electorate.`,
          ),
        ],
        actions: [
          button("Turnout and state of the parties", "results"),
          ...(records[0] ? [button("The closest", "seat", { place: records[0].outcome.seat.name })] : []),
        ],
      },
      {
        women,
        elected: elected.length,
        records: records.map(({ label, outcome, figure, value }) => ({
          label,
          code: outcome.seat.code,
          name: outcome.seat.name,
          figure,
          value,
        })),
      },
    );
  },
});

interface Entry {
  readonly label: string;
  readonly outcome: Outcome;
  readonly figure: string;
  readonly value: number;
}

function recordsOf(declared: readonly Outcome[]): readonly Entry[] {
  const record = (
    label: string,
    of: (outcome: Outcome) => number | undefined,
    figure: (outcome: Outcome, value: number) => string,
  ): Entry[] => {
    const best = declared
      .map((outcome) => ({ outcome, value: of(outcome) }))
      .reduce<{ outcome: Outcome; value: number } | undefined>(
        (top, { outcome, value }) => (value !== undefined && (!top || value > top.value) ? { outcome, value } : top),
        undefined,
      );
    return best ? [{ label, ...best, figure: figure(best.outcome, best.value) }] : [];
  };
  const less = (n: number | undefined) => (n === undefined ? undefined : -n);
  return [
    record(
      "Closest",
      (o) => less(o.majority?.votes),
      (o) =>
        `${many(o.majority?.votes ?? 0, "vote")}, ${o.winner?.party.short ?? ""} over ${o.second?.party.short ?? ""}`,
    ),
    record(
      "Biggest majority",
      (o) => o.majority?.votes,
      (o, n) => `${int(n)}, ${o.winner?.party.short ?? ""}`,
    ),
    record(
      "Safest in points",
      (o) => o.majority?.points,
      (o, n) => `${points(n)}, ${o.winner?.party.short ?? ""}`,
    ),
    record(
      "Highest turnout",
      (o) => o.turnout,
      (_, n) => pc(n),
    ),
    record(
      "Lowest turnout",
      (o) => less(o.turnout),
      (_, n) => pc(-n),
    ),
    record(
      "Biggest swing",
      (o) => o.swing?.points,
      (o) => (o.swing ? swingWords(o.swing) : ""),
    ),
    record(
      "Biggest rise",
      (o) => Math.max(...o.lines.map((line) => line.change ?? -Infinity)),
      (o, n) => change(o, n),
    ),
    record(
      "Biggest fall",
      (o) => less(Math.min(...o.lines.map((line) => line.change ?? Infinity))),
      (o, n) => change(o, -n),
    ),
    record(
      "Biggest share",
      (o) => o.winner?.share,
      (o, n) => `${pc(n)}, ${o.winner ? fullName(o.winner) : ""}`,
    ),
    record(
      "Smallest winning share",
      (o) => less(o.winner?.share),
      (o, n) => `${pc(-n)}, ${o.winner ? fullName(o.winner) : ""}`,
    ),
    record(
      "Most candidates",
      (o) => o.lines.length,
      (_, n) => int(n),
    ),
    record(
      "Most rejected papers",
      (o) => o.rejected,
      (_, n) => int(n),
    ),
  ].flat();
}

const change = (outcome: Outcome, by: number): string => {
  const line = outcome.lines.find((one) => one.change === by);
  return `${line?.party.short ?? ""} ${signed(by)} points`;
};
