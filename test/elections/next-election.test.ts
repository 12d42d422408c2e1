/** The walk of docs/newsroom/next-election.md: from a file of candidates, in the shape of Democracy Club's, to results. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pending } from "../../src/core/news/plan.ts";
import { toText } from "../../src/core/plain-text.ts";
import { loadPack } from "../../src/data/election-pack.ts";
import { elections } from "../../src/main/elections.ts";
import { newsReply } from "../../src/views/news/index.ts";
import { ana, ben, openDeskStage, type DeskStage, type Heard } from "../support/desk-stage.ts";
import { uk2024 } from "../support/small-pack.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-elections-"));
const head =
  "person_id,person_name,election_id,ballot_paper_id,election_date,election_current,party_name,party_id,post_label,cancelled_poll,seats_contested,gss,votes_cast,elected";
const row = (id: string, name: string, party: string, ec: string, seat: string, date = "2027-05-06", kind = "parl") =>
  `${id},${name},${kind}.${date},${kind}.${seat.toLowerCase().replaceAll(" ", "-")}.by.${date},${date},t,${party},${ec},${seat},f,1,,,`;
const two = [
  head,
  row("900001", "Ann Example", "Liberal Democrats", "PP90", "Bath"),
  row("900002", "Bob van der Sample", "Labour and Co-operative Party", "joint-party:53-119", "Bath"),
  row("900003", "Cat Specimen", "The Wholly New Party", "PP99999", "Bath"),
  row("900004", "Dan Novel", "Labour Party", "PP53", "Runcorn and Helsby"),
  row("900005", "Eve Pattern", "Reform UK", "PP7931", "Runcorn and Helsby"),
  row("900006", "Fay Local", "Green Party", "PP63", "Weston", "2027-05-06", "local"),
].join("\n");

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const of = (name: string): string => join(folder, name);

/** All that the log has to tell, to a place that asked for everything. */
function told({ ledger }: DeskStage, after = 0): string[] {
  const history = ledger().open;
  const items = pending({ history, after, filter: { is: "everything" }, told: new Map() });
  const view = { history, rehearsal: false, lines: [] };
  return items.map((item) =>
    toText(newsReply({ kind: "news", items: [item], shows: history.seq }, view), {
      width: 200,
      timeZone: "Europe/London",
    }),
  );
}

const numberOf = ({ text }: Heard): string => /Draft (\d+)/.exec(text)?.[1] ?? "";
/** A second editor says yes. */
const confirm = (stage: DeskStage, draft: Heard): Promise<Heard> => stage.say(`/confirm ${numberOf(draft)}`, ben);

describe("by-elections in two seats", () => {
  const made = elections.make({ kind: "by-election", from: file("two.csv", two), to: of("two") });

  test("are made whole, and the same again", async () => {
    const { said, faults } = await made;
    expect(faults).toEqual([]);
    expect(said.join(" ")).toMatch(/2 seats, 5 candidates.*other elections, left out: 1.*The Wholly New Party/);
    await elections.make({ kind: "by-election", from: of("two.csv"), to: of("again") });
    for (const name of ["election.json", "seats.json", "people.json", "results.json"])
      expect(readFileSync(join(of("again"), name), "utf8")).toBe(readFileSync(join(of("two"), name), "utf8"));
    const { election, seats, people } = loadPack(of("two"));
    expect(election.kind).toBe("by-election");
    expect(election.credits.join(" ")).toMatch(/Democracy Club.*ShareAlike/);
    // The published votes of 4 July 2024, and of 1 May 2025.
    expect(seats.map(({ previous }) => previous?.votes["lab"])).toEqual([8_665, 12_639]);
    expect(people.candidates.find(({ id }) => id === "900002")).toMatchObject({
      given: "Bob",
      family: "van der Sample",
      party: "lab",
    });
  });

  test("are added to the pack that goes on", async () => {
    const { files } = await elections.make({ kind: "by-election", from: file("two.csv", two), to: of("over.json") });
    expect(files).toEqual([of("over.json")]);
    const overlay = JSON.parse(readFileSync(of("over.json"), "utf8")) as { upcoming: { seat: string }[] };
    expect(overlay.upcoming).toHaveLength(2);
  });
});

describe("a general election", () => {
  const { seats, people, election } = loadPack(uk2024);
  const names = new Map(seats.map(({ code, name }) => [code, name]));
  const parties = new Map(election.parties.map((party) => [party.id, party.printed[0] ?? party.name]));
  const rows = people.candidates.map(({ id, given, family, party, printed, seat }) =>
    [
      id,
      `${given} ${family}`.trim(),
      "parl.2029-05-03",
      "parl.x.2029-05-03",
      "2029-05-03",
      "t",
      printed ?? parties.get(party),
      "",
      names.get(seat),
      "f",
      "1",
      seat,
      "",
      "",
    ]
      .map((cell) => `"${cell ?? ""}"`)
      .join(","),
  );
  const from = file("general.csv", [head, ...rows].join("\n"));
  const made = elections.make({ kind: "general", from, to: of("general") });

  test("has 650 seats, an actual result before it, and target lists", async () => {
    const { faults, said } = await made;
    expect(faults).toEqual([]);
    expect(said.join(" ")).toMatch(/650 seats, 4515 candidates.*exit poll/);
    const pack = loadPack(of("general"));
    expect(pack.election.previous).toMatchObject({ kind: "actual", name: "2024 general election", date: "2024-07-04" });
    expect(pack.election.targets.lists.map(({ party }) => party)).toContain("con");
    expect(pack.election.exitPoll).toBeUndefined();
    // The general election before, as broadcasters measure: not the by-elections since.
    const total = pack.seats.reduce((sum, { previous }) => sum + (previous?.valid ?? 0), 0);
    expect(total).toBe(28_809_340);
    const stage = await openDeskStage({ pack: of("general") });
    const { text } = await stage.say("/seat runcorn and helsby", ana);
    expect(text).toContain("In 2024: Labour majority 14,696");
    expect(text).toContain("Reform UK had held Runcorn and Helsby since the by-election of 1 May 2025.");
    const all = [
      "/about",
      "/seat bath",
      "/watch",
      "/left",
      "/results",
      "/help",
      "/targets conservative",
      "/gains labour",
    ];
    for (const line of all) expect((await stage.say(line, ana)).text, line).not.toMatch(/notional|portillo/i);
    expect(pack.election.targets.lists.find(({ party }) => party === "reform")?.seats).not.toContain("E14001455");
  });

  test("a file without a constituency is refused, by its name", async () => {
    const short = file("short.csv", [head, ...rows.filter((line) => !line.includes('"Bath"'))].join("\n"));
    await expect(elections.make({ kind: "general", from: short, to: of("short") })).rejects.toThrow(/1 of 650.*Bath/);
  });

  test("the exit poll is entered by two, told, corrected and taken back, and not before the close", async () => {
    await made;
    const stage = await openDeskStage({ pack: of("general") });
    stage.at("2029-05-03T21:59:00+01:00");
    expect((await stage.say("/exitpoll", ana)).text).toMatch(/not a moment before/);
    const typed =
      "/setpoll Ipsos for BBC, ITV and Sky = Labour 410; Conservative 131; Lib Dem 61; Reform UK 13; SNP 10; others 25";
    expect((await stage.say(typed, ana)).problem).toBe("too-early");
    stage.at("2029-05-03T22:00:00+01:00");
    expect((await stage.say("/exitpoll", ana)).text).toMatch(/No exit poll has been entered/);
    expect((await stage.say(typed.replace("410", "409"), ana)).text).toMatch(
      /649 seats, and there are 650: 1 are missing/,
    );
    const form = await stage.form("/exitpoll set", ana);
    expect(form.fields.map(({ name }) => name)).toEqual(["by", "seats"]);
    const draft = await stage.submit(
      form,
      {
        by: "Ipsos for BBC, ITV and Sky",
        seats: "Labour: 410\nConservative: 131\nLib Dem: 61\nReform UK: 13\nSNP: 10\nOthers: 25",
      },
      ana,
    );
    expect(draft.text).toMatch(/Exit poll: Labour majority of 170/);
    expect((await stage.press(draft, "Refuse", ana)).text).toMatch(/Taken back/);
    const again = await stage.say(typed, ana);
    expect((await stage.say(`/confirm ${numberOf(again)}`, ana)).problem).toBe("forbidden");
    await confirm(stage, again);
    expect(told(stage)).toEqual([expect.stringContaining("EXIT POLL: Labour majority of 170")]);
    expect((await stage.say("/exitpoll", ana)).text).toMatch(/majority of 170[^]*Ipsos for BBC/);
    expect((await stage.say("/results", ana)).text).toContain("Exit poll: Labour 410");
    const right = await stage.say(typed.replace("410", "400").replace("25", "35"), ana);
    await confirm(stage, right);
    const history = stage.ledger().open;
    const subject = {
      kind: "news",
      items: [{ kind: "milestone", milestone: "exit-poll", contest: "exit-poll", seq: 1 }],
      shows: 1,
    } as const;
    expect(newsReply(subject, { history, rehearsal: false, lines: [] }).summary).toMatch(
      /Labour majority of 150 \(corrected\).*Corrected: we said Labour 410/,
    );
    const gone = await stage.say("/setpoll because it was the wrong sheet", ana);
    await confirm(stage, gone);
    expect(told(stage)).toEqual([]);
    expect((await stage.say("/exitpoll", ana)).text).toMatch(/No exit poll/);
    expect(stage.faults).toEqual([]);
  });
});
