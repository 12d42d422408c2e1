/** The source's side of the tip line, as a source meets it. */
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { asPseudonym } from "../../../src/core/asker.ts";
import { newCodename } from "../../../src/tips/rules/codename.ts";
import {
  ana,
  ben,
  canary,
  chan,
  hour,
  openTips,
  other,
  pairsOf,
  source,
  tipText,
  written,
} from "../../support/tips-stage.ts";
import { inForm } from "../../support/long.ts";

describe("before anything is sent", () => {
  test("the words come first, with two buttons, and only then the form", async () => {
    const stage = await openTips();
    const words = await stage.say("/tip send", source);
    expect(words.labels).toEqual(["Safer ways", "Low risk: continue"]);
    for (const part of [
      "Not anonymous to Paper.",
      "The Gazette runs this bot",
      "Editors read tips in a private channel of the newsroom’s own, on Paper, as plain text",
      "Paper, the company, stores what is typed.",
      "https://gazette.example.org/drop",
    ])
      expect(words.text).toContain(part);
    const form = await stage.open(words, "Low risk: continue", source);
    expect(form.fields.map(({ name }) => name)).toEqual(["text", "subject"]);
    expect(form.fields[0]?.about).toContain("Not how anybody’s ballot was marked");
    expect((await stage.press(words, "Safer ways", source)).text).toContain("1 High Street, Bath");
  });

  test("a tip about something that is none of the subjects is given back, and nothing is kept of it", async () => {
    const stage = await openTips();
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    const said = await stage.submit(form, { text: tipText, subject: "the weather" }, source);
    expect([said.problem, said.given]).toEqual(["usage", tipText]);
    expect(said.text).toMatch(/It is about .* or .*: write one of these/);
    expect(await stage.numbers()).toEqual([]);
  });

  test("in sealed mode the words say so", async () => {
    const stage = await openTips({ mode: "sealed" });
    expect((await stage.say("/tip send", source)).text).toContain("as encrypted text, which only they open");
  });

  test("rule 2: neither tip text nor a codename is an argument of a typed line; what was typed is not repeated", async () => {
    const stage = await openTips();
    for (const line of [
      `/tip send ${canary("typed")} and more`,
      `/tip check ${canary("typed")} two three four five six seven`,
    ]) {
      const said = await stage.say(line, source);
      expect(said.problem).toBe("usage");
      expect(JSON.stringify(said)).not.toContain(canary("typed"));
      expect(said.text).toContain("opens a form");
    }
    const said = await stage.say(`/tips reply K7PQ2M ${canary("typed")} again`, ana);
    expect(said.problem).toBe("usage");
    expect(JSON.stringify(said)).not.toContain(canary("typed"));
    expect(await stage.numbers()).toEqual([]);
  });

  test("rule 2: everything is for the asker alone", async () => {
    const stage = await openTips();
    for (const command of stage.house.commands.filter(({ name }) => /^tips? /.test(name)))
      expect(command.audience, command.name).toBe("asker");
    const { heard, codename } = await stage.send();
    expect(heard.audience).toBe("asker");
    expect((await stage.check(codename)).audience).toBe("asker");
  });
});

describe("rule 13: the line is closed until it has been opened", () => {
  test("nothing is taken where something is not configured, and managers hear what", async () => {
    const stage = await openTips({ wants: ["An editors’ channel: TIPS_CHANNELS."], closed: true });
    const closed = await stage.say("/tip send", source);
    expect(closed.labels).toEqual([]);
    expect(closed.text).toContain("https://gazette.example.org/drop");
    const opened = await stage.say("/tip open", chan);
    expect(opened.problem).toBe("forbidden");
    expect(opened.text).toContain("TIPS_CHANNELS");
  });

  test("a channel’s managers open it there and close it again; others cannot", async () => {
    const stage = await openTips({ closed: true });
    expect((await stage.say("/tip send", source)).labels).toEqual([]);
    expect((await stage.say("/tip open", source)).problem).toBe("forbidden");
    expect((await stage.say("/tip open", chan)).problem).toBeUndefined();
    expect((await stage.say("/tip send", source)).labels).toContain("Low risk: continue");
    const elsewhere = { ...source, place: { ...source.place, id: "C2" } };
    expect((await stage.say("/tip send", elsewhere)).labels).toEqual([]);
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    await stage.say("/tip close", chan);
    const late = await stage.submit(form, { text: tipText }, source);
    expect(late.problem).toBe("forbidden");
    expect(late.text).toContain(tipText);
    expect(await stage.numbers()).toEqual([]);
  });

  test("where the platform’s owner is an employer, the safer ways are all there is", async () => {
    const stage = await openTips();
    const stranger = { ...source, secrets: "nowhere" } as const;
    const manager = { ...chan, secrets: "nowhere" } as const;
    const said = await stage.say("/tip send", stranger);
    expect(said.text).toContain("The tip line is not open here");
    expect(said.text).toContain("https://gazette.example.org/drop");
    expect(said.labels).toEqual([]);
    // A button of another place opens no form here, and no codename is asked for.
    expect(
      (
        await stage.submit(
          {
            title: "",
            submit: "",
            ask: { command: "tip send", args: { agreed: "yes" } },
            fields: [{ name: "text", label: "", about: "", required: true }],
          },
          {},
          stranger,
        )
      ).labels,
    ).toEqual([]);
    for (const line of ["/tip check", "/tip privacy"]) {
      const alone = await stage.say(line, stranger);
      expect(alone.text).toContain("https://gazette.example.org/drop");
      expect(alone.labels).toEqual([]);
    }
    expect((await stage.say("/tip open", manager)).problem).toBe("forbidden");
  });

  test("whoever’s adapter says nothing of their workspace or server sends and checks nowhere", async () => {
    const stage = await openTips();
    const { secrets: _, ...unknown } = source;
    expect((await stage.say("/tip send", unknown)).labels).toEqual([]);
    expect((await stage.say("/tip check", unknown)).text).toContain("https://gazette.example.org/drop");
  });

  test("the right is lost between the steps: a form that is open already is refused, and the words given back", async () => {
    const stage = await openTips();
    const stranger = { ...source, secrets: "nowhere" } as const;
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    const late = await stage.submit(form, { text: tipText }, stranger);
    expect(late.problem).toBe("forbidden");
    expect(late.text).toContain(tipText);
    expect(late.text).toContain("https://gazette.example.org/drop");
    expect(await stage.numbers()).toEqual([]);
    expect(await stage.line.send(stranger, { subject: "other", text: tipText })).toMatchObject({ kind: "not-taken" });

    const { codename } = await stage.send();
    const seen = await stage.check(codename);
    const answer = await stage.open(seen, "Answer", source);
    const deletion = await stage.open(seen, "Delete", source);
    const said = await stage.submit(answer, { codename, answer: tipText }, stranger);
    expect(said.problem).toBe("forbidden");
    expect(said.text).toContain(tipText);
    expect((await stage.submit(deletion, { codename }, stranger)).text).toContain("not open here");
    expect((await stage.check(codename)).text).toContain("It waits, sealed");
    expect((await stage.submit(await stage.form("/tip check", source), { codename }, stranger)).labels).toEqual([]);
  });

  test("in a direct message, which is of no server, one can check and delete, and not send", async () => {
    const stage = await openTips();
    const direct = { ...source, place: { platform: "paper", id: "D1", kind: "direct" } } as const;
    const { codename } = await stage.send();
    const closed = await stage.say("/tip send", direct);
    expect(closed.labels).toEqual([]);
    expect(closed.text).toContain("In direct messages nothing can be sent.");
    expect(closed.text).toContain("https://gazette.example.org/drop");
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    expect((await stage.submit(form, { text: `${tipText} Twice.` }, direct)).problem).toBe("forbidden");
    const answer = await stage.open(await stage.check(codename), "Answer", source);
    expect((await stage.submit(answer, { codename, answer: tipText }, direct)).problem).toBe("forbidden");
    const seen = await stage.check(codename, direct);
    expect(seen.labels).toEqual(["Delete"]);
    const gone = await stage.submit(await stage.open(seen, "Delete", direct), { codename }, direct);
    expect(gone.text).toContain("is deleted");
  });

  test("a crowd in one server shuts the line there, and for nobody else", async () => {
    const stage = await openTips({ caps: { origin: 2 } });
    const from = (n: number, server: string) => ({
      ...source,
      caller: asPseudonym(`one of many ${n}`),
      origin: asPseudonym(server),
    });
    const tell = async (n: number, server: string) => {
      const as = from(n, server);
      const form = await stage.open(await stage.say("/tip send", as), "Low risk: continue", as);
      const held = await stage.submit(form, { text: `${tipText} ${n}` }, as);
      return held.problem === undefined ? stage.press(held, written, as) : held;
    };
    for (const n of [1, 2]) expect((await tell(n, "a crowd")).problem).toBeUndefined();
    const late = await tell(3, "a crowd");
    expect(late.problem).toBe("too-many");
    expect(late.text).toContain("Too much has come from here today.");
    expect((await tell(4, "another server")).problem).toBeUndefined();
    expect(await stage.store.db.selectFrom("tip_cases").selectAll().execute()).toHaveLength(3);
  });
});

describe("the form", () => {
  test("the answer has the case number and seven words, once, and is given when the tip is kept", async () => {
    const stage = await openTips();
    const { number, codename, heard } = await stage.send();
    expect(codename.split(" ")).toHaveLength(7);
    expect(heard.text).toContain("Write both on paper");
    for (const pair of pairsOf(codename)) expect(heard.reply.summary).not.toContain(pair);
    expect(heard.reply.data).toBeUndefined();
    // Editors know nothing of it before the relay's next window.
    expect(await stage.numbers()).toEqual([number]);
    expect(await stage.line.cases()).toEqual([]);
    stage.pass(hour);
    await stage.relay.look();
    expect(await stage.line.cases()).toEqual([{ number, state: expect.stringMatching(/sealed|relayed/), age: 0 }]);
    expect(stage.faults).toEqual([]);
  });

  test.each([
    ["too little", "Too short."],
    ["too much", "long ".repeat(850)],
  ])("%s is refused, and the text given back", async (_, text) => {
    const stage = await openTips();
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    const said = await stage.submit(form, { text }, source);
    expect(said.problem).toBe("too-many");
    const given = said.reply.card?.blocks.find((block) => block.kind === "code");
    expect(given).toEqual({ kind: "code", text });
    expect(await stage.numbers()).toEqual([]);
  });

  test("what cannot be kept is given back, and can be sent again", async () => {
    const stage = await openTips();
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    const { db } = stage.store;
    await db.schema.alterTable("tip_unsent").renameTo("tip_unsent_away").execute();
    const said = await stage.submit(form, { text: tipText }, source);
    expect(said.problem).toBe("too-many");
    expect(said.text).toContain(tipText);
    expect(said.text).not.toContain("codename");
    await db.schema.alterTable("tip_unsent_away").renameTo("tip_unsent").execute();
    expect(await stage.numbers()).toEqual([]);
    expect((await stage.submit(form, { text: tipText }, source)).problem).toBeUndefined();
  });

  test("a count is told of only after the close of poll", async () => {
    const stage = await openTips({ at: "2024-07-04T20:00:00Z" });
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    expect(form.fields[1]?.choices).toEqual(["a seat", "a candidate", "other"]);
    const early = await stage.submit(form, { text: tipText, subject: "a count" }, source);
    expect(early.problem).toBe("too-early");
    expect(early.text).toContain(tipText);
    stage.pass(2 * 3_600_000);
    const later = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    expect(later.fields[1]?.choices).toContain("a count");
    expect((await stage.submit(later, { text: tipText, subject: "Count" }, source)).problem).toBeUndefined();
  });
});

test("whatever refuses a form that was filled in, the channel’s own settings included, gives the text back", async () => {
  const stage = await openTips({ manners: true });
  const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
  await stage.settings.set(source.place, { answers: "off", off: [] });
  const said = await stage.submit(form, { text: tipText }, source);
  expect(said.problem).toBe("forbidden");
  expect(said.text).toContain(tipText);
  expect(await stage.numbers()).toEqual([]);
});

describe("rule 4: a codename instead of an account", () => {
  test("it shows the state and replies; they answer, and delete, whoever they are by then", async () => {
    const stage = await openTips();
    const { number, codename } = await stage.send();
    expect((await stage.check(codename, other)).text).toContain("It waits, sealed");
    await stage.relayFor(2);
    const form = await stage.form(`/tips reply ${number}`, ana);
    await stage.submit(form, { text: "Which firm was it?" }, ana);
    const seen = await stage.check(codename, other);
    expect(seen.text).toContain("Which firm was it?");
    expect(seen.text).toContain("An editor has replied.");
    const answer = await stage.open(seen, "Answer", other);
    expect(answer.ask).toEqual({ command: "tip check", args: { what: "answer" } });
    const said = await stage.submit(
      answer,
      { codename, answer: "It was the one in Keynsham, on the High Street." },
      other,
    );
    expect(said.text).toContain("is kept, sealed");
    await stage.relayFor(2);
    expect(stage.paper.sheets("editors").at(-1)?.shown).toContain("the one in Keynsham");
    const gone = await stage.submit(await stage.open(seen, "Delete", other), { codename }, other);
    expect(gone.text).toContain("What survives: the platform’s own records, backups made before today");
    expect((await stage.check(codename)).problem).toBe("not-found");
    expect(stage.faults).toEqual([]);
  });

  test("a wrong codename and an unknown one take the same time, as one that is known does", async () => {
    const stage = await openTips({ caps: { looks: 1_000 }, dear: true });
    const { codename } = await stage.send();
    const typed = {
      wrong: "seven words that are none of ours here",
      few: "one",
      unknown: newCodename(randomBytes),
      codename,
    };
    const times = Object.fromEntries(Object.keys(typed).map((name) => [name, [] as number[]]));
    const runs = inForm(3, 15);
    for (let run = 0; run < runs; run++)
      for (const [name, words] of Object.entries(typed)) {
        // The processor's time, which does not depend on what else this machine does.
        const before = process.cpuUsage();
        await stage.line.check(source, words);
        const { user, system } = process.cpuUsage(before);
        times[name]?.push(user + system);
      }
    const [wrong = 0, few = 0, unknown = 0, known = 0] = Object.values(times).map((all) => Math.min(...all));
    // Without its keys each would take a hundredth of that.
    for (const one of [wrong, few, known]) expect(Math.abs(Math.log2(one / unknown))).toBeLessThan(1);
  });

  test("a wrong codename and an unknown one look the same, to the letter", async () => {
    const stage = await openTips();
    const { codename } = await stage.send();
    const [first = "", ...rest] = codename.split(" ");
    const answers = await Promise.all(
      [
        // Seven words of ours that nobody was given; six words; words that are none of ours; nothing that is a word.
        [...rest, first].join(" "),
        rest.join(" "),
        "qqqq wwww eeee rrrr tttt yyyy uuuu",
        "7",
      ].map((typed) => stage.check(typed)),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.problem).toBe("not-found");
  });

  test("codenames cannot be tried without end", async () => {
    const stage = await openTips({ caps: { looks: 2 } });
    for (const expected of ["not-found", "not-found", "too-many"])
      expect((await stage.check("one two three four five six seven")).problem).toBe(expected);
  });
});

describe("rule 6: abuse is limited without identity", () => {
  test("caps, duplicates, and each says so kindly", async () => {
    const stage = await openTips({ caps: { sends: 2 } });
    await stage.send();
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    expect((await stage.submit(form, { text: tipText }, source)).text).toContain(
      "You have sent just these words today",
    );
    await stage.send(`${tipText} And more.`);
    expect((await stage.submit(form, { text: `${tipText} And yet more.` }, source)).problem).toBe("too-many");
    await stage.send(tipText, other);
  });

  test("a pause tells sources kindly and names the safer ways; codenames still work", async () => {
    const stage = await openTips();
    const { codename } = await stage.send();
    const form = await stage.open(await stage.say("/tip send", source), "Low risk: continue", source);
    await stage.say("/tips pause", ana);
    const said = await stage.say("/tip send", source);
    expect(said.text).toContain("has paused its tip line for the moment");
    expect(said.text).toContain("https://gazette.example.org/drop");
    const late = await stage.submit(form, { text: `${tipText} Late.` }, source);
    expect(late.text).toContain(`${tipText} Late.`);
    expect(late.text).toContain("https://gazette.example.org/drop");
    expect((await stage.check(codename)).problem).toBeUndefined();
    await stage.say("/tips resume", ben);
    expect((await stage.say("/tip send", source)).labels).toContain("Low risk: continue");
  });

  test("spam and mute end a conversation; the source hears so, and gets the words back", async () => {
    const stage = await openTips();
    const { number, codename } = await stage.send();
    await stage.relayFor(2);
    await stage.say(`/tips mute ${number}`, ana);
    const seen = await stage.check(codename);
    expect(seen.text).toContain("has ended this conversation");
    expect(seen.labels).toEqual(["Delete"]);
    const answer = {
      title: "",
      submit: "",
      ask: { command: "tip check", args: { what: "answer" } },
      fields: [{ name: "codename", label: "", about: "", required: true }] as const,
    };
    const said = await stage.submit(answer, { codename, answer: "Are you still there, or what?" }, source);
    expect(said.text).toContain("no more of it is passed on");
    expect(said.text).toContain("Are you still there, or what?");
  });
});

test("/tip privacy is a table of who sees what, and deletion’s limits", async () => {
  const stage = await openTips();
  const said = await stage.say("/tip privacy", source);
  for (const part of [
    "Paper",
    "The Gazette’s editors",
    "whoever runs this bot",
    "Not kept: who you are",
    "does not reach",
  ])
    expect(said.text).toContain(part);
});
