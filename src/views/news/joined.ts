/** Several items in one message, in order: the weightiest as cards within it, the others in a line each. */
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { exitPollContest } from "../../core/exit-poll.ts";
import { milestoneOf } from "../../core/news/milestone.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { fullName } from "../../core/story.ts";
import { button, note, text } from "../answer.ts";
import { int } from "../words.ts";
import { stateOf } from "./count.ts";
import { blocksOfLines, linesThatFit, type Line } from "./lines.ts";
import { fits, mostSize } from "./size.ts";
import { sourceWords, tell } from "./telling.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { contestName } from "./words.ts";

/** Cards within a message: so many, or fewer where they do not fit. */
const cards = [3, 2, 1, 0] as const;
/** Letters of a summary: some places show it whole. */
const longestSummary = 1_200;

export function joinedReply(subject: Subject, view: NewsView): Reply {
  const tellings = subject.items.map((item) => tell(item, subject, view));
  const lead = tellings.reduce((most, one) => (one.weight > most.weight ? one : most));
  const more = tellings.length - 1;
  const source = sourceWords(tellings);
  return {
    summary: summaryOf(lead, tellings),
    card: {
      title: `${lead.title} (+${int(more)} more)`,
      ...(lead.colour && { colour: lead.colour }),
      blocks: bodyOf(tellings, view.history),
      actions: [...(lead.action ? [lead.action] : []), button("Newest", "latest")],
    },
    ...(source && { source }),
  };
}

function summaryOf(lead: Telling, tellings: readonly Telling[]): string {
  const others = tellings.filter((one) => one !== lead).map(({ title }) => title);
  const kept = [...others];
  const said = (): string => {
    const left = others.length - kept.length;
    const titles = [...kept, ...(left > 0 ? [`and ${int(left)} more`] : [])];
    return `${lead.summary} Also: ${titles.join("; ")}.`;
  };
  while (kept.length > 0 && said().length > longestSummary) kept.pop();
  return said();
}

function bodyOf(tellings: readonly Telling[], history: History): readonly Block[] {
  const state = stateOf(tellings, history);
  const foot = state ? [note(state)] : [];
  for (const most of cards) {
    const body = [...partsOf(tellings, cardsAmong(tellings, most)), ...foot];
    if (fits(body)) return body;
  }
  const lines = tellings.map(({ title }): Line => [title]);
  const kept = linesThatFit(lines, [...foot, text("and 999 more: /latest")]);
  const left = lines.length - kept;
  return [
    ...blocksOfLines(lines.slice(0, kept)),
    ...(left > 0 ? [text(`and ${int(left)} more: /latest`)] : []),
    ...foot,
  ];
}

/** The weightiest tellings; of one contest only its weightiest. */
function cardsAmong(tellings: readonly Telling[], most: number): ReadonlySet<Telling> {
  const worth = tellings.filter(({ weight }) => weight > weights.hold).toSorted((a, b) => b.weight - a.weight);
  const first = worth.filter(
    ({ contest }, i) => contest === undefined || worth.findIndex((other) => other.contest === contest) === i,
  );
  return new Set(first.slice(0, most));
}

function partsOf(tellings: readonly Telling[], whole: ReadonlySet<Telling>): readonly Block[] {
  const parts: Block[] = [];
  let lines: Line[] = [];
  for (const one of tellings) {
    if (!whole.has(one)) {
      lines.push(one.line);
      continue;
    }
    parts.push(...blocksOfLines(lines), text({ bold: one.title }), ...one.blocks);
    lines = [];
  }
  return [...parts, ...blocksOfLines(lines)];
}

/**
 * The number of items, from the first, that fit into one message with a line each, whatever corrections will do to
 * them.
 * @returns one at least, where there is one
 */
export function fitting(items: readonly Item[], history: History): number {
  const foot = 260;
  let letters = foot;
  const over = items.findIndex((item) => (letters += longestLine(item, history)) > mostSize.letters);
  return over < 0 ? items.length : Math.max(1, over);
}

/** The most letters that an item's line can have: every name at its longest, and a correction's words. */
function longestLine(item: Item, history: History): number {
  if (item.kind === "notice" || item.contest === exitPollContest) return 400;
  const outcome = history.results.outcome(item.contest);
  const name = contestName(outcome).length;
  const person = Math.max(...outcome.lines.map((line) => fullName(line).length));
  const party = Math.max(...outcome.lines.map((line) => line.party.said.subject.length));
  switch (item.kind) {
    case "declaration":
      return 140 + name + person + party;
    case "anew":
      return 120 + name + person + party;
    case "milestone": {
      const milestone = milestoneOf(item.milestone);
      const { lookup } = history.results;
      if (milestone.kind === "portillo")
        return 70 + name + 2 * person + party + (lookup.politician(milestone.mnis)?.as.length ?? 0);
      return milestone.kind === "all-in" ? 240 : 110 + name + person + party;
    }
  }
}
