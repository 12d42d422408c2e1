/** The editors' side of the tip line, as editors and others meet it. */
import { describe, expect, test } from "vitest";
import { inForm } from "../../support/long.ts";
import { ana, ben, chan, day, max, mona, openTips, other, source, tipText } from "../../support/tips-stage.ts";

const relayed = async () => {
  const stage = await openTips();
  const sent = await stage.send();
  await stage.relayFor(2);
  return { stage, ...sent };
};

describe("cases", () => {
  test("claim, reply, close: each by its button, and the list tells state, age and whose it is", async () => {
    const { stage, number } = await relayed();
    stage.pass(2 * day);
    const shown = await stage.say(`/tips case ${number}`, ana);
    expect(shown.labels).toEqual(["Claim", "Reply", "Close", "Spam", "Mute this conversation", "Delete"]);
    expect(shown.text).toContain("2 days since the last word");
    expect((await stage.press(shown, "Claim", ana)).text).toContain("claimed by ana");
    expect((await stage.press(shown, "Claim", ben)).text).toContain("It is ana’s.");
    const listed = await stage.say("/tips list claimed", ben);
    expect(listed.reply.data).toEqual({ cases: [{ number, state: "claimed", age: 2, claimedBy: "ana" }] });
    const form = await stage.open(shown, "Reply", ana);
    expect(form.fields.map(({ name, value }) => [name, value])).toEqual([
      ["case", number],
      ["text", undefined],
    ]);
    expect((await stage.submit(form, { text: "Thank you. Who else knows?" }, ana)).text).toContain("replied");
    expect((await stage.press(shown, "Close", ana)).text).toContain("closed");
    expect((await stage.say("/tips stats", ana)).reply.data).toEqual({
      weeks: [{ week: "2024-07-08", cases: 1, replied: 1 }],
    });
    expect(stage.faults).toEqual([]);
  });

  test("a reply that is refused is given back", async () => {
    const { stage, number } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    const form = await stage.form(`/tips reply ${number}`, ben);
    const said = await stage.submit(form, { text: "From another editor." }, ben);
    expect(said.problem).toBe("forbidden");
    expect(said.text).toContain("From another editor.");
  });

  test("a number that is no case’s is answered so, whatever is asked of it, and a reply is given back", async () => {
    const { stage, number } = await relayed();
    const none = number === "K7PQ2M" ? "K7PQ2N" : "K7PQ2M";
    for (const line of ["case", "claim", "close", "spam", "mute", "delete"]) {
      const said = await stage.say(`/tips ${line} ${none}`, ana);
      expect([said.problem, said.text], line).toEqual([
        "not-found",
        expect.stringContaining("No case has that number."),
      ]);
    }
    const said = await stage.submit(await stage.form(`/tips reply ${none}`, ana), { text: "Who else knows?" }, ana);
    expect([said.problem, said.given]).toEqual(["not-found", "Who else knows?"]);
    const long = "x".repeat(4_001);
    const refused = await stage.submit(await stage.form(`/tips reply ${number}`, ana), { text: long }, ana);
    expect(refused.problem).toBeDefined();
    expect(refused.text).toContain("4,000 characters");
    expect(refused.given).toBe(long);
    expect(stage.faults).toEqual([]);
  });

  test("an editor deletes a case: its codename opens nothing, and our posts are taken away", async () => {
    const { stage, number, codename } = await relayed();
    const standing = () => stage.paper.sheets("editors").filter(({ words }) => words.includes(number));
    expect(standing()).toHaveLength(1);
    const said = await stage.say(`/tips delete ${number}`, ana);
    expect(said.text).toContain("records, backups and what was read or exported stay");
    expect((await stage.check(codename)).problem).toBe("not-found");
    await stage.relayFor(1);
    expect(standing()).toEqual([]);
  });
});

describe("rule 9: ending another’s case takes its claimant or a manager", () => {
  test.each(["close", "spam", "mute", "delete"] as const)("%s", async (act) => {
    const { stage, number } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    const before = await stage.line.case(number);
    // Another editor; one who runs the channel; a manager who has only typed that they are sure of something else.
    for (const who of [ben, mona])
      for (const line of [`/tips ${act} ${number}`, `/tips ${act} ${number} sure`]) {
        const said = await stage.say(line, who);
        expect([said.problem, said.text]).toEqual(["forbidden", expect.stringContaining("It is ana’s.")]);
      }
    const asked = await stage.say(`/tips ${act} ${number}`, max);
    expect([asked.problem, asked.text]).toEqual([undefined, expect.stringContaining("nothing is done yet")]);
    expect(asked.labels).toEqual([expect.stringContaining("all the same")]);
    expect(await stage.line.case(number)).toEqual(before);
    // The button is nobody's but a manager's.
    const [label = ""] = asked.labels;
    expect((await stage.press(asked, label, ben)).problem).toBe("forbidden");
    expect((await stage.press(asked, label, other)).problem).toBe("forbidden");
    expect(await stage.line.case(number)).toEqual(before);
    expect((await stage.press(asked, label, max)).problem).toBeUndefined();
    const ended = { close: "closed", spam: "spam", mute: "muted", delete: "deleted" }[act];
    expect(await stage.line.case(number)).toMatchObject({ state: ended });
    expect((await stage.line.audit())[0]).toMatchObject({ by: "max", what: act, number });
  });

  test("one’s own is ended at once", async () => {
    const { stage, number } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    for (const act of ["close", "spam", "mute", "delete"])
      expect((await stage.say(`/tips ${act} ${number}`, ana)).problem, act).toBeUndefined();
  });

  test("nobody’s is ended by any editor", async () => {
    const { stage, number } = await relayed();
    for (const act of ["close", "spam", "mute", "delete"])
      expect((await stage.say(`/tips ${act} ${number}`, ben)).problem, act).toBeUndefined();
  });

  test("a source deletes their own, whoever has claimed it", async () => {
    const { stage, number, codename } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    expect(await stage.line.erase(source, codename)).toMatchObject({ kind: "erased" });
  });
});

describe("rule 9: the record", () => {
  test("has pages, and every line is on one of them", async () => {
    const { stage, number } = await relayed();
    for (let times = 0; times < 70; times++) await stage.line.note(`pause ${String(times).padStart(2, "0")}`, "ana");
    await stage.say(`/tips claim ${number}`, ana);
    const seen: string[] = [];
    let page = await stage.say("/tips audit", ana);
    for (let pages = 1; ; pages++) {
      expect(pages).toBeLessThan(5);
      const { lines } = page.reply.data as { readonly lines: readonly { readonly what: string }[] };
      seen.push(...lines.map(({ what }) => what));
      if (!page.labels.includes("More")) break;
      page = await stage.press(page, "More", ana);
    }
    expect(seen).toHaveLength(71);
    expect(new Set(seen).size).toBe(71);
  });

  test("rule 6: a stranger who asks thousands of times in a day leaves one line a command", async () => {
    const { stage } = await relayed();
    const tables = ["tip_audit", "tip_tries"] as const;
    const rows = async () =>
      (await Promise.all(tables.map((name) => stage.store.db.selectFrom(name).selectAll().execute()))).flat();
    for (let times = 0; times < inForm(100, 10_000); times++)
      await stage.say(times % 2 === 0 ? "/tips list" : "/tips stats", other);
    expect((await stage.say("/tips list", ana)).problem).toBeUndefined();
    expect((await rows()).map(({ day, what }) => [day, what])).toEqual([
      ["2024-07-10", "list"],
      ["2024-07-10", "stats"],
    ]);
    expect((await stage.say("/tips audit", ana)).text).toMatch(/not on the list +tried list, \d[\d,]* times/);
    stage.pass(31 * day);
    await stage.purge();
    expect(await rows()).toEqual([]);
  });

  test("rule 6: whoever asks too much is told so, and is not counted any further", async () => {
    const stage = await openTips({ manners: true });
    for (let times = 0; times < 50; times++) await stage.say("/tips list", other);
    expect((await stage.say("/tips list", other)).problem).toBe("too-many");
    expect(await stage.line.audit()).toEqual([{ day: "2024-07-10", what: "tried list", times: 20 }]);
    stage.pass(61_000);
    expect((await stage.say("/tips list", other)).problem).toBe("forbidden");
  });
});

describe("rule 9: editors are those on the allow-list, at every press", () => {
  test("what they do is recorded by day, with no word about the source", async () => {
    const { stage, number } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    await stage.say(`/tips spam ${number}`, ana);
    const { data } = (await stage.say("/tips audit", ben)).reply;
    expect(data).toEqual({
      lines: [
        { day: "2024-07-10", by: "ana", what: "spam", number },
        { day: "2024-07-10", by: "ana", what: "claim", number },
      ],
    });
  });

  test.each([
    ["a stranger", other],
    ["someone who manages the channel, and is not on the list", chan],
  ])("%s gets nothing by command or button, and leaves a line in the audit", async (_, who) => {
    const { stage, number } = await relayed();
    const commands = stage.house.commands.filter(({ name }) => name.startsWith("tips "));
    expect(commands).toHaveLength(12);
    for (const { name, examples } of commands) {
      const typed = await stage.say(examples[0], who);
      expect(typed.problem, name).toBe("forbidden");
      const shown = await stage.say(`/tips case ${number}`, ana);
      for (const label of name === "tips claim" ? shown.labels : [])
        expect((await stage.press(shown, label, who)).problem).toBe("forbidden");
    }
    expect(await stage.line.case(number)).toMatchObject({ state: "relayed" });
    const lines = await stage.line.audit();
    // Each command once, and the buttons of a case once more.
    const tried = lines.filter(({ by }) => by === undefined);
    expect(tried).toHaveLength(12);
    expect(tried.reduce((sum, { times = 0 }) => sum + times, 0)).toBe(12 + 6);
    expect(new Set(lines.filter(({ by }) => by === undefined).map(({ what }) => what))).toContain("tried claim");
    expect(JSON.stringify(lines)).not.toContain(who.caller);
  });

  test("no command of editors shows a word of a tip", async () => {
    const { stage, number } = await relayed();
    await stage.say(`/tips claim ${number}`, ana);
    for (const line of ["/tips list", `/tips case ${number}`, "/tips stats", "/tips audit"])
      expect(JSON.stringify(await stage.say(line, ana))).not.toContain("brother");
  });

  test("of a command that anyone may call it is not known that an editor calls it", async () => {
    const { stage, codename } = await relayed();
    expect((await stage.check(codename, { ...ana })).problem).toBeUndefined();
    expect((await stage.line.audit()).length).toBe(0);
  });
});

test("rule 5: tip commands are counted nowhere", async () => {
  const { createMetrics } = await import("../../../src/ops/metrics.ts");
  const { openHouse } = await import("../../../src/main.ts");
  const { answerTo } = await import("../../../src/cli/house.ts");
  const { pack } = await import("../../support/bot.ts");
  const metrics = createMetrics();
  const house = await openHouse({ pack, fault: () => {}, seen: metrics.seen });
  for (const line of ["/tip send", "/tip check", "/tips claim K7PQ2M", "/seat bath"]) await answerTo(line, house, ana);
  const told = await metrics.text();
  expect(told).toContain('command="seat"');
  expect(told).not.toContain("tip");
});

test("without a line every command of it says so, and nothing is offered", async () => {
  const { openBot } = await import("../../support/bot.ts");
  const bot = await openBot();
  for (const line of ["/tip send", "/tip check", "/tip safer", "/tip privacy"])
    expect((await bot.say(line, source)).text).toContain("There is no tip line here");
  expect(tipText).not.toBe("");
});
