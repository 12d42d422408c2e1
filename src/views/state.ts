/** The state of the parties: in the country, a region, or after a projection. */
import type { Party } from "../core/election.ts";
import type { Lookup } from "../core/lookup.ts";
import type { Action, Block } from "../core/reply.ts";
import type { Results } from "../core/results.ts";
import { longDay } from "../core/story.ts";
import { overallMajority, type PartyTally, type Tally } from "../core/tally.ts";
import { button, end, note, start } from "./answer.ts";
import { has, int, many, signed, subject } from "./words.ts";

/** Parties in the table; the rest are in the data and in `/region`. */
const shown = 16;

export function stateTable({ parties, speaker, declared }: Tally, most = shown): Block {
  const seated = parties.filter((party) => party.seats + party.losses > 0);
  const voted = parties.filter((party) => party.seats + party.losses === 0 && party.share >= 2);
  const rows = [...seated, ...voted].slice(0, most);
  return {
    kind: "table",
    head: [start("Party"), end("Seats"), end("Net"), ...(declared > 0 ? [end("%"), end("+/−")] : [])],
    rows: [...rows, ...(speaker ? [speaker] : [])].map((line) => [
      line.party.short,
      int(line.seats),
      signed(line.net, 0),
      ...(declared > 0 ? [line.share.toFixed(1), signed(line.change)] : []),
    ]),
  };
}

/** "Labour 411, Conservative 121, …; Speaker 1" */
export function inWords({ parties, speaker }: Tally): string {
  const seated = parties.filter(({ seats }) => seats > 0).map(({ party, seats }) => `${party.short} ${seats}`);
  return [...seated, ...(speaker?.seats ? [`${speaker.party.short} ${speaker.seats}`] : [])].join(", ");
}

/** The button that leads to how it stands; parties have a state in a House alone. */
export const stateButton = ({ isHouse }: Pick<Lookup, "isHouse">): Action =>
  button(isHouse ? "State of the parties" : "How it stands", "results");

/** The party that has reached the line, or the leader's distance from it; empty where seats make no House. */
export function lineWords(counted: Tally, lookup: Lookup): string {
  if (!lookup.isHouse) return "";
  const line = lookup.majorityLine;
  const [leader] = counted.parties;
  if (!leader || leader.seats === 0) return `${line} seats make a majority.`;
  // While few seats are in, the distance to the line says nothing.
  if (leader.seats < line && counted.known * 2 < counted.of) return `${line} seats make a majority.`;
  if (leader.seats < line) {
    const short = line - leader.seats;
    return `${line} seats make a majority. ${subject(leader.party)} ${has(leader.party)} ${leader.seats}: ${short} short.`;
  }
  const over = overallMajority(leader.seats, counted.of);
  const early = counted.known < counted.of;
  const size = early ? "" : `, an overall majority of ${over}`;
  return `${subject(leader.party)} ${has(leader.party)} a majority: ${leader.seats} seats, with ${line} needed${size}.`;
}

/** The reason why other outlets' totals differ: the Speaker. */
export function speakerNote({ speaker, parties, known, of }: Tally, lookup: Lookup): Block[] {
  const rule = lookup.election.speaker;
  if (!rule || !speaker?.seats) return [];
  const former = parties.find(({ party }) => party.id === rule.formerParty);
  if (!former) return [note("The Speaker is counted apart.")];
  const [ours, theirs] = [former.seats, former.seats + 1];
  const over = known < of || ours < lookup.majorityLine ? undefined : overallMajority(ours, of);
  const majorities = over === undefined ? ["", ""] : [`, a majority of ${over}`, ` and ${overallMajority(theirs, of)}`];
  return [
    note(
      `The Speaker is counted apart: ${former.party.said.subject} ${has(former.party)} ${ours}${majorities[0]}. Outlets that count the Speaker with ${former.party.said.subject} say ${theirs}${majorities[1]}.`,
    ),
  ];
}

/**
 * Once all is declared: as elected, and the House by by-elections since beside it. Changes of party are not followed.
 * "As elected on 4 July 2024. By the 6 by-elections since: Labour 407, Conservative 121, …"
 */
export function sinceWords(results: Results): readonly string[] {
  const { election, lookup, complete } = results;
  if (!complete) return [];
  const elected = `As elected on ${longDay(election.date)}.`;
  const since = election.byElections.length + results.upcoming.filter(({ winner }) => winner).length;
  if (since === 0) return [elected];
  const seats = [...results.houseNow]
    .map(([id, won]) => ({ party: lookup.party(id), seats: won }))
    .toSorted((a, b) => b.seats - a.seats);
  const now = seats.map(({ party, seats: some }) => `${party.short} ${some}`).join(", ");
  return [
    elected,
    `The House by the ${many(since, "by-election")} since: ${now}. Other changes of party since are not followed.`,
  ];
}

/** The same for one party: "As elected on 4 July 2024. By-elections since: lost Runcorn and Helsby; …" */
export function sinceParty(party: Party, results: Results): readonly string[] {
  const { election, lookup, complete } = results;
  if (!complete) return [];
  const changes = election.byElections.flatMap(({ seat, date, candidates }, i) => {
    const earlier = election.byElections.slice(0, i).findLast((other) => other.seat === seat)?.candidates[0]?.party;
    const was = earlier ?? results.outcome(seat).winner?.party.id;
    const is = candidates[0]?.party;
    const how = was === is ? "held" : is === party.id ? "gained" : "lost";
    return was === party.id || is === party.id ? [`${how} ${lookup.seat(seat).name} (${longDay(date)})`] : [];
  });
  const since = changes.length > 0 ? ` In by-elections since: ${changes.join("; ")}.` : "";
  return [`As elected on ${longDay(election.date)}; changes of party since are not followed.${since}`];
}

export function tallyData(counted: Tally): object {
  const one = (line: PartyTally) => ({
    party: line.party.id,
    name: line.party.short,
    seats: line.seats,
    gains: line.gains,
    losses: line.losses,
    net: line.net,
    votes: line.votes,
    share: line.share,
    change: line.change ?? null,
  });
  const { of, known, declared, valid, rejected, turnout, previousTurnout, parties, speaker } = counted;
  return {
    of,
    known,
    declared,
    valid,
    rejected,
    turnout,
    previousTurnout,
    parties: parties.map(one),
    speaker: speaker ? one(speaker) : null,
  };
}

export const knownWords = ({ known, of }: Tally): string =>
  known === of
    ? of === 1
      ? "The seat has declared"
      : of === 2
        ? "Both seats declared"
        : `All ${many(of, "seat")} declared`
    : `${known} of ${many(of, "seat")} declared`;
