/** The words of a milestone while it stands. */
import { tiers } from "../../core/election.ts";
import type { History } from "../../core/news/history.ts";
import { recounted, type Count, type Milestone } from "../../core/news/milestone.ts";
import type { Outcome } from "../../core/outcome.ts";
import type { Action, Block, Colour, Inline } from "../../core/reply.ts";
import { beaten, fullName } from "../../core/story.ts";
import { overallMajority } from "../../core/tally.ts";
import { text } from "../answer.ts";
import { candidates } from "../seat-card.ts";
import { stateButton } from "../state.ts";
import { has, int, withParty } from "../words.ts";
import { cardNow, mapNow, mapThen } from "./pictures.ts";
import { contestOf } from "../../core/declaration.ts";
import { countNow } from "./count.ts";
import { fullResult } from "./declaration.ts";
import { weights } from "./view.ts";
import { beatsWithParties, contestName, heading, margin, seatsInWords, takes, takesFrom } from "./words.ts";
import { upper } from "../../core/text.ts";

/** A milestone that stands. */
export interface Words {
  readonly title: string;
  /** The title and more, in one line. */
  readonly line: readonly Inline[];
  readonly blocks: readonly Block[];
  readonly weight: number;
  readonly colour?: Colour | undefined;
  readonly action: Action;
  /** The correction, where an earlier message told it otherwise. */
  readonly corrected?: string | undefined;
}

export interface About {
  readonly history: History;
  readonly now: Outcome;
  readonly seq: number;
  readonly shows: number;
  readonly corrected?: string;
}

export function wordsOf(milestone: Exclude<Milestone, { kind: "exit-poll" }>, about: About): Words {
  switch (milestone.kind) {
    case "first":
      return opening(`FIRST DECLARATION: ${takes(about.now)}`, "", weights.first, about);
    case "first-gain":
      return opening(
        `FIRST GAIN: ${takes(about.now)}`,
        takesFrom(about.now).slice(takes(about.now).length),
        weights.firstGain,
        about,
      );
    case "line":
      return majority(milestone.party, about);
    case "portillo":
      return portillo(milestone.mnis, about);
    case "all-in":
      return allIn(about);
  }
}

function opening(title: string, from: string, weight: number, { history, now, corrected }: About): Words {
  const rest = `${from}${now.state === "called" ? ", votes to follow" : margin(now)}`;
  return {
    title,
    line: [{ bold: title }, ...(rest ? [rest] : [])],
    blocks: [
      text(beatsWithParties(now)),
      ...(now.state === "declared" ? [candidates(now.lines.slice(0, 3), now), cardNow(history, now)] : []),
    ],
    weight,
    colour: now.winner?.party.colour,
    action: fullResult(now),
    corrected,
  };
}

function majority(id: string, { history, now, seq }: About): Words {
  const { lookup } = history.results;
  const party = lookup.party(id);
  const wins = `${party.said.subject.toUpperCase()} ${party.said.plural ? "WIN" : "WINS"} A MAJORITY`;
  const stands = now.winner?.party.id === id;
  const then = history.outcomeAt(now.seat.code, seq);
  const count = recounted(history.countAt(seq), then, now);
  const of = lookup.election.seats.length;
  const apart = lookup.election.speaker ? ". Speaker not counted" : "";
  const title = stands
    ? `${wins}: ${int(history.countAt(seq).seats.get(id) ?? 0)} of ${int(of)} seats, with ${contestName(now)}`
    : wins;
  return {
    title,
    line: [{ bold: title }, ...(apart ? [apart] : [])],
    blocks: [
      text(
        stands
          ? `${int(lookup.majorityLine)} seats make a majority${apart}. At that moment: ${seatsInWords(count, lookup)}.`
          : `${upper(party.said.subject)} ${has(party)} it with other seats: what we said of ${contestName(now)} does not stand${apart}.`,
      ),
      ...(stands ? [mapThen(history, seq, contestOf({ seat: now.seat.code }))] : []),
    ],
    weight: weights.line,
    colour: party.colour,
    action: stateButton(lookup),
  };
}

function portillo(mnis: number, { history, now, corrected }: About): Words {
  const { lookup } = history.results;
  const line = beaten(now).find(({ candidate }) => candidate.mnis === mnis);
  const who = line ? fullName(line) : (lookup.member(mnis)?.name ?? "");
  const politician = lookup.politician(mnis);
  const to = now.winner ? ` to ${withParty(now.winner)}` : "";
  const by = now.tie ? " by lot" : now.majority ? ` by ${int(now.majority.votes)}` : "";
  const bold = "PORTILLO MOMENT";
  const said = `${who}${politician ? `, ${politician.as},` : ""} loses ${contestName(now)}${to}${by}`;
  return {
    title: `${bold}: ${who} loses ${contestName(now)}`,
    line: [{ bold }, `: ${said}`],
    blocks: [
      text(`${said}.`),
      ...(now.state === "declared"
        ? [candidates(now.lines.slice(0, 3), now), cardNow(history, now)]
        : [text("Votes to follow.")]),
    ],
    // The most senior first.
    weight: weights.portillo - tiers.indexOf(politician?.tier ?? "minister"),
    colour: now.winner?.party.colour,
    action: fullResult(now),
    corrected,
  };
}

function allIn(about: About): Words {
  const { history, shows } = about;
  const { lookup } = history.results;
  if (!lookup.isHouse) return allOfFew(history);
  const of = lookup.election.seats.length;
  const [count, told] = [countNow(history, shows), history.countAt(shows)];
  const [now, said] = [count, told].map((one) => seatsInWords(one, lookup) || "no seat decided");
  const title = `ALL ${int(of)} SEATS DECLARED`;
  return {
    title,
    line: [{ bold: title }, `: ${now}`],
    blocks: [text(`${now}.`), text(verdict(count, of, history)), mapNow(history)],
    weight: weights.allIn,
    action: stateButton(lookup),
    ...(now !== said && { corrected: `Corrected: we said ${said}.` }),
  };
}

/** "BOTH SEATS DECLARED", with each of them. */
function allOfFew({ results: { all, lookup } }: History): Words {
  const title = all.length === 2 ? "BOTH SEATS DECLARED" : `ALL ${int(all.length)} SEATS DECLARED`;
  return {
    title,
    line: [{ bold: title }, `: ${all.map(heading).join("; ")}`],
    blocks: all.map((outcome) => text({ bold: heading(outcome) }, margin(outcome))),
    weight: weights.allOfFew,
    action: stateButton(lookup),
  };
}

function verdict({ seats }: Count, of: number, { results: { lookup } }: History): string {
  const won = [...seats].find(([id, n]) => n >= lookup.majorityLine && lookup.party(id).kind === "party");
  if (!won) return `No party has the ${int(lookup.majorityLine)} seats that make a majority.`;
  const party = lookup.party(won[0]);
  return `${upper(party.said.subject)} ${has(party)} an overall majority of ${int(overallMajority(won[1], of))}.`;
}
