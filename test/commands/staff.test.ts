/** Commands of editors and managers: copy, export, and the manners of a channel. */
import { describe, expect, test } from "vitest";
import { styleSchema } from "../../src/core/style.ts";
import { z } from "zod";
import { here } from "../../src/cli/house.ts";
import type { Command } from "../../src/core/command.ts";
import { createDispatch } from "../../src/core/dispatch.ts";
import { alone } from "../../src/core/manners.ts";
import { asHtml, seatCopy, stateCopy } from "../../src/views/copy.ts";
import { openBot } from "../support/bot.ts";
import { type Asker, asStaffName } from "../../src/core/asker.ts";

const bot = await openBot();
const editor: Partial<Asker> = { role: "editor", staff: asStaffName("ed") };
const manager: Partial<Asker> = { role: "manager", place: { platform: "p", id: "1", kind: "channel" } };

test.each(["/copy bath", "/export seats", "/channel show", "/channel answers off", "/channel command swing off"])(
  "%s is refused to others",
  async (line) => {
    const { problem, reply } = await bot.say(line);
    expect(problem).toBe("forbidden");
    expect(reply.summary).toMatch(/is for (editors|managers)/);
  },
);

test("whoever manages a channel is no editor by that", async () => {
  for (const line of ["/copy bath", "/export seats"]) expect((await bot.say(line, manager)).problem).toBe("forbidden");
  expect((await bot.say("/seat bath", manager)).reply.card?.actions?.map(({ label }) => label)).not.toContain("Copy");
  expect((await bot.say("/copy bath", { ...manager, staff: asStaffName("mia") })).problem).toBeUndefined();
});

test("a command that anyone may call is never told who of the newsroom calls it", async () => {
  const staffs: unknown[] = [];
  const spy = (role: "anyone" | "editor"): Command => ({
    name: `spy ${role}`,
    summary: "notes who asks",
    examples: [`/spy ${role}`],
    args: z.object({}),
    audience: "asker",
    role,
    run: (_, { asker }) => {
      staffs.push(asker.staff);
      return { summary: "noted" };
    },
  });
  const commands = [spy("anyone"), spy("editor")];
  const dispatch = createDispatch({
    context: (asker) => ({ ...bot.house.context(asker), commands }),
    manners: alone,
    fault: (error) => {
      throw error;
    },
  });
  for (const { name } of commands) {
    const begun = dispatch.call({ command: name, args: {}, asker: { ...here, ...editor } });
    if (begun.kind === "answer") await begun.answer;
  }
  expect(staffs).toEqual([undefined, "ed"]);
});

describe("/copy", () => {
  test("a result: headline, intro, table, HTML", async () => {
    const { text, audience } = await bot.say("/copy North East Somerset and Hanham", editor);
    expect(audience).toBe("asker");
    expect(text).toContain("Labour gain North East Somerset and Hanham from the Conservatives");
    expect(text).toContain(
      "Dan Norris won North East Somerset and Hanham from the Conservatives for Labour, beating Jacob Rees-Mogg (Conservative) by 5,319 votes.",
    );
    expect(text).toContain("<td>20,739</td>");
  });

  test("every result card has it for editors, and for nobody else", async () => {
    const labels = async (line: string, as?: Partial<Asker>) =>
      (await bot.say(line, as)).reply.card?.actions?.map(({ label }) => label);
    for (const line of ["/seat bath", "/results"]) {
      expect(await labels(line, editor)).toContain("Copy");
      expect(await labels(line)).not.toContain("Copy");
    }
  });

  test("the publisher's style: names, per cent, decimals", () => {
    const style = styleSchema.parse({
      percent: "per cent",
      decimals: 2,
      parties: { con: { headline: "Tory" }, lab: { name: "the Labour Party" } },
    });
    const seat = seatCopy(bot.house.results.outcome("E14001394"), bot.house.results.lookup, style, "Source: a test.");
    expect(seat.headline).toBe("Labour Party gain North East Somerset and Hanham from the Conservatives");
    expect(seat.intro).toContain("Turnout was 69.19 per cent.");
    expect(seat.rows[0]).toEqual(["Dan Norris", "the Labour Party", "20,739", "40.57 per cent", "+14.37"]);
    expect(stateCopy(bot.house.results, style, "Source: a test.").rows[0]?.[0]).toBe("the Labour Party");
  });

  test.each([
    ["bath", "Lib Dems hold Bath", "Wera Hobhouse held Bath as a Lib Dem"],
    [
      "islington north",
      "Independent Jeremy Corbyn gains Islington North from Labour",
      "from Labour as an independent, beating Praful Nargund (Labour) by 7,247 votes",
    ],
    ["chorley", "Speaker Lindsay Hoyle holds Chorley", "Lindsay Hoyle held Chorley as Speaker"],
    ["foyle", "SDLP hold Foyle", "Colum Eastwood held Foyle for the SDLP"],
  ])("reads as prose: %s", async (place, headline, intro) => {
    const { text } = await bot.say(`/copy ${place}`, editor);
    expect(text).toContain(headline);
    expect(text).toContain(intro);
  });

  test("a by-election since is told, with its source", async () => {
    const { text } = await bot.say("/copy gorton and denton", editor);
    expect(text).toContain("Andrew Gwynne held Gorton and Denton for Labour");
    expect(text).toContain("Hannah Spencer (Green) won the by-election of 26 February 2026 in Gorton and Denton.");
    expect(text).toMatch(/<p>Source: House of Commons Library[^<]* By-elections: UK Parliament/);
    expect((await bot.say("/copy bath", editor)).text).not.toContain("by-election");
  });

  test("the state of the parties, and of nothing yet", async () => {
    expect((await bot.say("/copy", editor)).text).toContain(
      "With all 650 seats declared, Labour on 411, the Conservatives 121, the Lib Dems 72 and the SNP 9. Labour has a majority of 172.",
    );
    const before = await openBot("2024-07-04T22:00:00+01:00");
    expect((await before.say("/copy", editor)).text).toMatch(
      /^No seat has declared\n\nNo seat has declared\. 326 make a majority\./,
    );
  });

  test("a name cannot break the HTML", () => {
    expect(asHtml({ headline: '<b>"&', intro: "</p>", head: ["<"], rows: [[">"]], source: "<b>" })).not.toMatch(
      /<b>|<\/p><\/p>|<th><</,
    );
  });

  test("what has not been declared is not written of", async () => {
    const early = await openBot("2024-07-05T00:00:00+01:00");
    expect((await early.say("/copy bath", editor)).problem).toBe("too-early");
    expect((await early.say("/copy", editor)).text).toContain("Labour on 2 with 2 of 650 seats declared");
  });
});

test("/export gives a file", async () => {
  const { reply } = await bot.say("/export targets green", editor);
  const file = reply.card?.blocks.find((block) => block.kind === "file");
  expect(file).toMatchObject({ name: "uk-2024-targets-green.csv" });
  expect(file?.kind === "file" && file.text).toMatch(/^rank,code,name,[^]*\n3,E14001131,Bristol Central/);
});

describe("/channel", () => {
  test("answers: public, private, off", async () => {
    for (const mode of ["private", "off", "public"]) {
      expect((await bot.say(`/channel answers ${mode}`, manager)).reply.data).toMatchObject({ answers: mode });
      expect((await bot.say("/channel show", manager)).reply.data).toMatchObject({ answers: mode });
    }
  });

  test("a command off and on again", async () => {
    expect((await bot.say("/channel command swing off", manager)).text).toContain("Switched off here: /swing");
    expect((await bot.say("/channel command swing on", manager)).text).toContain("Every command is on");
  });

  test.each([
    "/channel answers loud",
    "/channel command nonsense off",
    "/channel command channel show off",
    "/channel command swing",
    "/channel",
  ])("%s is refused", async (line) => {
    expect((await bot.say(line, manager)).problem).toBeDefined();
  });

  test("a conversation of two has no settings", async () => {
    expect((await bot.say("/channel show", { role: "manager" })).reply.summary).toContain("conversation of ours alone");
  });
});
