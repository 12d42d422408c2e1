/** A by-election that is still to come, in a seat of the pack: which of two contests is meant, and when. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smallPack } from "../../support/small-pack.ts";
import { ana, ben, openDeskStage, type DeskStage } from "../../support/desk-stage.ts";

const code = "E14001455";
const contest = `${code}/2025-05-01`;

/** The pack as it was before the Runcorn and Helsby by-election, from its published candidates. */
function packBefore(): string {
  const pack = smallPack();
  const held = pack["election.json"].byElections.find(({ seat }) => seat === code);
  if (!held) throw new Error("there was a by-election in Runcorn and Helsby");
  const { seat, date, electorate } = held;
  const candidates = held.candidates.map(({ given, family, party }, i) => ({ id: `c${i + 1}`, given, family, party }));
  const upcoming = [{ seat, date, electorate, pollsClose: "2025-05-01T22:00:00+01:00", candidates }];
  const folder = mkdtempSync(join(tmpdir(), "teller-desk-"));
  const election = { ...pack["election.json"], byElections: [], upcoming };
  for (const [file, value] of Object.entries({ ...pack, "election.json": election }))
    writeFileSync(join(folder, file), JSON.stringify(value));
  return folder;
}

const facts = smallPack();
const held = facts["election.json"].byElections.find(({ seat }) => seat === code);
const published = new Map(held?.candidates.map(({ family, votes }) => [family, votes]));
const general = facts["results.json"].find(({ seat }) => seat === code);

async function openStage(): Promise<DeskStage> {
  const stage = await openDeskStage({ pack: packBefore() });
  stage.at("2025-05-02T05:50:00+01:00");
  return stage;
}
const declareGeneral = (stage: DeskStage) =>
  stage.hear(
    { seat: code, state: "result", votes: general?.votes, recorded: new Date("2024-07-05T04:00:00+01:00") },
    { name: "House of Commons Library", kind: "official" },
  );

describe("a by-election", () => {
  test("once the election itself is declared, it is what is declared, and it says so", async () => {
    const stage = await openStage();
    await declareGeneral(stage);
    const form = await stage.form("/declare runcorn and helsby", ana);
    expect(form.title).toBe("Declare the Runcorn and Helsby by-election of 1 May 2025");
    const figures = (form.fields[0].value ?? "")
      .split("\n")
      .map((line) => {
        const family = [...published.keys()].find((name) => line.includes(`${name} (`));
        return family === undefined ? line : `${line}${published.get(family)}`;
      })
      .join("\n");
    const draft = await stage.submit(form, { figures, known: "returning officer", time: "05:45" }, ana);
    // Reform UK took it by six votes, the closest by-election there has been.
    expect(draft.text).toContain("REF GAIN FROM LAB: the Runcorn and Helsby by-election of 1 May 2025");
    expect(draft.text).toContain("Sarah Joanne Pochin (Reform UK) wins by 6.");
    await stage.say("/confirm 1", ben);
    const outcome = stage.ledger().open.results.outcome(contest);
    expect(outcome).toMatchObject({ state: "declared", byElection: "2025-05-01", majority: { votes: 6 } });
    expect(outcome.standing?.declared).toEqual(new Date("2025-05-02T05:45:00+01:00"));
    expect(stage.ledger().open.results.outcome(code).winner?.party.id).toBe("lab");
    expect((await stage.say("/declare runcorn and helsby", ana)).reply.summary).toContain(
      "The desk has declared the Runcorn and Helsby by-election of 1 May 2025 already.",
    );
    const { text } = await stage.say("/log runcorn and helsby", ana);
    expect(text).toContain("The Runcorn and Helsby by-election of 1 May 2025");
    expect(text).toContain("result by House of Commons Library");
    expect(text).toContain("result by the desk, revision 1: Sarah Joanne Pochin (Reform UK) wins by 6.");
  });

  test("where both are open it asks which, and the answer's buttons say", async () => {
    const stage = await openStage();
    const asked = await stage.say("/declare runcorn and helsby", ana);
    expect(asked.text).toContain("Runcorn and Helsby has two contests. Which do you mean?");
    expect(asked.labels).toEqual(["The election", "The by-election"]);
    expect((await stage.press(asked, "The by-election", ana)).text).toContain("Sarah Joanne Pochin (Reform UK): ");
    expect((await stage.press(asked, "The election", ana)).text).toContain("Mike Amesbury (Labour): ");
    const form = await stage.form("/declare runcorn and helsby by-election", ana);
    await stage.submit(form, { figures: "Pochin: won", known: "agency" }, ana);
    expect((await stage.desk.waiting())[0]?.contest).toBe(contest);
  });

  test("before its own close of poll it is refused; the election itself is not", async () => {
    const stage = await openStage();
    stage.at("2025-05-01T21:59:00+01:00");
    const form = await stage.form("/declare runcorn and helsby", ana);
    expect(form.title).toBe("Declare Runcorn and Helsby");
    await declareGeneral(stage);
    for (const line of ["/declare runcorn and helsby", "/recount runcorn and helsby officer"])
      expect((await stage.say(line, ana)).reply.summary).toContain(
        "Polls are open for the Runcorn and Helsby by-election of 1 May 2025",
      );
  });

  test("its recount, correction and retraction are its own", async () => {
    const stage = await openStage();
    await declareGeneral(stage);
    await stage.say("/recount runcorn and helsby officer", ana);
    await stage.say("/confirm 1", ben);
    expect(stage.ledger().open.results.outcome(contest).recount).toBe(true);
    expect(stage.ledger().open.results.outcome(code).recount).toBeUndefined();
    const form = await stage.form("/declare runcorn and helsby", ana);
    await stage.submit(form, { figures: "Pochin: won", known: "officer" }, ana);
    await stage.say("/confirm 2", ben);
    expect((await stage.say("/retract runcorn and helsby because of a slip", ana)).text).toContain("two contests");
    await stage.say("/retract runcorn and helsby by-election because of a slip", ana);
    await stage.say("/confirm 3", ben);
    expect(stage.ledger().open.results.outcome(contest).state).toBe("undeclared");
    expect(stage.ledger().open.results.outcome(code).state).toBe("declared");
  });

  test("who stands is known before it, wherever people ask, and so is how they did after it", async () => {
    const stage = await openStage();
    stage.at("2025-05-01T12:00:00+01:00");
    await declareGeneral(stage);
    const ask = async (line: string): Promise<string> => (await stage.say(line, ana)).text;
    expect(await ask("/person sarah pochin")).toContain(
      "Sarah Joanne Pochin (Reform UK) stands in the Runcorn and Helsby by-election of 1 May 2025: to come.",
    );
    expect(await ask("/byelections")).toMatch(/to come\. Standing: .*Sarah Joanne Pochin \(Reform UK\)/);
    expect(await ask("/seat runcorn and helsby since")).toMatch(
      /1 May 2025: to come[^]*Sarah Joanne Pochin +REF +18\.1/,
    );
    for (const line of ["/left", "/watch"])
      expect(await ask(line)).toMatch(/Runcorn and Helsby by-election, 1 May 2025, about \d/);
    stage.at("2025-05-02T05:50:00+01:00");
    const figures = held?.candidates.map(({ given, family, votes }) => `${given} ${family}: ${votes}`).join("; ");
    await stage.say(`/declare runcorn and helsby officer = ${figures}; Rejected: ${held?.rejected}`, ana);
    await stage.say("/confirm 1", ben);
    expect(await ask("/person sarah pochin")).toContain("elected with 12,645 votes (38.7%)");
    expect(await ask("/seat runcorn and helsby")).toContain(
      "Held now by Sarah Joanne Pochin (Reform UK), who won the by-election of 1 May 2025 by 6: a gain from Labour.",
    );
    const page = await ask("/seat runcorn and helsby since");
    expect(page).toMatch(/turnout 46\.2%\. REF GAIN FROM LAB[^]*Sarah Joanne Pochin +REF +12,645 +38\.7/);
    expect(page).toContain("Changes are on the 2024 general election.");
    const { card } = (await stage.say("/export candidates", ana)).reply;
    const file = card?.blocks.find((block) => block.kind === "file");
    const rows = (file?.text ?? "").split("\n").filter((row) => row.includes(",2025-05-01,"));
    expect(rows).toHaveLength(held?.candidates.length ?? 0);
    for (const line of ["/left", "/watch"]) expect(await ask(line)).not.toContain("Runcorn and Helsby by-election");
    expect(stage.faults).toEqual([]);
  });

  test("there is none where there is none", async () => {
    const stage = await openStage();
    expect((await stage.say("/declare chorley by-election", ana)).reply.summary).toContain(
      "No by-election is to come in Chorley.",
    );
  });
});
