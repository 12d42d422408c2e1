import { isOfHouse } from "../core/election.ts";
import { z } from "zod";
import { hinted } from "../core/args.ts";
import type { Form } from "../core/form.ts";
import { pollLine } from "../views/exit-poll.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { overallMajority, tally } from "../core/tally.ts";
import { answer, button, end, note, start, text } from "../views/answer.ts";
import { crediting, exitPollCredit } from "../views/credits.ts";
import { knownWords } from "../views/state.ts";
import { int, many, signed } from "../views/words.ts";

const changes = ["set", "correct", "retract"] as const;

export default defineCommand({
  name: "exitpoll",
  summary: "The exit poll, beside what has been declared",
  examples: ["/exitpoll"],
  asks: { title: "The exit poll", submit: "Show" },
  args: z.object({
    change: hinted(z.enum(changes).optional(), { label: "change", about: "set, correct or retract: the desk’s" }),
  }),
  audience: "channel",
  role: "anyone",
  reads: true,
  needs: isOfHouse,
  form({ change }, context) {
    const asked = changes.find((one) => one === change);
    if (!asked || context.asker.role === "anyone" || isOpen(context)) return undefined;
    return asked === "retract" ? retractForm : setForm(context);
  },
  run({ change }, context) {
    if (change !== undefined) throw refusal(context);
    const { results } = context;
    const { exitPoll } = results;
    if (!exitPoll) throw new UserError("too-early", noPoll(context));
    if (!context.hasCome(new Date(exitPoll.at)))
      throw new UserError("too-early", "The exit poll is published when the polls close, and not a moment before.");
    const counted = tally(results.all);
    const forecast = Object.entries(exitPoll.seats).map(([id, seats]) => ({
      id,
      seats,
      party: id === "others" ? undefined : results.lookup.party(id),
    }));
    const won = (id: string): number => counted.parties.find(({ party }) => party.id === id)?.seats ?? 0;
    const named = forecast.filter(({ party }) => party).reduce((sum, { id }) => sum + won(id), 0);
    const rows = forecast.map(({ id, party, seats }) => {
      const actual = party ? won(id) : counted.known - named;
      return { name: party?.short ?? "Others", seats, actual, off: actual - seats };
    });
    const [leader] = forecast.toSorted((a, b) => b.seats - a.seats);
    const over = leader ? overallMajority(leader.seats, results.all.length) : 0;
    const said = leader?.party
      ? `${leader.party.said.subject} ${over > 0 ? `with a majority of ${over}` : "the largest party"}`
      : "";
    const line = rows.map(({ name, seats }) => `${name} ${seats}`).join(", ");
    const reply = answer(
      context,
      `The exit poll: ${said}. ${line}.${counted.known > 0 ? ` ${knownWords(counted)}.` : ""}`,
      {
        title: `The exit poll: ${said}`,
        ...(leader?.party && { colour: leader.party.colour }),
        blocks: [
          text(`By ${exitPoll.by}, `, { time: new Date(exitPoll.at) }, "."),
          {
            kind: "table",
            head: [
              start("Party"),
              end("Poll"),
              ...(counted.known > 0 ? [end("Won"), ...(results.complete ? [end("Won less poll")] : [])] : []),
            ],
            rows: rows.map(({ name, seats, actual, off }) => [
              name,
              int(seats),
              ...(counted.known > 0 ? [int(actual), ...(results.complete ? [signed(off, 0)] : [])] : []),
            ]),
          },
          note(
            counted.known === 0
              ? `None of ${many(counted.of, "seat")} has declared.`
              : `${knownWords(counted)}. Others include the Speaker.`,
          ),
        ],
        actions: [button("The state of the parties", "results")],
      },
      { at: exitPoll.at, by: exitPoll.by, parties: rows },
    );
    // Before anything is declared all that is shown is the poll's own.
    const poll = exitPollCredit(context);
    if (counted.known > 0 || !poll) return crediting(reply, poll);
    const { summary, card, data } = reply;
    return { summary, ...(card && { card }), data, source: poll.source, asOf: poll.asOf };
  },
});

/** Before the close of poll it is against the law to publish one. */
function noPoll(context: Context): string {
  return isOpen(context)
    ? "The exit poll is published when the polls close, and not a moment before."
    : "No exit poll has been entered.";
}

const isOpen = ({ results: { election }, hasCome }: Context): boolean => !hasCome(new Date(election.pollsClose));

/** The command that changes it is the desk's own; its answer is for the editor alone. */
function refusal(context: Context): UserError {
  if (context.asker.role === "anyone")
    return new UserError("forbidden", "The exit poll is entered by the newsroom’s editors.");
  if (isOpen(context))
    return new UserError("too-early", "Polls are open: an exit poll is entered when they have closed, and not before.");
  return new UserError(
    "usage",
    "Type it as /setpoll WHO MADE IT AND FOR WHOM = a party and its seats; another; others and theirs.",
    ["/setpoll"],
  );
}

const ask = { command: "setpoll", args: {} };

function setForm({ results }: Context): Form {
  const { exitPoll, lookup } = results;
  const parties = results.election.parties.filter(({ kind }) => kind === "party").slice(0, 8);
  const lines = exitPoll
    ? pollLine(exitPoll, lookup).replaceAll(", ", "\n")
    : [...parties.map(({ short }) => `${short}: `), "Others: "].join("\n");
  return {
    title: exitPoll ? "Correct the exit poll" : "The exit poll",
    submit: exitPoll ? "Correct" : "Enter",
    ask,
    fields: [
      { name: "by", label: "By", about: "who made it and for whom", required: true, value: exitPoll?.by ?? "" },
      {
        name: "seats",
        label: `Seats, ${results.all.length} in all`,
        about: "a party and its seats on each line; the rest as others",
        required: true,
        value: lines,
        long: true,
      },
    ],
  };
}

const retractForm: Form = {
  title: "Retract the exit poll",
  submit: "Retract",
  ask,
  fields: [{ name: "reason", label: "Reason", about: "why it does not stand", required: true, long: true }],
};
