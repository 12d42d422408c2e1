/** Channels that are told news, as their managers talk about it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contestOf } from "../../src/core/declaration.ts";
import { loadResults } from "../../src/data/election-pack.ts";
import { createDelivery } from "../../src/data/store/delivery/index.ts";
import { here } from "../../src/cli/house.ts";
import { openBot, pack } from "../support/bot.ts";
import { published } from "../support/published.ts";
import { type Asker, asStaffName } from "../../src/core/asker.ts";
import { asDeliveryId, type Place } from "../../src/core/place.ts";
import { anyText } from "../support/any-text.ts";

const shared = await openBot(undefined, { kept: true });
const unkept = await openBot();
const night = "2024-07-05T03:30:00+01:00";

let channels = 0;

/** @returns a channel of its own, and the bot's answers to a manager there */
async function told(lines: readonly string[] = [], bot = shared) {
  bot.platform.facts = { mayPost: true, mayReadBack: true, isPrivate: false, wants: [] };
  const channel: Place = { platform: "here", id: `C${(channels += 1)}`, kind: "channel" };
  const manager: Partial<Asker> = { role: "manager", place: channel };
  const ask = (line: string) => bot.say(line, manager);
  for (const line of lines) expect((await ask(line)).problem, line).toBeUndefined();
  const form = (args: Record<string, string> = {}) =>
    bot.house.dispatch.call({ command: "announce change", args, asker: { ...here, ...manager, forms: true } });
  const kept = () => bot.announcing.of(channel);
  return { bot, channel, manager, ask, form, kept };
}

const every = [
  "/announce here",
  "/announce change",
  "/announce pause",
  "/announce resume",
  "/announce stop",
  "/announce test",
  "/announce why bath",
  "/announce list",
];

describe("who may, and where", () => {
  test.each(every)("%s is for managers", async (line) => {
    const { bot, channel, kept } = await told(["/announce here"]);
    for (const role of ["anyone", "editor"] as const) {
      const { problem } = await bot.say(line, { role, staff: asStaffName("ed"), place: channel });
      expect(problem).toBe("forbidden");
    }
    expect(await kept()).toMatchObject({ state: "on" });
  });

  test.each(every)("%s is not for a conversation of two", async (line) => {
    const { bot, kept } = await told(["/announce here"]);
    expect((await bot.say(line, { role: "manager" })).reply.summary).toContain("conversation of ours alone");
    expect(await kept()).toMatchObject({ state: "on" });
  });

  test.each(every)("%s says so where nothing is kept", async (line) => {
    const bot = unkept;
    const { text, problem } = await bot.say(line, {
      role: "manager",
      place: { platform: "here", id: "C", kind: "channel" },
    });
    expect(problem).toBe("usage");
    expect(text.trim()).toMatch(/^Nothing is kept here.*npm start.*\.$/);
    expect(bot.faults).toEqual([]);
  });

  test("answers are the asker's alone", async () => {
    const { ask } = await told(["/announce here"]);
    for (const line of every.slice(1)) expect((await ask(line)).audience, line).toBe("asker");
  });
});

describe("a filter that leaves out", () => {
  test.each([
    ["london region", 75],
    ["labour gains but wales", 209],
    ["!scotland", 593],
    ["-scotland", 593],
    ["all but london", 575],
    ["labour holds", 193],
    ["england but london", 468],
    ["everything except northern ireland", 632],
    ["labour gains outside scotland", 182],
    ["con holds not in england", 5],
  ])("/announce test %s: %i", async (filter, seats) => {
    const { ask } = await told();
    expect((await ask(`/announce test ${filter}`)).reply.data).toMatchObject({ seats });
  });

  test.each(["big", "labour gains and big", "north", "labour - wales", "🚫 scotland", "majority under"])(
    "/announce test %s is refused",
    async (filter) => {
      const { ask } = await told();
      expect((await ask(`/announce test ${filter}`)).problem).toBe("usage");
    },
  );

  test("what may follow a filter may follow one that is tried", async () => {
    const { ask, kept } = await told();
    const { text, problem } = await ask("/announce test labour gains every 15 quiet 23:00-07:00 scoreboard on");
    expect(problem).toBeUndefined();
    expect(text).toMatch(/It would have told 218 of 650.*Quiet hours +23:00 to 07:00/s);
    expect(await kept()).toBeUndefined();
  });
});

describe("/announce here", () => {
  test("says the filter back, and what it would have done", async () => {
    const { ask, kept } = await told();
    const { reply, text } = await ask("/announce here lab gains | scotland every 15 quiet 23:00-07:00 scoreboard on");
    const expected = Object.entries(published).filter(
      ([code, { result }]) => code.startsWith("S") || result.startsWith("Lab gain"),
    );
    expect(reply.summary).toContain("this channel is told: Labour gains or Scotland, gathered every 15 minutes");
    expect(text).toContain(`It would have told ${expected.length} of 650 on 4 July 2024, at most `);
    expect(text).toMatch(/Quiet hours +23:00 to 07:00, Europe\/London/);
    expect(await kept()).toMatchObject({
      state: "on",
      cursor: 650,
      subscription: { every: 15, scoreboard: true, briefing: false },
    });
  });

  test("a channel has one filter", async () => {
    const { ask, kept } = await told(["/announce here gains"]);
    const { problem, reply } = await ask("/announce here wales");
    expect(problem).toBe("usage");
    expect(reply.summary).toContain("told already: gains");
    expect(reply.summary).toContain("/announce change wales");
    expect(await kept()).toMatchObject({ subscription: { filter: { is: "gains" } } });
  });

  test("refuses where it may not post, and says what to mend", async () => {
    const { bot, ask, kept } = await told();
    bot.platform.facts = {
      mayPost: false,
      mayReadBack: false,
      isPrivate: false,
      wants: ["I am not in the channel: invite me."],
    };
    const { problem, reply } = await ask("/announce here");
    expect(problem).toBe("forbidden");
    expect(reply.summary).toContain("I am not in the channel: invite me. Then ask me again.");
    expect(await kept()).toBeUndefined();
  });

  test("says why it wants to read the channel's history, and begins without", async () => {
    const { bot, ask, kept } = await told();
    bot.platform.facts = { mayPost: true, mayReadBack: false, isPrivate: false, wants: ["Give me history."] };
    const { problem, text } = await ask("/announce here");
    expect(problem).toBeUndefined();
    expect(text).toMatch(/so that nothing is posted twice.* Give me history\./);
    expect(await kept()).toMatchObject({ state: "on" });
  });

  test("says where it could not look", async () => {
    const { bot, ask } = await told();
    bot.platform.facts = undefined;
    expect((await ask("/announce here")).text).toContain("could not look");
  });

  test.each([
    ["/announce here labour", /Labour gains/],
    ["/announce here richmond", /Richmond Park/],
    ["/announce here gains every fifteen", /every 15/],
    ["/announce here briefing off every 15", /in this order/],
  ])("%s is refused", async (line, says) => {
    const { ask, kept } = await told();
    const { problem, text } = await ask(line);
    expect(problem).toBe("usage");
    expect(text).toMatch(says);
    expect(await kept()).toBeUndefined();
  });
});

describe("/announce change", () => {
  test("changes what is said, and nothing else", async () => {
    const { ask, kept } = await told(["/announce here gains every 15 scoreboard on"]);
    expect((await ask("/announce change wales")).reply.summary).toContain("told: Wales, gathered every 15 minutes");
    expect((await ask("/announce change live")).reply.summary).toContain("told: Wales, as it comes");
    expect((await ask("/announce change quiet 23-7 briefing on")).problem).toBeUndefined();
    expect((await kept())?.subscription).toEqual({
      filter: { is: "region", region: "Wales" },
      quiet: { from: "23:00", to: "07:00", zone: "Europe/London" },
      scoreboard: true,
      briefing: true,
    });
  });

  test("alone it shows what holds, as a line that could be typed", async () => {
    const { ask, kept } = await told(["/announce here gains or wales every 15"]);
    const before = await kept();
    const { reply } = await ask("/announce change");
    const line = "/announce change gains or Wales every 15 quiet off scoreboard off briefing off";
    expect(reply.summary).toContain(line);
    expect(await kept()).toEqual(before);
    expect((await ask(line)).problem).toBeUndefined();
    expect(await kept()).toEqual(before);
  });

  test("opens a form of what holds, which as it stands changes nothing", async () => {
    const { form, kept } = await told(["/announce here gains every 15 quiet 23:00-07:00"]);
    const begun = form();
    if (begun.kind !== "form") throw new Error("no form was opened");
    const values = Object.fromEntries(begun.form.fields.map(({ name, value }) => [name, value ?? ""]));
    expect(values).toEqual({
      filter: "gains",
      every: "15",
      quiet: "23:00-07:00 Europe/London",
      scoreboard: "off",
      briefing: "off",
    });
    const before = await kept();
    const submitted = async (changes: Record<string, string>) => {
      const done = form({ ...values, ...changes });
      if (done.kind === "form") throw new Error("a form was opened again");
      return done.answer;
    };
    expect((await submitted({})).problem).toBeUndefined();
    expect(await kept()).toEqual(before);
    await submitted({ every: "live", quiet: "off", filter: "wales", scoreboard: "on" });
    expect((await kept())?.subscription).toEqual({
      filter: { is: "region", region: "Wales" },
      scoreboard: true,
      briefing: false,
    });
    expect((await submitted({ filter: "richmond" })).problem).toBe("usage");
  });

  test("no form is opened where nothing is told", async () => {
    const { ask, form } = await told();
    expect(form().kind).toBe("answer");
    expect((await ask("/announce change gains")).reply.summary).toContain("told no news");
  });
});

test("paused, resumed, stopped, and begun anew", async () => {
  const { ask, kept } = await told(["/announce here gains"]);
  const state = async () => (await kept())?.state;
  const { since } = (await kept()) ?? {};
  expect((await ask("/announce pause")).reply.summary).toContain("Paused");
  expect(await state()).toBe("paused");
  expect((await ask("/announce list")).text).toContain("News in this channel: paused");
  expect((await ask("/announce resume")).reply.summary).toContain("Resumed, with what came meanwhile");
  expect((await ask("/announce resume")).reply.summary).toContain("was not paused");
  expect(await state()).toBe("on");
  const stopped = await ask("/announce stop");
  expect(await state()).toBe("stopped");
  for (const line of ["/announce pause", "/announce resume", "/announce stop", "/announce change wales"])
    expect((await ask(line)).reply.summary, line).toContain("told no news");
  const line = /\/announce here .*/.exec(stopped.reply.summary)?.[0] ?? "";
  expect((await ask(line)).problem).toBeUndefined();
  expect(await kept()).toMatchObject({ state: "on", subscription: { filter: { is: "gains" } } });
  expect((await kept())?.since.getTime()).toBeGreaterThanOrEqual(since?.getTime() ?? 0);
});

describe("/announce test", () => {
  /** The times at which the Library recorded results of these seats, in order. */
  const times = (wanted: (code: string, result: string) => boolean): readonly number[] =>
    loadResults(pack)
      .filter(({ seat }) => wanted(seat, published[seat]?.result ?? ""))
      .map(({ recorded }) => Date.parse(recorded))
      .toSorted((a, b) => a - b);
  const busiest = (all: readonly number[]): number =>
    Math.max(...all.map((from) => all.filter((time) => time >= from && time < from + 3_600_000).length));

  test.each<[string, (code: string, result: string) => boolean]>([
    ["labour gains", (_, result) => result.startsWith("Lab gain")],
    ["labour gains and scotland", (code, result) => code.startsWith("S") && result.startsWith("Lab gain")],
    ["con losses but not labour gains", (_, result) => result.endsWith(" from Con") && !result.startsWith("Lab")],
    ["wales", (code) => code.startsWith("W")],
  ])("%s, by what was published", async (filter, wanted) => {
    const { ask } = await told();
    const all = times(wanted);
    const { text, reply } = await ask(`/announce test ${filter}`);
    expect(text).toContain(`It would have told ${all.length} of 650 on 4 July 2024, at most ${busiest(all)} an hour.`);
    expect(reply.card?.blocks).toHaveLength(5);
  });

  test("three of them, the first and the last among them", async () => {
    const { ask } = await told();
    const { text } = await ask("/announce test labour gains and scotland");
    expect(text).toMatch(/: LAB from SNP, .*July 2024\n[^]*: LAB from SNP, [^]*: LAB from SNP, /);
    expect((await ask("/announce test bath")).text).toContain("Bath: LD hold, ");
  });

  test("milestones are counted by themselves", async () => {
    const { ask } = await told();
    const { reply, text } = await ask("/announce test milestones");
    // The first, the first gain, Labour's majority, all in; and whoever of rank lost.
    expect(reply.data).toMatchObject({ seats: 0 });
    expect(text).toMatch(/told \d+ milestones on 4 July 2024, at most/);
    expect(text).toContain("Houghton and Sunderland South: the first declaration, 11:30pm, 4 July 2024");
    expect(text).toContain("every seat declared");
  });

  test("without words it is the channel's own filter, or everything", async () => {
    const { ask } = await told();
    expect((await ask("/announce test")).reply.summary).toContain("everything: It would have told 650 of 650");
    await ask("/announce here wales");
    expect((await ask("/announce test")).reply.summary).toContain("Wales: It would have told 32 of 650");
  });

  test("in the night by what is known so far; before it there is nothing to test on", async () => {
    const during = await told([], await openBot(night, { kept: true }));
    const known = loadResults(pack).filter(({ recorded }) => Date.parse(recorded) <= Date.parse(night)).length;
    const { reply } = await during.ask("/announce test everything");
    expect(reply.summary).toContain(`told ${known} of ${known} declared so far`);
    const before = await told([], await openBot("2024-07-04T20:00:00+01:00", { kept: true }));
    expect((await before.ask("/announce test gains")).text).toContain("nothing to test it on");
  });

  test("what never happens is nothing", async () => {
    const { ask } = await told();
    expect((await ask("/announce test bath and con gains")).text).toContain("told 0 of 650 on 4 July 2024.");
  });
});

describe("/announce why", () => {
  test("before the channel asked, and by which term", async () => {
    const { ask } = await told(["/announce here labour gains or scotland"]);
    const { text, reply } = await ask("/announce why nuneaton");
    expect(text).toContain("This channel was not told of Nuneaton");
    expect(text).toContain("The filter asks for it: “Labour gains” decides.");
    expect(text).toContain("It came before this channel asked for news");
    expect(reply.data).toMatchObject({ verdict: "untold" });
    expect((await ask("/announce why bath")).text).toContain(
      "does not ask for it: “Labour gains” and “Scotland” decide.",
    );
  });

  test("what waits, and for what", async () => {
    const { bot, channel, ask } = await told(["/announce here gains"]);
    await bot.db.updateTable("places").set({ cursor: 0 }).where("place", "=", channel.id).execute();
    expect((await ask("/announce why nuneaton")).text).toMatch(/has not been told of Nuneaton yet[^]*It is told next/);
    await ask("/announce pause");
    expect((await ask("/announce why nuneaton")).text).toContain("The news is paused here");
  });

  test("told, by which message and when", async () => {
    const { bot, channel, ask } = await told(["/announce here gains"]);
    const seat = bot.house.results.all.find((one) => one.seat.name === "Nuneaton")?.seat.code ?? "";
    const delivery = createDelivery(bot.db, { lease: 60_000, real: Date.now });
    const claimed = await delivery.claim({ log: 999, notices: 0 }, ["here"], 999);
    const held = claimed.find(({ place }) => place.id === channel.id);
    if (!held) throw new Error("the place was not to be had");
    const subject = {
      kind: "digest",
      items: [
        { kind: "declaration", contest: contestOf({ seat }), seq: 650 },
        { kind: "milestone", milestone: "all-in", contest: contestOf({ seat }), seq: 650 },
      ],
      shows: 650,
    } as const;
    const at = new Date("2024-07-05T02:10:00+01:00");
    const begun = await delivery.begin(held, { subject, from: 0, to: 650, words: "w" }, {}, at);
    if (typeof begun === "string") throw new Error(begun);
    await delivery.settle(held, begun, { state: "sent", ref: "77.1" });
    expect(asDeliveryId(begun.id)).toBe(begun.id);
    const { text } = await ask("/announce why nuneaton");
    expect(text).toContain("This channel was told of Nuneaton");
    expect(text).toContain("In a digest of 2:10am, 5 July 2024, with 1 other thing (message 77.1).");
  });

  test("not declared yet, never asked, and which place", async () => {
    const early = await told(["/announce here"], await openBot("2024-07-04T23:00:00+01:00", { kept: true }));
    expect((await early.ask("/announce why bath")).text).toMatch(/nothing to tell of Bath yet[^]*not declared/);
    const { ask } = await told();
    expect((await ask("/announce why bath")).text).toContain("never asked for news");
    const { reply } = await ask("/announce why richmond");
    expect(reply.card?.actions?.map(({ label }) => label)).toContain("Richmond Park");
  });
});

describe("/announce list", () => {
  const staff: Partial<Asker> = { role: "manager", staff: asStaffName("mia") };

  test("this channel, for whoever runs it", async () => {
    const { ask } = await told(["/announce here gains"]);
    const { text } = await ask("/announce list");
    expect(text).toMatch(/News in this channel: on[^]*News +gains/);
  });

  test("every channel, for people of the newsroom; those that are blocked with why; by pages", async () => {
    const bot = await openBot(undefined, { kept: true });
    const list = (line: string) => bot.say(line, staff);
    expect((await list("/announce list")).text).toContain("None.");
    const { channel: first, ask } = await told(["/announce here gains"], bot);
    const { channel: second } = await told(["/announce here wales"], bot);
    await bot.db
      .updateTable("places")
      .set({ blocked_at: Date.parse("2024-07-05T02:00:00+01:00"), blocked_why: "the channel is archived" })
      .where("place", "=", second.id)
      .execute();
    const { text } = await bot.say("/announce list", { ...staff, place: first });
    expect(text).toContain("2 channels told news, 1 of them blocked");
    expect(text).toMatch(new RegExp(`here ${first.id} +gains +on`));
    expect(text).toContain(`here ${second.id}: blocked since 2:00am, 5 July 2024: the channel is archived.`);
    expect((await ask("/announce list")).text).not.toContain(second.id);
    for (let i = 0; i < 10; i++) await told(["/announce here gains"], bot);
    const more = await list("/announce list 2");
    expect(more.text).toContain("11 to 12 of 12");
    expect(more.reply.card?.actions).toEqual([]);
    expect([...bot.faults, ...shared.faults]).toEqual([]);
  });
});

test("no words of a manager's are a fault of ours", async () => {
  const { ask } = await told();
  const words = fc.oneof(
    anyText({ maxLength: 60 }),
    fc
      .array(
        fc.constantFrom("gains", "and", "not", "(", ")", "bath", "every", "15", "quiet", "23-7", "on", "scoreboard"),
      )
      .map((some) => some.join(" ")),
  );
  const command = fc.constantFrom("here", "change", "test", "why", "list", "pause", "resume", "stop");
  await fc.assert(
    fc.asyncProperty(command, words, async (name, more) => {
      expect((await ask(`/announce ${name} ${more}`)).reply.summary).not.toBe("");
    }),
    { numRuns: 300 },
  );
  expect(shared.faults).toEqual([]);
});
