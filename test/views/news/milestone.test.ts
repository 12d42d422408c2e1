/** Milestones in words, and withdrawn ones, which assert nothing. */
import { describe, expect, test } from "vitest";
import type { Declaration } from "../../../src/core/declaration.ts";
import { History } from "../../../src/core/news/history.ts";
import type { Item } from "../../../src/core/news/message.ts";
import { newsReply } from "../../../src/views/news/index.ts";
import {
  againOf,
  callOf,
  correctionOf,
  entryOf,
  historyOf,
  ranked,
  retractionOf,
  theNight,
  upsetOf,
} from "../../support/night.ts";
import { news, viewOf, wordsOf } from "./stage.ts";

const { entries } = theNight();
const night = historyOf(entries);

/** A milestone as it was posted when it was first reached, after all that has come since. */
function reached(key: string, history: History = night) {
  const turn = history.milestones(0).find(({ milestone, undone }) => milestone === key && !undone);
  if (!turn) throw new RangeError(`${key} was not reached`);
  const item: Item = { kind: "milestone", milestone: key, contest: turn.contest, seq: turn.seq };
  return newsReply(news([item], turn.seq), viewOf(history));
}

describe("the night", () => {
  test("first declaration and first gain", () => {
    expect(reached("first").summary).toBe("FIRST DECLARATION: Labour hold Houghton and Sunderland South, by 7,169.");
    expect(reached("first-gain").summary).toBe(
      "FIRST GAIN: Labour gain Swindon South from the Conservatives, by 9,606.",
    );
  });

  test("a majority, with the seat that brought it, and the Speaker apart", () => {
    const reply = reached("line:lab");
    expect(reply.summary).toBe("LABOUR WINS A MAJORITY: 326 of 650 seats, with Halifax. Speaker not counted.");
    expect(reply.card?.colour?.base).toBe("#e4003b");
    // Where no seat is the Speaker's, nothing is said of it.
    const { speaker: _, ...election } = theNight().election;
    expect(reached("line:lab", History.before(election).with(entries)).summary).toBe(
      "LABOUR WINS A MAJORITY: 326 of 650 seats, with Halifax.",
    );
  });

  test("a Portillo moment", () => {
    expect(reached("portillo:4099").summary).toBe(
      "PORTILLO MOMENT: Jacob Rees-Mogg, former Secretary of State for Business, Energy and Industrial Strategy, loses North East Somerset and Hanham to Dan Norris (Labour) by 5,319.",
    );
    expect(reached("portillo:4097").summary).toBe(
      "PORTILLO MOMENT: Liz Truss, former Prime Minister, loses South West Norfolk to Terry Jermy (Labour) by 630.",
    );
  });

  test("all in, with the final state as published", () => {
    const words = wordsOf(reached("all-in"));
    expect(words).toContain(
      "ALL 650 SEATS DECLARED: Labour 411, Conservative 121, Lib Dem 72, SNP 9, Sinn Féin 7, others 30.",
    );
    // 411 of 650, the Speaker among the others.
    expect(words).toContain("Labour has an overall majority of 172.");
  });
});

describe("on a call", () => {
  test("there are no figures yet, and then there are", () => {
    const hanham = entryOf("North East Somerset and Hanham");
    const called = reached("portillo:4099", historyOf([callOf(hanham)]));
    expect(called.summary).toMatch(/loses North East Somerset and Hanham to Dan Norris \(Labour\)\.$/);
    expect(wordsOf(called)).toContain("Votes to follow.");
    expect(reached("first", historyOf([callOf(hanham)])).summary).toBe(
      "FIRST DECLARATION: Labour gain North East Somerset and Hanham, votes to follow.",
    );
    expect(reached("portillo:4099", historyOf([callOf(hanham), hanham]))).toEqual(
      reached("portillo:4099", historyOf([hanham])),
    );
  });
});

describe("corrected", () => {
  const hanham = entryOf("North East Somerset and Hanham");
  const [first = "", , third = ""] = ranked(hanham);

  test("figures", () => {
    const reply = reached("portillo:4099", historyOf([hanham, correctionOf(hanham, { [first]: 20_740 })]));
    expect(reply.summary).toMatch(/by 5,320\. Labour votes 20,740, we said 20,739\. Still LAB gain from CON/);
    expect(reply.card?.title).toBe("PORTILLO MOMENT: Jacob Rees-Mogg loses North East Somerset and Hanham (corrected)");
  });

  test("beaten by another than we said", () => {
    const other: Declaration = { ...callOf(hanham, third), revision: 2 };
    const reply = reached("portillo:4099", historyOf([hanham, other]));
    expect(reply.summary).toMatch(/to Paul MacDonnell \(Reform UK\)\. Corrected: we said LAB gain from CON\.$/);
  });

  test("the first declaration is one still, and says what it said", () => {
    expect(reached("first", historyOf([hanham, upsetOf(hanham)])).summary).toBe(
      "FIRST DECLARATION: Conservatives hold North East Somerset and Hanham, by 5,319. Corrected: we said LAB gain from CON.",
    );
    expect(reached("first", historyOf([hanham, upsetOf(hanham), againOf(hanham, 3)])).card?.title).toBe(
      "FIRST DECLARATION: Labour gain North East Somerset and Hanham",
    );
  });

  test("a majority that other seats have brought since claims nothing of the seat it came with", () => {
    const halifax = entryOf("Halifax");
    const reply = reached("line:lab", historyOf([...entries, upsetOf(halifax)]));
    expect(reply.card?.title).toBe("LABOUR WINS A MAJORITY");
    expect(wordsOf(reply)).toContain("Labour has it with other seats: what we said of Halifax does not stand.");
  });

  test("the final state counts what stands, and says what it said", () => {
    const words = wordsOf(reached("all-in", historyOf([...entries, upsetOf(entryOf("Halifax"))])));
    expect(words).toContain("Labour 410");
    expect(words).toContain("Corrected: we said Labour 411, Conservative 121");
  });
});

describe("withdrawn", () => {
  const hanham = entryOf("North East Somerset and Hanham");
  test.each<[string, History]>([
    ["first", historyOf([hanham, retractionOf(hanham)])],
    ["first-gain", historyOf([hanham, upsetOf(hanham)])],
    ["portillo:4099", historyOf([hanham, upsetOf(hanham)])],
    ["line:lab", historyOf([...entries.slice(0, 483), upsetOf(entryOf("Halifax"))])],
    ["all-in", historyOf([...entries, retractionOf(entryOf("Halifax"))])],
    ["first", historyOf([hanham, retractionOf(hanham), entryOf("Bath"), againOf(hanham, 3)])],
  ])("%s asserts nothing", (key, history) => {
    const reply = reached(key, history);
    expect(reply.card?.title).toMatch(/^WITHDRAWN: /);
    expect(reply.summary).toMatch(/^WITHDRAWN: .* What we said here does not stand\.$/);
    expect(reply.source).toBeUndefined();
    expect(wordsOf(reply)).not.toMatch(/LAB|CON|Norris|Rees-Mogg|Labour|Conservative|326|650|WINS|MOMENT|by \d/);
  });

  test("undone, and reached again by the same seat, it stands", () => {
    const reply = reached("first", historyOf([hanham, retractionOf(hanham), againOf(hanham, 3)]));
    expect(reply.card?.title).toMatch(/^FIRST DECLARATION: /);
    expect(reply.summary).toContain("This was withdrawn for a time, and stands again.");
  });
});
