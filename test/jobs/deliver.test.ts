/** Delivery over a platform on paper and a clock that the test winds: every place holds what its filter asks for. */
import { describe, expect, test } from "vitest";
import { contestOf, type Declaration } from "../../src/core/declaration.ts";
import { wants, type Filter } from "../../src/core/seats/filter.ts";
import type { Subject } from "../../src/core/news/message.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { stage, wordsOf } from "../support/delivery-stage.ts";
import { inForm, isLong } from "../support/long.ts";
import {
  againOf,
  callOf,
  correctionOf,
  entryOf,
  historyOf,
  retractionOf,
  theNight,
  upsetOf,
} from "../support/night.ts";
import type { Mishap } from "../support/paper.ts";

const bath = entryOf("Bath");
const somerset = entryOf("North East Somerset and Hanham");
const gains: Filter = { is: "gains" };

onEveryDatabase(
  "a place",
  (database) => {
    test("is told each declaration once, and nothing that was there before it came", async () => {
      const night = await stage(database);
      await night.say(bath);
      await night.subscribe("a");
      await night.settle(3);
      expect(night.words("a")).toEqual([]);
      await night.say(somerset);
      await night.settle(10);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toContain(`declaration ${somerset.seat}: Norris`);
    });

    test("a call is edited into the result, and a correction edits every copy", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.subscribe("b", { filter: gains });
      await night.say(callOf(somerset));
      await night.settle(5);
      await night.say({ ...somerset, revision: 2 });
      await night.settle(5);
      for (const place of ["a", "b"]) {
        expect(night.words(place)).toHaveLength(1);
        expect(night.words(place)[0]).toContain("20739/15420");
      }
      await night.say(correctionOf({ ...somerset, revision: 2 }, { [Object.keys(somerset.votes ?? {})[0] ?? ""]: 1 }));
      await night.settle(5);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toContain("we said");
    });

    test("another winner is also said anew, and so is a retraction", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(somerset);
      await night.settle(5);
      await night.say(upsetOf(somerset));
      await night.settle(5);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[1]).toMatch(/^news anew .*Rees-Mogg/);
      await night.say({ ...retractionOf(somerset), revision: 3 });
      await night.settle(5);
      expect(night.words("a")).toHaveLength(3);
      for (const words of night.words("a")) expect(words).toContain(`${somerset.seat}: nothing`);
    });

    describe("a majority", () => {
      const { entries } = theNight();
      const history = historyOf(entries);
      const seats = history
        .changes(0)
        .filter(({ contest }) => history.results.outcome(contest).winner?.party.id === "lab");
      // With the 326th it is reached; the next reaches it again.
      const [line = 0, next = 0] = [seats[325]?.seq, seats[326]?.seq];
      const reached = entries.slice(0, line);
      const undoing = upsetOf(entryOf("Houghton and Sunderland South"));
      const again = entries.slice(next - 1, next);
      const lines = (night: Awaited<ReturnType<typeof stage>>) =>
        night.words("a").flatMap((words) => words.match(/(NOT )?line:lab/g) ?? []);

      async function withMajority() {
        const night = await stage(database);
        await night.subscribe("a", { filter: { is: "milestones" } });
        await night.log.append({ name: "feed", kind: "feed", staff: false }, reached, new Date());
        await night.settle(20);
        expect(lines(night)).toEqual(["line:lab"]);
        return night;
      }

      test("that another seat undoes is put right, and told with the seat that reaches it again", async () => {
        const night = await withMajority();
        await night.say(undoing);
        await night.settle(5);
        expect(lines(night)).toEqual(["NOT line:lab"]);
        await night.say(...again);
        await night.settle(5);
        expect(lines(night)).toEqual(["NOT line:lab", "line:lab"]);
      });

      test("that is undone and comes back stands in one message, whether or not anybody was told meanwhile", async () => {
        const back = againOf(entryOf("Houghton and Sunderland South"), 3);
        const night = await withMajority();
        await night.say(undoing);
        await night.settle(5);
        await night.say(back);
        await night.settle(5);
        expect(lines(night).filter((line) => line === "line:lab")).toHaveLength(1);
        const hasty = await withMajority();
        await hasty.say(undoing, back);
        await hasty.settle(5);
        expect(lines(hasty).filter((line) => line === "line:lab")).toHaveLength(1);
      });

      test("that can be put right no more is not said once more where it has been told again", async () => {
        const night = await withMajority();
        night.paper.edit = async () => ({ kind: "unclear", why: "no answer" });
        await night.say(undoing, ...again);
        await night.settle(5);
        expect(lines(night)).toEqual(["line:lab", "line:lab"]);
        night.paper.edit = async () => ({ kind: "refused", about: "edit", why: "it is too old" });
        await night.settle(10);
        expect(lines(night)).toEqual(["line:lab", "line:lab"]);
        expect(await night.db.selectFrom("messages").select("id").where("state", "=", "fixed").execute()).toHaveLength(
          1,
        );
      });
    });

    test("what cannot be posted is kept, and told in one when it can", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      night.paper.mishap = (what) => (what === "post" ? "refused" : undefined);
      const many = theNight().entries.slice(0, 9);
      for (const one of many) {
        await night.say(one);
        await night.settle(2);
      }
      expect(night.words("a")).toEqual([]);
      const row = await night.db.selectFrom("places").selectAll().executeTakeFirstOrThrow();
      expect(row).toMatchObject({ state: "on", blocked_why: "it is archived" });
      night.pass(20 * 60_000);
      night.paper.mishap = () => undefined;
      await night.settle(20);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toMatch(/^missed /);
      for (const { seat } of many) expect(night.words("a")[0]).toContain(seat);
    });

    test("where no history can be read nothing is repeated, and it is said to be unclear", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      night.paper.blind.add("a");
      let first = true;
      night.paper.mishap = () => (first ? ((first = false), "landed") : undefined);
      await night.say(bath);
      await night.settle(20);
      expect(night.words("a")).toHaveLength(1);
      expect((await night.db.selectFrom("messages").select("state").executeTakeFirstOrThrow()).state).toBe("unclear");
    });

    test("all stop at once when it is frozen, and go on after", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      const freeze = { name: "freeze", value: '{"by":"ana","at":1}', changed_at: 0 };
      await night.db.insertInto("switches").values(freeze).execute();
      await night.say(bath);
      await night.settle(5);
      expect(night.words("a")).toEqual([]);
      await night.db.deleteFrom("switches").execute();
      await night.settle(5);
      expect(night.words("a")).toHaveLength(1);
    });

    test("quiet hours gather, and are told afterwards in one", async () => {
      const night = await stage(database);
      await night.subscribe("a", { quiet: { from: "22:00", to: "23:30", zone: "Europe/London" } });
      await night.say(...theNight().entries.slice(0, 6));
      await night.settle(5);
      expect(night.words("a")).toEqual([]);
      night.pass(31 * 60_000);
      await night.settle(5);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toMatch(/^missed /);
    });

    test("has one scoreboard, which is edited, and begun anew before it is too old to be", async () => {
      const night = await stage(database);
      await night.subscribe("a", { filter: { is: "milestones" }, scoreboard: true });
      const boards = (): readonly string[] => night.words("a").filter((words) => words.includes("scoreboard"));
      const [one, two, three] = theNight().entries;
      if (!one || !two || !three) throw new TypeError("a night has more");
      await night.settle(3);
      expect(boards()).toEqual([]);
      await night.say(one);
      await night.settle(5);
      expect(boards()).toEqual(["scoreboard 1 known"]);
      await night.say(two);
      await night.settle(5);
      // Not more often than people can read it.
      expect(boards()).toEqual(["scoreboard 1 known"]);
      night.pass(20_000);
      await night.settle(5);
      expect(boards()).toEqual(["scoreboard 2 known"]);
      night.pass(51 * 60_000);
      await night.settle(5);
      expect(boards()).toEqual(["scoreboard 2 known"]);
      await night.say(three);
      await night.settle(8);
      expect(boards()).toEqual(["closed scoreboard 3 known", "scoreboard 3 known"]);
    });

    test("what can be edited no more is said once more, with what it replaces", async () => {
      const night = await stage(database);
      await night.subscribe("a");
      await night.say(somerset);
      await night.settle(5);
      night.paper.mishap = (what) => (what === "edit" ? "too old" : undefined);
      await night.say(correctionOf(somerset, { [Object.keys(somerset.votes ?? {})[0] ?? ""]: 1 }));
      await night.settle(5);
      expect(night.words("a")).toHaveLength(2);
      expect(night.words("a")[1]).toMatch(/^news anew /);
      await night.settle(10);
      expect(night.words("a")).toHaveLength(2);
    });

    test("a digest comes every so many minutes, with all of it", async () => {
      const night = await stage(database);
      await night.subscribe("a", { every: 15 });
      const [one, two] = theNight().entries;
      if (one) await night.say(one);
      await night.settle(5);
      night.pass(8 * 60_000);
      if (two) await night.say(two);
      await night.settle(5);
      expect(night.words("a")).toEqual([]);
      night.pass(8 * 60_000);
      await night.settle(5);
      expect(night.words("a")).toHaveLength(1);
      expect(night.words("a")[0]).toMatch(new RegExp(`^digest .*${one?.seat}.*${two?.seat}`));
    });
  },
  isLong,
);

/** A small generator of its own, so that a failure can be repeated by its seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const filters: Readonly<Record<string, Filter>> = {
  all: { is: "everything" },
  gains,
  labour: { is: "party", party: "lab", does: "gains" },
  losses: { is: "party", party: "con", does: "loses" },
  north: { is: "region", region: "North East" },
  scotland: { is: "nation", nation: "Scotland" },
  quiet: { is: "and", of: [{ is: "everything" }, { is: "not", of: gains }] },
  either: { is: "or", of: [{ is: "portillo" }, { is: "milestones" }] },
};

onEveryDatabase("whatever breaks", (database) => {
  // A file is one program's, or one after the other's.
  const lives = database.name === "SQLite" ? [1, 1] : [2, 4];
  test.each(lives.slice(0, inForm(1, 2)).map((instances, i) => [i + 1, instances] as const))(
    "every place holds what it asks for, each once, in order: seed %i, instances: %i",
    async (seed, instances) => {
      const roll = dice(seed);
      const night = await stage(database, instances);
      for (const [id, filter] of Object.entries(filters)) await night.subscribe(id, { filter });
      const mishaps: readonly Mishap[] = ["later", "landed", "lost", "lands late", "hangs"];
      night.paper.mishap = () => (roll() < 0.2 ? mishaps[Math.floor(roll() * mishaps.length)] : undefined);
      const revisions = new Map<string, number>();
      const revised = (one: Declaration): Declaration => {
        const contest = contestOf(one);
        const revision = (revisions.get(contest) ?? 0) + 1;
        revisions.set(contest, revision);
        return { ...one, revision };
      };
      for (const entry of theNight().entries.slice(0, inForm(30, 60))) {
        const fate = roll();
        if (fate < 0.15) await night.say(revised(callOf(entry)));
        if (fate > 0.85) await night.say(revised(upsetOf(entry)));
        if (roll() < 0.5) await night.settle(2);
        if (fate > 0.95) await night.say(revised(retractionOf(entry)));
        await night.say(revised(entry));
        if (roll() < 0.5) await night.settle(1);
        if (roll() < 0.15) await night.restart();
      }
      night.paper.mishap = () => undefined;
      for (let each = 0; each < instances; each++) await night.restart();
      await night.settle(120);

      const { open } = night.ledger();
      for (const [id, filter] of Object.entries(filters)) {
        const rows = await night.db
          .selectFrom("messages")
          .selectAll()
          .where("place", "=", `p-${id}`)
          .orderBy("n")
          .execute();
        const standing = rows.filter(({ state }) => state !== "expired");
        // Each once: what stands there is what was written down, in its order.
        expect(night.paper.sheets(id).map(({ delivery }) => delivery as string)).toEqual(standing.map((row) => row.id));
        const items = standing.flatMap((row) => (JSON.parse(row.subject) as Subject).items);
        const declared = items.flatMap((item) => (item.kind === "declaration" ? [item.contest] : []));
        expect(new Set(declared).size).toBe(declared.length);
        // Nothing is missing: all that the filter asks for as things stand.
        const asked = open.results.all.filter(
          (outcome) => outcome.standing && wants(filter, { outcome }, open.results.lookup),
        );
        for (const { seat } of asked) expect(declared, `${id} ${seat.name}`).toContain(seat.code);
        // In order.
        const seqs = items.map((item) => (item.kind === "notice" ? 0 : item.seq));
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        // As things stand.
        const words = wordsOf(night.ledger());
        for (const [i, row] of standing.entries()) {
          const subject = { ...(JSON.parse(row.subject) as Subject), kind: row.kind as Subject["kind"] };
          const { summary } = await words.reply(subject, {} as never);
          expect(night.paper.sheets(id)[i]?.words, `${id} ${row.n} ${row.state}`).toBe(summary);
        }
      }
    },
    120_000,
  );
});
