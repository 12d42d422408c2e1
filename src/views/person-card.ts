/** One person: the seats that they stood for, their results, their past. */
import type { Context } from "../core/command.ts";
import type { Member } from "../core/election.ts";
import type { PersonMatch } from "../core/finder.ts";
import { lostDeposit, type Outcome, type CandidateResult } from "../core/outcome.ts";
import type { Block, Reply } from "../core/reply.ts";
import { fullName, isNew, longDay, returns } from "../core/story.ts";
import { answer, button, note, seatAnswer, text } from "./answer.ts";
import { comingWords, lastSince, wonBy } from "./by-election.ts";
import { correctedWords } from "./corrected.ts";
import { byElectionsCredit, crediting, officesCredit } from "./credits.ts";
import { isJoint, rankOf } from "./rank.ts";
import { stoodSince } from "./person-since.ts";
import { behind, lineOf } from "./portillo.ts";
import { int, ordinal, pc, printedParty, signed } from "./words.ts";
import { upper } from "../core/text.ts";

/** @param match a person of this election */
export function personReply(context: Context, match: PersonMatch): Reply {
  switch (match.kind) {
    case "candidate": {
      const outcome = context.results.outcome(match.seat);
      const line = lineOf(outcome, match.candidate);
      if (!line) throw new RangeError(`no candidate ${match.candidate} in ${match.seat}`);
      return candidate(context, outcome, line);
    }
    case "member": {
      const member = context.results.lookup.member(match.mnis);
      if (!member) throw new RangeError(`no member ${match.mnis}`);
      return retired(context, member);
    }
    case "by-election":
      return stoodSince(context, match.seat, match.date, match.name);
  }
}

function candidate(context: Context, outcome: Outcome, line: CandidateResult): Reply {
  const { lookup } = context.results;
  const { seat } = outcome;
  const name = fullName(line);
  const place = rankOf(outcome.lines, line);
  const how = verdict(outcome, line, place);
  const member = lookup.member(line.candidate.mnis);
  const was = [
    ...(member
      ? [
          `MP for ${member.seat.name} at dissolution, elected ${lookup.party(member.electedAs).said.elected} on ${longDay(member.electedOn)}.`,
        ]
      : []),
    ...(!member && line.candidate.sitting ? ["A sitting MP at dissolution."] : []),
    ...(returns(line) ? ["Sat in the Commons before."] : []),
    ...(outcome.winner === line && isNew(line) ? ["New to the Commons."] : []),
    ...(line.share !== undefined && lostDeposit(line) ? ["Lost the deposit."] : []),
  ];
  const again = stoodAgain(context, line);
  const since = outcome.winner === line ? lastSince(seat.code, context.results) : undefined;
  const other = since && since.by.candidates[0]?.id !== line.candidate.id ? [`Since then: ${since.words}.`] : [];
  const elected = outcome.winner === line ? [asElected(context)] : [];
  const figures =
    line.votes === undefined
      ? []
      : [
          { label: "Votes", value: `${int(line.votes)} (${pc(line.share ?? 0)})` },
          ...(line.change === undefined ? [] : [{ label: "Change", value: `${signed(line.change)} points` }]),
        ];
  const reply = seatAnswer(
    context,
    outcome,
    [`${name} (${line.party.short}), ${seat.name}. ${how}`, ...again, ...other].join(" "),
    {
      title: name,
      colour: line.party.colour,
      blocks: [
        text(`${printedParty(line.candidate, line.party)}, ${seat.name}. ${how}`),
        ...(figures.length > 0 ? [{ kind: "facts" as const, facts: figures }] : []),
        ...[...was, ...again, ...other].map((words) => text(words)),
        ...offices(context, line.candidate.mnis),
        ...[...elected, ...correctedWords(outcome, context, line.candidate.id), ...namesakes(context, line)].map(
          (words) => note(words),
        ),
      ],
      actions: [button(`The result in ${seat.name}`.slice(0, 75), "seat", { place: seat.name })],
    },
    {
      name,
      party: line.party.id,
      seat: { code: seat.code, name: seat.name },
      place: place ?? null,
      votes: line.votes ?? null,
      share: line.share ?? null,
      change: line.change ?? null,
      elected: outcome.winner ? outcome.winner === line : null,
      sitting: line.candidate.sitting ?? false,
      former: line.candidate.former ?? false,
    },
  );
  return crediting(
    reply,
    again.length + other.length > 0 || member?.byElection ? byElectionsCredit(context) : undefined,
    lookup.politician(line.candidate.mnis) ? officesCredit(context) : undefined,
  );
}

/** Words for whoever was elected: nothing later than that and by-elections is known. */
const asElected = ({ results }: Context): string =>
  `As elected on ${longDay(results.election.date)}; changes of party since are not followed.`;

function verdict(outcome: Outcome, line: CandidateResult, place: number | undefined): string {
  const { winner, second, majority, state } = outcome;
  if (!winner) return "The seat has not declared.";
  if (state === "called")
    return winner === line ? "Elected; votes to follow." : `Lost to ${fullName(winner)}; votes to follow.`;
  if (winner === line)
    return `Elected by ${int(majority?.votes ?? 0)}${second ? ` over ${fullName(second)} (${second.party.short})` : ""}.`;
  const joint = isJoint(outcome.lines, line) ? "joint " : "";
  return `Came ${joint}${ordinal(place ?? 0)}, ${int(behind(outcome, line) ?? 0)} behind ${fullName(winner)} (${winner.party.short}).`;
}

/** By-elections since in which the same person stood, for whichever party. */
function stoodAgain(context: Context, line: CandidateResult): readonly string[] {
  const { election, lookup } = context.results;
  const next = (election.upcoming ?? []).flatMap((by) =>
    by.candidates.some(({ id }) => id === line.candidate.id)
      ? [
          `Stands in the by-election of ${longDay(by.date)} in ${lookup.seat(by.seat).name}: ${comingWords(context, by)}.`,
        ]
      : [],
  );
  const held = election.byElections.flatMap((by) => {
    const place = by.candidates.findIndex(({ id }) => id === line.candidate.id);
    const one = by.candidates[place];
    const where = `the by-election of ${longDay(by.date)} in ${lookup.seat(by.seat).name}`;
    if (!one) return [];
    const party = one.party === line.candidate.party ? "" : ` ${lookup.party(one.party).said.elected}`;
    return [
      place === 0
        ? `Won ${where}${party} by ${int(wonBy(by).ahead)}.`
        : `Came ${ordinal(place + 1)} in ${where}${party}, with ${int(one.votes)} votes.`,
    ];
  });
  return [...held, ...next];
}

/** Seats where candidates of the same name stood, who may be other people. */
function namesakes(context: Context, { candidate }: CandidateResult): string[] {
  const { election, lookup } = context.results;
  const seats = election.candidates
    .filter((one) => one.given === candidate.given && one.family === candidate.family && one !== candidate)
    .map((one) => lookup.seat(one.seat).name);
  if (seats.length === 0) return [];
  const more = seats.length > 5 ? ` and ${seats.length - 5} more` : "";
  return [`Candidates of the same name also stood in ${seats.slice(0, 5).join("; ")}${more}.`];
}

function offices(context: Context, mnis: number | undefined): Block[] {
  const politician = context.results.lookup.politician(mnis);
  if (!politician) return [];
  const held = politician.offices.slice(0, 6).map(({ title, from, to }) => `${title}, ${years(from, to)}`);
  const more = politician.offices.length > 6 ? [`and ${politician.offices.length - 6} more before`] : [];
  return [text(`Offices\n${[...held, ...more].join("\n")}`)];
}

/** "2019 to 2022", "2022", "2023 to dissolution" */
function years(from: string, to: string | undefined): string {
  const [first, last] = [from.slice(0, 4), to?.slice(0, 4) ?? "dissolution"];
  return first === last ? first : `${first} to ${last}`;
}

function retired(context: Context, member: Member): Reply {
  const { lookup } = context.results;
  const party = lookup.party(member.electedAs);
  const politician = lookup.politician(member.mnis);
  const elected = `elected ${party.said.elected} on ${longDay(member.electedOn)}`;
  const summary = `${member.name}, MP for ${member.seat.name} at dissolution (${elected}), did not stand.`;
  const heirs = context.results.election.seats.filter((seat) =>
    seat.from.some((part) => part.code === member.seat.code),
  );
  const reply = answer(
    context,
    politician ? `${summary} ${upper(politician.as)}.` : summary,
    {
      title: member.name,
      colour: party.colour,
      blocks: [text(summary), ...offices(context, member.mnis)],
      actions: heirs.slice(0, 3).map((seat) => button(seat.name, "seat", { place: seat.name })),
    },
    { name: member.name, party: party.id, formerSeat: member.seat, stood: false },
  );
  return crediting(
    reply,
    politician ? officesCredit(context) : undefined,
    member.byElection ? byElectionsCredit(context) : undefined,
  );
}
