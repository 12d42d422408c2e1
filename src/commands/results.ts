import { besideWords, statePicture } from "../pictures/index.ts";
import { isMeasured, theBefore } from "../views/before.ts";
import { z } from "zod";
import { optionalParty } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { lostDeposit, type Outcome } from "../core/outcome.ts";
import { fullName } from "../core/story.ts";
import type { Reply } from "../core/reply.ts";
import { upper } from "../core/text.ts";
import { tally } from "../core/tally.ts";
import { answer, button, note, text } from "../views/answer.ts";
import { chooseParty } from "../views/choose.ts";
import { byElectionsCredit, crediting, exitPollCredit } from "../views/credits.ts";
import {
  inWords,
  knownWords,
  lineWords,
  sinceParty,
  sinceWords,
  speakerNote,
  stateTable,
  tallyData,
} from "../views/state.ts";
import { headline, int, many, pc, signed, withParty } from "../views/words.ts";

export default defineCommand({
  name: "results",
  summary: "How it stands, in all or for one party",
  examples: ["/results", "/results labour", "/results reform uk"],
  asks: { title: "State of the parties", submit: "Show" },
  args: z.object({ party: optionalParty() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  run({ party }, context) {
    if (party === undefined && !context.results.lookup.isHouse) return contests(context);
    return party === undefined ? everyone(context) : one(chooseParty(context, party, "results"), context);
  },
});

function everyone(context: Context): Reply {
  const counted = tally(context.results.all);
  const { lookup, election } = context.results;
  const [first, second] = counted.parties;
  const leads = first !== undefined && first.seats > (second?.seats ?? 0);
  const line = lineWords(counted, lookup);
  const poll = pollOf(context);
  const exitPoll = poll
    ? [
        note(
          `Exit poll: ${Object.entries(poll.seats)
            .map(([id, seats]) => `${id === "others" ? "others" : lookup.party(id).short} ${seats}`)
            .join(", ")}.`,
        ),
      ]
    : [];
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
      ...(leads && { colour: first.party.colour }),
      blocks: [
        text(line),
        ...(counted.known > 0 ? [stateTable(counted)] : []),
        ...(turnout ? [text(turnout)] : []),
        ...speakerNote(counted, lookup),
        ...sinceWords(context.results).map((line) => note(line)),
        ...exitPoll,
        ...(counted.declared > 0 ? [note(`Changes are on ${theBefore(election)}, in the seats declared.`)] : []),
        ...(counted.known > 0 ? [besideWords(statePicture(context))] : []),
      ],
      actions: [
        ...counted.parties.slice(0, 2).map(({ party }) => button(party.short, "results", { party: party.short })),
        button("Map", "map"),
        button("Newest", "latest"),
        button("Records", "records"),
      ],
    },
    { ...tallyData(counted), majorityLine: lookup.majorityLine },
  );
  return { ...credited(reply, context), copy: { command: "copy", args: {} } };
}

function credited(reply: Reply, context: Context): Reply {
  const isSince = context.results.complete && context.results.election.byElections.length > 0;
  return crediting(reply, exitPollCredit(context), isSince ? byElectionsCredit(context) : undefined);
}

/** The exit poll, from the close of poll. */
function pollOf({ results, hasCome }: Context): Context["results"]["election"]["exitPoll"] {
  const { exitPoll } = results;
  return exitPoll && hasCome(new Date(exitPoll.at)) ? exitPoll : undefined;
}

/** Contests that make no House: each with its result, or whoever held it. */
function contests(context: Context): Reply {
  const { election, all } = context.results;
  const counted = tally(all);
  const known = counted.known === 0 ? "nothing has been declared" : knownWords(counted).toLowerCase();
  const lines = all.map((outcome) => contestLine(outcome));
  return answer(
    context,
    `${upper(election.name)}: ${known}. ${lines.map(([name, words]) => `${name}: ${words}.`).join(" ")}`,
    {
      title: `${upper(election.name)}: ${known}`,
      blocks: [
        ...lines.map(([name, words]) => text({ bold: name }, `: ${words}.`)),
        ...(counted.declared > 0 && election.previous ? [note(`Changes are on ${theBefore(election)}.`)] : []),
      ],
      actions: [
        ...all.slice(0, 4).map(({ seat }) => button(seat.name.slice(0, 75), "seat", { place: seat.name })),
        button("Newest", "latest"),
      ],
    },
    {
      of: counted.of,
      known: counted.known,
      declared: counted.declared,
      contests: all.map(({ seat, winner, state }) => ({
        code: seat.code,
        name: seat.name,
        state,
        winner: winner ? fullName(winner) : null,
        party: winner?.party.id ?? null,
      })),
    },
  );
}

function contestLine(outcome: Outcome): readonly [name: string, words: string] {
  const { seat, winner, second, majority, turnout, previous, tie, lines } = outcome;
  if (!winner) {
    const held = previous ? `; ${previous.winner.party.said.subject} won it last` : "";
    return [
      seat.name,
      tie ? "a tie, and the lot decides" : `not yet declared; ${many(lines.length, "candidate")}${held}`,
    ];
  }
  const by = majority
    ? `${second ? ` over ${withParty(second)}` : ""}, by ${int(majority.votes)}`
    : ", votes to follow";
  const more = turnout === undefined ? "" : `; turnout ${pc(turnout)}`;
  return [seat.name, `${headline(outcome)}. ${withParty(winner)}${by}${more}`];
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
  const measured = isMeasured(results.election);
  const facts = [
    { label: "Seats", value: `${int(mine?.seats ?? 0)} of ${int(counted.known)} declared (${int(stood)} fought)` },
    ...(measured
      ? [
          { label: "Gains", value: int(mine?.gains ?? 0) },
          { label: "Losses", value: int(mine?.losses ?? 0) },
          { label: "Net", value: signed(mine?.net ?? 0, 0) },
        ]
      : []),
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
  const poll = pollOf(context)?.seats[party.id];
  const reply = answer(
    context,
    `${party.name}: ${many(mine?.seats ?? 0, "seat")}${measured ? ` (${signed(mine?.net ?? 0, 0)})` : ""}, ${pc(mine?.share ?? 0)} of the vote${mine?.change === undefined ? "" : ` (${signed(mine.change)})`}. ${knownWords(counted)}.`,
    {
      title: party.name,
      colour: party.colour,
      blocks: [
        { kind: "facts", facts },
        ...as,
        ...(poll === undefined ? [] : [note(`The exit poll gave it ${many(poll, "seat")}.`)]),
        ...(measured ? [note(`Changes are on ${theBefore(results.election)}.`)] : []),
        ...sinceParty(party, results).map((line) => note(line)),
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
  return credited(reply, context);
}
