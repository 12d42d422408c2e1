/** A night run by its people alone: what two editors say to the desk, and what stands by it. */
import { describe, expect, test } from "vitest";
import { ana, ben, cat, chan, mia, openDeskStage, stranger, type DeskStage } from "../../support/desk-stage.ts";

/** Of North East Somerset and Hanham, as published. */
const hanham = `Barmy Brunch: 211
Edmund Cannon (Green): 3,222
Nicholas Hales: 231
Paul MacDonnell: 7,424
Dan Norris (Labour): 20,739
Jacob Rees-Mogg: 15,420
Dine Romero: 3,878
Rejected: 142`;
const officer = { figures: hanham, known: "returning officer" };
const place = "north east somerset and hanham";
const code = "E14001394";

const declared = async (stage: DeskStage, values: Readonly<Record<string, string>> = officer, as = ana) =>
  stage.submit(await stage.form(`/declare ${place}`, as), values, as);
const standing = ({ ledger }: DeskStage) => ledger().open.results.outcome(code);

describe("two editors", () => {
  test("one enters, nothing is told; another confirms, and it stands", async () => {
    const stage = await openDeskStage();
    const form = await stage.form(`/declare ${place}`, ana);
    expect(form.fields.map(({ name }) => name)).toEqual(["figures", "known", "time"]);
    expect(form).toMatchObject({ title: "Declare North East Somerset and Hanham", submit: "Declare" });
    expect(form.fields[0].value).toMatch(/^Barmy Brunch \(.+\): \n[^]*\nDan Norris \(Labour\): \n[^]*\nRejected: $/);
    const draft = await stage.submit(form, { ...officer, time: "03:12" }, ana);
    expect(draft.audience).toBe("asker");
    expect(draft.text).toContain("LAB GAIN FROM CON: North East Somerset and Hanham");
    expect(draft.text).toContain("Dan Norris (Labour) wins by 5,319.");
    expect(draft.text).toContain("51,125 valid votes, 142 rejected; turnout 69.2%");
    expect(draft.text).toContain("Entered by ana at 3:30am, 5 July 2024. Known by: returning officer.");
    expect(draft.text).toContain("It waits for a second editor.");
    expect(draft.labels).toEqual(["Refuse"]);
    expect(standing(stage).state).toBe("undeclared");

    const done = await stage.say("/confirm 1", ben);
    expect(done.text).toContain("Confirmed by ben.");
    const { winner, majority, rejected, standing: stands } = standing(stage);
    expect([winner?.candidate.family, majority?.votes, rejected]).toEqual(["Norris", 5_319, 142]);
    expect(stands).toMatchObject({
      declared: new Date("2024-07-05T03:12:00+01:00"),
      declaration: { source: { name: "the desk", kind: "desk" }, revision: 1, state: "result" },
    });
    expect(stage.ledger().staff.entries(code)[0]?.hands).toEqual({
      entered: "ana",
      confirmed: "ben",
      how: "returning officer",
    });
    const seen = await stage.say(`/seat ${place}`, stranger);
    expect(seen.text).toContain("LAB GAIN FROM CON");
    expect(JSON.stringify(seen.reply) + seen.text).not.toMatch(/\bana\b|\bben\b/);
    expect(stage.faults).toEqual([]);
  });

  test("nobody confirms their own; whoever entered it may take it back", async () => {
    const stage = await openDeskStage();
    const draft = await declared(stage);
    const own = await stage.say("/confirm 1", ana);
    expect([own.problem, own.reply.summary]).toEqual([
      "forbidden",
      expect.stringContaining("You entered that yourself"),
    ]);
    expect((await stage.press(draft, "Refuse", ana)).text).toContain("Taken back by ana.");
    expect((await stage.say("/confirm 1", ben)).reply.summary).toContain("Draft 1 has been refused by ana already.");
    expect(standing(stage).state).toBe("undeclared");
  });

  test("of two who press at once one confirms, and the other hears so", async () => {
    const stage = await openDeskStage();
    await declared(stage);
    const pressed = await Promise.all([stage.say("/confirm 1", ben), stage.say("/confirm 1", cat)]);
    const [won, lost] = pressed.toSorted((a, b) => Number(!!a.problem) - Number(!!b.problem));
    expect(won?.text).toMatch(/Confirmed by (ben|cat)\./);
    expect(lost?.text).toMatch(/Draft 1 has been confirmed by (ben|cat) already\./);
    expect(stage.ledger().seq).toBe(1);
  });

  test("two managers without a name of their own are one person", async () => {
    const stage = await openDeskStage();
    const nameless = {
      ...mia,
      staff: cat.staff && (await import("../../../src/core/asker.ts")).asStaffName("manager"),
    };
    const here = { ...nameless, place: { platform: "here", id: "C1", kind: "channel" } } as typeof ana;
    const there = { ...nameless, place: { platform: "there", id: "9", kind: "channel" } } as typeof ana;
    await declared(stage, officer, here);
    expect((await stage.say("/confirm 1", there)).problem).toBe("forbidden");
    expect((await stage.say("/confirm 1", ben)).problem).toBeUndefined();
  });

  test("what has changed meanwhile is entered anew, and it says what changed", async () => {
    const stage = await openDeskStage();
    await declared(stage);
    const winner = standing(stage).lines.find(({ party }) => party.id === "lab")?.candidate.id ?? "";
    await stage.hear({ seat: code, state: "called", winner, recorded: new Date("2024-07-05T03:31:00+01:00") });
    const late = await stage.say("/confirm 1", ben);
    expect(late.text).toContain("It has changed since this was entered: enter it anew.");
    expect(late.text).toContain("call by PA Media, revision 1: Dan Norris (Labour) has won, votes to follow.");
    expect(standing(stage).state).toBe("called");
    expect((await stage.say("/desk", ben)).text).toContain("Nothing waits for a second editor.");
    expect((await declared(stage)).labels).toEqual(["Refuse"]);
    expect((await stage.say("/confirm 2", ben)).text).toContain("Confirmed by ben.");
  });

  test("that somebody has entered it already is said", async () => {
    const stage = await openDeskStage();
    await declared(stage);
    expect((await declared(stage, officer, ben)).text).toContain("Draft 1 by ana waits for the same: see /desk.");
  });
});

describe("working alone", () => {
  test("a manager of the newsroom allows it for twelve hours, and it shows", async () => {
    const stage = await openDeskStage();
    expect((await stage.say("/solo on", mia)).text).toContain("Until 3:30pm, 5 July 2024.");
    const draft = await declared(stage);
    expect(draft.labels).toEqual(["Confirm", "Refuse"]);
    expect((await stage.press(draft, "Confirm", ana)).text).toContain(
      "Confirmed by ana alone, as a manager had allowed.",
    );
    expect(stage.ledger().staff.entries(code)[0]?.hands).toEqual({ entered: "ana", how: "returning officer" });
    expect((await stage.say(`/log ${place}`, ben)).text).toContain("Entered by ana alone, as a manager had allowed.");
    expect((await stage.say("/desk", ben)).text).toContain("Working alone is allowed by mia until 3:30pm");
    stage.at("2024-07-05T15:30:00+01:00");
    await stage.submit(await stage.form("/declare bath", ana), { figures: "Wera Hobhouse: won", known: "agency" }, ana);
    expect((await stage.say("/confirm 2", ana)).problem).toBe("forbidden");
    expect((await stage.say("/desk", ben)).text).not.toContain("Working alone");
  });

  test("it ends when they say so", async () => {
    const stage = await openDeskStage();
    await stage.say("/solo on", mia);
    await declared(stage);
    expect((await stage.say("/solo off", mia)).text).toContain("Two editors again");
    expect((await stage.say("/confirm 1", ana)).problem).toBe("forbidden");
  });

  test("who manages a channel alone, or edits, cannot allow it", async () => {
    const stage = await openDeskStage();
    for (const one of [chan, ana, stranger]) expect((await stage.say("/solo on", one)).problem).toBe("forbidden");
    expect(await stage.desk.solo()).toBeUndefined();
  });
});

describe("how it is known", () => {
  test("is chosen from a list, where what was typed is chosen already", async () => {
    const stage = await openDeskStage();
    const known = async (line: string) => (await stage.form(line, ana)).fields.find(({ name }) => name === "known");
    expect(await known(`/declare ${place} officer`)).toMatchObject({
      choices: ["returning officer", "council website", "broadcaster", "agency", "party agent"],
      value: "returning officer",
    });
    expect(await known(`/declare ${place}`)).not.toHaveProperty("value");
  });

  test("agents’ figures are never entered, and the text is given back", async () => {
    const stage = await openDeskStage();
    for (const known of ["party agent", "agent"]) {
      const { problem, reply, text } = await declared(stage, { figures: hanham, known });
      expect(problem).toBe("usage");
      expect(reply.summary).toContain("Agents’ figures are provisional");
      expect(text).toContain("Dan Norris (Labour): 20,739\nJacob Rees-Mogg: 15,420");
    }
    expect((await declared(stage, { figures: hanham, known: "a friend" })).problem).toBe("usage");
    expect((await declared(stage, { figures: hanham })).reply.summary).toContain("Say how it is known");
    expect(await stage.desk.waiting()).toEqual([]);
  });

  test.each([
    ["Council", "council website"],
    ["RO", "returning officer"],
    ["TV", "broadcaster"],
    [" Agency ", "agency"],
  ])("%s is %s", async (typed, how) => {
    const stage = await openDeskStage();
    await declared(stage, { figures: hanham, known: typed });
    const [draft] = await stage.desk.waiting();
    expect(draft?.proposal).toMatchObject({ declaration: { how } });
  });
});

describe("figures that cannot be", () => {
  test("are refused line by line, all at once, and given back", async () => {
    const stage = await openDeskStage();
    const figures = hanham.replace("20,739", "20,73").replace("Dine Romero", "Dino Romero");
    const { problem, reply, text } = await declared(stage, { ...officer, figures });
    expect(problem).toBe("usage");
    expect(reply.summary.split("\n")).toEqual([
      "Line 5: “20,73” is no number of votes: write it as 20,739 or 20739.",
      "Line 7: Nobody by the name “Dino Romero” stands here.",
    ]);
    expect(text).toContain(figures);
    expect(await stage.desk.waiting()).toEqual([]);
  });

  test("that are odd are shown to the second editor as odd", async () => {
    const stage = await openDeskStage();
    const { text } = await declared(stage, { ...officer, figures: hanham.replace("20,739", "2,739") });
    expect(text).toMatch(/Turnout would be 44\.8%, against 78\.6% before: is a figure wrong\?/);
    expect((await stage.say("/desk", ben)).text).toContain("is a figure wrong?");
  });

  test("a time at which nobody can have declared", async () => {
    const stage = await openDeskStage();
    for (const time of ["03:45", "21:30"]) {
      const { reply } = await declared(stage, { ...officer, time });
      expect(reply.summary).toBe(`${time} is no time between the close of poll and now.`);
    }
    const late = await declared(stage, { ...officer, time: "3pm" });
    expect(late.problem).toBe("usage");
    expect(late.text).toContain("15:00 is no time between the close of poll and now.");
    expect(late.text).toContain("Dan Norris (Labour): 20,739\nJacob Rees-Mogg: 15,420");
    expect((await declared(stage, { ...officer, time: "22.01" })).problem).toBeUndefined();
  });
});

describe("calls, ties and lots", () => {
  test("a call is filled in with votes later", async () => {
    const stage = await openDeskStage();
    await declared(stage, { figures: "Dan Norris: won", known: "broadcaster" });
    await stage.say("/confirm 1", ben);
    expect(standing(stage)).toMatchObject({ state: "called", winner: { candidate: { family: "Norris" } } });
    const form = await stage.form(`/declare ${place}`, ana);
    expect(form.fields[0].value).toContain("Dan Norris (Labour): won");
    await stage.submit(form, officer, ana);
    await stage.say("/confirm 2", ben);
    expect(standing(stage)).toMatchObject({ state: "declared", valid: 51_125 });
    expect(
      stage
        .ledger()
        .staff.changes(0)
        .map(({ kind }) => kind),
    ).toEqual(["first", "filled"]);
  });

  test("a tie stands without a winner until the lot is entered", async () => {
    const stage = await openDeskStage();
    const tied = hanham.replace("15,420", "20,739");
    const draft = await declared(stage, { ...officer, figures: tied });
    expect(draft.text).toContain("Two have equal votes, and no lot is given: nobody has won yet.");
    await stage.say("/confirm 1", ben);
    expect(standing(stage)).toMatchObject({ tie: true, state: "declared" });
    expect(standing(stage).winner).toBeUndefined();
    const lot = tied.replace("Jacob Rees-Mogg: 20,739", "Jacob Rees-Mogg: 20,739 by lot");
    expect((await declared(stage, { ...officer, figures: lot })).text).toContain(
      "Jacob Rees-Mogg (Conservative) wins by lot after a tie.",
    );
    await stage.say("/confirm 2", ben);
    expect(standing(stage)).toMatchObject({ winner: { candidate: { family: "Rees-Mogg" } }, result: { kind: "hold" } });
  });

  test("a recount is said, and says nothing of what stands", async () => {
    const stage = await openDeskStage();
    const { text } = await stage.say(`/recount ${place} officer`, ana);
    expect(text).toContain("Recount: North East Somerset and Hanham");
    expect(standing(stage).recount).toBeUndefined();
    await stage.say("/confirm 1", ben);
    expect(standing(stage)).toMatchObject({ recount: true, state: "undeclared" });
    expect((await stage.say(`/recount ${place} officer`, ana)).reply.summary).toContain("is known already");
    expect((await stage.say(`/recount bath agent`, ana)).reply.summary).toContain("Agents’ figures");
    await declared(stage);
    await stage.say("/confirm 2", ben);
    expect(standing(stage)).toMatchObject({ state: "declared" });
    expect(standing(stage).recount).toBeUndefined();
  });
});

describe("when, and who", () => {
  test("before the close of poll nothing is entered", async () => {
    const stage = await openDeskStage();
    stage.at("2024-07-04T21:59:59+01:00");
    for (const line of [`/declare ${place}`, `/recount ${place} officer`]) {
      const { problem, reply } = await stage.say(line, ana);
      expect([problem, reply.summary]).toEqual(["too-early", expect.stringContaining("Polls are open")]);
    }
    await expect(stage.form(`/declare ${place}`, ana)).rejects.toThrow("Polls are open");
    stage.at("2024-07-04T22:00:00+01:00");
    expect((await declared(stage, { figures: "Dan Norris: won", known: "officer" })).problem).toBeUndefined();
  });

  const all = [
    "/declare bath",
    "/correct bath",
    "/retract bath because it is wrong",
    "/recount bath officer",
    "/confirm 1",
    "/refuse 1",
  ];
  test.each([...all, "/dismiss 1", "/desk", "/shift on", "/freeze", "/unfreeze", "/log bath"])(
    "%s is for the newsroom's editors alone",
    async (line) => {
      const stage = await openDeskStage();
      await declared(stage);
      for (const one of [stranger, chan]) expect((await stage.say(line, one)).problem).toBe("forbidden");
      expect((await stage.desk.waiting()).length).toBe(1);
      expect(await stage.desk.frozen()).toBeUndefined();
    },
  );

  test("declared is declared: what changes it is a correction", async () => {
    const stage = await openDeskStage();
    await declared(stage);
    await stage.say("/confirm 1", ben);
    const { reply } = await stage.say(`/declare ${place}`, ana);
    expect(reply.summary).toBe(
      "The desk has declared North East Somerset and Hanham already. To change what it said, correct it. Try /correct North East Somerset and Hanham.",
    );
  });

  test("where a feed has declared, the desk's word stands beside it, and where they differ both see it", async () => {
    const stage = await openDeskStage();
    await declared(stage);
    await stage.say("/confirm 1", ben);
    const votes = { ...stage.ledger().staff.entries(code)[0]?.votes };
    const norris = standing(stage).winner?.candidate.id ?? "";
    await stage.hear({
      seat: code,
      state: "result",
      votes: { ...votes, [norris]: 20_793 },
      recorded: new Date("2024-07-05T03:40:00+01:00"),
    });
    const { text } = await stage.say("/desk", ben);
    expect(text).toContain(
      "North East Somerset and Hanham. PA Media, which stands: Dan Norris (Labour) wins by 5,373.",
    );
    expect(text).toContain("The desk: Dan Norris (Labour) wins by 5,319; Dan Norris 20,793 → 20,739.");
  });
});

describe("without forms", () => {
  test("it says how, and what it wants can be typed in a line", async () => {
    const stage = await openDeskStage();
    const how = await stage.say("/declare bath", ana);
    expect(how.problem).toBeUndefined();
    expect(how.text).toContain("Wera Hobhouse (Lib Dem): ");
    expect(how.text).toContain("type /declare Bath officer = and the figures, candidates parted by semicolons");
    const line = hanham.replaceAll("\n", "; ");
    expect((await stage.say(`/declare ${place} council website 03:12 = ${line}`, ana)).text).toContain("wins by 5,319");
    expect((await stage.say(`/declare bath tv = Wera Hobhouse: won`, ana)).text).toContain("has won, votes to follow");
    expect((await stage.say(`/declare bath = Wera Hobhouse: won`, ana)).reply.summary).toContain("Say how it is known");
    const long = await stage.say(`/declare ${place} officer = ${line};${" ".repeat(400)}`, ana);
    expect([long.problem, long.reply.summary]).toEqual([
      "usage",
      expect.stringContaining("more than I read of one line"),
    ]);
  });

  test("a place that is not clear is asked about", async () => {
    const stage = await openDeskStage();
    const { text, labels } = await stage.say("/declare richmond", ana);
    expect(text).toContain("Which “richmond” do you mean?");
    expect(labels).toContain("Richmond Park");
    expect((await stage.say("/declare qqqxyz", ana)).problem).toBe("not-found");
    expect((await stage.form("/declare", ana)).fields.map(({ complete }) => complete)).toEqual(["seat"]);
  });
});
