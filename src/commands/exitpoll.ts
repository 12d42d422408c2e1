import { isOfHouse } from "../core/election.ts";
import { z } from "zod";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { overallMajority, tally } from "../core/tally.ts";
import { answer, button, end, note, start, text } from "../views/answer.ts";
import { knownWords } from "../views/state.ts";
import { int, many, signed } from "../views/words.ts";

export default defineCommand({
  name: "exitpoll",
  summary: "The exit poll, beside what has been declared",
  examples: ["/exitpoll"],
  args: z.object({}),
  audience: "channel",
  role: "anyone",
  reads: true,
  needs: isOfHouse,
  run(_, context) {
    const { results } = context;
    const { exitPoll } = results.election;
    if (!exitPoll) throw new UserError("too-early", noPoll(context));
    if (context.now.getTime() < Date.parse(exitPoll.at))
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
    return answer(
      context,
      `The exit poll: ${said}. ${line}.${counted.known > 0 ? ` ${knownWords(counted)}.` : ""}`,
      {
        title: `The exit poll: ${said}`,
        ...(leader?.party && { colour: leader.party.colour }),
        blocks: [
          text(`By ${exitPoll.by}, `, { time: new Date(exitPoll.at) }, "."),
          {
            kind: "bars",
            bars: forecast.flatMap(({ party, seats }) =>
              party ? [{ label: party.abbreviation, value: seats, colour: party.colour, note: int(seats) }] : [],
            ),
          },
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
  },
});

/** Before the close of poll it is against the law to publish one. */
function noPoll({ results: { election }, now }: Context): string {
  return now < new Date(election.pollsClose)
    ? "The exit poll is published when the polls close, and not a moment before."
    : "No exit poll has been entered.";
}
