/** A day in one message, short, as an editor would write it. */
import type { History, Change } from "../../core/news/history.ts";
import type { Item, Subject } from "../../core/news/message.ts";
import { partsOf } from "../../core/declaration.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { sameFigures } from "../../core/outcome.ts";
import { longDay } from "../../core/story.ts";
import { listed } from "../../core/text.ts";
import { button, text } from "../answer.ts";
import { int, many } from "../words.ts";
import { countNow } from "./count.ts";
import { tellDeclaration } from "./declaration.ts";
import { blocksOfLines, linesThatFit, type Line } from "./lines.ts";
import { mapOfBriefing } from "./pictures.ts";
import { sourceWords, tell } from "./telling.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { stateButton } from "../state.ts";
import { stateLine } from "./words.ts";
import { mostSize } from "./size.ts";

/** The beginning of every briefing's heading. */
export const briefingHeading = "Briefing";

/** Up to this many declarations are told one by one; beyond it only the gains, and beyond many gains only a number. */
const few = 12;
/** Milestones and corrections told one by one. */
const some = { milestones: 6, corrections: 10 };

/**
 * Items of a briefing, by the time at which they came into the log: declarations, milestones and corrections.
 * @param to not included
 * @returns empty where nothing happened
 */
export function briefingItems(history: History, from: Date, to: Date): readonly Item[] {
  const within = ({ at }: { readonly at: Date }): boolean => at >= from && at < to;
  const changes = history.changes(0).filter(within);
  const items = [...Map.groupBy(changes, ({ contest }) => contest).values()].flatMap((some) => itemsOf(some, history));
  const all = history.milestones(0).filter((one) => within(one) && !one.undone);
  // One that was undone and reached again stands once.
  const reached = [...new Map(all.map((one) => [one.milestone, one])).values()];
  const milestones = reached.map(({ milestone, contest, seq }): Item => ({
    kind: "milestone",
    milestone,
    contest,
    seq,
  }));
  return [...items, ...milestones].toSorted((a, b) => seqOf(a) - seqOf(b));
}

const isCorrective = ({ kind }: Change): boolean => kind === "corrected" || kind === "winner" || kind === "withdrawn";

/**
 * A contest's items: that it was declared, and one correction at most. The last word counts, against the one that stood
 * before the first correction: corrections that were taken back are none.
 */
function itemsOf(changes: readonly Change[], history: History): readonly Item[] {
  const declared = changes.find((change) => !isCorrective(change));
  const corrections = changes.filter(isCorrective);
  const [first, last] = [corrections[0], corrections.at(-1)];
  // It was declared once more after a retraction of the same day: the retraction and the declaration are one correction.
  const isFirst = declared !== undefined && declared.seq < (first?.seq ?? Infinity);
  const news: readonly Item[] = declared && (isFirst || !first) ? [itemOf(declared)] : [];
  if (!first || !last) return news;
  const { contest } = first;
  const [before, after] = [
    history.outcomeAt(contest, first.seq - 1),
    history.outcomeAt(contest, changes.at(-1)?.seq ?? last.seq),
  ];
  const isOther =
    (before.standing === undefined) !== (after.standing === undefined) ||
    before.winner?.candidate.id !== after.winner?.candidate.id;
  if (!isOther && before.state === after.state && sameFigures(before, after)) return news;
  return [...news, { kind: last.kind === "corrected" ? "declaration" : "anew", contest, seq: last.seq }];
}

const itemOf = ({ contest, seq }: Change): Item => ({ kind: "declaration", contest, seq });

const seqOf = (item: Item): number => ("seq" in item ? item.seq : 0);

export function briefingReply(subject: Subject, view: NewsView): Reply {
  const { history } = view;
  const { lookup } = history.results;
  const sorted = sortOut(subject, view);
  const { seats, byElections, corrections, milestones } = sorted;
  const counted = countNow(history, subject.shows);
  const stateWords = seats.length > 0 ? stateLine(counted, lookup) : undefined;
  const state = stateWords ? [stateWords] : [];
  const counts = [
    ...(seats.length > 0 ? [many(seats.length, "declaration")] : []),
    ...(byElections.length > 0 ? [many(byElections.length, "by-election")] : []),
    ...(corrections.length > 0 ? [many(corrections.length, "correction")] : []),
  ];
  const title = subject.day === undefined ? briefingHeading : `${briefingHeading}, ${longDay(subject.day)}`;
  const lead = counts.length > 0 ? [`${listed(counts)} in the last day.`] : [];
  const standing: Block[] = view.lines.length > 0 ? [text(...linked(view))] : [];
  const head = [...lead, ...state].map((words) => text(words));
  const great = milestones.toSorted((a, b) => b.weight - a.weight).map(({ summary }) => summary);
  const picture = subject.items.length > 0 ? mapOfBriefing(history, subject.shows) : undefined;
  const map = picture ? [picture] : [];
  const source = sourceWords([...seats, ...byElections, ...corrections, ...milestones]);
  return {
    summary: [`${title}.`, ...lead, ...great.slice(0, 2), ...state].join(" "),
    card: {
      title,
      blocks: [...head, ...sections(sorted, [...head, ...standing, ...map]), ...standing, ...map],
      actions: [stateButton(lookup), button("Newest", "latest")],
    },
    ...(source && { source }),
  };
}

interface Sorted {
  readonly seats: readonly Telling[];
  readonly byElections: readonly Telling[];
  readonly corrections: readonly Telling[];
  readonly milestones: readonly Telling[];
}

function sortOut(subject: Subject, view: NewsView): Sorted {
  const { history } = view;
  const kindOf = (item: Item): keyof Sorted | undefined => {
    if (item.kind === "notice") return undefined;
    if (item.kind === "milestone") return "milestones";
    const [change] = history.changes(item.seq - 1, item.seq);
    if (item.kind === "anew" || change?.kind === "corrected") return "corrections";
    return partsOf(item.contest).byElection === undefined ? "seats" : "byElections";
  };
  const of = (kind: keyof Sorted): readonly Telling[] =>
    subject.items
      .filter((item) => kindOf(item) === kind)
      .map((item) =>
        kind === "corrections" && item.kind === "declaration"
          ? // Measured against what stood before it.
            tellDeclaration(history, item.contest, item.seq, item.seq - 1)
          : tell(item, subject, view),
      );
  return {
    seats: of("seats"),
    byElections: of("byElections"),
    corrections: of("corrections"),
    milestones: of("milestones"),
  };
}

/** The section's heading, its tellings, the most of them that are shown, and the question that shows the others. */
type Section = readonly [title: string, tellings: readonly Telling[], most: number, ask: string];

/** Tellings under their headings, a line each, as many as fit. */
function sections({ seats, byElections, corrections, milestones }: Sorted, beside: readonly Block[]): readonly Block[] {
  const gains = seats.filter(({ weight }) => weight >= weights.tie);
  const told = seats.length <= few ? seats : gains.length <= few ? gains : [];
  const great = milestones.toSorted((a, b) => b.weight - a.weight);
  const parts: readonly Section[] = [
    ["Milestones", great, some.milestones, "/portillo"],
    ["By-elections", byElections, few, "/byelections"],
    ["Corrections", corrections, some.corrections, "/latest"],
    [told === seats ? "Declared" : "Gains", told, few, "/latest"],
  ];
  const filled = parts.filter(([, tellings]) => tellings.length > 0);
  const blocks: Block[] = [];
  for (const [i, [title, tellings, most, ask]] of filled.entries()) {
    const lines = tellings.map(({ line }): Line => ["• ", ...line]);
    const heading = text({ bold: title });
    // A section leaves room for those after it.
    const share = 1 / (filled.length - i);
    const within = { ...mostSize, letters: mostSize.letters * share, data: mostSize.data * share };
    const rest = (left: number): Block => text(`and ${int(left)} more: ${ask}`);
    const kept = linesThatFit(lines.slice(0, most), [...(i === 0 ? beside : []), heading, rest(99)], within);
    const left = lines.length - kept;
    blocks.push(heading, ...blocksOfLines(lines.slice(0, kept)), ...(left > 0 ? [rest(left)] : []));
  }
  return blocks;
}

function linked({ lines }: NewsView) {
  return lines.flatMap(({ text: words, href }, i) => [...(i === 0 ? [] : ["\n"]), { link: words, href }]);
}
