import { z } from "zod";
import { optionalParty } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { lostDeposit } from "../core/outcome.ts";
import type { Reply } from "../core/reply.ts";
import { tally } from "../core/tally.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { inWords, knownWords, lineWords, seatBars, speakerNote, stateTable, tallyData } from "../views/state.ts";
import { int, many, pc, signed } from "../views/words.ts";

export default defineCommand({
  name: "results",
  summary: "The state of the parties, in all or for one of them",
  examples: ["/results", "/results labour", "/results reform uk"],
  args: z.object({ party: optionalParty() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ party }, context) {
    return party === undefined ? everyone(context) : one(chooseParty(context, party, "results"), context);
  },
});

function everyone(context: Context): Reply {
  const counted = tally(context.results.all);
  const { lookup, election } = context.results;
  const line = lineWords(counted, lookup);
  const poll = Object.entries(election.exitPoll.seats).map(
    ([id, seats]) => `${id === "others" ? "others" : lookup.party(id).short} ${seats}`,
  );
  const exitPoll =
    context.now.getTime() >= Date.parse(election.exitPoll.at) ? [note(`Exit poll: ${poll.join(", ")}.`)] : [];
  const turnout =
    counted.declared > 0
      ? `Turnout ${pc(counted.turnout)} of the electorate (valid votes), against ${pc(counted.previousTurnout)} in the same seats before.`
      : "";
  const reply = answer(
    context,
    counted.known === 0
      ? `No seat has declared. ${line}`
      : `${knownWords(counted)}. ${inWords(counted)}. ${line} ${turnout}`.trim(),
    {
      title: `${election.name}: ${counted.known === 0 ? "no seat has declared" : knownWords(counted).toLowerCase()}`,
      blocks: [
        text(line),
        ...(counted.known > 0 ? [seatBars(counted), stateTable(counted)] : []),
        ...(turnout ? [text(turnout)] : []),
        ...speakerNote(counted, lookup),
        ...exitPoll,
        ...(counted.declared > 0 ? [note(`Changes are on the ${election.previous.name}, in the seats declared.`)] : []),
      ],
      actions: [
        ...counted.parties.slice(0, 2).map(({ party }) => button(party.short, "results", { party: party.short })),
        button("Newest", "latest"),
        button("Records", "records"),
      ],
    },
    { ...tallyData(counted), majorityLine: lookup.majorityLine },
  );
  return { ...reply, copy: { command: "copy", args: {} } };
}

function one(party: Party, context: Context): Reply {
  const { results } = context;
  const counted = tally(results.all);
  const mine = [...counted.parties, ...(counted.speaker ? [counted.speaker] : [])].find((line) => line.party === party);
  const stood = results.election.candidates.filter((candidate) => candidate.party === party.id).length;
  const counting = counted.declared < counted.of;
  const second = results.known.filter((outcome) => outcome.second?.party === party).length;
  const deposits = results.all.flatMap(({ lines }) =>
    lines.filter((line) => line.party === party && lostDeposit(line)),
  ).length;
  const facts = [
    { label: "Seats", value: `${int(mine?.seats ?? 0)} of ${int(counted.known)} declared (${int(stood)} fought)` },
    { label: "Gains", value: int(mine?.gains ?? 0) },
    { label: "Losses", value: int(mine?.losses ?? 0) },
    { label: "Net", value: signed(mine?.net ?? 0, 0) },
    { label: "Votes", value: int(mine?.votes ?? 0) },
    {
      label: "Share",
      value: `${pc(mine?.share ?? 0)}${mine?.change === undefined ? "" : ` (${signed(mine.change)} points)`}`,
    },
    { label: "Came second", value: many(second, "seat") },
    {
      label: "Deposits lost",
      value: `${int(deposits)} of ${many(mine?.candidates ?? 0, "candidate")}${counting ? " counted" : ""}`,
    },
  ];
  const as =
    party.previously && mine?.change !== undefined ? [note(`Change is on the ${party.previously}’s share.`)] : [];
  const { exitPoll } = results.election;
  const poll = context.now.getTime() >= Date.parse(exitPoll.at) ? exitPoll.seats[party.id] : undefined;
  return answer(
    context,
    `${party.name}: ${many(mine?.seats ?? 0, "seat")} (${signed(mine?.net ?? 0, 0)}), ${pc(mine?.share ?? 0)} of the vote${mine?.change === undefined ? "" : ` (${signed(mine.change)})`}. ${knownWords(counted)}.`,
    {
      title: party.name,
      colour: party.colour,
      blocks: [
        { kind: "facts", facts },
        ...as,
        ...(poll === undefined ? [] : [note(`The exit poll gave it ${many(poll, "seat")}.`)]),
        note(`Changes are on the ${results.election.previous.name}.`),
      ],
      actions: [
        button("Gains", "gains", { party: party.short }),
        button("Losses", "losses", { party: party.short }),
        button("Second places", "second", { party: party.short }),
        button("Most at risk", "atrisk", { party: party.short }),
      ],
    },
    {
      party: party.id,
      candidates: stood,
      second,
      depositsLost: deposits,
      ...(mine
        ? {
            seats: mine.seats,
            gains: mine.gains,
            losses: mine.losses,
            net: mine.net,
            votes: mine.votes,
            share: mine.share,
            change: mine.change ?? null,
          }
        : { seats: 0 }),
    },
  );
}
