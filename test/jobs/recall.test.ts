/** After a restore: what a place was told since the backup is found in its own history, and told no second time. */
import { expect, test } from "vitest";
import type { Subject } from "../../src/core/news/message.ts";
import { newId } from "../../src/data/store/delivery/index.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { stage, wordsOf } from "../support/delivery-stage.ts";
import { correctionOf, entryOf, ranked, upsetOf } from "../support/night.ts";

const [bath, ealing, hexham] = [entryOf("Bath"), entryOf("Ealing North"), entryOf("Hexham")];
/** The winner has five votes more. */
function corrected(said: typeof bath) {
  const [winner = ""] = ranked(said);
  return correctionOf(said, { [winner]: (said.votes?.[winner] ?? 0) + 5 });
}
const somerset = entryOf("North East Somerset and Hanham");

onEveryDatabase("a place after a restore", (database) => {
  /** Takes everything back that came after the first declaration, as a restore does. */
  async function restored(how: "look" | "quiet" | "again") {
    const on = await stage(database);
    await on.subscribe("a");
    await on.say(bath);
    await on.settle(3);
    await on.say(ealing, hexham);
    await on.settle(3);
    const before = on.words("a");
    await on.db.deleteFrom("messages").where("n", ">", 1).execute();
    await on.db.deleteFrom("message_contests").where("contest", "!=", bath.seat).execute();
    await on.db.deleteFrom("log").where("seq", ">", 1).execute();
    await on.db.updateTable("head").set({ n: 1 }).where("name", "=", "log").execute();
    const mark = { from: on.real() - 60_000, until: on.real(), how };
    await on.db
      .updateTable("places")
      .set({ cursor: 1, corrected: 1, restored: how === "again" ? null : JSON.stringify(mark) })
      .execute();
    await on.restart();
    return { on, before };
  }

  test("says nothing twice, and what is new", async () => {
    const { on, before } = await restored("look");
    // In another order, and joined otherwise than before.
    await on.say(hexham, somerset, ealing);
    await on.settle(10);
    expect(on.words("a").slice(0, before.length)).toEqual(before);
    const [only = "", ...more] = on.words("a").slice(before.length);
    expect([only, more]).toEqual([expect.stringContaining(somerset.seat), []]);
    expect(only).not.toContain(hexham.seat);
    // Posts that were found are ours again: they are put right, and go on telling all that they told.
    await on.say(upsetOf(ealing));
    await on.settle(10);
    const mended = on.words("a").find((words) => words.includes(`declaration ${ealing.seat}`));
    expect(mended).toContain("we said");
    expect(mended).toContain(`declaration ${hexham.seat}`);
  });

  test("that may not read its history waits, and says why", async () => {
    const { on, before } = await restored("look");
    on.paper.blind.add("a");
    await on.say(hexham, somerset);
    await on.settle(5);
    expect(on.words("a")).toEqual(before);
    const place = await on.db.selectFrom("places").select("blocked_why").executeTakeFirst();
    expect(place?.blocked_why).toContain("restored from a backup");
  });

  test("is told nothing that was known, or all of it again, as was asked", async () => {
    const quiet = await restored("quiet");
    await quiet.on.say(ealing, hexham);
    await quiet.on.settle(5);
    expect(quiet.on.words("a")).toEqual(quiet.before);
    await quiet.on.say(somerset);
    await quiet.on.settle(5);
    expect(quiet.on.words("a")).toHaveLength(quiet.before.length + 1);
    const again = await restored("again");
    await again.on.say(ealing, hexham);
    await again.on.settle(5);
    expect(again.on.words("a").length).toBeGreaterThan(again.before.length);
  });

  type Stage = Awaited<ReturnType<typeof stage>>;
  const tables = ["message_contests", "messages", "log", "head", "places"] as const;
  /** A backup. @returns its restore, after which another process goes on */
  async function backup(on: Stage): Promise<() => Promise<void>> {
    const { db } = on;
    const from = on.real();
    const kept = await Promise.all(
      tables.map(async (name) => [name, await db.selectFrom(name).selectAll().execute()] as const),
    );
    return async () => {
      for (const [name] of kept) await db.deleteFrom(name).execute();
      for (const [name, rows] of kept.toReversed())
        if (rows.length > 0) await db.insertInto(name).values(rows).execute();
      const restored = JSON.stringify({ from, until: on.real(), how: "look" });
      await db.updateTable("places").set({ restored, lease_token: null, lease_until: 0 }).execute();
      await on.restart();
    };
  }
  /** Words that tell a seat, whatever its figures: as a heading does. */
  const byHeading = () =>
    stage(database, 1, (ledger) => ({
      words: {
        ...wordsOf(ledger),
        headings: { board: "scoreboard", briefing: "briefing" },
        marks: async (item) => ({
          some: [item.kind === "declaration" ? `declaration ${item.contest}` : "nothing"],
          besides: [],
        }),
      },
    }));

  test("is told in a post of its own what changes after the restore", async () => {
    // Words that tell a seat, however often it has changed.
    const on = await stage(database, 1, (ledger) => ({
      words: {
        ...wordsOf(ledger),
        marks: async (item) => ({ some: "contest" in item ? [item.contest] : [], besides: [] }),
      },
    }));
    await on.subscribe("a");
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    await back();
    await on.say(bath, ealing);
    await on.settle(5);
    expect(on.words("a")).toHaveLength(2);
    // This instance reads what was posted since the restore as well.
    await on.restart();
    await on.say(upsetOf(bath));
    await on.settle(5);
    await on.say(upsetOf(ealing));
    await on.settle(5);
    expect(on.words("a").slice(2)).toEqual([
      expect.stringContaining(`anew ${bath.seat}`),
      expect.stringContaining(`anew ${ealing.seat}`),
    ]);
  });

  /** Work that the first to come waits in, as a process does that is stopped, until it is let go. */
  function stopped() {
    const { promise, resolve } = Promise.withResolvers<void>();
    let met = 0;
    return { letGo: resolve, met: () => met, wait: () => (met++ === 0 ? promise : undefined) };
  }
  const declared = ({ items }: Pick<Subject, "items">): readonly string[] =>
    items.flatMap((item) => (item.kind === "declaration" ? [item.contest] : []));
  const toldBy = async (on: Stage) =>
    (await on.db.selectFrom("messages").select("subject").orderBy("n").execute()).map(({ subject }) =>
      declared(JSON.parse(subject)),
    );

  test("is told once where an instance was stopped before it read the history", async () => {
    const on = await stage(database, 2);
    await on.subscribe("a");
    await (
      await backup(on)
    )();
    const stop = stopped();
    const read = on.paper.ownPosts?.bind(on.paper);
    on.paper.ownPosts = async (...asked) => {
      await stop.wait();
      return (await read?.(...asked)) ?? [];
    };
    await on.restart();
    await on.restart();
    await on.say(bath);
    await on.settle(1);
    expect(stop.met()).toBe(1);
    on.pass(10_000);
    await on.settle(3);
    stop.letGo();
    await on.settle(10);
    expect(await toldBy(on)).toEqual([[bath.seat]]);
  });

  test("does not repeat a message that was due by the backup, and was posted after it", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    on.paper.mishap = () => "later";
    await on.say(bath);
    await on.settle(1);
    const back = await backup(on);
    on.paper.mishap = () => undefined;
    await on.settle(5);
    const before = on.words("a");
    expect(before).toHaveLength(1);
    await back();
    // Its history cannot be read at first, and it is not given up for that.
    on.paper.blind.add("a");
    await on.settle(3);
    on.paper.blind.delete("a");
    await on.settle(30);
    expect(on.words("a")).toEqual(before);
    expect(await on.db.selectFrom("messages").select("state").execute()).toEqual([{ state: "sent" }]);
  });

  test("has a post that it finds say what is known by now", async () => {
    const on = await byHeading();
    await on.subscribe("a");
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    const [before = ""] = on.words("a");
    await back();
    // The source tells the corrected figures alone.
    await on.say(corrected(bath));
    await on.settle(5);
    const after = on.words("a");
    expect([after.length, after[0] === before]).toEqual([1, false]);
    const untouched = await byHeading();
    await untouched.subscribe("a");
    const again = await backup(untouched);
    await untouched.say(bath);
    await untouched.settle(3);
    await again();
    await untouched.say(bath);
    await untouched.settle(5);
    expect(untouched.paper.sheets("a").map(({ edits }) => edits)).toEqual([0]);
  });

  test("waits for its platform where a post cannot be put right just now", async () => {
    const on = await byHeading();
    await on.subscribe("a");
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    await back();
    let refused = 0;
    on.paper.mishap = (what) => (what === "edit" && refused++ < 2 ? "later" : undefined);
    await on.say(corrected(bath), ealing);
    await on.settle(10);
    expect(refused).toBe(3);
    expect(on.paper.sheets("a").map(({ edits }) => edits)).toEqual([1, 0]);
  });

  test("takes away a post that landed late beside one of the same words", async () => {
    const on = await stage(database);
    await on.subscribe("a");
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    const [first] = on.paper.sheets("a");
    await on.paper.post({ platform: "paper", id: "a", kind: "channel" }, { summary: first?.words ?? "" }, newId());
    await back();
    await on.say(bath);
    await on.settle(5);
    expect(on.paper.sheets("a").map(({ id }) => id)).toEqual([first?.id]);
  });

  test("tells no briefing a second time", async () => {
    const on = await stage(database, 1, (ledger) => {
      const words = wordsOf(ledger);
      return {
        briefing: { at: "07:00", zone: "Europe/London" },
        words: {
          ...words,
          reply: async (subject, place) => {
            const { summary } = await words.reply(subject, place);
            const title = `Briefing, ${subject.day}`;
            return subject.kind !== "briefing"
              ? { summary }
              : { summary: `${title} ${summary}`, card: { title, blocks: [] } };
          },
        },
      };
    });
    await on.subscribe("a", { briefing: true });
    await on.say(bath);
    await on.settle(3);
    on.pass(9 * 3_600_000);
    const back = await backup(on);
    const brief = async () => {
      await on.brief();
      await on.settle(5);
      return on.words("a").filter((words) => words.startsWith("Briefing"));
    };
    const [first] = await brief();
    await back();
    expect(await brief()).toEqual([first]);
  });

  test("is told what stands in a scoreboard alone", async () => {
    const on = await stage(database, 1, (ledger) => {
      const words = wordsOf(ledger);
      return { words: { ...words, headings: { board: "scoreboard", briefing: "briefing" } } };
    });
    await on.subscribe("a");
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    const [told = ""] = on.words("a");
    const [sheet] = on.paper.sheets("a");
    // The platform stopped between the two: the board was drawn, and the news not posted.
    if (sheet) sheet.words = `scoreboard 1 known ${told}`;
    await back();
    await on.say(bath);
    await on.settle(5);
    expect(on.words("a").slice(1)).toEqual([told]);
  });

  test("goes on with the scoreboard that it finds", async () => {
    const on = await byHeading();
    await on.subscribe("a", { scoreboard: true });
    const back = await backup(on);
    await on.say(bath);
    await on.settle(3);
    expect(on.words("a")).toEqual([expect.stringContaining("news"), expect.stringContaining("scoreboard 1 known")]);
    await back();
    await on.say(bath);
    await on.settle(5);
    await on.say(ealing);
    await on.settle(60);
    const boards = on.words("a").filter((words) => words.includes("scoreboard"));
    expect(boards).toEqual([expect.stringContaining("scoreboard 2 known")]);
  });
});
