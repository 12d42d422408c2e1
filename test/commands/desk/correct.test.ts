/** Wrong figures are put right, or taken back, above every source; with the figures of Richmond Park as they went wrong. */
import { describe, expect, test } from "vitest";
import { disagreement } from "../../../src/core/standing.ts";
import { loadResults } from "../../../src/data/election-pack.ts";
import { uk2024 } from "../../support/small-pack.ts";
import { ana, ben, openDeskStage, stranger, type DeskStage } from "../../support/desk-stage.ts";

const code = "E14001445";
const published = loadResults(uk2024).find(({ seat }) => seat === code);
if (!published) throw new Error("Richmond Park was declared");
/** Chas Warlow, Green: 2,728 as first announced, 3,416 as it was. */
const green = "75804";
const first = { ...published.votes, [green]: 2_728 };

const announced = (stage: DeskStage) =>
  stage.hear({
    seat: code,
    state: "result",
    votes: first,
    rejected: published.rejected,
    recorded: new Date("2024-07-05T03:20:00+01:00"),
    declared: new Date("2024-07-05T03:10:00+01:00"),
  });
const votesOf = ({ ledger }: DeskStage) =>
  ledger()
    .open.results.outcome(code)
    .lines.find(({ candidate }) => candidate.id === green)?.votes;

describe("/correct", () => {
  test("has what stands filled in, shows what changes, and stands above the feed once two have said so", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    expect(votesOf(stage)).toBe(2_728);
    const form = await stage.form("/correct richmond park", ana);
    const [{ value = "" }] = form.fields;
    expect(value).toContain("Chas Warlow (Green): 2,728");
    expect(value).toContain("Sarah Olney (Lib Dem): 28,528");
    const figures = value.replace("2,728", "3,416");
    const draft = await stage.submit(form, { figures, known: "council website" }, ana);
    expect(draft.text).toContain("Correction: Richmond Park");
    expect(draft.text).toContain("Against what stands, by PA Media: Chas Warlow 2,728 → 3,416.");
    expect(votesOf(stage)).toBe(2_728);
    await stage.say("/confirm 1", ben);
    expect(votesOf(stage)).toBe(3_416);
    const { standing } = stage.ledger().open.results.outcome(code);
    expect(standing).toMatchObject({
      declared: new Date("2024-07-05T03:10:00+01:00"),
      declaration: { source: { name: "the editors", kind: "editors" }, state: "correction", revision: 1 },
    });
    expect(
      stage
        .ledger()
        .staff.changes(0)
        .map(({ kind }) => kind),
    ).toEqual(["first", "corrected"]);
    // The feed was decided upon, and is no disagreement any more.
    expect(disagreement(stage.ledger().staff.entries(code))).toBeUndefined();
    expect((await stage.say("/seat richmond park", stranger)).text).toContain("3,416");
  });

  test("again: a second correction follows the first", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    for (const [i, [from, to]] of [["2,728", "3,415"] as const, ["3,415", "3,416"] as const].entries()) {
      const form = await stage.form("/correct richmond park", ana);
      const figures = form.fields[0].value?.replace(from, to) ?? "";
      await stage.submit(form, { figures, known: "officer" }, ana);
      await stage.say(`/confirm ${i + 1}`, ben);
    }
    expect(votesOf(stage)).toBe(3_416);
    expect(
      stage
        .ledger()
        .staff.entries(code)
        .map(({ revision }) => revision),
    ).toEqual([1, 1, 2]);
  });

  test("what came while the form was open is not undone unseen", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    const form = await stage.form("/correct richmond park", ana);
    await stage.hear({
      seat: code,
      state: "correction",
      votes: published.votes,
      recorded: new Date("2024-07-05T03:29:00+01:00"),
    });
    const figures = form.fields[0].value?.replace("28,528", "28,529") ?? "";
    const { problem, reply, text } = await stage.submit(form, { figures, known: "officer" }, ana);
    expect([problem, reply.summary]).toEqual([
      "usage",
      expect.stringContaining("has changed since you opened the form"),
    ]);
    expect(text).toContain("Sarah Olney (Lib Dem): 28,529");
    expect(await stage.desk.waiting()).toEqual([]);
  });

  test("of nothing, with nothing changed, or by an agent it is refused", async () => {
    const stage = await openDeskStage();
    expect((await stage.say("/correct richmond park", ana)).reply.summary).toContain(
      "Nothing stands for Richmond Park yet.",
    );
    await announced(stage);
    const form = await stage.form("/correct richmond park", ana);
    const same = await stage.submit(form, { known: "officer" }, ana);
    expect(same.reply.summary).toContain("nothing would be corrected");
    const figures = form.fields[0].value?.replace("2,728", "3,416") ?? "";
    expect((await stage.submit(form, { figures, known: "agent" }, ana)).reply.summary).toContain("Agents’ figures");
    expect(await stage.desk.waiting()).toEqual([]);
  });

  test("another winner is said loudly", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    const form = await stage.form("/correct richmond park", ana);
    const swapped =
      form.fields[0].value?.replace("28,528", "x").replace("11,373", "28,528").replace("x", "11,373") ?? "";
    const { text } = await stage.submit(form, { figures: swapped, known: "officer" }, ana);
    expect(text).toContain("Sara Gezdari (Conservative) wins by 17,155.");
    expect(text).toContain("Another winner than by PA Media: Sarah Olney (Lib Dem) wins by 17,155.");
  });

  test("without a form it says how", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    const { text } = await stage.say("/correct richmond park", ana);
    expect(text).toContain("Chas Warlow (Green): 2,728");
    expect(text).toContain("type /correct Richmond Park officer =");
  });
});

describe("/retract", () => {
  test("needs a reason, and once confirmed nothing stands, whoever said it", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    const asked = await stage.say("/retract richmond park", ana);
    expect([asked.problem, asked.reply.summary]).toEqual(["usage", expect.stringContaining("Say why")]);
    const form = await stage.form("/retract richmond park", ana);
    expect(form.fields.map(({ name }) => name)).toEqual(["reason"]);
    const draft = await stage.submit(form, { reason: "the wrong seat was read out" }, ana);
    expect(draft.text).toContain("Reason: the wrong seat was read out.");
    expect(draft.text).toContain("What stands now, by PA Media: Sarah Olney (Lib Dem) wins by 17,155.");
    expect(votesOf(stage)).toBe(2_728);
    await stage.say("/confirm 1", ben);
    expect(stage.ledger().open.results.outcome(code).state).toBe("undeclared");
    expect(
      stage
        .ledger()
        .staff.changes(0)
        .map(({ kind }) => kind),
    ).toEqual(["first", "withdrawn"]);
    expect((await stage.say("/log richmond park", ana)).text).toContain(
      "retraction by the editors, revision 1: what was said before does not stand. Entered by ana, confirmed by ben. Reason: the wrong seat was read out.",
    );
  });

  test("typed in a line the reason follows “because”, and a name of several words stays whole", async () => {
    const stage = await openDeskStage();
    await announced(stage);
    const { text } = await stage.say("/retract richmond park because it was North East Somerset", ana);
    expect(text).toContain("Reason: it was North East Somerset.");
  });

  test("the desk may then declare anew", async () => {
    const stage = await openDeskStage();
    const enter = async () => {
      const form = await stage.form("/declare richmond park", ana);
      return stage.submit(form, { figures: "Sarah Olney: won", known: "officer" }, ana);
    };
    await enter();
    await stage.say("/confirm 1", ben);
    await stage.say("/retract richmond park because it was a hoax", ben);
    await stage.say("/confirm 2", ana);
    expect(stage.ledger().open.results.outcome(code).state).toBe("undeclared");
    await enter();
    await stage.say("/confirm 3", ben);
    expect(stage.ledger().open.results.outcome(code).winner?.candidate.family).toBe("Olney");
  });

  test("of nothing it is refused", async () => {
    const stage = await openDeskStage();
    expect((await stage.say("/retract bath because it is wrong", ana)).reply.summary).toContain(
      "Nothing stands for Bath",
    );
  });
});
