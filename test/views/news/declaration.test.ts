/** Declarations, corrections and retractions in words. Figures are the House of Commons Library's. */
import { describe, expect, test } from "vitest";
import type { Declaration, LogEntry } from "../../../src/core/declaration.ts";
import { History } from "../../../src/core/news/history.ts";
import { newsReply } from "../../../src/views/news/index.ts";
import {
  againOf,
  callOf,
  comingOf,
  correctionOf,
  entryOf,
  historyOf,
  logOf,
  ranked,
  retractionOf,
  theNight,
  tieOf,
  upsetOf,
} from "../../support/night.ts";
import { news, told, toldAnew, viewOf, wordsOf } from "./stage.ts";

const hanham = entryOf("North East Somerset and Hanham");
const nuneaton = entryOf("Nuneaton");
const { entries } = theNight();

describe("a declaration", () => {
  test("in a line, and on a card", () => {
    const shown = newsReply(
      news([{ kind: "declaration", contest: hanham.seat, seq: hanham.seq }], hanham.seq),
      viewOf(historyOf(entries)),
    );
    expect(shown.summary).toBe(
      "LAB GAIN FROM CON: North East Somerset and Hanham. Dan Norris beats Jacob Rees-Mogg by 5,319; swing 19.5 pts.",
    );
    expect(shown.card).toMatchObject({
      title: "LAB GAIN FROM CON: North East Somerset and Hanham",
      colour: { base: "#e4003b" },
      actions: [{ label: "Full result", ask: { command: "seat", args: { place: "North East Somerset and Hanham" } } }],
    });
    expect(shown.source).toBe("House of Commons Library");
    expect(shown.asOf).toBeUndefined();
    const words = wordsOf(shown);
    expect(words).toContain("Dan Norris (Labour) beats Jacob Rees-Mogg (Conservative) by 5,319; swing 19.5 pts.");
    expect(words).toMatch(/Dan Norris +LAB +20,739 +40\.6 \+14\.4/);
    expect(words).toMatch(/On Labour’s target list, \d+ by Teller’s rule: won\./);
    expect(words).toContain("Portillo moment: Jacob Rees-Mogg, former Secretary of State for Business");
  });

  test("the state of the parties is as it was with it", () => {
    const three = historyOf([nuneaton, entryOf("Bath"), entryOf("Chorley"), entryOf("Clacton")]);
    const at = (name: string, seq: number) =>
      wordsOf(newsReply(news([{ kind: "declaration", contest: entryOf(name).seat, seq }], seq), viewOf(three)));
    expect(at("Nuneaton", 1)).toContain("After 1 of 650: Labour 1.");
    expect(at("Chorley", 3)).toContain("After 3 of 650: Labour 1, Lib Dem 1, Speaker 1.");
  });

  test("a hold, the Speaker and an independent", () => {
    expect(told(entryOf("Richmond Park")).summary).toMatch(
      /^LD HOLD: Richmond Park\. Sarah Olney beats Sara Gezdari by 17,155/,
    );
    expect(told(entryOf("Chorley")).summary).toBe("SPK HOLD: Chorley. Lindsay Hoyle beats Mark Tebbutt by 20,575.");
    expect(told(entryOf("Islington North")).summary).toBe(
      "IND GAIN FROM LAB: Islington North. Jeremy Corbyn beats Praful Nargund by 7,247.",
    );
  });

  test("a by-election is called one, has no state of the parties, and is measured against the election", () => {
    const { election, said } = comingOf("Runcorn and Helsby");
    const history = History.before(election).with(logOf([entryOf("Runcorn and Helsby"), said]));
    const contest = `${said.seat}/${said.byElection}`;
    const reply = newsReply(news([{ kind: "declaration", contest, seq: 2 }], 2), viewOf(history));
    expect(reply.summary).toBe(
      "REF GAIN FROM LAB: Runcorn and Helsby by-election. Sarah Joanne Pochin beats Karen Louise Shore by 6; swing 17.4 pts.",
    );
    expect(wordsOf(reply)).not.toContain("of 650");
  });
});

describe("a call", () => {
  test("says who gains or holds, and that votes follow", () => {
    const reply = told(callOf(nuneaton));
    expect(reply.summary).toBe("Labour gain Nuneaton, votes to follow.");
    expect(reply.card?.title).toBe("Labour gain Nuneaton, votes to follow");
    expect(wordsOf(reply)).toContain("Jodie Gosling (Labour) wins; votes to follow.");
    expect(told(callOf(entryOf("Chorley"))).summary).toBe("Speaker Lindsay Hoyle holds Chorley, votes to follow.");
    expect(told(callOf(entryOf("Islington North"))).summary).toBe(
      "Independent Jeremy Corbyn gains Islington North, votes to follow.",
    );
    expect(told(callOf(entryOf("North West Essex"))).summary).toBe(
      "Conservatives hold North West Essex, votes to follow.",
    );
  });

  test("becomes the result, which is no correction", () => {
    expect(told(callOf(nuneaton), nuneaton)).toEqual(told(nuneaton));
  });

  test("of another is a correction", () => {
    expect(told(callOf(nuneaton, ranked(nuneaton)[1]), nuneaton).summary).toBe(
      "CORRECTED: LAB GAIN FROM CON: Nuneaton; we said CON hold. Jodie Gosling beats Marcus Jones by 3,479; swing 18.8 pts.",
    );
  });

  test("votes corrected after it are told against those that came for it", () => {
    const green = correctionOf(nuneaton, { [ranked(nuneaton)[0] ?? ""]: 15_217 });
    const { summary } = told(callOf(nuneaton), nuneaton, green);
    expect(summary).toMatch(/^CORRECTED: Nuneaton\. Labour votes 15,217, we said 15,216\./);
  });

  test("after votes takes them back", () => {
    expect(told(nuneaton, againOf(callOf(nuneaton), 2)).summary).toBe(
      "CORRECTED: Nuneaton. The votes that we gave do not stand. Still LAB gain from CON, votes to follow.",
    );
  });
});

describe("a tie", () => {
  const [first, second] = ranked(hanham);

  test("has no winner until the lot", () => {
    const reply = told(tieOf(hanham));
    expect(reply.summary).toBe(
      "TIE: North East Somerset and Hanham. Dan Norris and Jacob Rees-Mogg have 20,739 votes each; the lot decides.",
    );
    expect(reply.card?.colour).toBeUndefined();
    expect(wordsOf(reply)).not.toMatch(/beats|After 1|GAIN|HOLD/);
  });

  test("is decided by it, which is no correction", () => {
    const reply = told(tieOf(hanham), tieOf(hanham, second));
    expect(reply.summary).toMatch(
      /^CON HOLD: North East Somerset and Hanham\. Jacob Rees-Mogg beats Dan Norris by lot, with 20,739 votes each/,
    );
    expect(wordsOf(reply)).not.toMatch(/correct/i);
    expect(told(tieOf(hanham, first), againOf(tieOf(hanham, second), 3)).summary).toMatch(
      /^CORRECTED: CON HOLD: .*; we said LAB gain from CON\./,
    );
  });

  test("that was none, and one that was told as a win", () => {
    expect(told(tieOf(hanham), againOf(hanham, 3)).card?.title).toMatch(
      /^CORRECTED: LAB GAIN FROM CON: .*; we said a tie$/,
    );
    expect(told(hanham, againOf(tieOf(hanham), 3)).card?.title).toMatch(
      /^CORRECTED: TIE: .*; we said LAB gain from CON$/,
    );
    expect(toldAnew(hanham, againOf(tieOf(hanham), 3)).summary).toMatch(
      /^CORRECTION: North East Somerset and Hanham is a tie; we said LAB gain from CON\./,
    );
  });
});

describe("a correction", () => {
  const park = entryOf("Richmond Park");
  /** Chas Warlow, the Green candidate, was first published with 2,728 votes. */
  const before: Declaration = { ...park, votes: { ...park.votes, "75804": 2_728 } };
  const after: Declaration = { ...park, revision: 2, state: "correction" };

  test("Richmond Park, 2024", () => {
    const reply = told(before, after);
    expect(reply.summary).toBe(
      "CORRECTED: Richmond Park. Green votes 3,416, we said 2,728. Still LD hold, majority 17,155, now 32.9 pts, was 33.3.",
    );
    expect(reply.card?.title).toBe("LD HOLD: Richmond Park (corrected)");
    expect(wordsOf(reply)).toMatch(/Sarah Olney +LD +28,528 +54\.6/);
  });

  test("back to what was first said says so, and nothing else is other than it was", () => {
    const back = told(before, after, againOf(before, 3));
    const note = "This was changed for a time, and changed back.";
    expect(back.summary).toBe(`${told(before).summary} ${note}`);
    expect(wordsOf(back).replaceAll(` ${note}`, "")).toBe(wordsOf(told(before)));
    expect(told(before, retractionOf(before), againOf(before, 3)).summary).toContain(
      "This was withdrawn for a time, and stands again.",
    );
  });

  test("another majority, and many votes", () => {
    const all = Object.fromEntries(Object.entries(park.votes ?? {}).map(([id, votes]) => [id, votes + 1]));
    expect(told(park, correctionOf(park, { "34333": 28_000 })).summary).toBe(
      "CORRECTED: Richmond Park. Lib Dem votes 28,000, we said 28,528. Still LD hold, majority 16,627 (32.2 pts), was 17,155 (32.9 pts).",
    );
    expect(told(park, correctionOf(park, all)).summary).toMatch(
      /Lib Dem votes 28,529, we said 28,528; Conservative votes 11,374, we said 11,373; .*; and 4 more changed\. Still LD hold, majority 17,155\.$/,
    );
  });

  test("of independents is by their names", () => {
    const [corbyn = ""] = ranked(entryOf("Islington North"));
    expect(
      told(entryOf("Islington North"), correctionOf(entryOf("Islington North"), { [corbyn]: 24_121 })).summary,
    ).toMatch(/Jeremy Corbyn votes 24,121, we said 24,120\. Still IND gain from LAB/);
  });

  test("another winner: the heading tells the new one and that it was told otherwise", () => {
    const reply = told(hanham, upsetOf(hanham));
    expect(reply.card?.title).toBe("CORRECTED: CON HOLD: North East Somerset and Hanham; we said LAB gain from CON");
    expect(reply.summary).toContain("Jacob Rees-Mogg beats Dan Norris by 5,319");
    expect(wordsOf(reply)).toContain("After 1 of 650: Conservative 1.");
    expect(wordsOf(reply)).not.toContain("Portillo");
  });

  test("what the newsroom itself corrected says so, and whom it corrected", () => {
    const desk: Declaration = { ...upsetOf(hanham), source: { name: "editors", kind: "editors" }, revision: 1 };
    expect(told(hanham, desk).source).toBe("House of Commons Library, corrected by the desk");
    expect(told(desk).source).toBe("the desk");
  });

  test("votes being counted again are told, and change nothing", () => {
    const reply = told(callOf(hanham), { ...callOf(hanham), state: "recount" });
    expect(reply.summary).toBe(
      "Labour gain North East Somerset and Hanham, votes to follow. The votes are being counted again.",
    );
    expect(told(callOf(hanham), { ...callOf(hanham), state: "recount" }, hanham)).toEqual(told(hanham));
  });
});

describe("an entry of the desk", () => {
  const entered = (hands: LogEntry["hands"]): string => {
    const [entry] = logOf([{ ...nuneaton, source: { name: "Newsroom", kind: "desk" } }]);
    if (!entry || !hands) throw new RangeError("no entry");
    const history = History.before(theNight().election).with([{ ...entry, hands }]);
    const reply = newsReply(news([{ kind: "declaration", contest: entry.seat, seq: 1 }], 1), viewOf(history));
    expect(reply.source).toBe("Newsroom");
    return wordsOf(reply);
  };

  test("by one editor alone says so; by two it does not; who they are is never told", () => {
    const alone = entered({ entered: "ana", how: "returning officer" });
    const two = entered({ entered: "ana", confirmed: "ben", how: "returning officer" });
    expect(alone).toContain("Entered by one editor.");
    expect(two).not.toContain("editor");
    expect(`${alone} ${two}`).not.toMatch(/\bana\b|\bben\b|returning/);
  });
});

test("a retraction asserts nothing, whichever seat it is of, nor does it when it is said anew", () => {
  const history = historyOf([...entries, ...entries.map(retractionOf)]);
  const view = viewOf(history);
  const { lookup } = history.results;
  for (const { seat, seq } of entries) {
    const { name } = lookup.seat(seat);
    const stood = lookup.candidates(seat).flatMap(({ family, party }) => [family, lookup.party(party).short]);
    for (const item of [
      { kind: "declaration", contest: seat, seq } as const,
      { kind: "anew", contest: seat, seq: seq + entries.length } as const,
    ]) {
      const reply = newsReply(news([item], item.seq), view);
      expect(reply.card?.title).toBe(`RETRACTED: ${name}`);
      expect(reply.card?.colour).toBeUndefined();
      const words = ` ${JSON.stringify(reply)
        .replaceAll(name, "")
        .replaceAll(/[^\p{L}\d]+/gu, " ")} `;
      expect(words).not.toMatch(/GAIN|HOLD|gain|beats|wins|votes|majority|After|\d/);
      expect(stood.filter((one) => words.includes(` ${one} `))).toEqual([]);
    }
  }
});

describe("anew", () => {
  test("another winner, with what was said and where", () => {
    const reply = toldAnew(hanham, upsetOf(hanham));
    expect(reply.summary).toMatch(
      /^CORRECTION: Conservatives hold North East Somerset and Hanham; we said LAB gain from CON\. Jacob Rees-Mogg beats Dan Norris by 5,319/,
    );
    expect(wordsOf(reply)).toContain("What we said before (https://example.org/m1)");
    expect(toldAnew(upsetOf(hanham), againOf(hanham, 3)).card?.title).toBe(
      "CORRECTION: Labour gain North East Somerset and Hanham from the Conservatives; we said CON hold",
    );
  });

  test("without a link the words still stand", () => {
    const item = { kind: "anew", contest: hanham.seat, seq: 2 } as const;
    const reply = newsReply(news([item], 2), viewOf(historyOf([hanham, upsetOf(hanham)])));
    expect(reply.card?.title).toMatch(/^CORRECTION: /);
    expect(wordsOf(reply)).not.toContain("What we said before");
  });

  test("a retraction", () => {
    expect(toldAnew(hanham, retractionOf(hanham)).summary).toBe(
      "RETRACTED: North East Somerset and Hanham. What we said of it does not stand.",
    );
  });

  test("undone since, it says that what it corrected stands after all", () => {
    expect(toldAnew(hanham, upsetOf(hanham), againOf(hanham, 3)).summary).toMatch(
      /^CORRECTION UNDONE: LAB GAIN FROM CON: North East Somerset and Hanham\. Dan Norris beats .* In between we said CON hold\.$/,
    );
    expect(toldAnew(hanham, retractionOf(hanham), againOf(hanham, 3)).summary).toMatch(
      /^STANDS AFTER ALL: LAB GAIN FROM CON: /,
    );
    expect(toldAnew(hanham, upsetOf(hanham), { ...retractionOf(hanham), revision: 3 }).card?.title).toMatch(
      /^RETRACTED: /,
    );
  });

  test("where an earlier message can be edited no more, corrected figures are no undone correction", () => {
    const [runnerUp = ""] = ranked(hanham).slice(1);
    const votes = { ...hanham.votes, [runnerUp]: (hanham.votes?.[runnerUp] ?? 0) - 1_000 };
    const reply = toldAnew(hanham, { ...againOf(hanham, 2), votes });
    expect(reply.card?.title).toBe("CORRECTED: LAB GAIN FROM CON: North East Somerset and Hanham");
    expect(reply.summary).toMatch(
      /^CORRECTED: LAB GAIN FROM CON: North East Somerset and Hanham\. Conservative votes 14,420, we said 15,420\. Still LAB gain from CON, majority 6,319 /,
    );
  });

  test("nor are the votes for a call", () => {
    expect(toldAnew(callOf(hanham), againOf(hanham, 2)).summary).toMatch(
      /^LAB GAIN FROM CON: North East Somerset and Hanham\. Dan Norris beats Jacob Rees-Mogg by 5,319/,
    );
  });

  test("corrected once more, it says all that was said", () => {
    const third: Declaration = { ...callOf(hanham, ranked(hanham)[2]), revision: 3 };
    expect(toldAnew(hanham, upsetOf(hanham), third).summary).toBe(
      "CORRECTION: Reform UK gain North East Somerset and Hanham from the Conservatives, votes to follow; we said LAB gain from CON. In between we said CON hold.",
    );
  });
});
