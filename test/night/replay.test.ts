/** The night played to the terminal, from its feed through log and delivery to the screen, against what was published. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { openStore } from "../../src/data/store/index.ts";
import { sqliteFile } from "../support/databases.ts";
import { published } from "../support/published.ts";
import { entriesOf, rehearsed, seatsTold, toldIn } from "../support/rehearsed.ts";
import { smallPack, uk2024 } from "../support/small-pack.ts";
import { inForm, isLong } from "../support/long.ts";

const election = loadElection(uk2024);
const results = loadResults(uk2024).toSorted((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded));
const nameOf = (code: string): string => election.seats.find((seat) => seat.code === code)?.name ?? "";
const night = (time: string): Date => new Date(`2024-07-05T${time}:00+01:00`);
const within = (from: Date, until: Date): readonly string[] =>
  results
    .filter(({ recorded }) => new Date(recorded) > from && new Date(recorded) <= until)
    .map(({ seat }) => nameOf(seat));
/** The final state, from its heading on. */
const endOf = (text: string): string => text.slice(text.lastIndexOf("REHEARSAL: the final state"));

const whole = await rehearsed(sqliteFile());

describe("the whole night", () => {
  test("it ends by itself, and well", () => {
    expect([whole.code, whole.err]).toEqual([0, ""]);
  });

  test("every result once, in the order and at the time at which it was recorded", () => {
    expect(seatsTold(whole.out)).toEqual(results.map(({ seat }) => nameOf(seat)));
    const clock = new Intl.DateTimeFormat("en-GB", {
      hour: "numeric",
      minute: "2-digit",
      hour12: true,
      timeZone: "Europe/London",
    });
    const times = toldIn(whole.out).filter(({ words }) => / beats /.test(words) && !words.includes("MOMENT"));
    expect(times.map(({ time }) => time)).toEqual(
      results.map(({ recorded }) => clock.format(new Date(recorded)).replace(/\s/u, "").replace(/^0:/, "12:")),
    );
  });

  test("with its winner and majority as published", () => {
    const told = new Map(toldIn(whole.out).map(({ words }) => [/: (.+?)\. /.exec(words)?.[1] ?? "", words]));
    for (const { seat } of results) {
      const { first = "", majority = 0, result = "" } = published[seat] ?? {};
      const words = told.get(nameOf(seat));
      const { abbreviation = "" } = election.parties.find(({ id }) => id === first) ?? {};
      expect(words, nameOf(seat)).toContain(`${abbreviation} ${result.includes("gain") ? "GAIN" : "HOLD"}`);
      expect(words).toMatch(new RegExp(` by ${majority.toLocaleString("en-GB")}[;.]`));
    }
  });

  test("milestones with the results that brought them", () => {
    const milestones = toldIn(whole.out).filter(({ words }) => /^(FIRST|LABOUR WINS|ALL \d)/.test(words));
    expect(milestones.map(({ time, words }) => `${time} ${words}`)).toEqual([
      expect.stringMatching(/^11:30pm FIRST DECLARATION: .*Houghton and Sunderland South/),
      expect.stringMatching(/^12:49am FIRST GAIN: .*Swindon South/),
      expect.stringMatching(/^6:08am LABOUR WINS A MAJORITY: 326 of 650 seats/),
      expect.stringMatching(/^6:00pm ALL 650 SEATS DECLARED/),
    ]);
    expect(whole.out.replaceAll(/\s+/g, " ")).toContain("PORTILLO MOMENT: Jacob Rees-Mogg");
  });

  test("a scoreboard with the first, then half an hour apart where anything is new", () => {
    const boards = toldIn(whole.out).filter(({ words }) => words.startsWith("Scoreboard: "));
    expect(boards.slice(0, 4).map(({ time, words }) => `${time} ${words.slice(0, 29)}`)).toEqual([
      "11:30pm Scoreboard: 1 of 650 seats de",
      "12:21am Scoreboard: 2 of 650 seats de",
      "1:07am Scoreboard: 4 of 650 seats de",
      "1:47am Scoreboard: 7 of 650 seats de",
    ]);
    expect(boards.at(-1)?.words).toMatch(/^Scoreboard: all 650 seats declared .* Labour +411 +\+211/);
  });

  test("hours in which nothing happens are passed over", () => {
    const leaps = toldIn(whole.out).filter(({ words }) => words.startsWith("Quiet: "));
    expect(leaps.map(({ words }) => words)).toEqual([
      "Quiet: nothing was recorded. On to 11:29pm, 4 July 2024.",
      "Quiet: nothing was recorded. On to 10:31am, 5 July 2024.",
      "Quiet: nothing was recorded. On to 6:41pm, 5 July 2024.",
      "Quiet: nothing was recorded. On to 5:59pm, 6 July 2024.",
    ]);
  });

  test("it ends with the state that was published", () => {
    const seats: Record<string, number> = {};
    for (const { first } of Object.values(published)) seats[first] = (seats[first] ?? 0) + 1;
    const end = endOf(whole.out);
    expect(end).toContain("6:00pm, 6 July 2024. All 650 seats declared");
    expect(end).toMatch(/^Labour +411 +\+211 +33\.7/m);
    for (const { id, short } of election.parties)
      if (seats[id] !== undefined) expect(end).toMatch(new RegExp(`^${short} +${seats[id]} `, "m"));
  });

  test("every heading says that it is a rehearsal, and no by-election since has happened", () => {
    for (const { words } of entriesOf(whole.out)) expect(words).toMatch(/^REHEARSAL: /);
    for (const [line] of whole.out.matchAll(/^\S.*(?:HOLD|GAIN FROM|MOMENT|MAJORITY|Scoreboard|state).*$/gm))
      expect(line).toContain("REHEARSAL: ");
    expect(whole.out.startsWith("REHEARSAL: the 2024 general election, from 10:00pm, 4 July 2024")).toBe(true);
    expect(whole.out).not.toContain("Since then");
  });
});

describe("a stretch of it", () => {
  test("what came before is known and not told, and what comes later is not played", async () => {
    const [from, until] = [night("05:00"), night("05:10")];
    const { code, out } = await rehearsed(sqliteFile(), { from, until });
    expect(code).toBe(0);
    expect(seatsTold(out)).toEqual(within(from, until));
    const before = within(new Date(0), from).length;
    const [board] = toldIn(out);
    expect(board?.time).toBe("5:00am");
    expect(board?.words).toContain(`Scoreboard: ${before} of 650 seats declared`);
    expect(endOf(out)).toContain(`5:10am, 5 July 2024. ${before + within(from, until).length} of 650 seats declared`);
  });

  test("after the last there is nothing to play, and the state is what was published", async () => {
    const { code, out } = await rehearsed(sqliteFile(), { from: new Date("2024-07-07T00:00:00+01:00"), speed: 600 });
    expect(code).toBe(0);
    expect(seatsTold(out)).toEqual([]);
    expect(endOf(out)).toContain("All 650 seats declared");
  });

  test("once it is over the same command begins anew, and says the same", async () => {
    const file = sqliteFile();
    const until = night("00:30");
    const first = await rehearsed(file, { until });
    expect((await rehearsed(file, { until })).out).toBe(first.out);
    expect((await rehearsed(file, { until, fresh: true })).out).toBe(first.out);
  });

  test.each([
    [80, 9],
    [40, 2],
  ])("at %i columns no line is wider, and words stand under their time", async (columns, margin) => {
    const { out } = await rehearsed(sqliteFile(), { from: night("02:00"), until: night("02:10"), columns });
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(columns);
    expect(out).toMatch(columns < 60 ? /^2:06am\n {2}REHEARSAL: LAB HOLD/m : /^2:06am {3}REHEARSAL: LAB HOLD/m);
    // What came before is shown at the time at which it was recorded.
    expect(out).toMatch(new RegExp(`^ {${margin}}1:58am {2}LAB HOLD: South Shields`, "m"));
    expect(out).toMatch(new RegExp(`^ {${margin}}Hitchmough by 18,319`, "m"));
  });
});

test("a post that was under way when the program died is told again, and nothing else", async () => {
  const file = sqliteFile();
  const stretch = { from: night("02:00"), until: night("02:10") };
  await rehearsed(file, stretch);
  const store = await openStore(file);
  const { db } = store;
  const last = await db.selectFrom("messages").select("id").orderBy("n", "desc").executeTakeFirstOrThrow();
  await db.updateTable("messages").set({ state: "posting", ref: null }).where("id", "=", last.id).execute();
  await db.updateTable("places").set({ lease_token: "dead", lease_until: Number.MAX_SAFE_INTEGER }).execute();
  const row = await db.selectFrom("switches").selectAll().executeTakeFirstOrThrow();
  const play = { ...(JSON.parse(row.value) as object), over: false, night: night("02:09").getTime() };
  await db
    .updateTable("switches")
    .set({ value: JSON.stringify(play) })
    .execute();
  await store.close();
  const { code, out } = await rehearsed(file, stretch);
  expect(code).toBe(0);
  expect(out).toContain("goes on from 2:09am");
  expect(toldIn(out)).toEqual([{ time: "2:09am", words: expect.stringMatching(/^LAB GAIN FROM CON: Nuneaton\. /) }]);
});

describe("with faults", () => {
  /** In the hour that the short form does not play. */
  const later = [
    /^3:11am CORRECTION: Labour hold Torfaen; we said REF gain from LAB\. /m,
    /^2:50am WITHDRAWN: Portillo moment, Cannock Chase\. /m,
    /^3:14am DECLARED AGAIN: LAB GAIN FROM CON: Cannock Chase\. /m,
    /^3:02am .* said what fits nothing\. Message 79: votes for 1 of 7 candidates: /m,
  ];

  test("what goes wrong is told, once, and so is how often it did", async () => {
    const bad = { faults: 7 };
    const early = await rehearsed(sqliteFile(), { ...bad, until: night(isLong ? "03:20" : "02:10") });
    const down = await rehearsed(sqliteFile(), { ...bad, from: night("05:10"), until: night("05:24") });
    expect([early.code, early.err, down.code, down.err]).toEqual([0, "", 0, ""]);
    const text = toldIn(early.out + down.out)
      .map(({ time, words }) => `${time} ${words}`)
      .join("\n");
    for (const words of [
      /^2:07am Labour gain Telford, votes to follow\.$/m,
      /^12:10am CORRECTED: LAB HOLD: Blyth and Ashington\. Labour votes 20,030, we said 20,130\. /m,
      /^2:02am RETRACTED: South Shields\. What we said of it does not stand\.$/m,
      /^5:14am .* cannot be heard\. The feed does not answer/m,
      /^5:23am .* is heard again\. /m,
      ...(isLong ? later : []),
    ])
      expect(text.match(new RegExp(words, "gm")), String(words)).toHaveLength(1);
    expect(endOf(early.out)).toMatch(/^Wrong winner first +33$/m);
    expect(endOf(early.out)).toMatch(/^Faults played, seed +7$/m);
  });

  test("whatever the seed, it ends with the state that was published", async () => {
    const election = mkdtempSync(join(tmpdir(), "teller-small-"));
    for (const [file, value] of Object.entries(smallPack())) writeFileSync(join(election, file), JSON.stringify(value));
    const state = async (over: { readonly faults?: number }): Promise<string> => {
      const { code, out, err } = await rehearsed(sqliteFile(), { ...over, election });
      expect([code, err]).toEqual([0, ""]);
      return /^Party[^]*?\n\n/m.exec(endOf(out))?.[0] ?? "";
    };
    const right = await state({});
    expect(right).toMatch(/^Labour +2 /m);
    for (const faults of [1, 2, 3, 4, 5, 6].slice(0, inForm(1, 6)))
      expect(await state({ faults }), String(faults)).toBe(right);
  });

  test("the same seed is the same night, another is another", async () => {
    const stretch = isLong ? { until: night("02:30") } : { from: night("02:00"), until: night("02:20") };
    const [one, same, other] = await Promise.all(
      [3, 3, 4].map((faults) => rehearsed(sqliteFile(), { faults, ...stretch })),
    );
    expect(one?.out).toBe(same?.out);
    expect(one?.out).not.toBe(other?.out);
  });
});
