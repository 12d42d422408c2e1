/** Polling: sources that answer, fail, speak too early and speak nonsense; one instance at a time. */
import { expect, test } from "vitest";
import { silent, type LogFields } from "../../src/lib/log.ts";
import type { Found, Heard, Said, Source, Remembered } from "../../src/data/sources/source.ts";
import { SourceError } from "../../src/data/sources/source.ts";
import { keptIn, openCache } from "../../src/data/cache.ts";
import { createLeases } from "../../src/data/store/leases.ts";
import { createLog } from "../../src/data/store/log.ts";
import { createHealth } from "../../src/data/store/sources-health.ts";
import { createPoller, isNightOf, usualPollWaits, type PollOptions } from "../../src/jobs/poll.ts";
import { connectUp, onEveryDatabase, type Database } from "../support/databases.ts";
import { entryOf, theNight } from "../support/night.ts";

const { election } = theNight();
const bath = entryOf("Bath");
const said = ({ seat, revision, state, votes, rejected, recorded }: typeof bath): Said => ({
  seat,
  revision,
  state,
  recorded,
  ...(votes && { votes }),
  ...(rejected !== undefined && { rejected }),
});
const declared = (one: Said): Found => ({ kind: "declaration", said: one, where: "row 1" });

/** A source that says what it is told to, and knows by its mark whether that is new. */
function speaker(name = "Sheet") {
  let words: readonly Found[] | SourceError = [];
  let mark = 0;
  let asked = 0;
  const source: Source = {
    name,
    kind: "feed",
    staff: false,
    async ask(kept: Remembered | undefined): Promise<Heard> {
      asked += 1;
      if (words instanceof SourceError) throw words;
      if (kept?.answers["it"]?.mark === String(mark)) return { found: [], kept };
      return { found: words, kept: { answers: { it: { mark: String(mark), text: "" } } } };
    },
  };
  return {
    source,
    says: (next: readonly Found[] | SourceError) => {
      words = next;
      mark += 1;
    },
    asked: () => asked,
  };
}

async function stage(database: Database, one: ReturnType<typeof speaker>, over: Partial<PollOptions> = {}) {
  const db = await connectUp(await database.ready());
  const log = createLog(db);
  const told: string[] = [];
  let now = new Date("2024-07-05T02:00:00+01:00");
  let real = 0;
  const options: PollOptions = {
    sources: [one.source],
    log,
    leases: createLeases(db),
    health: createHealth(db),
    alarms: {
      quarantined: async (_, misfits) => void told.push(...misfits.map(({ why }) => why)),
      failed: async (_, why) => void told.push(`failed: ${why}`),
      back: async () => void told.push("back"),
    },
    kept: keptIn(openCache(db)),
    election,
    now: () => now,
    real: () => real,
    isNight: () => true,
    waits: { ...usualPollWaits, night: 5_000 },
    logger: silent,
    fresh: () => {},
    ...over,
  };
  const poller = createPoller(options);
  return {
    db,
    log,
    told,
    options,
    at: (time: string) => void (now = new Date(time)),
    /** Some seconds later. */
    async look(seconds = 6) {
      real += seconds * 1_000;
      await poller.look();
    },
  };
}

onEveryDatabase("polling", (database) => {
  test("takes what is new, once, and asks no more often than it may", async () => {
    const one = speaker();
    const night = await stage(database, one);
    one.says([declared(said(bath))]);
    await night.look();
    await night.look(1);
    expect(one.asked()).toBe(1);
    await night.look();
    expect(one.asked()).toBe(2);
    const entries = await night.log.read(0);
    expect(entries.map(({ seq, seat, source }) => [seq, seat, source.name])).toEqual([[1, bath.seat, "Sheet"]]);
    expect(entries[0]?.votes).toEqual(bath.votes);
  });

  test("asks at every tick that is due, though ticks come a little early and answers take a while", async () => {
    const one = speaker();
    let real = 0;
    const slow: Source = {
      ...one.source,
      ask: (...given) => {
        real += 300;
        return one.source.ask(...given);
      },
    };
    const waits = { ...usualPollWaits, night: 1_000 };
    const night = await stage(database, one, { sources: [slow], real: () => real, waits });
    for (let tick = 0; tick < 5; tick++) {
      real = 1_000 * tick + (tick % 2 === 0 ? 20 : 0);
      await night.look();
    }
    expect(one.asked()).toBe(5);
    // Not again before half a rest is over, however long the answer took.
    slow.ask = (...given) => {
      real += 900;
      return one.source.ask(...given);
    };
    real = 5_000;
    await night.look();
    real = 6_000;
    await night.look();
    expect(one.asked()).toBe(6);
  });

  test("counts changes of a source without revisions against its own latest: A, B, A is three", async () => {
    const one = speaker();
    const night = await stage(database, one);
    const { seat, state, votes = {}, recorded } = bath;
    const first: Said = { seat, state, votes, recorded };
    const [candidate = ""] = Object.keys(bath.votes ?? {});
    const other = { ...first, votes: { ...votes, [candidate]: 1 } };
    for (const words of [first, first, other, other, first]) {
      one.says([declared(words)]);
      await night.look();
    }
    expect((await night.log.read(0)).map(({ revision, votes }) => [revision, votes?.[candidate]])).toEqual([
      [1, bath.votes?.[candidate]],
      [2, 1],
      [3, bath.votes?.[candidate]],
    ]);
  });

  test("what goes wrong with a source names it in the log", async () => {
    const lines: unknown[] = [];
    const note = (event: string, { source, error }: LogFields = {}) => void lines.push([event, source, error?.name]);
    const one = speaker("Count sheet");
    const night = await stage(database, one, { logger: { info: note, warn: note, error: note } });
    one.says(new SourceError("says 503"));
    await night.look();
    one.says([declared({ ...said(bath), recorded: new Date(Number.NaN) })]);
    await night.look();
    expect(lines).toEqual([
      ["a source does not answer", "Count sheet", undefined],
      ["a source met an error of ours", "Count sheet", expect.stringMatching(/error$/i)],
    ]);
  });

  test("a source that is down is told once, leaves what stands, and is heard again when it is back", async () => {
    const one = speaker();
    const night = await stage(database, one);
    one.says([declared(said(bath))]);
    await night.look();
    one.says(new SourceError("it does not answer"));
    await night.look();
    await night.look();
    expect(night.told).toEqual(["failed: it does not answer"]);
    const [health] = await night.options.health.all();
    expect(health).toMatchObject({ name: "Sheet", trouble: { why: "it does not answer" } });
    expect(health?.heardAt).toBeDefined();
    one.says([declared(said(bath)), declared(said(entryOf("Putney")))]);
    await night.look();
    expect(night.told).toEqual(["failed: it does not answer", "back"]);
    expect(await night.log.read(0)).toHaveLength(2);
  });

  test("nothing about how people voted is known before the close of poll, and all of it after", async () => {
    const one = speaker();
    const night = await stage(database, one);
    night.at("2024-07-04T21:59:59+01:00");
    one.says([declared(said(bath)), declared({ ...said(entryOf("Putney")), rehearsal: true })]);
    await night.look();
    expect((await night.log.read(0)).map(({ rehearsal }) => rehearsal)).toEqual([true]);
    night.at("2024-07-04T22:00:01+01:00");
    await night.look();
    expect((await night.log.read(0)).map(({ seat }) => seat)).toContain(bath.seat);
  });

  test("what fits nothing is set aside, the rest goes on; a revision said twice with other figures is no news", async () => {
    const one = speaker();
    const night = await stage(database, one);
    one.says([{ kind: "quarantine", where: "row 9", why: "no such seat", excerpt: "Wibble" }, declared(said(bath))]);
    await night.look();
    const [candidate = ""] = Object.keys(bath.votes ?? {});
    one.says([declared({ ...said(bath), votes: { ...bath.votes, [candidate]: 7 } })]);
    await night.look();
    expect(night.told).toEqual(["no such seat", "revision 1 was said before with other figures"]);
    expect(await night.log.read(0)).toHaveLength(1);
  });

  test("of two instances one asks at a time", async () => {
    const one = speaker();
    let under = 0;
    let most = 0;
    const slow: Source = {
      ...one.source,
      async ask(kept, signal) {
        most = Math.max(most, (under += 1));
        await new Promise((resolve) => setTimeout(resolve, 20));
        under -= 1;
        return one.source.ask(kept, signal);
      },
    };
    const night = await stage(database, one, { sources: [slow] });
    const others = [1, 2, 3].map(() => createPoller({ ...night.options, sources: [slow] }));
    await Promise.all([night.look(), ...others.map((other) => other.look())]);
    expect(most).toBe(1);
  });

  test("a process that starts again knows what was answered last, before any source was reached", async () => {
    const one = speaker();
    const night = await stage(database, one);
    one.says([declared(said(bath))]);
    await night.look();
    expect(await keptIn(openCache(night.db)).get("Sheet")).toEqual({ answers: { it: { mark: "1", text: "" } } });
  });
});

test("a night begins an hour before a close of poll and lasts a day and a half", () => {
  expect(isNightOf(election, new Date("2024-07-04T20:59:00+01:00"))).toBe(false);
  expect(isNightOf(election, new Date("2024-07-04T21:01:00+01:00"))).toBe(true);
  expect(isNightOf(election, new Date("2024-07-06T09:59:00+01:00"))).toBe(true);
  expect(isNightOf(election, new Date("2024-07-06T10:01:00+01:00"))).toBe(false);
});
