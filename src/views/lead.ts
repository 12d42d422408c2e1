/** The one thing that a plain question asks for, in a sentence, before the card that has it among others. */
import { lastTime } from "./before.ts";
import type { Context } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { lostDeposit, type CandidateResult, type Outcome } from "../core/outcome.ts";
import { clock } from "../core/plain-text.ts";
import type { Lead, OfAll } from "../core/questions/reading.ts";
import { toldAt } from "../core/results.ts";
import { fullName } from "../core/story.ts";
import { overallMajority, tally, type Tally } from "../core/tally.ts";
import { listed } from "../core/text.ts";
import { inArea } from "./area.ts";
import { int, many, pc, points, subject, swingWords, withParty } from "./words.ts";

const ofAll: readonly string[] = [
  "turnout",
  "votesCast",
  "votesOf",
  "parties",
  "partyArea",
  "overall",
  "stood",
  "turnoutArea",
  "swingAll",
] satisfies OfAll[];
const isOfAll = (about: Lead["about"]): about is OfAll => ofAll.includes(about);

/** @returns undefined where nothing is to be said of it, as before a declaration */
export function leadWords(lead: Lead, context: Context): string | undefined {
  const { results } = context;
  const parties = lead.parties.map((id) => results.lookup.party(id));
  if (lead.seat !== undefined) return seatLead(lead.about, results.outcome(lead.seat), parties, context);
  const area = lead.area === undefined ? undefined : context.regions.find(lead.area);
  const all = results.all.filter(({ seat }) => !area || inArea(seat, area));
  if (lead.about === "stood") return stoodWords(parties, context);
  const counted = tally(all);
  if (counted.known === 0) return undefined;
  if (!isOfAll(lead.about)) return undefined;
  switch (lead.about) {
    case "partyArea":
    case "parties":
      return parties.map((party) => partyWords(party, all, lead.area)).join(" ");
    case "votesOf":
      return parties.map((party) => votesOf(party, all)).join(" ");
    case "turnoutArea":
      return counted.declared === 0 ? undefined : `Turnout in ${lead.area ?? "all"}: ${pc(counted.turnout)}.`;
    case "turnout":
      return counted.declared === 0 ? undefined : `Turnout: ${pc(counted.turnout)} of the electorate (valid votes).`;
    case "votesCast":
      return votesCast(all);
    case "swingAll":
      return swingOf(parties, counted, lead.area);
    case "overall": {
      const [leader] = counted.parties;
      if (!leader || counted.known < counted.of) return undefined;
      const over = overallMajority(leader.seats, counted.of);
      return over > 0
        ? `${subject(leader.party)} ${leader.party.said.plural ? "have" : "has"} an overall majority of ${over}.`
        : "No party has a majority.";
    }
  }
}

/** "Reform UK stood in 609 seats.", "4,515 candidates stood in 650 seats." */
function stoodWords([party]: readonly Party[], { results: { election } }: Context): string {
  const stood = election.candidates.filter((candidate) => !party || candidate.party === party.id);
  if (!party) return `${many(stood.length, "candidate")} stood in ${many(election.seats.length, "seat")}.`;
  return `${subject(party)} stood in ${many(new Set(stood.map(({ seat }) => seat)).size, "seat")}.`;
}

/** "28,809,340 valid votes, 59.7% of an electorate of 48,253,193." */
function votesCast(all: readonly Outcome[]): string | undefined {
  const counted = all.filter(({ valid, seat }) => valid !== undefined && seat.electorate !== undefined);
  if (counted.length === 0) return undefined;
  const votes = counted.reduce((sum, { valid = 0 }) => sum + valid, 0);
  const electorate = counted.reduce((sum, { seat }) => sum + (seat.electorate ?? 0), 0);
  const where = counted.length < all.length ? ` in the ${many(counted.length, "seat")} that have declared` : "";
  return `${int(votes)} valid votes${where}, ${pc((100 * votes) / electorate)} of an electorate of ${int(electorate)}.`;
}

/** Between the parties that were asked for, or the two with the most votes: "Swing: 10.8 points, Conservative to Labour." */
function swingOf(asked: readonly Party[], { parties }: Tally, where: string | undefined): string | undefined {
  const said = `Swing${where === undefined ? "" : ` in ${where}`}`;
  const [one, other] =
    asked.length === 2
      ? asked.map((party) => parties.find((line) => line.party === party))
      : parties.toSorted((a, b) => b.votes - a.votes);
  if (one?.change === undefined || other?.change === undefined) return `${said}: none can be told between these two.`;
  const towards = (one.change - other.change) / 2;
  const [from, to] = towards < 0 ? [one.party, other.party] : [other.party, one.party];
  const between = asked.length === 2 ? "" : ", the two with the most votes";
  return `${said}: ${swingWords({ from, to, points: Math.abs(towards) })}${between}.`;
}

/** "Labour had 9,708,716 votes, 33.7% of them." */
function votesOf(party: Party, all: readonly Outcome[]): string {
  const counted = tally(all);
  const mine = counted.parties.find((line) => line.party === party) ?? counted.speaker;
  if (!mine || mine.party !== party) return `${subject(party)} had no candidates.`;
  return `${subject(party)} had ${many(mine.votes, "vote")}, ${pc(mine.share)} of all.`;
}

/** "Reform UK in Wales: 0 of 32 seats, 16.9% of the vote (223,018)." */
function partyWords(party: Party, all: readonly Outcome[], where: string | undefined): string {
  const counted = tally(all);
  const mine = counted.parties.find((line) => line.party === party) ?? counted.speaker;
  const said = `${party.short}${where === undefined ? "" : ` in ${where}`}`;
  if (!mine || mine.party !== party) return `${said}: no candidates.`;
  return `${said}: ${int(mine.seats)} of ${many(counted.known, "seat")}, ${pc(mine.share)} of the vote (${int(mine.votes)}).`;
}

function seatLead(
  about: Lead["about"],
  outcome: Outcome,
  parties: readonly Party[],
  context: Context,
): string | undefined {
  const { seat, state, majority, turnout, swing, valid, rejected, lines, winner, result, previous } = outcome;
  const { name } = seat;
  const { election } = context.results;
  if (about === "electorate")
    return seat.electorate === undefined ? undefined : `The electorate of ${name}: ${int(seat.electorate)}.`;
  if (about === "candidates") return `${many(lines.length, "candidate")} stood in ${name}.`;
  if (about === "before") {
    if (!previous) return `${name} is new: nobody held it before.`;
    const second = previous.lines[1];
    const won = `${previous.winner.party.said.subject} won ${name}, by ${int(previous.majority.votes)} (${points(previous.majority.points)})${second ? ` over ${second.party.said.subject}` : ""}`;
    if (previous.on?.kind !== "notional") return `${lastTime(previous)}, ${won}.`;
    return `On the ${previous.on.name}, ${won}: the votes of ${previous.on.date.slice(0, 4)} on today’s boundaries.`;
  }
  if (about === "declared") {
    if (!outcome.standing) return `${name} has not declared.`;
    const verb = outcome.standing.declared ? "declared" : "recorded";
    return `${name} has declared: ${verb} at ${clock(new Date(toldAt(outcome)), election.timeZone)}.`;
  }
  if (about === "recount") return outcome.recount ? `A recount is on in ${name}.` : `No recount is known in ${name}.`;
  if (about === "changed" && result && winner)
    return result.kind === "hold"
      ? `${name} did not change hands: ${result.to.said.subject} held it.`
      : `${name} changed hands, from ${result.from.said.subject} to ${result.to.said.subject}.`;
  if (state !== "declared") return undefined;
  switch (about) {
    case "majority":
      return majority && `Majority in ${name}: ${int(majority.votes)} (${points(majority.points)}).`;
    case "turnout":
      return turnout === undefined ? undefined : `Turnout in ${name}: ${pc(turnout)}.`;
    case "voters":
      return valid === undefined
        ? undefined
        : `${int(valid)} valid votes in ${name}, a turnout of ${pc(turnout ?? 0)}.`;
    case "rejected":
      return rejected === undefined ? undefined : `${many(rejected, "paper")} rejected in ${name}.`;
    case "swing":
      return swing ? `Swing in ${name}: ${swingWords(swing)}.` : `No swing can be told in ${name}.`;
    case "second":
      return placed(lines[1], "second", name);
    case "third":
      return placed(lines[2], "third", name);
    case "fourth":
      return placed(lines[3], "fourth", name);
    case "last":
      return placed(lines.at(-1), "last", name);
    case "votes":
      return winner && placed(winner, "first", name);
    case "deposits": {
      const lost = lines.filter(lostDeposit);
      return `${many(lost.length, "deposit")} lost in ${name}${lost.length > 0 ? `: ${listed(lost.map(withParty))}` : ""}.`;
    }
    case "party":
    case "parties":
      return parties.map((party) => partyHere(party, outcome)).join(" ");
    case "changed":
    case "first":
    case "overall":
    case "partyArea":
    case "stood":
    case "swingAll":
    case "turnoutArea":
    case "votesCast":
    case "votesOf":
      return undefined;
  }
}

const placed = (line: CandidateResult | undefined, how: string, name: string): string | undefined =>
  line && `${withParty(line)} came ${how} in ${name}, with ${int(line.votes ?? 0)} votes (${pc(line.share ?? 0)}).`;

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** "Reform UK won Ashfield, by 5,508: Lee Anderson, 17,062 votes (42.8%)." */
function partyHere(party: Party, { lines, winner, majority, seat }: Outcome): string {
  const at = lines.findIndex((line) => line.party === party);
  const line = lines[at];
  if (!line) return `${subject(party)} had no candidate in ${seat.name}.`;
  const votes = `${fullName(line)}, ${int(line.votes ?? 0)} votes (${pc(line.share ?? 0)})`;
  if (line === winner) return `${subject(party)} won ${seat.name}, by ${int(majority?.votes ?? 0)}: ${votes}.`;
  const behind = (winner?.votes ?? 0) - (line.votes ?? 0);
  return `${subject(party)} came ${ordinals[at] ?? `number ${at + 1}`} in ${seat.name}, ${int(behind)} behind: ${votes}.`;
}
