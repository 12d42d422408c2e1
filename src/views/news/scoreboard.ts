/** The state of the parties as a message that is edited as results come. */
import type { Subject } from "../../core/news/message.ts";
import { partsOf } from "../../core/declaration.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { tally, type Tally } from "../../core/tally.ts";
import { button, end, start, text } from "../answer.ts";
import { inWords, knownWords, lineWords, speakerNote } from "../state.ts";
import { int, many, signed } from "../words.ts";
import { sourceOf } from "./change.ts";
import { blocksOfLines, type Line } from "./lines.ts";
import { mapOfBoard } from "./pictures.ts";
import { sourceWords, tell } from "./telling.ts";
import type { NewsView } from "./view.ts";
import { heading, hourOf, margin } from "./words.ts";
import type { Change } from "../../core/news/history.ts";

/** The beginning of every open board's heading. */
export const boardHeading = "Scoreboard:";

/** Parties in the table, and declarations below it. */
const shown = { parties: 10, newest: 4 };

export function scoreboardReply({ closed }: Subject, view: NewsView): Reply {
  if (closed) return closedReply;
  const { history } = view;
  const { results } = history;
  if (!results.lookup.isHouse) return fewReply(view);
  const counted = tally(results.all);
  const toCome = counted.of - counted.known;
  const line = lineWords(counted, results.lookup);
  const known = counted.known === 0 ? "No seat has declared" : knownWords(counted);
  const coming = toCome === 0 ? "" : `${many(toCome, "seat")} to come.`;
  const changes = history.changes(0).filter(({ contest }) => partsOf(contest).byElection === undefined);
  const last = changes.at(-1);
  const source = sourceWords(results.known.map((outcome) => ({ sources: sourceOf(history, outcome) })));
  const [leader] = counted.parties;
  const picture = mapOfBoard(history);
  return {
    summary: [`${known}.`, counted.known > 0 ? `${inWords(counted)}.` : "", line, coming].filter(Boolean).join(" "),
    card: {
      title: `${boardHeading} ${known.charAt(0).toLowerCase()}${known.slice(1)}`,
      ...(leader && leader.seats > 0 && { colour: leader.party.colour }),
      blocks: [
        text([line, coming].filter(Boolean).join(" ")),
        ...(counted.known > 0 ? [tableOf(counted)] : []),
        ...speakerNote(counted, results.lookup),
        ...newest(changes, view),
        ...(picture ? [picture] : []),
      ],
      actions: [button("Newest", "latest"), button("In full", "results")],
    },
    ...(source && { source }),
    // The time of the last change, not of the last look, so that only news causes an edit.
    ...(last && { asOf: last.at }),
  };
}

/** Seats that make no House: a line each. */
function fewReply({ history }: NewsView): Reply {
  const { results } = history;
  const counted = tally(results.all);
  const known = counted.known === 0 ? "Nothing has been declared" : knownWords(counted);
  const lines = results.all.map((outcome) =>
    outcome.standing ? `${heading(outcome)}${margin(outcome)}` : `${outcome.seat.name}: not yet declared`,
  );
  const source = sourceWords(results.known.map((outcome) => ({ sources: sourceOf(history, outcome) })));
  const last = history.changes(0).at(-1);
  return {
    summary: [`${known}.`, ...lines.map((line) => `${line}.`)].join(" "),
    card: {
      title: `${boardHeading} ${known.charAt(0).toLowerCase()}${known.slice(1)}`,
      blocks: lines.map((line) => text(line)),
      actions: [button("In full", "results")],
    },
    ...(source && { source }),
    ...(last && { asOf: last.at }),
  };
}

/** A closed scoreboard has no figures: they would stand there for good, and nobody would correct them. */
const closedReply: Reply = {
  summary: "This scoreboard is closed: a newer one stands below.",
  card: {
    title: "Scoreboard, closed",
    blocks: [text("A newer scoreboard stands further down.")],
    actions: [button("The results now", "results")],
  },
};

function tableOf({ parties, speaker }: Tally): Block {
  const seated = parties.filter(({ seats, losses }) => seats + losses > 0).slice(0, shown.parties);
  return {
    kind: "table",
    head: [start("Party"), end("Seats"), end("+/−"), end("Gains")],
    rows: [...seated, ...(speaker?.seats ? [speaker] : [])].map(({ party, seats, net, gains }) => [
      party.short,
      int(seats),
      signed(net, 0),
      int(gains),
    ]),
  };
}

/** The newest declarations that stand, the newest first. */
function newest(changes: readonly Change[], view: NewsView): readonly Block[] {
  const { history } = view;
  const { timeZone } = history.results.election;
  const fresh = changes
    .filter(({ kind, contest }) => (kind === "first" || kind === "again") && history.results.outcome(contest).standing)
    .slice(-shown.newest)
    .toReversed();
  const lines = fresh.map(({ contest, seq, at }): Line => {
    const { line } = tell({ kind: "declaration", contest, seq }, { shows: history.seq }, view);
    return [`${hourOf(at, timeZone)}  `, ...line];
  });
  return blocksOfLines(lines);
}
