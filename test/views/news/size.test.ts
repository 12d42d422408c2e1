/**
 * Whatever comes at once, and whatever becomes of it, is whole on every platform: the real night in windows, drawn by the
 * real renderers, as it was and with every item corrected, upset, retracted or put back.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinCommands } from "../../../src/main/commands.ts";
import type { Declaration, LogEntry } from "../../../src/core/declaration.ts";
import { History } from "../../../src/core/news/history.ts";
import type { Item } from "../../../src/core/news/message.ts";
import { toText } from "../../../src/core/plain-text.ts";
import { briefingItems, fitting, newsReply } from "../../../src/views/news/index.ts";
import { faultsDrawn } from "../../support/drawn.ts";
import { inForm, oneIn } from "../../support/long.ts";
import { againOf, historyOf, logOf, ranked, retractionOf, theNight, tieOf, upsetOf } from "../../support/night.ts";
import { itemsOf, news, viewOf } from "./stage.ts";
import { asDeliveryId } from "../../../src/core/place.ts";

const commands = await joinCommands();
const { election, entries } = theNight();
const night = historyOf(entries);
const all = entries.length;
const faults = (reply: Parameters<typeof faultsDrawn>[0]) => faultsDrawn(reply, commands);
const linkOf = () => "https://discord.com/channels/123456789012345678/123456789012345678/123456789012345678";

const everyVote = (said: Declaration): Declaration => ({
  ...said,
  revision: 2,
  votes: Object.fromEntries(Object.entries(said.votes ?? {}).map(([id, votes]) => [id, votes + 11_111])),
});
/** As the worst of it: by one editor alone, and being counted again. */
const doubtful = (log: readonly LogEntry[]): readonly LogEntry[] =>
  log.map((entry) => ({ ...entry, hands: { entered: "ana", how: "returning officer" } }));
const recount = (said: Declaration): Declaration => ({ ...said, state: "recount" });

const fates: readonly (readonly [string, History])[] = [
  ["as it was", night],
  ["every vote corrected", historyOf([...entries, ...entries.map(everyVote)])],
  ["another winner everywhere", historyOf([...entries, ...entries.map(upsetOf)])],
  ["a tie everywhere", historyOf([...entries, ...entries.map((one) => ({ ...tieOf(one), revision: 2 }))])],
  ["a lot everywhere", historyOf([...entries, ...entries.map((one) => tieOf(one, ranked(one)[1]))])],
  ["everything retracted", historyOf([...entries, ...entries.map(retractionOf)])],
  [
    "another winner and back",
    historyOf([...entries, ...entries.map(upsetOf), ...entries.map((one) => againOf(one, 3))]),
  ],
  [
    "another winner by one editor alone, and being counted again",
    History.before(election).with(doubtful(logOf([...entries, ...entries.map(upsetOf), ...entries.map(recount)]))),
  ],
];

/** Changed once the night was over: news as well. */
const anew = (history: History): Item[] =>
  history
    .changes(all, 2 * all)
    .filter(({ kind }) => kind === "winner" || kind === "withdrawn")
    .map(({ contest, seq }) => ({ kind: "anew", contest, seq, replaces: asDeliveryId("m1") }));

describe.each(fates.map(([name, history], nth) => [name, history, nth] as const))("%s", (_, history, nth) => {
  const view = viewOf(history, { rehearsal: true, linkOf });
  const items = itemsOf(night, 0, all);

  test("messages of one item, every so manieth of them", () => {
    for (const item of [...items, ...anew(history)].filter((_, i) => i % inForm(116, 3) === 0)) {
      const reply = newsReply(news([item], "seq" in item ? item.seq : 0), view);
      expect([item, faults(reply)]).toEqual([item, []]);
    }
  });

  test("as many as go into one message, from wherever a place has been told: each in it, and nothing cut", () => {
    for (let from = 0; from < items.length; from += inForm(434, 31)) {
      const pending = items.slice(from);
      const some = pending.slice(0, fitting(pending, night));
      expect(some.length).toBeGreaterThanOrEqual(Math.min(10, pending.length));
      const reply = newsReply(news(some, all), view);
      expect([from, faults(reply)]).toEqual([from, []]);
      const words = toText(reply, { width: 1_000, timeZone: election.timeZone });
      expect(words).not.toMatch(/more: \/latest/);
      for (const item of some)
        if (item.kind === "declaration") expect(words).toContain(history.results.lookup.seat(item.contest).name);
    }
  });

  test("changes said anew, as many as go into one", () => {
    const changes = anew(history);
    for (let from = 0; from < changes.length; from += inForm(322, 23)) {
      const pending = changes.slice(from);
      const some = pending.slice(0, fitting(pending, history));
      expect(some.length).toBeGreaterThanOrEqual(Math.min(10, pending.length));
      const reply = newsReply(news(some, 2 * all), view);
      expect([from, faults(reply)]).toEqual([from, []]);
      expect(toText(reply, { width: 1_000, timeZone: election.timeZone })).not.toMatch(/more: \/latest/);
    }
  });

  test("digests and what was missed, however many", () => {
    const seqs = fc.integer({ min: 0, max: all });
    const kinds = fc.constantFrom("digest" as const, "missed" as const);
    fc.assert(
      fc.property(seqs, seqs, kinds, (a, b, kind) => {
        fc.pre(a !== b);
        const some = itemsOf(night, Math.min(a, b), Math.max(a, b));
        const reply = newsReply({ kind, items: some, shows: Math.max(a, b) }, view);
        expect(faults(reply)).toEqual([]);
        // Every item has a line, or is counted among the others.
        const words = toText(reply, { width: 10_000, timeZone: election.timeZone });
        const lines = words.match(/^(?:REHEARSAL: )?\S.*$/gm)?.filter((line) => isItem(line)).length ?? 0;
        const more = Number(/^and ([\d,]+) more: \/latest$/m.exec(words)?.[1] ?? 0);
        expect(lines + more).toBe(some.length);
      }),
      { numRuns: inForm(2, 8), examples: [[0, all, "missed"]] },
    );
  });

  test("scoreboards and briefings", () => {
    const lines = [1, 2, 3, 4].map((n) => ({ text: `Standing line ${n}`, href: `https://example.org/${n}` }));
    const spans = [
      ["2024-07-04T00:00:00Z", "2024-07-05T00:30:00Z"],
      ["2024-07-04T06:00:00Z", "2024-07-05T06:00:00Z"],
      ["2024-07-05T05:20:00Z", "2024-07-05T05:30:00Z"],
      ["2024-07-04T06:00:00Z", "2024-07-07T06:00:00Z"],
    ] as const;
    for (const [from, to] of oneIn(4, spans, nth)) {
      const briefed = briefingItems(history, new Date(from), new Date(to));
      const subject = { kind: "briefing", day: to.slice(0, 10), items: briefed, shows: history.seq } as const;
      expect([to, faults(newsReply(subject, { ...view, lines }))]).toEqual([to, []]);
    }
    expect(faults(newsReply({ kind: "scoreboard", items: [], shows: 0 }, view))).toEqual([]);
  });
});

const starts =
  /^(CORRECTED|RETRACTED|WITHDRAWN|FIRST|PORTILLO|ALL 650|TIE|CORRECTION|\p{Lu}+ (HOLD|GAIN)|.* WINS? A MAJORITY)/u;
const isItem = (line: string): boolean => starts.test(line);

test("the scoreboard at every stage of the night", () => {
  for (let n = 0; n <= all; n += inForm(520, 25)) {
    const view = viewOf(historyOf(entries.slice(0, n)));
    expect([n, faults(newsReply({ kind: "scoreboard", items: [], shows: 0 }, view))]).toEqual([n, []]);
  }
});

test("one item always goes, none where there is none", () => {
  expect(fitting([], night)).toBe(0);
  const [item] = itemsOf(night, 0, 1);
  expect(item && fitting([item], night)).toBe(1);
});
