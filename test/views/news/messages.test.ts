/** Messages of more than one thing, and those that are no news: digests, scoreboards, briefings, notices. */
import { usualSubscription } from "../../../src/core/news/subscription.ts";
import { pictured } from "../../../src/views/news/pictures.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { History } from "../../../src/core/news/history.ts";
import type { Item, Subject } from "../../../src/core/news/message.ts";
import { briefingItems, newsReply } from "../../../src/views/news/index.ts";
import {
  correctionOf,
  comingOf,
  entryOf,
  historyOf,
  logOf,
  retractionOf,
  theNight,
  upsetOf,
} from "../../support/night.ts";
import { itemsOf, news, viewOf, wordsOf } from "./stage.ts";
import { inForm } from "../../support/long.ts";

const { entries } = theNight();
const night = historyOf(entries);

/** Where each of the words begins; every one is there. */
function order(words: string, parts: readonly string[]): readonly number[] {
  const found = parts.map((part) => words.indexOf(part));
  expect(parts.filter((_, i) => (found[i] ?? -1) < 0)).toEqual([]);
  return found;
}

describe("joined", () => {
  test("what says most is the heading, once; the others are told in order, and buttons name their seats", () => {
    const reply = newsReply(news(itemsOf(night, 481, 485), 485), viewOf(night));
    expect(reply.card?.title).toBe("LABOUR WINS A MAJORITY: 326 of 650 seats, with Halifax (+4 more)");
    expect(reply.summary).toMatch(
      /^LABOUR WINS A MAJORITY: .* Also: CON HOLD: Central Suffolk and North Ipswich; LAB HOLD: Halifax; /,
    );
    const below = wordsOf({ ...reply, summary: "" }).replace(reply.card?.title ?? "", "");
    expect(below).not.toContain("LABOUR WINS A MAJORITY");
    expect(reply.card?.actions?.map(({ label }) => label)).toEqual(["State of the parties", "Lowestoft", "Newest"]);
    const places = order(below, [
      "CON HOLD: Central Suffolk and North Ipswich, by 4,290",
      "LAB HOLD: Halifax, by 6,269",
      "LAB HOLD: Huddersfield, by 4,533",
      "LAB GAIN FROM CON: Lowestoft",
      "Jess Asato (Labour) beats Peter Aldous (Conservative) by 2,016",
      "After 485 of 650:",
    ]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("a milestone and its own declaration are not both shown at length", () => {
    const seq = entryOf("North East Somerset and Hanham").seq;
    const said = newsReply(news(itemsOf(night, seq - 1, seq), seq), viewOf(night));
    const words = wordsOf({
      ...pictured(said, { kind: "news" }, { ...usualSubscription, pictures: "off" }),
      summary: "",
    });
    expect(words).toMatch(/LAB GAIN FROM CON: North East Somerset and Hanham, by 5,319/);
    expect(words.match(/20,739/g)).toHaveLength(1);
  });

  test("a correction and a retraction of some of them", () => {
    const [one, two, three] = ["Nuneaton", "Bath", "Clacton"].map(entryOf);
    if (!one || !two || !three) throw new RangeError("no seats");
    const history = historyOf([one, two, three, upsetOf(one), retractionOf(two)]);
    const words = wordsOf(newsReply(news(itemsOf(history, 0, 3).slice(0), 3), viewOf(history)));
    expect(words).toContain("RETRACTED: Bath, what we said does not stand");
    expect(words).toContain("CORRECTED: CON HOLD: Nuneaton");
    expect(words).toContain("After 2 of 650: Reform UK 1, Conservative 1.");
  });
});

describe("a digest", () => {
  const reply = (subject: Partial<Subject>) =>
    newsReply({ kind: "digest", items: itemsOf(night, 0, 20), shows: 20, ...subject }, viewOf(night));

  test("how many, when, whose, and each in a line", () => {
    const words = wordsOf(reply({}));
    expect(reply({}).card?.title).toBe("20 declarations and 3 milestones, 11:30pm to 2:27am");
    expect(words).toMatch(/Labour 18 \(\d gains\), /);
    expect(words).toContain("LAB HOLD: Blyth and Ashington, by 9,173");
    expect(words).not.toContain("more: /latest");
  });

  test("of very many, with what is left out counted; the greatest are there", () => {
    const missed = wordsOf(reply({ kind: "missed", items: itemsOf(night, 0, 650), shows: 650 }));
    expect(missed).toContain("You missed 650 declarations and 36 milestones");
    expect(missed).toContain("They came Thu 11:30pm to Sat 6:00pm while nothing was posted here.");
    expect(missed).toContain("Labour 411 (218 gains), Conservative 121 (1 gain), Lib Dem 72 (64 gains)");
    expect(missed).toMatch(/and 6\d\d more: \/latest/);
    for (const great of ["LABOUR WINS A MAJORITY", "Liz Truss, former Prime Minister", "ALL 650 SEATS DECLARED"])
      expect(missed).toContain(great);
  });

  test("what was corrected since is told as it stands, and tallied so", () => {
    const bath = entryOf("Bath");
    const history = historyOf([bath, entryOf("Clacton"), upsetOf(bath)]);
    const items = itemsOf(history, 0, 2);
    const words = wordsOf(newsReply({ kind: "digest", items, shows: 2 }, viewOf(history)));
    expect(words).toContain("Labour 1 (1 gain), Reform UK 1 (1 gain)");
    expect(words).toContain("CORRECTED: LAB GAIN FROM LD: Bath");
    const gone = historyOf([bath, retractionOf(bath)]);
    const none = wordsOf(newsReply({ kind: "digest", items: itemsOf(gone, 0, 1), shows: 1 }, viewOf(gone)));
    expect(none).toContain("retracted 1");
    expect(none).not.toContain("LD");
  });
});

describe("a scoreboard", () => {
  const at = (n: number, over: Partial<Subject> = {}) =>
    newsReply({ kind: "scoreboard", items: [], shows: 0, ...over }, viewOf(historyOf(entries.slice(0, n))));

  test("before anything is declared", () => {
    expect(at(0).summary).toBe("No seat has declared. 326 seats make a majority. 650 seats to come.");
    expect(at(0).asOf).toBeUndefined();
  });

  test("as results come: seats, change, gains, the line, the newest, and how many to come", () => {
    const reply = at(160);
    expect(reply.card?.title).toBe("Scoreboard: 160 of 650 seats declared");
    expect(reply.asOf).toEqual(entries[159]?.at);
    const words = wordsOf(reply);
    expect(words).toMatch(/490 seats to come/);
    expect(words).toMatch(/Labour +124 +\+53 +56/);
    expect(words).toMatch(/4:15am .*CON HOLD: Epping Forest, by 5,682/);
  });

  test("when all is in", () => {
    const words = wordsOf(at(650));
    expect(words).toMatch(/Labour has a majority: 411 seats, with 326 needed, an overall majority of 172/);
    expect(words).not.toContain("to come");
  });

  test("closed, it leaves no figure behind, and never changes again", () => {
    expect(wordsOf(at(160, { closed: true }))).toMatch(/newer one stands below/);
    expect(wordsOf(at(160, { closed: true }))).not.toMatch(/\d{2}/);
    expect(at(650, { closed: true })).toEqual(at(160, { closed: true }));
  });
});

describe("a briefing", () => {
  const park = entryOf("Richmond Park");
  const before = { ...park, votes: { ...park.votes, "75804": 2_728 } };
  const { election, said } = comingOf("Runcorn and Helsby");
  const after = new Date("2025-05-01T20:00:00Z");
  const history = History.before(election).with(
    logOf([
      ...entries.map((one) => (one.seat === park.seat ? before : one)),
      said,
      { ...correctionOf(before, { "75804": 3_416 }), recorded: after },
      { ...upsetOf(entryOf("Bath")), recorded: after },
    ]),
  );
  const items = briefingItems(history, new Date("2025-05-01T06:00:00Z"), new Date("2025-05-02T06:00:00Z"));
  const lines = [
    { text: "Subscribe", href: "https://example.org/subscribe" },
    { text: "Send us a tip", href: "https://example.org/tip" },
  ];
  const brief = (of: readonly Item[], day: string, shows: number) =>
    newsReply({ kind: "briefing", items: of, day, shows }, viewOf(history, { lines }));

  test("is of nothing where nothing happened", () => {
    expect(briefingItems(history, new Date("2025-01-01T06:00:00Z"), new Date("2025-01-02T06:00:00Z"))).toEqual([]);
  });

  test("of by-elections and corrections, with the publisher's own lines", () => {
    const reply = brief(items, "2025-05-02", history.seq);
    expect(reply.card?.title).toBe("Briefing, 2 May 2025");
    const words = wordsOf(reply);
    expect(words).toContain("1 by-election and 2 corrections in the last day.");
    expect(words).toContain("REF GAIN FROM LAB: Runcorn and Helsby by-election, by 6");
    expect(words).toContain("LD HOLD: Richmond Park, by 17,155; corrected: Green votes 3,416, we said 2,728");
    expect(words).toContain("CORRECTION: Labour gain Bath from the Lib Dems; we said LD hold");
    expect(words).toMatch(
      /Subscribe \(https:\/\/example\.org\/subscribe\) Send us a tip \(https:\/\/example\.org\/tip\)/,
    );
  });

  test("of the night: in sum, and its moments", () => {
    const of = briefingItems(history, new Date("2024-07-04T06:00:00Z"), new Date("2024-07-05T06:00:00Z"));
    const reply = brief(of, "2024-07-05", 640);
    const words = wordsOf(reply);
    expect(words).toMatch(/\b616 declarations in the last day\./);
    expect(words).toContain("LABOUR WINS A MAJORITY");
    // As the seats were then, but for what has been corrected since: Bath.
    expect(words).toMatch(/After 640 of 650: Labour 410, /);
    expect(words).toMatch(/and \d+ more: \/portillo/);
  });

  test("of a few, each", () => {
    const of = briefingItems(history, new Date("2024-07-04T06:00:00Z"), new Date("2024-07-05T00:40:00Z"));
    const words = wordsOf(brief(of, "2024-07-05", of.length));
    expect(words).toContain("LAB HOLD: Blyth and Ashington, by 9,173");
  });
});

describe("a notice of the desk", () => {
  const notice = (id: number) =>
    id === 7 ? { summary: "Sources disagree on Bath.", card: { title: "Disagreement", blocks: [] } } : undefined;
  const one: Subject = { kind: "notice", items: [{ kind: "notice", notice: 7 }], shows: 0 };

  test("is in its own words, marked in a rehearsal", () => {
    expect(newsReply(one, viewOf(night, { notice }))).toEqual(notice(7));
    expect(newsReply(one, viewOf(night, { notice, rehearsal: true })).card?.title).toBe("REHEARSAL: Disagreement");
  });

  test("that is gone says so, and several are joined", () => {
    expect(newsReply(one, viewOf(night)).summary).toBe("A notice of the desk that is no longer kept.");
    const two = newsReply({ ...one, items: [...one.items, ...itemsOf(night, 0, 1)] }, viewOf(night, { notice }));
    expect(wordsOf(two)).toContain("Disagreement");
    expect(wordsOf(two)).toContain("FIRST DECLARATION");
  });

  test("news about nothing is a mistake of ours", () =>
    expect(() => newsReply({ kind: "news", items: [], shows: 0 }, viewOf(night))).toThrow(RangeError));
});

describe("words are of their subject alone", () => {
  const stages = new Map<number, History>();
  const upTo = (n: number): History => {
    const made = stages.get(n) ?? historyOf(entries.slice(0, n));
    stages.set(n, made);
    return made;
  };

  test("whatever else is declared since, they are the same", () => {
    const kinds = fc.constantFrom("news" as const, "digest" as const, "missed" as const, "briefing" as const);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 645 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(650),
        kinds,
        (from, n, later, kind) => {
          const shows = Math.min(from + n, 650);
          const then = upTo(shows);
          const subject: Subject = { kind, day: "2024-07-05", items: itemsOf(then, from, shows), shows };
          const said = newsReply(subject, viewOf(then));
          expect(newsReply(subject, viewOf(upTo(Math.min(650, shows + later))))).toEqual(said);
          expect(newsReply(subject, viewOf(night))).toEqual(said);
        },
      ),
      { numRuns: inForm(15, 60) },
    );
  });

  test("a scoreboard's are not", () => {
    const board: Subject = { kind: "scoreboard", items: [], shows: 0 };
    expect(newsReply(board, viewOf(upTo(100)))).not.toEqual(newsReply(board, viewOf(upTo(101))));
  });
});
