/** A night played again, in a real database, with time that the test keeps. */
import { afterAll, describe, expect, test } from "vitest";
import { loadElection, loadResults } from "../../src/data/election-pack.ts";
import { openLedger } from "../../src/data/ledger.ts";
import { scriptOf, type Script } from "../../src/data/sources/script.ts";
import { openRehearsal, type Position, type Rehearsal } from "../../src/data/store/rehearsal.ts";
import { before, play, type Ending, type Night, type Pace } from "../../src/jobs/replay.ts";
import type { Saying } from "../../src/views/replay.ts";
import { sqliteFile } from "../support/databases.ts";
import { uk2024 } from "../support/small-pack.ts";

const election = loadElection(uk2024);
const published = scriptOf(loadResults(uk2024));
const byElections = election.byElections.filter(({ date }) => date < election.date);

const start: Position = {
  pack: election.id,
  speed: "max",
  at: "2024-07-04T21:00:00.000Z",
  told: 0,
  shown: 0,
  down: false,
  over: false,
};

/** "02:14 change E14001394" */
const said = (saying: Saying): string => {
  const what = {
    change: () => (saying.kind === "change" ? saying.change.contest : ""),
    milestone: () => (saying.kind === "milestone" ? saying.milestone.milestone : ""),
    leap: () => (saying.kind === "leap" ? saying.to.toISOString().slice(11, 16) : ""),
  };
  const more = saying.kind in what ? what[saying.kind as keyof typeof what]() : "";
  return `${saying.at.toISOString().slice(11, 16)} ${saying.kind} ${more}`.trim();
};

const opened: Rehearsal[] = [];
afterAll(async () => void (await Promise.all(opened.map((rehearsal) => rehearsal.close()))));

interface Stage {
  readonly lines: string[];
  readonly position: () => Promise<Position | undefined>;
  /** Real milliseconds that were waited, each. */
  readonly waits: number[];
  /** Plays on from where it is. */
  readonly on: (pace?: Partial<Pace>, night?: Partial<Night>) => Promise<Ending>;
  readonly rehearsal: Rehearsal;
  /** A night over it as it is now. */
  readonly night: () => Promise<Night>;
}

async function stage({ script = published, from = start }: { script?: Script; from?: Position } = {}): Promise<Stage> {
  const rehearsal = await openRehearsal(sqliteFile());
  opened.push(rehearsal);
  await rehearsal.begin(from);
  const [lines, waits]: [string[], number[]] = [[], []];
  let real = 0;
  const night = async (): Promise<Night> => ({
    name: election.name,
    script,
    ledger: await openLedger({ ...election, byElections }, rehearsal.log),
    rehearsal,
    inWords: (sayings) => sayings.map(said).join("\n"),
    show: async (words) => void lines.push(...words.split("\n")),
  });
  return {
    lines,
    waits,
    rehearsal,
    position: () => rehearsal.position(),
    night,
    async on(pace = {}, over = {}) {
      const position = (await rehearsal.position()) ?? from;
      return play({ ...(await night()), ...over }, position, {
        speed: "max",
        real: () => real,
        wait: async (milliseconds) => {
          waits.push(milliseconds);
          real += milliseconds;
        },
        signal: new AbortController().signal,
        ...pace,
      });
    },
  };
}

/** Undisturbed: all of the night, and the beginning of it. */
const early = { until: new Date("2024-07-05T01:30:00Z") };
const [whole, beginning] = await Promise.all(
  [{}, early].map(async (pace) => {
    const { lines, on } = await stage();
    await on(pace);
    return lines;
  }),
).then(([all = [], some = []]) => [all, some] as const);

describe("the whole night", () => {
  test("each result as it was recorded, in order, none twice", () => {
    const changes = whole.filter((line) => line.includes(" change "));
    expect(changes).toEqual(
      published.messages.map(({ at, found }) =>
        found.kind === "declaration" ? `${at.toISOString().slice(11, 16)} change ${found.said.seat}` : "",
      ),
    );
  });

  test("milestones with the result that brought them; it ends by itself", () => {
    expect(whole.slice(0, 4)).toEqual([
      "21:00 leap 22:29",
      "22:30 change E14001295",
      "22:30 milestone first",
      "22:30 board",
    ]);
    expect(whole.slice(-3)).toEqual(["17:00 change S14000094", "17:00 milestone all-in", "17:00 end"]);
    expect(whole.filter((line) => line.includes("milestone line:"))).toEqual(["05:08 milestone line:lab"]);
  });

  test("a board each half hour in which anything came, and none where nothing did", () => {
    const boards = whole.filter((line) => line.endsWith("board")).map((line) => line.slice(0, 5));
    expect(boards.slice(0, 4)).toEqual(["22:30", "23:00", "00:00", "00:30"]);
    expect(boards.every((time) => /:[03]0$/.test(time))).toBe(true);
    // Between 00:00 and 06:30 there is something in each.
    expect(boards.slice(2, 16)).toHaveLength(14);
    expect(boards.indexOf("06:30") - boards.indexOf("00:00")).toBe(13);
  });

  test("hours in which nothing happens are passed over", () => {
    expect(whole.filter((line) => line.includes(" leap "))).toEqual([
      "21:00 leap 22:29",
      expect.stringMatching(/^0[78]:\d\d leap 09:31$/),
      "11:00 leap 17:41",
      "18:00 leap 16:59",
    ]);
  });
});

describe("pace", () => {
  test("at 600 the night takes a minute or two", async () => {
    const { waits, lines, on } = await stage();
    expect(await on({ speed: 600 })).toBe("over");
    const seconds = waits.reduce((sum, wait) => sum + wait, 0) / 1_000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(120);
    expect(lines).toEqual(whole);
  });

  test("the position is kept at least each second of real time, between results too", async () => {
    const { waits, rehearsal, on } = await stage();
    let kept = 0;
    const counting = {
      log: rehearsal.log,
      keep: async (position: Position) => {
        kept += 1;
        return rehearsal.keep(position);
      },
    };
    await on({ speed: 60, until: new Date("2024-07-05T00:00:00Z") }, { rehearsal: counting });
    expect(Math.max(...waits)).toBe(1_000);
    expect(kept).toBeGreaterThanOrEqual(waits.filter((wait) => wait === 1_000).length);
  });
});

describe("a stretch of it", () => {
  test("what came before is known and not told; what comes later is not played", async () => {
    const from = { ...start, from: "2024-07-05T02:00:00.000Z", at: "2024-07-05T02:00:00.000Z" };
    const { lines, rehearsal, night, on } = await stage({ from });
    const known = await before(await night(), from);
    expect(known.told).toBe(await rehearsal.log.head());
    // 44 were recorded by 3am in the voters' own time.
    expect(known.told).toBe(published.messages.filter(({ at }) => at <= new Date(from.at)).length);
    await rehearsal.keep(known);
    expect(await on({ until: new Date("2024-07-05T02:10:00Z") })).toBe("over");
    const times = lines.filter((line) => line.includes(" change ")).map((line) => line.slice(0, 5));
    expect(times[0]).toBe("02:01");
    expect(times.at(-1)).toBe("02:10");
    expect(times).toHaveLength(
      published.messages.filter(({ at }) => at > new Date(from.at) && at <= new Date("2024-07-05T02:10:00Z")).length,
    );
    expect(lines.at(-1)).toBe("02:10 end");
  });
});

describe("stopped and played on", () => {
  test("told to stop, it goes on later from there: together they are the whole night", async () => {
    const { lines, on, position } = await stage();
    const leave = new AbortController();
    let shown = 0;
    const show = async (words: string): Promise<void> => {
      lines.push(...words.split("\n"));
      shown += 1;
      if (shown === 100) leave.abort();
    };
    expect(await on({ signal: leave.signal }, { show })).toBe("stopped");
    expect((await position())?.over).toBe(false);
    const first = lines.length;
    expect(first).toBeLessThan(whole.length);
    expect(await on()).toBe("over");
    expect(lines).toEqual(whole);
  });

  test.each(["before it was appended", "before it was kept as told", "when it had been shown"])(
    "killed %s, time and again",
    async (when) => {
      const { lines, rehearsal, on } = await stage();
      const dead = new Error("killed");
      let alive = 0;
      const due = (): boolean => (alive += 1) % 3 === 0;
      const killed: Partial<Night> = {
        rehearsal: {
          log: {
            ...rehearsal.log,
            async append(...said) {
              if (when === "before it was appended" && due()) throw dead;
              return rehearsal.log.append(...said);
            },
          },
          async keep(position) {
            if (when === "before it was kept as told" && due()) throw dead;
            return rehearsal.keep(position);
          },
        },
        async show(words) {
          lines.push(...words.split("\n"));
          if (when === "when it had been shown" && due()) throw dead;
        },
      };
      let kills = 0;
      for (;;) {
        const ending = await on(early, killed).catch((error: unknown) => error);
        if (ending === "over") break;
        if (ending === dead && (await rehearsal.position())?.over) break;
        expect(ending).toBe(dead);
        kills += 1;
      }
      expect(kills).toBeGreaterThan(5);
      expect(lines).toEqual(beginning);
    },
  );

  test("while another program plays on, nothing is shown", async () => {
    const { lines, rehearsal, on } = await stage();
    const elsewhere = { log: rehearsal.log, keep: async () => false };
    expect(await on({}, { rehearsal: elsewhere })).toBe("taken");
    expect(lines).toEqual([]);
  });
});

describe("a feed in trouble", () => {
  const down = [{ from: new Date("2024-07-04T22:29:30Z"), until: new Date("2024-07-04T23:00:30Z") }];
  const note = { kind: "quarantine", where: "message 1", why: "there is no such seat", excerpt: "{}" } as const;

  test("is told once, and what it missed comes when it is back", async () => {
    const { lines, on } = await stage({ script: { ...published, down } });
    await on();
    expect(lines.slice(0, 6)).toEqual([
      "21:00 leap 22:28",
      "22:29 down",
      "23:00 back",
      "23:00 change E14001295",
      "23:00 milestone first",
      "23:00 change E14001107",
    ]);
  });

  test("what fits nothing is set aside, and told", async () => {
    const at = new Date("2024-07-04T22:30:00Z");
    const { lines, on } = await stage({ script: { messages: [{ at, found: note }, ...published.messages], down: [] } });
    await on({ until: at });
    expect(lines).toEqual([
      "21:00 leap 22:29",
      "22:30 change E14001295",
      "22:30 milestone first",
      "22:30 aside",
      "22:30 board",
      "22:30 end",
    ]);
  });
});
