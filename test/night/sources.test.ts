/** Sources end to end: a file changes, and channels read it; one goes down, and what is known stands, marked with its age. */
import { rmSync, utimesSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { csvSource } from "../../src/data/sources/csv.ts";
import { paSource } from "../../src/data/sources/pa.ts";
import { entryOf } from "../support/night.ts";
import { openNight, puppet, saidOf } from "../support/night-stage.ts";
import { paFile, paRecount, paResult, paRush, toJson, toXml } from "../support/pa-messages.ts";
import { published } from "../support/published.ts";
import { sheet } from "../support/sheets.ts";
import { counted, folder, write } from "../support/source-stage.ts";

const [bath, somerset] = [counted("Bath"), counted("North East Somerset and Hanham")];
const written = (n: number): string => n.toLocaleString("en-GB");
const majorityOf = (code: string): string => written(published[code]?.majority ?? 0);

describe("a sheet as CSV", () => {
  test("a row that is filled in is a post, one that changes an edit, and nonsense is the desk's", async () => {
    const within = folder();
    const location = write(
      within,
      "count.csv",
      sheet([bath, somerset], () => undefined),
    );
    const night = await openNight({
      sources: ({ election, now }) => [csvSource({ name: "Count sheet", location, election, now })],
    });
    const place = await night.told();
    await night.settle();
    expect(night.words(place)).toEqual([]);
    write(
      within,
      "count.csv",
      sheet([bath, somerset], (about) => (about === bath ? about.votes : undefined)),
    );
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(majorityOf(bath.seat.code));
    expect(night.words(place)[0]).toContain("Source: Count sheet");
    const [winner = "", votes = 0] = Object.entries(bath.votes).toSorted(([, a], [, b]) => b - a)[0] ?? [];
    const corrected = { ...bath.votes, [winner]: votes + 10 };
    const rows = sheet([bath, somerset], (about) => (about === bath ? corrected : about.votes));
    write(within, "count.csv", `${rows}Atlantis,Nobody Atall,lab,12\n`);
    await night.settle();
    expect(night.words(place)).toHaveLength(2);
    expect(night.words(place)[0]).toContain(`${written(votes + 10)}, we said ${written(votes)}`);
    expect(night.words(place)[1]).toContain(majorityOf(somerset.seat.code));
    expect(night.newsroom()).toHaveLength(1);
    expect(night.newsroom()[0]).toContain("Count sheet said what fits nothing");
    expect(night.words(place).join("\n")).not.toContain("Atlantis");
    await night.settle();
    expect(night.newsroom()).toHaveLength(1);
    expect(night.words(place)).toHaveLength(2);
  });
});

describe("figures that look like a slip", () => {
  test("wait for an editor, who lets them through; the notice goes when they read well, or when they are gone", async () => {
    const within = folder();
    const slip = Object.fromEntries(Object.entries(bath.votes).map(([id, n]) => [id, n > 9_999 ? n - 10_000 : n]));
    const put = (votes: Readonly<Record<string, number>> | undefined) =>
      write(
        within,
        "count.csv",
        sheet([bath], () => votes),
      );
    const location = put(slip);
    const night = await openNight({
      sources: ({ election, now }) => [csvSource({ name: "Count sheet", location, election, now })],
    });
    const place = await night.told();
    await night.settle();
    expect(night.words(place)).toEqual([]);
    expect(night.newsroom()).toHaveLength(1);
    expect(night.newsroom()[0]).toMatch(/Count sheet’s figures for Bath wait for an editor[^]*turnout would be/i);
    const ana = night.onSlack("ana", night.desk.slack);
    expect((await night.onSlack("ada", place.id).ask("/letthrough 1")).text).toContain("is for editors");
    expect((await ana.ask("/letthrough 99")).text).toContain("No doubted figures wait under that number");
    // Its sheet is put right before anybody looked: told at once, and the notice says so.
    put(bath.votes);
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(majorityOf(bath.seat.code));
    expect(night.newsroom()[0]).toContain("It reads well now.");
    // The same slip again, and this time an editor says that it is right.
    put(slip);
    await night.settle();
    expect(night.words(place)[0]).toContain(majorityOf(bath.seat.code));
    const waiting = night
      .newsroom()
      .findIndex((words) => /wait for an editor/.test(words) && !/reads well/.test(words));
    expect(waiting).toBeGreaterThan(0);
    const through = await ana.ask("/letthrough 2");
    expect(through.text).toContain("Let through: number 2 is told as its source said it.");
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain("corrected: Lib Dem votes 9,883, we said 19,883");
    expect(night.newsroom()[waiting]).toContain("Somebody has seen to it.");
    await night.settle();
    expect(night.newsroom().filter((words) => /wait for an editor/.test(words) && !/seen|well/.test(words))).toEqual(
      [],
    );
    expect((await night.onSlack("ben").ask("/log bath")).text).toContain("let through");
    // Its row is emptied: what was told stands, and the newsroom decides.
    put(undefined);
    await night.settle(8);
    expect(night.words(place)).toHaveLength(1);
    expect(night.newsroom().join("\n")).toContain("Count sheet says nothing of Bath any more");
  });

  test("a sheet that was cut off on its way is not taken, and the desk is told", async () => {
    const within = folder();
    const whole = sheet([bath, somerset]);
    const location = write(within, "count.csv", whole.slice(0, whole.lastIndexOf(",") - 3));
    const night = await openNight({
      sources: ({ election, now }) => [csvSource({ name: "Count sheet", location, election, now })],
    });
    const place = await night.told();
    await night.settle(6);
    expect(night.words(place)).toEqual([]);
    expect(night.newsroom().join("\n")).toMatch(/Count sheet cannot be heard[^]*may be cut off/);
    write(within, "count.csv", whole);
    await night.settle();
    const told = night.words(place).join("\n");
    for (const { seat } of [bath, somerset]) expect(told).toContain(majorityOf(seat.code));
  });
});

describe("a folder of the agency's messages", () => {
  test("a rush is told, its result edited in, and a recount is said to whoever asks", async () => {
    const within = folder();
    const night = await openNight({
      at: "2024-07-05T03:30:00+01:00",
      sources: ({ election, now }) => [paSource({ name: "The wire", location: within, election, now })],
    });
    const place = await night.told();
    write(within, `${paFile(somerset, "rush")}.xml`, toXml(paRush(somerset)));
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain("votes to follow");
    write(within, `${paFile(somerset, "result")}.json`, toJson(paResult(somerset)));
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).toContain(majorityOf(somerset.seat.code));
    write(within, `${paFile(bath, "recount")}.xml`, toXml(paRecount(bath)));
    await night.settle();
    expect((await night.onDiscord("ada").ask("/seat bath")).text).toContain("The votes are being counted again.");
    expect(night.words(place)).toHaveLength(1);
    // The agency's own stamp: a mirror that stands still can be read as well as one that does not.
    const stamped = async (at: string): Promise<string> => {
      utimesSync(write(within, ".timestamp", ""), new Date(at), new Date(at));
      return (await night.onSlack("ana", night.desk.slack).ask("/desk")).text;
    };
    expect(await stamped("2024-07-05T03:25:00+01:00")).not.toContain("nothing has changed there");
    expect(await stamped("2024-07-05T02:45:00+01:00")).toMatch(/The wire.*nothing has changed there since/);
  });
});

describe("a feed's own tests", () => {
  test("reach the newsroom's channels alone, under REHEARSAL, and enter no live result", async () => {
    const night = await openNight({ at: "2024-07-04T12:00:00+01:00" });
    const [place, board] = [await night.told(), await night.told("everything scoreboard on briefing on")];
    await night.onSlack("mia", night.desk.slack).ask("/announce change everything");
    night.feed.say({ ...saidOf(entryOf("Bath")), rehearsal: true });
    await night.settle();
    expect(night.words(place)).toEqual([]);
    expect(night.words(board)).toEqual([]);
    const heard = night.newsroom().filter((words) => words.includes("Bath"));
    expect(heard.length).toBeGreaterThan(0);
    for (const words of heard) expect(words).toMatch(/^(?:\p{So} )?REHEARSAL: /u);
    for (const line of ["/seat bath", "/results", "/latest"]) {
      const { text } = await night.onSlack("ada").ask(line);
      expect(text).not.toContain(majorityOf(bath.seat.code));
      expect(text).not.toMatch(/1 of 650/);
    }
    // The result itself is told as the first of the night.
    night.at("2024-07-05T02:00:00+01:00");
    night.windReal(5);
    night.feed.say(saidOf(entryOf("Bath")));
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.words(place)[0]).not.toContain("REHEARSAL");
    expect(night.words(place)[0]).toContain("FIRST DECLARATION");
  });
});

describe("a source for staff", () => {
  test("reaches no public post, answer or scoreboard, and the newsroom reads it", async () => {
    const sheetOnly = puppet("Stringers", { staff: true });
    const night = await openNight({ sources: () => [sheetOnly] });
    const [place, board] = [await night.told(), await night.told("not everything scoreboard on")];
    await night.onSlack("mia", night.desk.slack).ask("/announce change everything");
    sheetOnly.say(saidOf(entryOf("Bath")));
    await night.settle();
    expect(night.newsroom().join("\n")).toContain(majorityOf(bath.seat.code));
    expect(night.words(place)).toEqual([]);
    expect(night.words(board)).toEqual([]);
    // An editor who asks in a channel is answered as anyone is.
    for (const who of [night.onSlack("ada"), night.onSlack("ana"), night.onDiscord("mia")])
      for (const line of ["/seat bath", "/results", "/latest"]) {
        const { text } = await who.ask(line);
        expect(text).not.toContain(majorityOf(bath.seat.code));
        expect(text).not.toContain("Stringers");
      }
    expect((await night.onSlack("mia", place.id).ask("/announce why bath")).text).not.toMatch(/Stringers|11,218/);
    night.feed.say(saidOf(entryOf("North East Somerset and Hanham")));
    await night.settle();
    for (const one of [place, board]) {
      expect(night.words(one)).toHaveLength(1);
      expect(night.words(one)[0]).not.toMatch(/Bath|Stringers|2 of 650/);
    }
    // At the desk its word is compared with the others', and named.
    expect((await night.onSlack("ben").ask("/log bath")).text).toContain("Stringers");
  });
});

describe("a source that goes down", () => {
  test("leaves answers standing, marked with their age; the desk is told once; a restart answers before anything is heard", async () => {
    const night = await openNight();
    const place = await night.told();
    night.feed.say(saidOf(entryOf("Bath")));
    await night.settle();
    await night.settle();
    night.at("2024-07-05T01:00:00+01:00");
    night.feed.fail("The feed does not answer: 503.");
    await night.settle(6);
    const notices = night.newsroom();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain("PA Media cannot be heard");
    expect(notices[0]).toContain("503");
    expect(night.words(place)).toHaveLength(1);
    const asked = await night.onDiscord("ada").ask("/seat bath");
    expect(asked.text).toContain(majorityOf(bath.seat.code));
    expect(asked.text).toContain("Source: PA Media, as of 11:00pm, 4 July 2024");
    await night.stop();
    const after = await openNight({ at: "2024-07-05T02:00:00+01:00" }, night);
    const first = await after.onDiscord("ada").ask("/seat bath");
    expect(first.text).toContain(majorityOf(bath.seat.code));
    expect(first.text).toContain("Source: PA Media, as of 11:00pm, 4 July 2024");
    await after.settle();
    expect(after.newsroom()).toHaveLength(2);
    expect(after.newsroom()[1]).toContain("PA Media is heard again");
    await after.settle();
    expect((await after.onDiscord("ada").ask("/seat bath")).text).toContain("as of 2:00am, 5 July 2024");
    expect(after.words(place)).toHaveLength(1);
  });

  test("a folder that is gone is trouble, and its messages' posts stand", async () => {
    const within = folder();
    write(within, `${paFile(bath, "result")}.xml`, toXml(paResult(bath)));
    const night = await openNight({
      at: "2024-07-05T03:30:00+01:00",
      sources: ({ election, now }) => [paSource({ name: "The wire", location: within, election, now })],
    });
    const place = await night.told();
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    rmSync(within, { recursive: true });
    await night.settle();
    expect(night.words(place)).toHaveLength(1);
    expect(night.newsroom().join("\n")).toContain("The wire cannot be heard");
    expect((await night.onSlack("ada").ask("/seat bath")).text).toContain(majorityOf(bath.seat.code));
  });
});
