/** Several items in one message: the weightiest first, then the others in order, some as cards and the rest in a line each. */
import type { History } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { exitPollContest } from "../../core/exit-poll.ts";
import { milestoneOf } from "../../core/news/milestone.ts";
import type { Action, Block, Reply } from "../../core/reply.ts";
import { upper } from "../../core/text.ts";
import { fullName } from "../../core/story.ts";
import { button, note, text } from "../answer.ts";
import { int } from "../words.ts";
import { stateOf } from "./count.ts";
import { blocksOfLines, linesThatFit, type Line } from "./lines.ts";
import { fits, mostSize } from "./size.ts";
import { sourceWords, tell } from "./telling.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { contestName } from "./words.ts";

/** Cards within a message besides the first: so many, or fewer where they do not fit. */
const cards = [2, 1, 0] as const;
/** Letters of a summary: some places show it whole. */
const longestSummary = 1_200;

export function joinedReply(subject: Subject, view: NewsView): Reply {
  const tellings = subject.items.map((item) => tell(item, subject, view));
  const lead = tellings.reduce((most, one) => (one.weight > most.weight ? one : most));
  const more = tellings.length - 1;
  const source = sourceWords(tellings);
  const { blocks, whole } = bodyOf(lead, tellings, view.history);
  const actions = [lead, ...whole].flatMap((one) => (one.action ? [namingSeat(one.action, one, view.history)] : []));
  return {
    summary: summaryOf(lead, tellings),
    card: {
      title: `${lead.title} (+${int(more)} more)`,
      ...(lead.colour && { colour: lead.colour }),
      blocks,
      actions: [
        ...new Map(actions.map((action) => [JSON.stringify(action), action])).values(),
        button("Newest", "latest"),
      ],
    },
    ...(source && { source }),
  };
}

/** Among several seats a button says which it is of. */
function namingSeat(action: Action, { contest }: Telling, { results }: History): Action {
  if (!("ask" in action) || action.ask.command !== "seat" || contest === undefined) return action;
  return { ...action, label: contestName(results.outcome(contest)) };
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

interface Body {
  readonly blocks: readonly Block[];
  /** Tellings besides the first that are cards of their own. */
  readonly whole: readonly Telling[];
}

/** The weightiest comes first, below the heading that is its own; the others follow in their order. */
function bodyOf(lead: Telling, tellings: readonly Telling[], history: History): Body {
  const state = stateOf(tellings, history);
  const foot = state ? [note(state)] : [];
  const others = tellings.filter((one) => one !== lead);
  for (const most of cards) {
    const whole = cardsAmong(lead, others, most);
    const blocks = [...lead.blocks, ...partsOf(others, whole), ...foot];
    if (fits(blocks)) return { blocks, whole: [...whole] };
  }
  const lines = [...remainder(lead), ...others.map(({ line }) => line)];
  const brief = [...blocksOfLines(lines), ...foot];
  if (fits(brief)) return { blocks: brief, whole: [] };
  const titles = others.map(({ title }): Line => [title]);
  const kept = linesThatFit(titles, [...foot, text("and 999 more: /latest")]);
  const left = titles.length - kept;
  return {
    blocks: [
      ...blocksOfLines(titles.slice(0, kept)),
      ...(left > 0 ? [text(`and ${int(left)} more: /latest`)] : []),
      ...foot,
    ],
    whole: [],
  };
}

/** The line of a telling without its heading, which stands above it. */
function remainder({ line: [, ...rest] }: Telling): readonly Line[] {
  const [first, ...others] = rest;
  if (first === undefined) return [];
  return [[typeof first === "string" ? upper(first.replace(/^[,;] /, "")) : first, ...others]];
}

/** The weightiest tellings; of one contest only its weightiest, which may be the first of all. */
function cardsAmong(lead: Telling, tellings: readonly Telling[], most: number): ReadonlySet<Telling> {
  const worth = tellings.filter(({ weight }) => weight > weights.hold).toSorted((a, b) => b.weight - a.weight);
  const first = worth.filter(
    ({ contest }, i) =>
      contest === undefined ||
      (contest !== lead.contest && worth.findIndex((other) => other.contest === contest) === i),
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
