import { describe, expect, test } from "vitest";
import { openBot } from "../support/bot.ts";

const bot = await openBot();
const early = await openBot("2024-07-05T00:00:00+01:00");

test("the first card: headline, who beat whom, figures, target and Portillo moment", async () => {
  const { text, reply, problem } = await bot.say("/seat North East Somerset and Hanham");
  expect(problem).toBeUndefined();
  for (const words of [
    "LAB GAIN FROM CON: North East Somerset and Hanham",
    "Dan Norris (Labour) beats Jacob Rees-Mogg (Conservative)",
    "5,319 (10.4 points)",
    "19.5 points, Conservative to Labour",
    "69.2%",
    "20,739",
    "15,420",
    "+14.4",
    "−24.6",
    "On Labour’s target list, 164 by Teller’s rule: won",
    "Portillo moment: Jacob Rees-Mogg",
    "House of Commons Library",
  ])
    expect(text).toContain(words);
  expect(reply.summary).toMatch(
    /^LAB GAIN FROM CON: North East Somerset and Hanham\. Dan Norris beats Jacob Rees-Mogg by 5,319/,
  );
  expect(reply.data).toMatchObject({
    seat: { code: "E14001394", short: "NES" },
    winner: { name: "Dan Norris", party: "lab", votes: 20739 },
    majority: { votes: 5319 },
    targets: { lab: { rank: 164 } },
  });
});

test.each([
  ["/seat bath", "LD HOLD: Bath"],
  ["seat clacton", "REF GAIN FROM CON: Clacton"],
  ["/seat chorley", "SPK HOLD: Chorley"],
  ["/seat islington north", "IND GAIN FROM LAB: Islington North"],
  ["/seat E14001080", "LD HOLD: Bath"],
  ["/seat ynys mon", "PC GAIN FROM CON: Ynys Môn"],
])("%s is %s", async (line, headline) => {
  expect((await bot.say(line)).text).toContain(headline);
});

describe("behind the buttons", () => {
  test("everyone: all candidates as printed, rejected papers, deposits", async () => {
    const { text } = await bot.say("/seat North East Somerset and Hanham everyone");
    expect(text).toContain("Barmy Brunch");
    expect(text).toContain("Official Monster Raving Loony Party");
    expect(text).toMatch(/Rejected papers +142/);
    expect(text).toMatch(/Deposits lost +2 of 7/);
  });

  test("what it was made from", async () => {
    const { text } = await bot.say("/seat North East Somerset and Hanham made");
    expect(text).toMatch(/North East Somerset +56\.7%/);
    expect(text).toMatch(/Kingswood +43\.3%/);
    expect(text).toMatch(/majority 16,389 \(28\.5/);
    expect(text).toContain(
      "Jacob Rees-Mogg (elected as a Conservative, 2019), stood in North East Somerset and Hanham and lost",
    );
    expect(text).toContain(
      "Kingswood: Damien Egan (elected for Labour, by-election of 15 February 2024), stood in Bristol North East and was elected",
    );
  });

  test("by-elections since, bounded", async () => {
    expect((await bot.say("/seat runcorn and helsby since")).text).toMatch(/Pochin +REF +12,645/);
    const { text } = await bot.say("/seat clacton since");
    expect(text).toMatch(/And 22 more, with/);
    expect((await bot.say("/seat bath since")).text).toContain("None");
  });

  test("codes", async () => {
    expect((await bot.say("/seat bath codes")).text).toMatch(/E14001080[^]*BTH/);
  });

  test("every button's question is answered", async () => {
    for (const action of (await bot.say("/seat clacton")).reply.card?.actions ?? []) {
      if (!("ask" in action)) continue;
      expect((await bot.press(action.ask)).problem).toBeUndefined();
    }
  });
});

test("before its declaration: candidates, the notional result, swing needed, and an hour marked as a guess", async () => {
  const { text, reply } = await early.say("/seat North East Somerset and Hanham");
  expect(text).toContain("NOT YET DECLARED");
  expect(text).toMatch(/Conservative majority 16,389 \(28\.5 points\) over Labour/);
  expect(text).toMatch(/14\.3 points, Conservative to Labour/);
  expect(text).toMatch(/about \d+am \(a guess\s+from 2019, early by about an hour\)/);
  expect(text).toMatch(/target list, 164 by Teller’s rule\./);
  expect(text).not.toMatch(/20,739|won|overdue/);
  expect(reply.data).toMatchObject({ state: "undeclared", winner: null, majority: null });
});

describe("a place by itself", () => {
  test.each([
    ["bath", "LD HOLD: Bath"],
    ["  ne somerset ", "North East Somerset and Hanham"],
    ["Ynys Môn", "PC GAIN FROM CON"],
  ])("%s", async (line, words) => {
    expect((await bot.say(line)).text).toContain(words);
  });

  test("with a slash it is a command, and there is none", async () => {
    expect((await bot.say("/bath")).problem).toBe("not-found");
  });

  test("what is no place offers help once", async () => {
    const { reply } = await bot.say("qqqqxyz");
    expect(reply.summary).toBe("I did not understand “qqqqxyz” in that. Try /results or /records or /latest.");
  });

  test("a postcode by itself, or given to another command, is not repeated", async () => {
    for (const line of ["SW1A 1AA", "/person SW1A 1AA", "/region sw1a1aa", "/portillo SW1A 1AA", "/SW1A1AA"])
      expect(JSON.stringify((await bot.say(line)).reply)).not.toMatch(/sw1a\s*1aa/i);
  });
});

describe("what cannot be answered says why", () => {
  test("no such seat", async () => {
    const { problem, reply, audience } = await bot.say("/seat qqqqxyz");
    expect([problem, audience]).toEqual(["not-found", "asker"]);
    expect(reply.summary).toContain("“qqqqxyz”");
  });

  test("a postcode is neither looked up nor repeated", async () => {
    for (const postcode of ["SW1A 1AA", "ba11aa", "BS31  2AB"]) {
      const { problem, reply } = await bot.say(`/seat ${postcode}`);
      expect(problem).toBe("not-found");
      expect(reply.summary).toContain("postcode");
      expect(JSON.stringify(reply).toLowerCase()).not.toContain(postcode.toLowerCase());
    }
  });

  test("several places of one name are offered", async () => {
    const { reply, problem } = await bot.say("/seat richmond");
    expect(problem).toBeUndefined();
    const labels = reply.card?.actions?.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["Richmond Park", "Richmond and Northallerton"]));
  });
});
