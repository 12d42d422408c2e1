/** Nothing is lost where a platform answers in the least convenient order, and one thing that is stuck holds up no other. */
import { expect, test } from "vitest";
import type { Declaration } from "../../src/core/declaration.ts";
import type { Platform, Posted } from "../../src/core/platform.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { stage } from "../support/delivery-stage.ts";
import { isLong } from "../support/long.ts";
import { correctionOf, entryOf, ranked, retractionOf, upsetOf } from "../support/night.ts";
import { momentOf } from "../../src/lib/local-time.ts";
import { usualWaits } from "../../src/jobs/deliver/index.ts";

const bath = entryOf("Bath");
const somerset = entryOf("North East Somerset and Hanham");

type Stage = Awaited<ReturnType<typeof stage>>;

const freeze = { name: "freeze", value: '{"by":"ana","at":1}', changed_at: 0 };
const states = async ({ db }: Stage) =>
  (await db.selectFrom("messages").select(["state"]).orderBy("n").execute()).map(({ state }) => state);
const words: Posted = { kind: "refused", about: "words", why: "malformed" };
const place: Posted = { kind: "refused", about: "place", why: "it is archived" };

/** A vote less for the winner, who has won all the same. */
function fewer(said: Declaration): Declaration {
  const [first = ""] = ranked(said);
  return correctionOf(said, { [first]: (said.votes?.[first] ?? 0) - 1 });
}

/** Answers posts by a list, and afterwards as usual. */
function answers(night: Stage, list: (Posted | "post")[]): void {
  const usual = { ...night.paper };
  night.paper.post = async (...given) => {
    const next = list.shift() ?? "post";
    return next === "post" ? usual.post(...given) : next;
  };
}

onEveryDatabase(
  "a post",
  (database) => {
    test("that is refused after an attempt which is known not to have landed is told later", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      answers(night, [{ kind: "unclear", why: "no answer" }, place]);
      await night.say(bath);
      await night.settle(30);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toContain(bath.seat);
    });

    test("whose plain words have to wait is not given up", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      answers(night, [words, { kind: "later", after: 900 }]);
      await night.say(bath);
      await night.settle(10);
      expect(night.words("a")).toHaveLength(1);
    });

    const broken = new TypeError("an adapter's fault");
    test.each<readonly [string, Platform["find"]]>([
      ["is not answered", async () => "not now"],
      ["fails in the adapter", () => Promise.reject(broken)],
      [
        "fails in the adapter at once",
        () => {
          throw broken;
        },
      ],
    ])("whose search %s for a while is looked for until it is answered", async (_, out) => {
      const night = await stage(database);
      await night.subscribe("a");
      const usual = { ...night.paper };
      night.paper.find = out;
      answers(night, [{ kind: "unclear", why: "no answer" }]);
      await night.say(bath);
      await night.settle(20);
      expect(await states(night)).toEqual(["posting"]);
      Object.assign(night.paper, usual);
      await night.settle(10);
      expect(await states(night)).toEqual(["sent"]);
      expect(night.words("a")).toHaveLength(1);
    });
  },
  isLong,
);

/** The next post has no answer, and is on its way until it lands. */
function landsLate(night: Stage): () => void {
  const usual = { ...night.paper };
  let land = (): void => {};
  night.paper.post = async (...given) => {
    land = () => void usual.post(...given);
    Object.assign(night.paper, usual);
    return { kind: "unclear", why: "no answer" };
  };
  return () => land();
}

/** Minutes later the older of two posts stands alone, and is still ours to put right. */
async function staysAlone(night: Stage): Promise<void> {
  night.pass(4 * 60_000);
  await night.tidy();
  expect(night.paper.sheets("a").map(({ id }) => id)).toEqual(["1"]);
  await night.say(fewer(bath));
  await night.settle(5);
  expect(night.words("a")).toEqual([expect.stringContaining("we said")]);
}

onEveryDatabase(
  "a post that landed after its repeat",
  (database) => {
    test("is found some minutes later, and the younger is taken away", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      const land = landsLate(night);
      await night.say(bath);
      await night.settle(15);
      expect([night.words("a").length, await states(night)]).toEqual([1, ["sent"]]);
      land();
      await night.tidy();
      await expect.poll(() => night.words("a").length).toBe(2);
      await night.tidy();
      expect(night.words("a")).toHaveLength(2);
      await staysAlone(night);
    });

    test.each([
      ["an hour ahead", 3_600_000],
      ["an hour behind", -3_600_000],
    ])("is found where the repeat was made by a clock that was %s", async (_, by) => {
      const night = await stage(database);
      await night.subscribe("a");
      // A platform has no post from the time to come.
      const own = { ...night.paper };
      night.paper.standing = async (place, id, since, how) =>
        since.getTime() > night.real() ? [] : ((await own.standing?.(place, id, since, how)) ?? []);
      const land = landsLate(night);
      night.pass(by);
      await night.say(bath);
      await night.settle(15);
      expect([night.words("a").length, await states(night)]).toEqual([1, ["sent"]]);
      night.pass(-by);
      await night.tidy();
      land();
      await expect.poll(() => night.words("a").length).toBe(2);
      night.pass(4 * 60_000);
      await night.tidy();
      expect(night.words("a")).toHaveLength(1);
    });

    test("is the one that stays where history has it first, in the words of now", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      const usual = { ...night.paper };
      let hides = true;
      night.paper.find = async (...given) => (hides ? "absent" : usual.find(...given));
      night.paper.post = async (...given) => {
        await usual.post(...given);
        night.paper.post = async (...again) => usual.post(...again);
        return { kind: "unclear", why: "no answer" };
      };
      await night.say(bath);
      await night.settle(15);
      hides = false;
      expect(night.paper.sheets("a")).toHaveLength(2);
      await staysAlone(night);
    });

    test("is looked for where something was repeated, and nowhere else", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      let looks = 0;
      night.paper.standing = async () => {
        looks += 1;
        return [];
      };
      await night.say(bath, somerset);
      await night.settle(5);
      night.pass(4 * 60_000);
      await night.tidy();
      expect(looks).toBe(0);
    });
  },
  isLong,
);

onEveryDatabase(
  "an edit",
  (database) => {
    test("of which nobody tells what became holds up no news, and is made in the end", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      const usual = { ...night.paper };
      let isStuck = true;
      night.paper.edit = async (...given) => (isStuck ? { kind: "unclear", why: "no answer" } : usual.edit(...given));
      await night.say(fewer(bath), somerset);
      await night.settle(10);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[0]).not.toContain("we said");
      isStuck = false;
      await night.settle(10);
      expect(night.words("a")[0]).toContain("we said");
      expect(night.words("a")).toHaveLength(2);
    });

    test("that is refused for the place holds up nothing that shows whether it can be posted to", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      const usual = { ...night.paper };
      night.paper.edit = async () => place;
      night.paper.post = async () => place;
      await night.say(fewer(bath), somerset);
      await night.settle(10);
      const row = await night.db.selectFrom("places").selectAll().executeTakeFirstOrThrow();
      expect(row.blocked_why).toBe("it is archived");
      Object.assign(night.paper, usual);
      await night.settle(30);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[0]).toContain("we said");
    });

    test("that is for later is owed, is not asked for before its time, and holds up no news", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      const usual = { ...night.paper };
      let edits = 0;
      night.paper.edit = async () => {
        edits += 1;
        return { kind: "later", after: 1_163_000 };
      };
      await night.say(fewer(bath));
      await night.settle(5);
      await night.say(somerset);
      await night.settle(5);
      expect(night.words("a")).toHaveLength(2);
      await night.say(entryOf("Islington North"));
      await night.settle(5);
      expect([night.words("a").length, edits]).toEqual([3, 1]);
      Object.assign(night.paper, usual);
      night.pass(1_163_000);
      await night.settle(5);
      expect(night.words("a")[0]).toContain("we said");
    });

    test("in a place that was shut meanwhile is tried a few times in ten minutes, and the desk is told once", async () => {
      const told: string[] = [];
      const alarms = {
        blocked: async (_: unknown, why: string) => void told.push(why),
        back: async () => void told.push("back"),
        unclear: async () => {},
      };
      const night = await stage(database, 1, () => ({ alarms, waits: usualWaits }));
      await night.subscribe("a");
      const seats = ["Bath", "Islington North", "Clacton", "Boston and Skegness", "Bristol Central"].map((one) =>
        entryOf(one),
      );
      for (const one of seats) {
        await night.say(one);
        await night.settle(2);
      }
      const usual = { ...night.paper };
      let edits = 0;
      night.paper.edit = async () => {
        edits += 1;
        return place;
      };
      await night.say(...seats.map((one) => fewer(one)));
      for (let second = 0; second < 600; second += 10) {
        await night.settle(1);
        night.pass(9_600);
      }
      expect(edits).toBeGreaterThan(1);
      expect(edits).toBeLessThan(6);
      expect(told).toEqual(["it is archived"]);
      Object.assign(night.paper, usual);
      await night.say(somerset);
      night.pass(600_000);
      for (let round = 0; round < 20; round++) await night.settle(1);
      expect(told).toEqual(["it is archived", "back"]);
      expect(night.words("a").filter((one) => one.includes("we said"))).toHaveLength(5);
    });

    test("in a thread that slept is made once a post has woken it", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      const usual = { ...night.paper };
      let asleep = true;
      night.paper.edit = async (...given) => (asleep ? place : usual.edit(...given));
      night.paper.post = async (...given) => {
        asleep = false;
        return usual.post(...given);
      };
      await night.say(fewer(bath), somerset);
      await night.settle(10);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[0]).toContain("we said");
    });

    test.each([
      ["message", {}],
      ["scoreboard", { scoreboard: true }],
    ] as const)(
      "of a %s that lands after a younger one of another instance does not have the last word",
      async (kind, wanted) => {
        const night = await stage(database, 2);
        await night.subscribe("a", wanted);
        await night.say(bath);
        await night.settle(5);
        const usual = { ...night.paper };
        const landing = Promise.withResolvers<void>();
        const landed: string[] = [];
        let held = 0;
        night.paper.edit = async (...given) => {
          if (given[1].summary.startsWith(kind === "scoreboard" ? kind : "news") && held === 0) {
            held += 1;
            await landing.promise;
            landed.push(given[1].summary);
          }
          return usual.edit(...given);
        };
        night.pass(60_000);
        await night.say(fewer(bath), somerset);
        await night.settle(1);
        expect(held).toBe(1);
        // Its instance was stopped meanwhile, and its lease passes.
        night.pass(60_000);
        await night.say({ ...upsetOf(bath), revision: 3 }, entryOf("Islington North"));
        await night.settle(3);
        const by = (words: readonly string[]) =>
          words.find((one) => one.includes(kind === "scoreboard" ? kind : `${bath.seat}:`));
        const right = by(night.words("a"));
        landing.resolve();
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect([landed.length, by(landed) === right]).toEqual([1, false]);
        night.pass(60_000);
        await night.settle(8);
        expect(by(night.words("a"))).toBe(right);
      },
    );

    test("is the last when the program leaves, however many there are to make", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      await night.say(upsetOf(bath));
      await night.settle(5);
      const usual = { ...night.paper };
      let edits = 0;
      night.paper.edit = async (...given) => {
        edits += 1;
        void night.stop();
        return usual.edit(...given);
      };
      await night.say({ ...retractionOf(bath), revision: 3 });
      await night.settle(3);
      expect(edits).toBe(1);
      Object.assign(night.paper, usual);
      await night.restart();
      await night.settle(20);
      for (const one of night.words("a")) expect(one).toContain(`${bath.seat}: nothing`);
    });

    const fixed: Posted = { kind: "refused", about: "edit", why: "too old" };

    test("that is allowed no more is said anew, also where that has to wait or is frozen", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      night.paper.edit = async () => {
        // In the moment between.
        await night.db.insertInto("switches").values(freeze).execute();
        night.paper.edit = async () => fixed;
        return fixed;
      };
      answers(night, [place]);
      await night.say(fewer(bath));
      await night.settle(5);
      expect(night.words("a")).toHaveLength(1);
      await night.db.deleteFrom("switches").execute();
      await night.settle(20);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[1]).toContain(`anew ${bath.seat}`);
      await night.settle(5);
      expect(night.words("a")).toHaveLength(2);
    });

    test("that is allowed no more of two messages is said anew once", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(bath);
      await night.settle(5);
      await night.say(upsetOf(bath));
      await night.settle(5);
      expect(night.words("a")).toHaveLength(2);
      night.paper.edit = async () => fixed;
      await night.say(fewer(upsetOf(bath)));
      await night.settle(10);
      expect(night.words("a")).toHaveLength(3);
    });
  },
  isLong,
);

onEveryDatabase(
  "a scoreboard",
  (database) => {
    const kinds = (night: Stage) => night.words("a").map((one) => one.split(" ")[0]);
    /** Boards alone, whose words tell how much is known. */
    async function boards() {
      const night = await stage(database, 1, (ledger) => ({
        words: {
          isSilent: async () => false,
          fitting: () => 1,
          reply: async ({ kind }) => ({
            summary: `${kind} ${ledger.open.countAt(ledger.seq).known}`,
            asOf: new Date(0),
          }),
        },
      }));
      await night.subscribe("a", { scoreboard: true, filter: { is: "not", of: { is: "everything" } } });
      return night;
    }

    test("is not drawn anew while everything is frozen", async () => {
      const night = await boards();
      await night.say(bath);
      await night.settle(5);
      await night.say(somerset);
      await night.settle(2);
      expect(night.words("a")).toEqual(["scoreboard 1"]);
      await night.db.insertInto("switches").values(freeze).execute();
      await night.settle(50);
      expect(night.words("a")).toEqual(["scoreboard 1"]);
      await night.db.deleteFrom("switches").execute();
      await night.settle(10);
      expect(night.words("a")).toEqual(["scoreboard 2"]);
    });

    test("whose words or place are refused is followed by no second one", async () => {
      const night = await boards();
      await night.say(bath);
      await night.settle(5);
      const usual = { ...night.paper };
      night.paper.edit = async (message, reply, id) => (reply.asOf ? words : usual.edit(message, reply, id));
      await night.say(somerset);
      await night.settle(50);
      expect(night.words("a")).toEqual(["scoreboard 2"]);
      night.paper.edit = async () => place;
      await night.say(entryOf("Islington North"));
      await night.settle(50);
      Object.assign(night.paper, usual);
      await night.settle(10);
      expect(night.words("a")).toEqual(["scoreboard 3"]);
    });

    test("that may stand there is not posted again and again", async () => {
      const night = await boards();
      night.paper.blind.add("a");
      night.paper.mishap = () => "landed";
      await night.say(bath);
      await night.settle(40);
      expect(kinds(night)).toEqual(["scoreboard"]);
    });
  },
  isLong,
);

onEveryDatabase(
  "a briefing",
  (database) => {
    test("tells of the day up to its hour, and nothing that comes after", async () => {
      const night = await stage(database, 1, () => ({ briefing: { at: "07:00", zone: "Europe/London" } }));
      await night.subscribe("a", { briefing: true });
      await night.brief();
      await night.say(bath);
      await night.settle(5);
      await night.brief();
      await night.settle(5);
      // It is past eleven at night.
      expect(night.words("a").map((one) => one.split(" ")[0])).toEqual(["news"]);
      night.pass(9 * 3_600_000);
      await night.brief();
      await night.settle(5);
      expect(night.words("a").map((one) => one.split(" ")[0])).toEqual(["news", "briefing"]);
    });

    test("is put right where it stands, once more after a restart, and told no second time", async () => {
      const night = await stage(database, 1, () => ({ briefing: { at: "07:00", zone: "Europe/London" } }));
      await night.subscribe("a", { briefing: true });
      await night.say(bath);
      await night.settle(5);
      night.pass(9 * 3_600_000);
      await night.brief();
      await night.settle(5);
      const briefings = () => night.words("a").filter((words) => words.startsWith("briefing"));
      const [first = ""] = briefings();
      expect(first).toContain(bath.seat);
      expect(first).not.toContain("we said");
      await night.say(upsetOf(bath));
      await night.settle(5);
      const [second = "", ...more] = briefings();
      expect([second, more]).toEqual([expect.stringContaining("we said"), []]);
      await night.restart();
      await night.say(retractionOf(upsetOf(bath)));
      await night.settle(5);
      await night.brief();
      await night.settle(5);
      expect(briefings()).toEqual([expect.stringContaining("nothing")]);
    });
  },
  isLong,
);

test("the moment of a clock time is found on days on which clocks change as well", () => {
  for (const [day, at] of [
    ["2024-07-05", "2024-07-05T06:00:00.000Z"],
    ["2024-10-27", "2024-10-27T07:00:00.000Z"],
    ["2025-03-30", "2025-03-30T06:00:00.000Z"],
    ["2025-01-01", "2025-01-01T07:00:00.000Z"],
  ] as const)
    expect(momentOf(day, "07:00", "Europe/London").toISOString()).toBe(at);
});
