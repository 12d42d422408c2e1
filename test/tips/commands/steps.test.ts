/** The two steps of sending, and codenames where they do not belong, as a source meets them. */
import { describe, expect, test } from "vitest";
import { hasCodename, newCodename } from "../../../src/tips/rules/codename.ts";
import { slip } from "../../../src/main/slip.ts";
import { repeatable } from "../../support/chance.ts";
import { onEveryDatabase } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, hour, openTips, other, source, tipText, written, type TipsStage } from "../../support/tips-stage.ts";

const waiting = async ({ store: { db } }: TipsStage) => ({
  held: (await db.selectFrom("tip_unsent").select("number").execute()).length,
  cases: (await db.selectFrom("tip_cases").select("number").execute()).length,
  words: (await db.selectFrom("tip_words").select("id").execute()).length,
  days: (await db.selectFrom("tip_days").select("n").execute()).reduce((sum, { n }) => sum + n, 0),
});

onEveryDatabase(
  "rule 2: sending has two steps",
  ({ fresh }) => {
    test("what is not sent is no case: no editor sees it, nothing relays it, and after the next window it is gone", async () => {
      const stage = await openTips(isLong ? { database: await fresh() } : {});
      const { codename } = await stage.hold();
      expect(await waiting(stage)).toEqual({ held: 1, cases: 0, words: 0, days: 1 });
      expect((await stage.say("/tips list", ana)).text).not.toMatch(/waits|sealed/);
      await stage.relayFor(1);
      await stage.purge();
      expect(await waiting(stage)).toEqual({ held: 1, cases: 0, words: 0, days: 1 });
      await stage.relayFor(1);
      await stage.purge();
      expect(await waiting(stage)).toEqual({ held: 0, cases: 0, words: 0, days: 0 });
      expect((await stage.check(codename)).problem).toBe("not-found");
    });

    test("two presses at once make one case", async () => {
      const stage = await openTips(isLong ? { database: await fresh() } : {});
      const { heard } = await stage.hold();
      const said = await Promise.all([1, 2, 3].map(() => stage.press(heard, written, source)));
      for (const { text } of said) expect(text).toContain("Your tip is sent");
      expect(await waiting(stage)).toEqual({ held: 0, cases: 1, words: 1, days: 1 });
    });
  },
  isLong,
);

describe("rule 2: between the steps", () => {
  test("caps and words already sent are given back with what was not sent", async () => {
    const stage = await openTips({ caps: { sends: 1 } });
    await stage.hold();
    await expect(stage.hold(`${tipText} Another.`)).rejects.toThrow("1 messages a day");
    stage.pass(2 * hour);
    await stage.send(`${tipText} Another.`);
    await expect(stage.hold(`${tipText} A third.`)).rejects.toThrow("1 messages a day");
  });

  test("the same words again take the place of the first, whose button sends nothing any more", async () => {
    const stage = await openTips({ caps: { sends: 1 } });
    const first = await stage.hold();
    const second = await stage.hold();
    expect(second.codename).not.toBe(first.codename);
    expect((await waiting(stage)).held).toBe(1);
    expect((await stage.press(first.heard, written, source)).text).toContain("Nothing waits");
    expect((await stage.press(second.heard, written, source)).text).toContain("Your tip is sent");
    await expect(stage.hold()).rejects.toThrow("just these words");
    expect(await waiting(stage)).toMatchObject({ cases: 1, days: 1 });
  });

  test("nobody tries without end", async () => {
    const stage = await openTips({ caps: { looks: 3 } });
    for (let n = 0; n < 3; n++) await stage.hold();
    await expect(stage.hold()).rejects.toThrow("You have tried often today");
  });

  test("rule 5: what is held says in which window it came and no finer, and each has a whole window more to be sent", async () => {
    const rows = await Promise.all(
      ["2024-07-10T09:00:01Z", "2024-07-10T09:49:59Z", "2024-07-10T09:59:30Z"].map(async (at) => {
        const stage = await openTips({ at });
        const { heard } = await stage.hold();
        expect(heard.text).toContain("What is not sent by 12:00pm");
        const { until } = await stage.store.db.selectFrom("tip_unsent").select("until").executeTakeFirstOrThrow();
        stage.pass(hour);
        await stage.purge();
        expect((await stage.press(heard, written, source)).text).toContain("Your tip is sent");
        return until;
      }),
    );
    expect(new Set(rows).size).toBe(1);
  });

  test("what was counted on a day and not sent until the next is given back to its own", async () => {
    const stage = await openTips({ at: "2024-07-10T23:30:00Z" });
    await stage.hold();
    stage.pass(hour);
    await stage.send(`${tipText} Another.`);
    stage.pass(hour);
    await stage.purge();
    expect(await waiting(stage)).toMatchObject({ held: 0, cases: 1, days: 1 });
  });

  test("the codename finds it, to be sent or deleted, and nobody else’s press does without its token", async () => {
    const stage = await openTips();
    const { codename, number } = await stage.hold();
    const seen = await stage.check(codename);
    expect(seen.text).toContain(`Case ${number} is not sent yet`);
    expect(seen.labels).toEqual([written, "Delete"]);
    expect(await stage.line.confirm(other, number)).toEqual({ kind: "gone" });
    const gone = await stage.submit(await stage.open(seen, "Delete", source), { codename }, source);
    expect(gone.text).toContain("is deleted");
    expect(await waiting(stage)).toEqual({ held: 0, cases: 0, words: 0, days: 0 });
    const next = await stage.hold();
    const again = await stage.check(next.codename);
    expect((await stage.press(again, written, source)).text).toContain("Your tip is sent");
  });

  test("the line is paused, or closed here, between the steps: it waits, and the codename stays on the screen", async () => {
    const stage = await openTips();
    const { heard } = await stage.hold();
    await stage.line.pause("ana", true);
    const paused = await stage.press(heard, written, source);
    expect(paused.problem).toBe("forbidden");
    expect(paused.text).toContain("has paused its tip line");
    await stage.line.pause("ana", false);
    const stranger = { ...source, secrets: "nowhere" } as const;
    expect((await stage.press(heard, written, stranger)).problem).toBe("forbidden");
    expect((await stage.press(heard, written, source)).text).toContain("Your tip is sent");
  });

  test("what cannot be sent just now waits as it did", async () => {
    const stage = await openTips();
    const { heard } = await stage.hold();
    const { schema } = stage.store.db;
    await schema.alterTable("tip_words").renameTo("tip_words_away").execute();
    const said = await stage.press(heard, written, source);
    expect(said.text).toContain("waits as it did");
    await schema.alterTable("tip_words_away").renameTo("tip_words").execute();
    expect((await stage.press(heard, written, source)).text).toContain("Your tip is sent");
  });
});

describe("rule 4: what stands for a codename while its replies are read", () => {
  test("a few minutes, for that case alone, and not after a deletion", async () => {
    const stage = await openTips();
    const { number, codename } = await stage.send();
    await stage.relayFor(2);
    for (const n of [1, 2]) await stage.line.reply(number, `Reply ${n}.`, "ana");
    const seen = await stage.check(codename);
    expect(seen.text).toContain("Reply 2.");
    expect(seen.text).not.toContain("Reply 1.");
    expect((await stage.press(seen, "Older", source)).text).toContain("Reply 1.");
    const dropped = await stage.press(seen, "Delete this reply", source);
    expect(dropped.text).toContain("Reply 1.");
    expect(dropped.text).not.toContain("Reply 2.");
    stage.pass(11 * 60_000);
    expect((await stage.press(dropped, "Delete this reply", source)).text).toContain("your codename is needed again");
    const later = await stage.check(codename);
    await stage.line.erase(source, codename);
    expect((await stage.press(later, "Delete this reply", source)).text).toContain("your codename is needed again");
  });

  test("rule 13: checking, reading, dropping and deleting are judged by the asker’s own place", async () => {
    const stage = await openTips();
    const { codename } = await stage.send();
    const stranger = { ...source, secrets: "nowhere" } as const;
    for (const said of [
      await stage.line.check(stranger, codename),
      await stage.line.read(stranger, "any"),
      await stage.line.drop(stranger, "any", 1),
      await stage.line.erase(stranger, codename),
      await stage.line.confirm(stranger, "any"),
      await stage.line.answer(stranger, codename, tipText),
    ])
      expect(said).toMatchObject({ kind: "not-taken" });
    const direct = { ...source, place: { platform: "paper", id: "D1", kind: "direct" } } as const;
    expect(await stage.line.confirm(direct, "any")).toMatchObject({ kind: "not-taken" });
    expect(await stage.line.check(direct, codename)).toMatchObject({ kind: "found" });
  });
});

describe("rule 2: a codename that is typed where others see it", () => {
  const codename = newCodename(repeatable(5));
  const words = codename.split(" ");

  test.each([
    ["a message", codename],
    ["a question", `/seat ${codename}`],
    ["the command that has a form for it", `/tip check ${codename}`],
    ["commas, capitals and numbers", words.map((word, n) => `${n + 1}. ${word.toUpperCase()}`).join(", ")],
    ["run together", `my codename: ${words.join("")}`],
    ["a slip in it", [words[0]?.slice(1), ...words.slice(1)].join(" ")],
    ["a word forgotten", words.slice(0, 6).join(" ")],
    ["two forgotten", `it was ${words.slice(2).join(" ")}, I think`],
    ["two that are wrong", words.map((word, n) => (n % 4 === 1 ? "dunno" : word)).join(" ")],
  ])("in %s: they are told to delete it, and no word of it is repeated", async (_, line) => {
    const stage = await openTips();
    const said = await stage.say(line, source);
    expect(said.text).toContain("looks like the codename");
    expect(said.text).toContain("Delete that message now");
    expect(said.text).toContain("/tip check");
    expect([said.audience, said.secret]).toEqual(["asker", true]);
    for (const word of words) expect(JSON.stringify(said)).not.toContain(word);
    expect(stage.faults).toEqual([]);
  });

  test("in an argument of another command, and as it is completed: nothing is searched for", async () => {
    const stage = await openTips();
    const { dispatch } = stage.house;
    const begun = dispatch.call({ command: "seat", args: { place: codename }, asker: source });
    if (begun.kind !== "answer") throw new TypeError("a form");
    expect((await begun.answer).reply.summary).toContain("looks like the codename");
    expect(dispatch.complete("seat", codename, source, 5)).toEqual([]);
    // Its own form's field is where it belongs.
    const { codename: own } = await stage.send();
    expect((await stage.check(own)).text).toContain("It waits, sealed");
  });

  test.each(["/tip", "/tip foo", "tip the papers were weighed", "/tipsend", "/tips foo"])(
    "%s is none of the line's commands: the answer does not stay, and is in no figure",
    async (line) => {
      const stage = await openTips();
      expect(await stage.say(line, source)).toMatchObject({ audience: "asker", secret: true });
      expect(stage.seen).toEqual([]);
      // Any other question is counted.
      await stage.say("/tiptoe", source);
      await stage.say("/seat bath", source);
      expect(stage.seen.map(({ command }) => command)).toContain("seat");
    },
  );

  test("other words are no codename", () => {
    for (const line of [
      "/seat bath",
      words.slice(0, 4).join(" "),
      "/closest Bath, Wells and Mendip Hills, Frome and East Somerset, North Somerset, Bristol Central, Bristol East",
      tipText,
      "who won the seat of the speaker of the house of commons in the last general election",
    ])
      expect([line, slip(line)]).toEqual([line, undefined]);
    expect(hasCodename(`${"x ".repeat(1_990)}${codename}`)).toBe(false);
  });
});
