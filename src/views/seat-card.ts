/** One seat, at the width of a phone: the headline first, the rest in the order people ask for it. */
import { lastTime } from "./before.ts";
import type { Context } from "../core/command.ts";
import type { Lookup } from "../core/lookup.ts";
import { swingNeeded, type Outcome, type CandidateResult } from "../core/outcome.ts";
import type { Action, Block, Card, Fact, Reply } from "../core/reply.ts";
import { fullName, heldWords, longDay, story } from "../core/story.ts";
import { button, end, note, seatAnswer, start, text } from "./answer.ts";
import { comingWords } from "./by-election.ts";
import { correctedWords, correctionsOf } from "./corrected.ts";
import { byElectionsCredit, crediting, officesCredit, previousCredit } from "./credits.ts";
import { expected, lateWords } from "./expected.ts";
import { seatData } from "./seat-data.ts";
import { heldNow, moments, previousNote, since, targetNotes } from "./seat-notes.ts";
import { headline, int, needed, pc, points, signed, swingWords, withParty } from "./words.ts";

/** Candidates on the first card; the rest are behind a button. */
const shown = 5;

export function seatReply(context: Context, outcome: Outcome): Reply {
  const { lookup } = context.results;
  const { seat, lines } = outcome;
  const open = pending(outcome, context);
  const card: Card = {
    title: `${headline(outcome)}: ${seat.name}`,
    ...colourOf(outcome),
    blocks: [
      ...heldNow(outcome, context).map((line) => text({ bold: line })),
      ...(outcome.winner || outcome.tie ? told(outcome) : awaited(outcome, context)),
      ...open.map((line) => text(line)),
      candidates(lines.slice(0, shown), outcome),
      ...targetNotes(outcome, lookup).map((line) => text(line)),
      ...moments(outcome, lookup).map((line) => text(line)),
      ...(outcome.winner ? story(outcome, lookup) : heldWords(outcome, lookup)).map((line) => note(line)),
      ...since(outcome, lookup).map((line) => note(line)),
      ...correctedWords(outcome, context).map((line) => note(line)),
      ...timing(outcome, lookup),
    ],
    actions: buttons(outcome, lookup),
  };
  const summary = [...heldNow(outcome, context), seatSummary(outcome, lookup), ...open].join(" ");
  const first = seatAnswer(context, outcome, summary, card, {
    ...seatData(outcome, lookup),
    corrections: correctionsOf(seat.code, context),
  });
  const reply = crediting(
    first,
    outcome.winner ? undefined : previousCredit(context),
    since(outcome, lookup).length > 0 ? byElectionsCredit(context) : undefined,
    moments(outcome, lookup).length > 0 ? officesCredit(context) : undefined,
  );
  return outcome.winner ? { ...reply, copy: { command: "copy", args: { place: seat.name } } } : reply;
}

/** Words on a recount, or on a by-election to come, whatever stands there. */
function pending({ recount, seat }: Outcome, context: Context): string[] {
  const { upcoming = [] } = context.results.election;
  return [
    ...(recount ? ["The votes are being counted again."] : []),
    ...upcoming
      .filter((by) => by.seat === seat.code)
      .map((by) => `By-election here, ${longDay(by.date)}: ${comingWords(context, by)}.`),
  ];
}

/** "LAB GAIN FROM CON: Nuneaton. Jodie Gosling beats Marcus Jones by 3,479; swing 17.1 points." */
export function seatSummary(outcome: Outcome, lookup: Lookup): string {
  const { seat, winner, second, majority, swing, turnout, state, previous } = outcome;
  const head = `${headline(outcome)}: ${seat.name}.`;
  if (!winner) {
    const last = previous
      ? `${lastTime(previous)}, ${previous.winner.party.said.subject} won by ${int(previous.majority.votes)}.`
      : "The seat is new.";
    return outcome.tie ? `${head} The top two are level; the lot decides.` : `${head} ${last}`;
  }
  if (state === "called") return `${head} ${withParty(winner)} wins; votes to follow.`;
  const by = outcome.tie ? "by lot after a tie" : `by ${int(majority?.votes ?? 0)}`;
  const parts = [
    second ? `${fullName(winner)} beats ${fullName(second)} ${by}` : `${fullName(winner)} is elected`,
    ...(majority ? [points(majority.points)] : []),
    ...(swing ? [`swing ${points(swing.points)}`] : []),
    ...(turnout === undefined ? [] : [`turnout ${pc(turnout)}`]),
  ];
  const told = [...targetNotes(outcome, lookup), ...moments(outcome, lookup), ...since(outcome, lookup)];
  return [`${head} ${parts.join("; ")}.`, ...told].join(" ");
}

function told(outcome: Outcome): Block[] {
  const { winner, second, majority, swing, turnout, previous, tie } = outcome;
  if (!winner) return [text("The top two have equal votes. The returning officer draws lots.")];
  if (outcome.state === "called")
    return [text(`${withParty(winner)} wins. Votes to follow.`), ...previousNote(outcome)];
  const facts: Fact[] = [
    ...(majority ? [{ label: "Majority", value: `${int(majority.votes)} (${points(majority.points)})` }] : []),
    ...(swing ? [{ label: "Swing", value: swingWords(swing) }] : []),
    ...(turnout === undefined
      ? []
      : [
          {
            label: "Turnout",
            value: `${pc(turnout)} (valid votes${previous?.turnout === undefined ? "" : `; ${pc(previous.turnout)} before`})`,
          },
        ]),
  ];
  const verb = tie ? "is drawn by lot over" : "beats";
  const who = second ? `${withParty(winner)} ${verb} ${withParty(second)}.` : `${withParty(winner)} is elected.`;
  return [text(who), { kind: "facts", facts }];
}

const factsOf = (facts: Extract<Block, { kind: "facts" }>["facts"]): readonly Block[] =>
  facts.length === 0 ? [] : [{ kind: "facts", facts }];

function awaited(outcome: Outcome, context: Context): Block[] {
  const { previous, seat } = outcome;
  const second = previous?.lines[1];
  const gap = second && swingNeeded(previous, second.party);
  const guess = expected(seat, context.results.election);
  return [
    text("This seat has not declared."),
    ...(seat.heldBy === undefined ? [] : [text(`Held until now by ${seat.heldBy}.`)]),
    ...previousNote(outcome),
    ...factsOf([
      ...(previous && second && gap !== undefined
        ? [
            {
              label: "To change hands",
              value: `${needed(gap)} points, ${previous.winner.party.short} to ${second.party.short}`,
            },
          ]
        : []),
      ...(seat.electorate === undefined ? [] : [{ label: "Electorate", value: int(seat.electorate) }]),
      ...(guess ? [{ label: "Expected", value: guess }] : []),
    ]),
  ];
}

function colourOf({ winner, previous }: Outcome): Pick<Card, "colour"> {
  const party = (winner ?? previous?.winner)?.party;
  return party ? { colour: party.colour } : {};
}

export function candidates(lines: readonly CandidateResult[], { state, previous }: Outcome): Block {
  if (state === "declared")
    return {
      kind: "table",
      head: [start("Candidate"), start(""), end("Votes"), end("%"), end("+/−")],
      rows: lines.map((line) => [
        fullName(line),
        line.party.abbreviation,
        int(line.votes ?? 0),
        (line.share ?? 0).toFixed(1),
        signed(line.change),
      ]),
    };
  const before = new Map((previous?.lines ?? []).map((line) => [line.party, line.share]));
  return {
    kind: "table",
    head: [start("Candidate"), start(""), ...(previous ? [end("Last %")] : [])],
    rows: lines.map((line) => {
      const share = line.party.kind === "independents" ? undefined : before.get(line.party);
      const last = share === undefined ? "" : share.toFixed(1);
      return [fullName(line), line.party.abbreviation, ...(previous ? [last] : [])];
    }),
  };
}

function timing({ standing }: Outcome, lookup: Lookup): Block[] {
  if (!standing) return [];
  if (standing.declared) return [note("Declared at ", { time: standing.declared }, ".")];
  const { name } = standing.declaration.source;
  return [
    note(
      "Recorded by ",
      name === lookup.election.publisher.name ? `the ${name}` : name,
      " at ",
      { time: standing.recorded },
      lookup.election.times && name === lookup.election.publisher.name
        ? `, ${lateWords(lookup.election.times)}.`
        : ", after the declaration.",
    ),
  ];
}

function buttons({ seat, lines }: Outcome, lookup: Lookup): Action[] {
  const ask = (label: string, show: string) => button(label, "seat", { place: seat.name, show });
  const held = lookup.election.byElections.some((by) => by.seat === seat.code);
  const coming = (lookup.election.upcoming ?? []).some((by) => by.seat === seat.code);
  return [
    ask(lines.length > shown ? `All ${lines.length} candidates` : "Candidates in full", "everyone"),
    ...(seat.from.length > 0 || seat.previous ? [ask("What it was made from", "made")] : []),
    ...(held || coming ? [ask(coming ? "The by-election" : "By-election since", "since")] : []),
    ask("Picture", "picture"),
    ask("Codes", "codes"),
  ];
}
