/** Sentences beside a seat's figures: the result before, target lists, politicians beaten, by-elections since. */
import { lastTime } from "./before.ts";
import type { Context } from "../core/command.ts";
import type { Lookup } from "../core/lookup.ts";
import { isSenior } from "../core/news/milestone.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Block } from "../core/reply.ts";
import { beaten, fullName, longDay } from "../core/story.ts";
import { note } from "./answer.ts";
import { wonBy } from "./by-election.ts";
import { int, points, possessive, withParty } from "./words.ts";

/** "Last time, notionally: Conservative majority 16,389 (28.5 points) over Labour."; nothing of a new seat. */
export function previousNote({ previous }: Outcome): readonly Block[] {
  if (!previous) return [];
  const { winner, majority, lines } = previous;
  const over = lines[1] ? ` over ${lines[1].party.short}` : "";
  return [
    note(
      `${lastTime(previous)}: ${winner.party.short} majority ${int(majority.votes)} (${points(majority.points)})${over}.`,
    ),
  ];
}

/** The first list of the pack is the one that readers follow; the winner's own list is told besides. */
export function targetNotes(outcome: Outcome, lookup: Lookup): string[] {
  const followed = lookup.followed;
  const parties = new Set([followed, outcome.winner?.party.id].filter((id) => id !== undefined));
  return [...parties].flatMap((id) => {
    const target = lookup.target(id, outcome.seat.code);
    if (!target) return [];
    return [`On ${possessive(lookup.party(id))} target list, ${target.rank} by Teller’s rule${fate(outcome, id)}.`];
  });
}

/** ": won", ": missed", or nothing before a result. */
export function fate(outcome: Outcome, party: string): string {
  if (!outcome.winner) return "";
  return outcome.winner.party.id === party ? ": won" : ": missed";
}

/** Politicians of rank who were beaten here. */
export function moments(outcome: Outcome, lookup: Lookup): string[] {
  return beaten(outcome).flatMap((line) => {
    const politician = lookup.politician(line.candidate.mnis);
    if (!politician) return [];
    const kind = isSenior(politician)
      ? "Portillo moment"
      : politician.tier === "minister"
        ? "A minister beaten"
        : "A former minister beaten";
    const held = lookup.member(line.candidate.mnis)?.seat.name;
    return [`${kind}: ${fullName(line)}, ${politician.as}${held ? `, MP for ${held}` : ""}.`];
  });
}

/** "Held now by Sarah Joanne Pochin (Reform UK), who won the by-election of 1 May 2025 by 6: a gain from Labour." */
export function heldNow({ seat }: Outcome, { results }: Context): string[] {
  const told = results.upcoming.findLast((one) => one.seat.code === seat.code && one.state === "declared");
  const over = results.election.byElections.findLast((one) => one.seat === seat.code);
  const now = told ?? (over && results.since(over));
  const by = { date: told?.byElection ?? over?.date ?? "" };
  if (!now) return [];
  const { winner, majority, result } = now;
  if (!winner || !majority) return [];
  const kind = result?.kind === "gain" ? `: a gain from ${result.from.said.subject}` : ": a hold";
  return [
    `Held now by ${withParty(winner)}, who won the by-election of ${longDay(by.date)} by ${int(majority.votes)}${kind}.`,
  ];
}

export function since({ seat }: Outcome, lookup: Lookup): string[] {
  return lookup.election.byElections
    .filter((by) => by.seat === seat.code)
    .map((by) => {
      const { name, first, ahead } = wonBy(by);
      return `Since then: ${name} (${lookup.party(first.party).short}) won the by-election of ${longDay(by.date)} by ${int(ahead)}.`;
    });
}
