/** One person who stood in a by-election since, or stands in one to come. */
import type { Context } from "../core/command.ts";
import type { Upcoming } from "../core/election.ts";
import { percent } from "../core/outcome.ts";
import type { Reply } from "../core/reply.ts";
import { upcomingContest } from "../core/results.ts";
import { fullName, longDay } from "../core/story.ts";
import { button, sinceAnswer, text } from "./answer.ts";
import { comingWords, nameOf } from "./by-election.ts";
import { rankOf } from "./rank.ts";
import { int, ordinal, pc } from "./words.ts";

/** @param name as the card of the by-election has it. @throws RangeError where nobody of that name stood there */
export function stoodSince(context: Context, code: string, date: string, name: string): Reply {
  const { lookup, election } = context.results;
  const seat = lookup.seat(code);
  const coming = election.upcoming?.find((one) => one.seat === code && one.date === date);
  if (coming) return standsSince(context, coming, name);
  const by = election.byElections.find((held) => held.seat === code && held.date === date);
  const place = by?.candidates.findIndex((one) => nameOf(one) === name) ?? -1;
  const one = by?.candidates[place];
  if (!by || !one) throw new RangeError(`nobody by that name in the by-election of ${date} in ${code}`);
  const party = lookup.party(one.party);
  const how = place === 0 ? "elected" : `came ${ordinal(place + 1)}`;
  const summary = `${name} (${party.short}) stood in the ${seat.name} by-election of ${longDay(date)}: ${how} with ${int(one.votes)} votes (${pc(percent(one.votes, by.valid))}).`;
  return sinceAnswer(
    context,
    summary,
    {
      title: name,
      colour: party.colour,
      blocks: [text(summary)],
      actions: [button("That by-election", "seat", { place: seat.name, show: "since" })],
    },
    {
      name,
      party: one.party,
      byElection: { seat: { code, name: seat.name }, date },
      place: place + 1,
      votes: one.votes,
    },
  );
}

/** A candidate of a by-election that is to come, or has just declared. */
function standsSince(context: Context, coming: Upcoming, name: string): Reply {
  const { results } = context;
  const outcome = results.outcome(upcomingContest(coming));
  const line = outcome.lines.find((one) => fullName(one) === name);
  if (!line) throw new RangeError(`nobody by that name in the by-election of ${coming.date} in ${coming.seat}`);
  const { seat } = outcome;
  const place = rankOf(outcome.lines, line);
  const which = `the ${seat.name} by-election of ${longDay(coming.date)}`;
  const votes = line.votes === undefined ? "" : ` with ${int(line.votes)} votes (${pc(line.share ?? 0)})`;
  const how =
    outcome.winner === line
      ? `elected${votes}`
      : place === undefined
        ? "not elected"
        : `came ${ordinal(place)}${votes}`;
  const summary = outcome.winner
    ? `${name} (${line.party.short}) stood in ${which}: ${how}.`
    : `${name} (${line.party.short}) stands in ${which}: ${comingWords(context, coming)}.`;
  return sinceAnswer(
    context,
    summary,
    {
      title: name,
      colour: line.party.colour,
      blocks: [text(summary)],
      actions: [button("That by-election", "seat", { place: seat.name, show: "since" })],
    },
    {
      name,
      party: line.party.id,
      byElection: { seat: { code: seat.code, name: seat.name }, date: coming.date },
      place: place ?? null,
      votes: line.votes ?? null,
    },
  );
}
