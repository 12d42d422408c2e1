/** Many items in one message, however many: a digest, or a place's missed news. */
import type { Item, Subject } from "../../core/news/message.ts";
import type { Party } from "../../core/election.ts";
import type { History } from "../../core/news/history.ts";
import type { Block, Reply } from "../../core/reply.ts";
import { listed, upper } from "../../core/text.ts";
import { button, text } from "../answer.ts";
import { stateButton } from "../state.ts";
import { int, many } from "../words.ts";
import { blocksOfLines, largest, linesThatFit, type Line } from "./lines.ts";
import { fits, mostSize } from "./size.ts";
import { sourceWords, tell } from "./telling.ts";
import { weights, type NewsView, type Telling } from "./view.ts";
import { hourOf } from "./words.ts";

export function digestReply(subject: Subject, view: NewsView): Reply {
  const missed = subject.kind === "missed";
  const tellings = subject.items.map((item) => tell(item, subject, view));
  const counted = countWords(subject.items);
  const between = betweenWords(subject.items, view.history);
  const tallied = tallyWords(subject.items, view.history);
  const title = missed ? `You missed ${counted}` : upper(`${counted}${between}`);
  const head: Block[] = [
    ...(missed ? [text(`They came${between.replace(",", "")} while nothing was posted here.`)] : []),
    ...(tallied ? [text({ bold: tallied })] : []),
  ];
  const lead = tellings.reduce<Telling | undefined>(
    (most, one) => (one.weight > (most?.weight ?? 0) ? one : most),
    undefined,
  );
  const source = sourceWords(tellings);
  return {
    summary: [`${title}.`, tallied && `${tallied}.`, lead && lead.weight > weights.gain ? lead.summary : ""]
      .filter(Boolean)
      .join(" "),
    card: {
      title,
      blocks: [...head, ...body(tellings, head)],
      actions: [button("Newest", "latest"), stateButton(view.history.results.lookup)],
    },
    ...(source && { source }),
  };
}

/** Milestones and `anew` items win over declarations where not all fit; those that are shown stay in order. */
function body(tellings: readonly Telling[], head: readonly Block[]): readonly Block[] {
  const rest = (left: number): Block => text(`and ${int(left)} more: /latest`);
  const beside = [...head, rest(999)];
  const great = tellings.filter(({ weight }) => weight > weights.gain).toSorted((a, b) => b.weight - a.weight);
  // Half of the message at most, so that there are declarations as well.
  const half = { ...mostSize, letters: mostSize.letters / 2, data: mostSize.data / 2 };
  const sure = great.slice(
    0,
    linesThatFit(
      great.map(({ line }) => line),
      beside,
      half,
    ),
  );
  const others = tellings.filter((one) => !sure.includes(one));
  const linesWith = (n: number): readonly Line[] => {
    const kept = new Set([...sure, ...others.slice(0, n)]);
    return tellings.filter((one) => kept.has(one)).map(({ line }) => line);
  };
  const n = largest(others.length, (some) => fits([...beside, ...blocksOfLines(linesWith(some))]));
  const left = others.length - n;
  return [...blocksOfLines(linesWith(n)), ...(left > 0 ? [rest(left)] : [])];
}

/** "37 declarations and 2 corrections" */
function countWords(items: readonly Item[]): string {
  const count = (kind: Item["kind"]): number => items.filter((item) => item.kind === kind).length;
  const [declarations, anew, milestones, notices] = [
    count("declaration"),
    count("anew"),
    count("milestone"),
    count("notice"),
  ];
  return listed([
    ...(declarations > 0 ? [many(declarations, "declaration")] : []),
    ...(milestones > 0 ? [many(milestones, "milestone")] : []),
    ...(anew > 0 ? [many(anew, "correction")] : []),
    ...(notices > 0 ? [many(notices, "notice")] : []),
  ]);
}

/** A stretch longer than this is told with its days. */
const halfDay = 12 * 3_600_000;

/** ", 2:15am to 2:45am": the times at which the first and the last item came into the log. */
function betweenWords(items: readonly Item[], history: History): string {
  const { timeZone } = history.results.election;
  const times = items.flatMap((item) => {
    if (item.kind === "notice") return [];
    return history.entries(item.contest).find(({ seq }) => seq === item.seq)?.at ?? [];
  });
  const [begin, end] = [times[0], times.at(-1)];
  if (!begin || !end) return "";
  const long = end.getTime() - begin.getTime() > halfDay;
  const [first, last] = [begin, end].map((time) => hourOf(time, timeZone, long));
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

/** "Labour 20 (12 gains), Conservative 10": the seats declared in this message, as they stand now. */
function tallyWords(items: readonly Item[], history: History): string {
  const contests = new Set(items.flatMap((item) => (item.kind === "declaration" ? [item.contest] : [])));
  const seats = new Map<Party, { seats: number; gains: number }>();
  let gone = 0;
  for (const contest of contests) {
    const { winner, result, standing } = history.results.outcome(contest);
    if (!standing) gone += 1;
    if (!winner) continue;
    const so = seats.get(winner.party) ?? { seats: 0, gains: 0 };
    seats.set(winner.party, { seats: so.seats + 1, gains: so.gains + Number(result?.kind === "gain") });
  }
  const ranked = [...seats].toSorted(([, a], [, b]) => b.seats - a.seats || b.gains - a.gains);
  const words = ranked.map(
    ([party, { seats: n, gains }]) => `${party.short} ${int(n)}${gains > 0 ? ` (${many(gains, "gain")})` : ""}`,
  );
  return [...words, ...(gone > 0 ? [`retracted ${int(gone)}`] : [])].join(", ");
}
