/**
 * All messages about one contest -> the agency's declaration now. The highest revision counts, and revisions skip; a
 * result beats a rush, whatever their revisions.
 */
import type { Election } from "../../../core/election.ts";
import { judged } from "../doubts.ts";
import { winnerBy, type Ballot, type Matcher } from "../match.ts";
import { Misfit, quarantined, quoted } from "../match/misfit.ts";
import { instantOf } from "../read/times.ts";
import type { Found, Said } from "../source.ts";
import type { Message } from "./message.ts";

export interface Placed {
  readonly message: Message;
  readonly ballot: Ballot;
  /** The file. */
  readonly where: string;
  readonly excerpt: string;
}

export interface MessageReader {
  readonly matcher: Matcher;
  readonly election: Election;
  readonly now: Date;
}

/** More than any revision of a rush. */
const results = 2_000;

/** One order for all: a rush, a recount of the same revision, and then results. */
function rankOf({ kind, revision }: Message): number {
  switch (kind) {
    case "rush":
      return 2 * revision;
    case "recount":
      return 2 * revision + 1;
    case "result":
      return results + revision;
  }
}

type Judged = Placed & { readonly rank: number } & ({ readonly said: Said } | { readonly why: string });
type Sound = Extract<Judged, { readonly said: Said }>;

const isSound = (one: Judged): one is Sound => "said" in one;

/** @param placed in the order of their files */
export function wordOn(placed: readonly Placed[], means: MessageReader): readonly Found[] {
  const all = placed.map((one) => judge(one, means)).toSorted((a, b) => b.rank - a.rank);
  const best = all.find(isSound);
  const unsound = all.filter((one) => !isSound(one) && one.rank >= (best?.rank ?? 0));
  const troubles = unsound.map((one) => quarantined(one.where, "why" in one ? one.why : "", one.excerpt));
  if (!best) return troubles;
  const others = all.filter(isSound).filter((one) => one !== best && one.rank === best.rank && differ(one, best));
  const odd = others.map((one) =>
    quarantined(one.where, `says otherwise than ${quoted(best.where)}, under the same revision`, one.excerpt),
  );
  // While votes are counted again, the declaration before the recount stands.
  const before =
    best.message.kind === "recount" ? all.filter(isSound).find(({ message }) => message.kind === "rush") : undefined;
  const told = [...(before ? [before] : []), best].map((one): Found =>
    judged(dated(one, all.filter(isSound)), one.ballot, one.where, means.election),
  );
  return [...told, ...odd, ...troubles];
}

const differ = (a: Sound, b: Sound): boolean =>
  JSON.stringify([a.said.state, a.said.winner, a.said.votes]) !==
  JSON.stringify([b.said.state, b.said.winner, b.said.votes]);

/** A correction comes with a time of its own, but a seat is declared once: the earliest time counts. */
function dated({ said, rank }: Sound, all: readonly Sound[]): Said {
  if (said.state !== "result") return said;
  const earlier = all.filter((one) => one.said.state === "result" && one.rank < rank);
  const times = [said, ...earlier.map((one) => one.said)].flatMap(({ declared }) =>
    declared ? [declared.getTime()] : [],
  );
  return {
    ...said,
    state: earlier.length > 0 ? "correction" : "result",
    ...(times.length > 0 && { declared: new Date(Math.min(...times)) }),
  };
}

function judge(placed: Placed, means: MessageReader): Judged {
  const rank = rankOf(placed.message);
  try {
    return { ...placed, rank, said: saidBy(placed, rank, means) };
  } catch (error) {
    if (error instanceof Misfit) return { ...placed, rank, why: `${placed.ballot.seat.name}: ${error.message}` };
    throw error;
  }
}

/** @throws Misfit */
function saidBy({ message, ballot }: Placed, revision: number, { matcher, election, now }: MessageReader): Said {
  const { seat, byElection } = ballot;
  const declared =
    message.declared === undefined ? undefined : instantOf(message.declared, byElection ?? election.date, election);
  const about = {
    seat: seat.code,
    ...(byElection !== undefined && { byElection }),
    revision,
    ...(message.test && { rehearsal: true as const }),
  };
  if (message.kind === "recount") return { ...about, state: "recount", recorded: now };
  if (message.withdraws) return { ...about, state: "retraction", recorded: now };
  const elected = electedOf(message, ballot, matcher);
  if (message.kind === "rush") {
    const [winner] = elected;
    if (!winner) throw new Misfit("says that somebody won, and marks nobody");
    return { ...about, state: "called", winner: winner.id, recorded: now };
  }
  const votes = votesOf(message, ballot, matcher);
  const winner = winnerBy(votes, elected);
  // The message's own time is when this revision was made.
  return { ...about, ...winner, state: "result", votes, ...(declared && { declared }), recorded: declared ?? now };
}

/** @throws Misfit */
function electedOf({ candidates, winningParty, test }: Message, ballot: Ballot, matcher: Matcher) {
  const elected = candidates
    .filter((one) => one.elected)
    .map((one) => matcher.candidate(ballot, lineOf(one), { madeUp: test }));
  const [winner, another] = elected;
  if (another) throw new Misfit("two are marked as elected");
  if (winner && winningParty !== undefined && !matcher.isOf(winner, [winningParty]))
    throw new Misfit(`${quoted(winner.family)} is marked as elected, and ${quoted(winningParty)} as the winner`);
  return elected;
}

/** A message's own sums must agree, so that a single wrong figure shows. @throws Misfit */
function votesOf({ candidates, turnout, majority, test }: Message, ballot: Ballot, matcher: Matcher) {
  const lines = candidates.map((one) => {
    if (one.votes === undefined) throw new Misfit(`no votes for ${quoted(one.family)}`);
    return { line: lineOf(one), votes: one.votes };
  });
  const votes = matcher.votes(ballot, lines, { madeUp: test });
  const [first = 0, second = 0] = Object.values(votes).toSorted((a, b) => b - a);
  const sum = Object.values(votes).reduce((all, some) => all + some, 0);
  if (turnout !== undefined && turnout !== sum) throw new Misfit(`its votes add up to ${sum}, and it says ${turnout}`);
  if (majority !== undefined && majority !== first - second)
    throw new Misfit(`its votes give a majority of ${first - second}, and it says ${majority}`);
  return votes;
}

const lineOf = ({ given, family, party }: Message["candidates"][number]) => ({
  ...(given !== undefined && { given }),
  family,
  party,
});
