/** `teller replay` as a process, killed and started again. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStore } from "../../src/data/store/index.ts";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { teller } from "../support/process.ts";
import { program } from "../support/run-stage.ts";
import { service } from "../support/service.ts";
import { uk2024 } from "../support/small-pack.ts";

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "teller-replay-")), "replay.sqlite");

/** Lines that were broken to fit are whole again. */
const unwrapped = (text: string): string => text.replaceAll(/\n {19}/g, " ");
/** All but what is said at each start and stop. */
const told = (text: string): string =>
  unwrapped(text)
    .replaceAll(/^REHEARSAL: the 2024 general election, [^]*?\n\nTimes are [^]*?\n\n/gm, "")
    .replaceAll(/^\nREHEARSAL stopped\..*\n/gm, "");
const linesOf = (text: string): readonly string[] => told(text).split("\n");

const published: Readonly<
  Record<string, { readonly result: string; readonly first: string; readonly majority: number }>
> = JSON.parse(readFileSync(join(import.meta.dirname, "..", "published", "uk-2024.json"), "utf8"));
const election = loadElection(uk2024);
const results = loadResults(uk2024).toSorted((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded));
const nameOf = (code: string): string => election.seats.find((seat) => seat.code === code)?.name ?? "";

/** Seats of the lines that tell a first result: in the margin the hour, then a headline in capitals. */
const seatsTold = (text: string): readonly string[] =>
  [...told(text).matchAll(/^REHEARSAL \d+:\d\d[ap]m +[A-Z]+ (?:HOLD|GAIN FROM [A-Z]+): (.+?)\. (?=\p{Lu})/gmu)].map(
    ([, seat = ""]) => seat,
  );

const replay = (file: string, ...args: string[]) => teller(["replay", ...args], { env: { REPLAY: file } });

/** The whole night, undisturbed. */
const { out: whole, ...went } = await replay(newFile(), "--speed", "max");

describe("the whole night", () => {
  test("it ends by itself, and well", () => {
    expect(went).toEqual({ code: 0, err: "" });
  });

  test("every result in the order in which it was recorded, with its winner and majority as published", () => {
    expect(seatsTold(whole)).toEqual(results.map(({ seat }) => nameOf(seat)));
    const lines = linesOf(whole);
    for (const { seat } of results) {
      const { first, majority, result } = published[seat] ?? { first: "", majority: 0, result: "" };
      const line = lines.find((one) => one.includes(`: ${nameOf(seat)}. `) && one.includes(" beats "));
      const { abbreviation } = election.parties.find(({ id }) => id === first) ?? { abbreviation: "" };
      expect(line, nameOf(seat)).toContain(`${abbreviation} ${result.includes("gain") ? "GAIN" : "HOLD"}`);
      expect(line).toMatch(new RegExp(` by ${majority.toLocaleString("en-GB")}[;.]`));
    }
  });

  test("milestones where they were reached", () => {
    const text = unwrapped(whole);
    expect(text).toMatch(/11:30pm +FIRST DECLARATION: .*Houghton and Sunderland South/);
    expect(text).toMatch(/6:08am +LABOUR WINS A MAJORITY: 326 of 650 seats/);
    expect(text).toMatch(/PORTILLO MOMENT: Jacob Rees-Mogg/);
    expect(text).toMatch(/6:00pm +ALL 650 SEATS DECLARED/);
  });

  test("it ends with the state that was published", () => {
    const seats: Record<string, number> = {};
    for (const { first } of Object.values(published)) seats[first] = (seats[first] ?? 0) + 1;
    const end = whole.slice(whole.lastIndexOf("REHEARSAL: the final state"));
    expect(end).toContain("All 650 seats declared");
    expect(end).toMatch(/^Labour +411 +\+211 +33\.7/m);
    for (const { id, short } of election.parties)
      if (seats[id] !== undefined) expect(end).toMatch(new RegExp(`^${short} +${seats[id]} `, "m"));
  });

  test("every heading, and every line, says that it is a rehearsal", () => {
    for (const heading of whole.matchAll(/^.*(?:declared|HOLD|GAIN FROM|MOMENT|MAJORITY).*$/gm))
      expect(heading[0]).toMatch(/^REHEARSAL|^ {19}|^declared|^seats declared|^Labour has/);
    expect(whole.startsWith("REHEARSAL: the 2024 general election")).toBe(true);
  });

  test("the by-elections since have not happened yet", () => {
    expect(whole).not.toContain("Since then");
  });
});

describe("stopped and started again", () => {
  test("killed four times, it tells the whole night, nothing twice", async () => {
    const file = newFile();
    let text = "";
    for (const lines of [1, 60, 300, 700]) {
      const running = service([program, "replay", "--speed", "6000"], { REPLAY: file });
      await expect
        .poll(() => running.text().split("\n").length, { timeout: 20_000, interval: 5 })
        .toBeGreaterThan(lines);
      running.kill("SIGKILL");
      expect(await running.ended).toBe("SIGKILL");
      text += running.text();
    }
    const last = await replay(file);
    expect(last.out).toMatch(/goes on from [^]*? at\s6,000\stimes\sits\sspeed/);
    text += last.out;
    expect(linesOf(text)).toEqual(linesOf(whole));
  }, 60_000);

  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s: exit 0, and it says how to go on",
    async (signal) => {
      const file = newFile();
      const running = service([program, "replay", "--speed", "5000"], { REPLAY: file });
      await expect.poll(() => running.text(), { timeout: 20_000 }).toContain("Blyth and Ashington");
      running.kill(signal);
      expect(await running.ended).toBe(0);
      expect(running.text()).toMatch(/\nREHEARSAL stopped\. The same command goes on from there\.\n$/);
      const { code, out } = await replay(file, "--speed", "max");
      expect(code).toBe(0);
      expect(linesOf(running.text() + out)).toEqual(linesOf(whole));
    },
    60_000,
  );

  test("once it is over the next begins anew; so does --fresh, and another one than was stopped", async () => {
    const file = newFile();
    const stretch = ["--until", "00:30", "--speed", "max"];
    const first = await replay(file, ...stretch);
    expect((await replay(file, ...stretch)).out).toBe(first.out);
    const running = service([program, "replay"], { REPLAY: file });
    await expect.poll(() => running.text(), { timeout: 20_000 }).toContain("Houghton");
    running.kill("SIGKILL");
    await running.ended;
    const other = await replay(file, "--faults", ...stretch);
    expect(unwrapped(other.out)).toMatch(/Another replay was stopped at 11:\d\dpm/);
    expect((await replay(file, "--fresh", ...stretch)).out).toBe(first.out);
  }, 60_000);
});

describe("a stretch of it", () => {
  test("from and until: what came before is known and not told", async () => {
    const { code, out } = await replay(newFile(), "--from", "2024-07-05T05:00", "--until", "05:10", "--speed", "max");
    expect(code).toBe(0);
    const within = results.filter(
      ({ recorded }) => recorded > "2024-07-05T05:00:00+01:00" && recorded <= "2024-07-05T05:10:00+01:00",
    );
    expect(seatsTold(out)).toEqual(within.map(({ seat }) => nameOf(seat)));
    const before = results.filter(({ recorded }) => recorded <= "2024-07-05T05:00:00+01:00").length;
    expect(unwrapped(out)).toContain(`what is known already, 5:00am, 5 July 2024. ${before} of 650 seats declared`);
    expect(out).toContain(`the final state, 5:10am, 5 July 2024. ${before + within.length} of 650 seats declared`);
  });

  test("after the last there is nothing to play, and the state is what was published", async () => {
    const { code, out } = await replay(newFile(), "--from", "2024-07-07", "--speed", "600");
    expect(code).toBe(0);
    expect(seatsTold(out)).toEqual([]);
    expect(out).toMatch(/the final state.*\n?.*All 650 seats declared/);
  });
});

describe("with faults", () => {
  test.each(["7", "2024"])("seed %s: what goes wrong is told, and it ends with the published state", async (seed) => {
    const { code, out } = await replay(newFile(), "--faults", seed, "--speed", "max");
    expect(code).toBe(0);
    const end = (text: string): string => /REHEARSAL: the final state[^]*?\n\n([^]*?)\n\n/.exec(text)?.[1] ?? "";
    expect(end(out)).toContain("Labour          411");
    expect(end(out)).toBe(end(whole));
    const text = unwrapped(out);
    expect(text).toContain("Houghton and Sunderland South");
    for (const words of [
      "votes to follow",
      "CORRECTED: ",
      "CORRECTION: ",
      "RETRACTED: ",
      "Set aside: ",
      "does not answer",
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/^Wrong winner first +33$/m);
    expect(text).toMatch(new RegExp(`^Faults played, seed +${seed}$`, "m"));
  });

  test("the same seed is the same night", async () => {
    const stretch = ["--faults", "3", "--until", "03:00", "--speed", "max"];
    const [one, other] = await Promise.all([replay(newFile(), ...stretch), replay(newFile(), ...stretch)]);
    expect(one.out).toBe(other.out);
  });
});

describe("what it says no to", () => {
  test.each([
    [["--speed", "0"], "a speed is a number from 1 to 100000"],
    [["--speed", "fast"], "a speed is"],
    [["--from", "late"], "is not a time"],
    [["--from", "03:00", "--until", "02:00"], "--until is after --from"],
    [["--faults", "lots"], "the seed of --faults"],
    [["7"], "it takes no words"],
    [["--election", "uk-1832"], "names no election pack"],
  ])("%j", async (args, words) => {
    const file = newFile();
    const { code, out, err } = await replay(file, ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(existsSync(file)).toBe(false);
  });

  test("a database that holds something else", async () => {
    const file = newFile();
    const store = await openStore(file);
    await store.settings.set({ platform: "terminal", id: "1", kind: "channel" }, { answers: "off", off: [] });
    await store.close();
    const { code, err } = await replay(file, "--fresh");
    expect(code).toBe(2);
    expect(err).toMatch(/^teller: The database that REPLAY names holds something else.*\n$/);
  });

  test("the database that answers come from", async () => {
    const { code, err } = await teller(["replay"], { env: { REPLAY: "/tmp/one.sqlite", DATABASE: "/tmp/one.sqlite" } });
    expect(code).toBe(2);
    expect(err).toContain("REPLAY is the database that DATABASE names");
  });
});
