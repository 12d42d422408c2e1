/** Sentences that tell the rest of a seat's story, where "gain" and "hold" do not say it all. */
import { madeFrom, type Member, type Party, type Seat } from "./election.ts";
import type { Lookup } from "./lookup.ts";
import type { Outcome, CandidateResult } from "./outcome.ts";
import { upper } from "./text.ts";

/** The name a candidate goes by: "Jacob Rees-Mogg". */
export const fullName = ({ candidate }: Pick<CandidateResult, "candidate">): string =>
  candidate.called ?? `${candidate.given} ${candidate.family}`.trim();

/** A former seat that gave this one many of its people, and that changed hands at a by-election. */
export interface Held {
  readonly party: Party;
  readonly former: string;
  /** ISO. */
  readonly since: string;
  /** The share of this seat's people, 0-1. */
  readonly people: number;
}

/** The least share of a seat's people that says something of the seat. */
const muchOf = 0.25;

/** Parties that held what this seat is made of since by-elections: hold and gain, on the last general election, do not know of it. */
export function heldSince(seat: Seat, lookup: Lookup): readonly Held[] {
  return madeFrom(seat).flatMap(({ code, name: former, people }) => {
    const member = lookup.memberOf(code);
    if (!member?.byElection?.gainedFrom || people < muchOf) return [];
    return [{ party: lookup.party(member.electedAs), former, since: member.electedOn, people }];
  });
}

/** Whether hold and gain would be the other way round against the party that held most of the seat on the day. */
export function isOnPaper({ seat, result }: Pick<Outcome, "seat" | "result">, lookup: Lookup): boolean {
  const [main] = heldSince(seat, lookup);
  if (!main || main.people <= 0.5 || !result) return false;
  return (result.kind === "hold") !== (main.party === result.to);
}

/** "Labour had held Mid Bedfordshire since the by-election of 19 October 2023. A hold here is one on the notional result of 2019 alone." */
export function heldWords(
  { seat, result }: Pick<Outcome, "seat" | "result">,
  lookup: Lookup,
  subject = (party: Party) => party.said.subject,
): readonly string[] {
  const year = lookup.election.previous?.date.slice(0, 4) ?? "";
  const notional = lookup.election.previous?.kind === "notional" ? "notional " : "";
  const said = heldSince(seat, lookup);
  return [
    ...said.map(({ party, former, since, people }) => {
      const part =
        former === seat.name || people > 0.95
          ? ""
          : `, where ${Math.round(people * 100)}% of this seat’s people lived,`;
      return `${upper(subject(party))} had held ${former}${part} since the by-election of ${longDay(since)}.`;
    }),
    ...(result && isOnPaper({ seat, result }, lookup)
      ? [`A ${result.kind} here is one on the ${notional}result of ${year} alone.`]
      : []),
  ];
}

/** New to the Commons: neither sat at dissolution nor ever before. */
export const isNew = ({ candidate }: CandidateResult): boolean => !candidate.sitting && !candidate.former;

/** Sat before, but not at dissolution. */
export const returns = ({ candidate }: CandidateResult): boolean => !candidate.sitting && candidate.former === true;

/** Members at dissolution who stood here and did not win. */
export function beaten({ lines, winner }: Outcome): readonly CandidateResult[] {
  return winner ? lines.filter((line) => line !== winner && line.candidate.sitting) : [];
}

/** @returns sentences, none of which repeats the headline; empty while there is no winner */
export function story(outcome: Outcome, lookup: Lookup): readonly string[] {
  const { winner, result, seat } = outcome;
  if (!winner || !result) return [];
  const { previous } = lookup.election;
  const year = previous?.date.slice(0, 4) ?? "";
  // Only of a result on paper can it be news that no member was beaten.
  const onPaper = lookup.isHouse && previous?.kind === "notional";
  const said = [
    ...heldWords(outcome, lookup),
    ...past(winner, lookup),
    ...beaten(outcome).flatMap((line) => defeat(line, lookup)),
    ...(returns(winner) ? [`${fullName(winner)} returns to the Commons, having sat there before.`] : []),
  ];
  const sat = lookup.member(winner.candidate.mnis);
  if (
    onPaper &&
    result.kind === "gain" &&
    beaten(outcome).length === 0 &&
    sat &&
    !sat.byElection &&
    sat.electedAs === winner.party.id
  )
    said.push(
      `${fullName(winner)} was already MP for ${sat.seat.name}: a gain on the notional result of ${year} alone.`,
    );
  if (onPaper && result.kind === "gain" && beaten(outcome).length === 0 && !winner.candidate.sitting) {
    const heirs = lookup
      .membersFor(seat)
      .slice(0, 1)
      .map((member) => whereabouts(member, lookup));
    said.push(`A gain on the notional result of ${year}; no sitting MP was beaten here.`, ...heirs);
  }
  return said;
}

/** The winner's way to the seat that they sat for, where "gain" or "hold" suggests another. */
function past(line: CandidateResult, lookup: Lookup): string[] {
  const member = lookup.member(line.candidate.mnis);
  if (!member) return [];
  const name = fullName(line);
  const { byElection, electedAs, electedOn, seat } = member;
  if (byElection) {
    const from = byElection.gainedFrom ? `, gaining it from ${lookup.party(byElection.gainedFrom).said.subject}` : "";
    return [`${name} came to the Commons by winning the ${seat.name} by-election on ${longDay(electedOn)}${from}.`];
  }
  return electedAs === line.party.id ? [] : [changed(name, member, line, lookup)];
}

function defeat(line: CandidateResult, lookup: Lookup): string[] {
  const member = lookup.member(line.candidate.mnis);
  const name = fullName(line);
  // The Portillo moment of a politician of rank is told elsewhere, with more than this would say.
  const ranked = lookup.politician(line.candidate.mnis) !== undefined;
  if (!member) return [`${name} (${line.party.short}), a sitting MP, was beaten.`];
  const party = lookup.party(member.electedAs);
  const by = member.byElection ? `, who came by a by-election on ${longDay(member.electedOn)},` : "";
  const beatenMp = `${name} (${line.party.short}), MP for ${member.seat.name}${by || ","} was beaten.`;
  const plain = ranked && !member.byElection ? [] : [beatenMp];
  return party === line.party ? plain : [...plain, changed(name, member, line, lookup)];
}

function changed(name: string, member: Member, line: CandidateResult, lookup: Lookup): string {
  const before = lookup.party(member.electedAs).said.elected;
  return `${name} was elected ${before} in ${member.electedOn.slice(0, 4)} and stood this time ${line.party.said.elected}.`;
}

function whereabouts(member: Member, lookup: Lookup): string {
  // The party at dissolution may be another, and is not known: the party at the last election is.
  const elected = `elected ${lookup.party(member.electedAs).said.elected} in ${member.electedOn.slice(0, 4)}`;
  const who = `${member.name}, MP for ${member.seat.name} (${elected}),`;
  return member.stood ? `${who} stood in ${lookup.seat(member.stood.seat).name}.` : `${who} did not stand.`;
}

// Made once, when first needed: making one takes far longer than using it, and a question from the shell needs none.
let inFull: Intl.DateTimeFormat | undefined;

/** "19 October 2023", from an ISO day. */
export function longDay(day: string): string {
  inFull ??= new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return inFull.format(new Date(`${day}T12:00:00Z`));
}
