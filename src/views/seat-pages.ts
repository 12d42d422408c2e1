/** Answers to the buttons of a seat's card. */
import type { Context } from "../core/command.ts";
import type { Member, Seat, Upcoming } from "../core/election.ts";
import { lostDeposit, percent, type Outcome, type Previous } from "../core/outcome.ts";
import type { Action, Block, Reply } from "../core/reply.ts";
import { upcomingContest } from "../core/results.ts";
import { fullName, longDay } from "../core/story.ts";
import { listed, upper } from "../core/text.ts";
import { provenanceFor } from "../core/provenance.ts";
import { cardPicture } from "../pictures/index.ts";
import { button, end, note, seatAnswer, sinceAnswer, start, text } from "./answer.ts";
import { comingWords, wonBy } from "./by-election.ts";
import { correctedWords } from "./corrected.ts";
import { byElectionsCredit, codesCredit, crediting, previousCredit } from "./credits.ts";
import { candidates, seatSummary } from "./seat-card.ts";
import { headline, int, many, pc, points, printedParty, swingWords, withParty } from "./words.ts";

export const seatPages = ["everyone", "made", "since", "picture", "codes"] as const;
export type SeatPage = (typeof seatPages)[number];

export function seatPage(context: Context, outcome: Outcome, page: SeatPage): Reply {
  switch (page) {
    case "everyone":
      return everyone(context, outcome);
    case "made":
      return made(context, outcome);
    case "since":
      return since(context, outcome);
    case "picture":
      return pictureOf(context, outcome);
    case "codes":
      return codes(context, outcome);
  }
}

/** The seat's card as a picture. */
function pictureOf(context: Context, outcome: Outcome): Reply {
  const { seat } = outcome;
  const known = { results: context.results, provenance: provenanceFor(outcome, context) };
  return seatAnswer(context, outcome, seatSummary(outcome, context.results.lookup), {
    title: `${headline(outcome)}: ${seat.name}`,
    blocks: [cardPicture(known, outcome)],
    actions: [back(outcome)],
  });
}

function everyone(context: Context, outcome: Outcome): Reply {
  const { seat, lines, valid, rejected, turnout } = outcome;
  const lost = lines.filter(lostDeposit);
  const printed = lines.map((line) => `${fullName(line)}: ${printedParty(line.candidate, line.party)}`);
  const figures =
    valid === undefined
      ? []
      : [
          { label: "Valid votes", value: int(valid) },
          ...(rejected === undefined ? [] : [{ label: "Rejected papers", value: int(rejected) }]),
          ...(seat.electorate === undefined ? [] : [{ label: "Electorate", value: int(seat.electorate) }]),
          ...(turnout === undefined
            ? []
            : [{ label: "Turnout", value: `${pc(turnout)} (valid votes over electorate)` }]),
          { label: "Deposits lost", value: `${lost.length} of ${lines.length}` },
        ];
  const summary = `${seat.name}: ${many(lines.length, "candidate")}. ${lines
    .map((line) => `${fullName(line)} (${line.party.short})${line.votes === undefined ? "" : ` ${int(line.votes)}`}`)
    .join(", ")}.`;
  return seatAnswer(context, outcome, summary, {
    title: `${seat.name}: ${many(lines.length, "candidate")}`,
    blocks: [
      candidates(lines, outcome),
      ...(figures.length > 0 ? [{ kind: "facts" as const, facts: figures }] : []),
      note(`As on the ballot paper. ${printed.join("; ")}.`),
      ...correctedWords(outcome, context).map((line) => note(line)),
    ],
    actions: [back(outcome)],
  });
}

function made(context: Context, outcome: Outcome): Reply {
  const { seat, previous } = outcome;
  const { lookup } = context.results;
  const heirs = lookup.membersFor(seat).map((member) => {
    const how = member.byElection ? `by-election of ${longDay(member.electedOn)}` : member.electedOn.slice(0, 4);
    const who = `${member.name} (elected ${lookup.party(member.electedAs).said.elected}, ${how})`;
    return `${member.seat.name}: ${who}, ${became(member, context)}.`;
  });
  const others = seat.previous?.votes["others"] ?? 0;
  const whole = seat.from.length === 1 && (seat.from[0]?.kept ?? 0) > 0.999;
  const first =
    seat.from.length === 0
      ? `${seat.name} has the boundaries that it had before.`
      : whole
        ? `${seat.name} keeps the people of ${seat.from[0]?.name}.`
        : `${seat.name} was made from ${many(seat.from.length, "seat")}.`;
  const summary = `${first} ${seat.from.map((part) => `${part.name} ${pc(part.people * 100)}`).join(", ")}.`;
  const reply = seatAnswer(context, outcome, summary, {
    title: `${seat.name}: what it was made from`,
    blocks: [
      text(first),
      ...(seat.from.length === 0 ? [] : [formerTable(seat)]),
      ...(heirs.length > 0 ? [text(`MPs at dissolution\n${heirs.join("\n")}`)] : []),
      ...(previous ? before(seat, previous, others) : []),
    ],
    actions: [back(outcome)],
  });
  const byElection = lookup.membersFor(seat).some((member) => member.byElection);
  return crediting(reply, previousCredit(context), byElection ? byElectionsCredit(context) : undefined);
}

const formerTable = ({ from }: Seat): Block => ({
  kind: "table",
  head: [start("Former seat"), end("Share of people here"), end("Share of its own")],
  rows: from.map((part) => [part.name, pc(part.people * 100), pc(part.kept * 100)]),
});

/** The last result there. */
function before(seat: Seat, { on, turnout, majority, lines }: Previous, others: number): Block[] {
  const name = on?.name ?? "Last result";
  return [
    text(
      `${upper(name)}: ${turnout === undefined ? "" : `turnout ${pc(turnout)}, `}majority ${int(majority.votes)} (${points(majority.points)})`,
    ),
    {
      kind: "table",
      head: [start("Party"), end("Votes"), end("%")],
      rows: [
        ...lines.map((line) => [
          line.party.previously && on?.kind === "notional"
            ? `${line.party.short} (as ${line.party.previously})`
            : line.party.short,
          int(line.votes),
          line.share.toFixed(1),
        ]),
        ...(others > 0 ? [["Others", int(others), percent(others, seat.previous?.valid ?? 0).toFixed(1)]] : []),
      ],
    },
  ];
}

/** "stood in Bath and was elected", "stood for Reform UK in Ashfield and lost", "did not stand" */
function became({ stood, electedAs }: Member, { results }: Context): string {
  if (!stood) return "did not stand";
  const { seat, winner } = results.outcome(stood.seat);
  const party = stood.party === electedAs ? "" : `${results.lookup.party(stood.party).said.elected} `;
  const fate = winner ? (winner.candidate.id === stood.candidate ? " and was elected" : " and lost") : "";
  return `stood ${party}in ${seat.name}${fate}`;
}

/** Candidates of a by-election on one card: some have had dozens. */
const mostStood = 12;

function since(context: Context, outcome: Outcome): Reply {
  const { seat } = outcome;
  const { results } = context;
  const held = results.election.byElections.filter((by) => by.seat === seat.code);
  const coming = (results.election.upcoming ?? []).filter((by) => by.seat === seat.code);
  const said = [
    ...held.map((by) => `${longDay(by.date)}: ${wonBy(by).name} won`),
    ...coming.map((by) => `${longDay(by.date)}: ${comingWords(context, by)}`),
  ];
  const blocks = [
    ...coming.toReversed().flatMap((by) => comingBlocks(context, by)),
    ...held.flatMap((by) => heldBlocks(results.since(by), by.date)),
  ];
  const title = `${seat.name}: by-elections${coming.length > 0 ? "" : " since"}`;
  const card = { title, blocks: blocks.length > 0 ? blocks : [text("None.")], actions: [back(outcome)] };
  return sinceAnswer(context, `${title}. ${said.length > 0 ? listed(said) : "None"}.`, card, held);
}

/** One that is to come: who stands. Once it has declared: its result, as of any. */
function comingBlocks(context: Context, coming: Upcoming): readonly Block[] {
  const now = context.results.outcome(upcomingContest(coming));
  if (now.state === "declared") return heldBlocks(now, coming.date);
  return [
    text({ bold: `${longDay(coming.date)}: ${comingWords(context, coming)}.` }),
    candidates(now.lines.slice(0, mostStood), now),
    ...(now.lines.length > mostStood ? [note(`And ${now.lines.length - mostStood} more.`)] : []),
    ...(now.previous?.on ? [note(`Last shares are of the ${now.previous.on.name}.`)] : []),
  ];
}

function heldBlocks(now: Outcome, date: string): readonly Block[] {
  const { seat, winner, second, majority, swing, turnout, rejected } = now;
  const rest = now.lines.slice(mostStood);
  const restVotes = rest.reduce((sum, { votes = 0 }) => sum + votes, 0);
  const beats = winner && second ? ` ${withParty(winner)} beats ${withParty(second)}.` : "";
  return [
    text(
      { bold: `${longDay(date)}${turnout === undefined ? "" : `, turnout ${pc(turnout)}`}. ${headline(now)}.` },
      beats,
    ),
    {
      kind: "facts",
      facts: [
        ...(majority ? [{ label: "Majority", value: `${int(majority.votes)} (${points(majority.points)})` }] : []),
        ...(swing ? [{ label: "Swing", value: swingWords(swing) }] : []),
        ...(seat.electorate === undefined ? [] : [{ label: "Electorate", value: int(seat.electorate) }]),
        ...(rejected === undefined ? [] : [{ label: "Rejected papers", value: int(rejected) }]),
      ],
    },
    candidates(now.lines.slice(0, mostStood), now),
    ...(rest.length > 0 ? [note(`And ${rest.length} more, with ${int(restVotes)} votes between them.`)] : []),
    ...(now.previous?.on ? [note(`Changes are on the ${now.previous.on.name}.`)] : []),
  ];
}

function codes(context: Context, outcome: Outcome): Reply {
  const { seat } = outcome;
  const facts = [
    { label: "ONS code", value: seat.code },
    ...(seat.short ? [{ label: "Three letters", value: seat.short }] : []),
    { label: "Name", value: seat.name },
    ...(seat.welsh ? [{ label: "Welsh name", value: seat.welsh }] : []),
    ...(seat.pa ? [{ label: "PA style", value: seat.pa }] : []),
    { label: "Region", value: seat.region },
    ...(seat.type ? [{ label: "Type", value: `${seat.type} constituency` }] : []),
  ];
  const reply = seatAnswer(
    context,
    outcome,
    `${seat.name}: ONS code ${seat.code}${seat.short ? `, three-letter code ${seat.short}` : ""}.`,
    { title: `${seat.name}: codes`, blocks: [{ kind: "facts", facts }], actions: [back(outcome)] },
    {
      code: seat.code,
      short: seat.short ?? null,
      name: seat.name,
      welsh: seat.welsh ?? null,
      pa: seat.pa ?? null,
      hex: seat.hex ?? null,
    },
  );
  return crediting(reply, codesCredit(context));
}

const back = ({ seat }: Outcome): Action => button("Back to the result", "seat", { place: seat.name });
