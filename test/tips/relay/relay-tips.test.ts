/** Tips on their way to editors, on a platform that fails, and what is left of them. */
import { Decrypter, armor } from "age-encryption";
import { describe, expect, test } from "vitest";
import { toText } from "../../../src/core/plain-text.ts";
import { onEveryDatabase } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, day, hour, openTips, tipText, type TipsStage } from "../../support/tips-stage.ts";

const about = (stage: TipsStage, number: string, place = "editors") =>
  stage.paper.sheets(place).filter(({ words }) => words.includes(number));

onEveryDatabase(
  "the relay of tips",
  ({ fresh }) => {
    const open = async (options: Parameters<typeof openTips>[0] = {}) =>
      openTips({ ...(isLong && { database: await fresh() }), ...options });
    const rows = async ({ store: { db } }: TipsStage) =>
      (await db.selectFrom("tip_words").selectAll().execute()).length;

    test("rule 5: nothing goes out in the window in which it came, and all of it in the next", async () => {
      const stage = await open();
      const sent = [await stage.send(), await stage.send(`${tipText} Another thing.`)];
      await stage.relayFor(0.6);
      for (const { number } of sent) expect(about(stage, number)).toEqual([]);
      await stage.relayFor(1.1);
      for (const { number } of sent) expect(about(stage, number)).toHaveLength(1);
      expect(await rows(stage)).toBe(0);
    });

    test("rule 8: relayed text leaves the store on delivery; case number and state stay", async () => {
      const stage = await open();
      const { number } = await stage.send();
      expect(await rows(stage)).toBe(1);
      await stage.relayFor(2);
      expect(await rows(stage)).toBe(0);
      expect(await stage.line.case(number)).toEqual({ number, state: "relayed", age: 0 });
      const [sheet] = about(stage, number);
      for (const part of [tipText, "About: other. 2024-07-10."]) expect(sheet?.shown).toContain(part);
      expect(sheet?.words).toBe(`Tip line: case ${number}.`);
    });

    test.each(["landed", "lost", "lands late"] as const)(
      "a post whose fate is unclear (%s) is looked for before it is repeated",
      async (mishap) => {
        const stage = await open();
        const { number } = await stage.send();
        await stage.morning();
        let first = true;
        stage.paper.mishap = (what) => {
          if (what !== "post" || !first) return undefined;
          first = false;
          return mishap;
        };
        await stage.relayFor(1.7);
        stage.paper.settle();
        await stage.relayFor(0.1);
        // A post that lands later than anyone waits for may stand there twice; one that landed or was lost never does.
        expect(about(stage, number).length).toBeGreaterThanOrEqual(1);
        expect(about(stage, number).length).toBeLessThanOrEqual(mishap === "lands late" ? 2 : 1);
        // One that landed after all bears the same number, so that editors know it for one.
        expect(new Set(about(stage, number).map(({ words }) => words)).size).toBe(1);
        expect(await rows(stage)).toBe(0);
        expect(await stage.line.case(number)).toMatchObject({ state: "relayed" });
      },
    );

    test("where history cannot be read it is repeated rather than lost, in a later window", async () => {
      const stage = await open();
      const { number } = await stage.send();
      stage.paper.blind.add("editors");
      await stage.morning();
      let first = true;
      stage.paper.mishap = (what) => (what === "post" && first ? ((first = false), "lost") : undefined);
      await stage.relayFor(1.6);
      expect(await rows(stage)).toBe(1);
      await stage.relayFor(1.5);
      expect(about(stage, number)).toHaveLength(1);
      expect(await rows(stage)).toBe(0);
    });

    test.each(["at once", "later"] as const)(
      "where the search fails in the adapter (%s) no tip is repeated or held up, and all are found in the end",
      async (when) => {
        const stage = await open();
        const sent = [await stage.send(), await stage.send(`${tipText} Another thing.`)];
        const standing = () => sent.map(({ number }) => about(stage, number).length);
        await stage.morning();
        const usual = { ...stage.paper };
        stage.paper.mishap = (what) => (what === "post" ? "landed" : undefined);
        stage.paper.find = () => {
          const broken = new TypeError("an adapter's fault");
          if (when === "at once") throw broken;
          return Promise.reject(broken);
        };
        await stage.relayFor(5);
        expect(standing()).toEqual([1, 1]);
        expect(await rows(stage)).toBe(2);
        Object.assign(stage.paper, usual);
        await stage.relayFor(0.1);
        expect(standing()).toEqual([1, 1]);
        expect(await rows(stage)).toBe(0);
      },
    );

    test("another process goes on where one died between the post and its record", async () => {
      const stage = await open();
      const { number } = await stage.send();
      stage.paper.mishap = (what) => (what === "post" ? "landed" : undefined);
      await stage.relayFor(1.7);
      stage.paper.mishap = () => undefined;
      const relay = stage.again();
      stage.pass(60_000);
      await relay.look();
      expect(about(stage, number)).toHaveLength(1);
      expect(await rows(stage)).toBe(0);
    });

    test.each(["a tip", "the morning’s count"])(
      "whoever lost its turn, as one that was paused, posts nothing more (%s)",
      async (what) => {
        const channels = ["one", "two"].map((id) => ({ platform: "paper", id }));
        const stage = await open({ channels });
        const { number } = await stage.send();
        const words = what === "a tip" ? number : "Tip line: 0";
        if (what === "a tip") await stage.morning();
        const standing = () => channels.map(({ id }) => about(stage, words, id).length);
        const post = stage.paper.post.bind(stage.paper);
        const { db } = stage.main;
        stage.paper.post = async (...of) => {
          // As long as any that is claimed.
          const until = stage.now().getTime() + 30_000;
          await db.updateTable("leases").set({ token: "another’s", until }).where("name", "=", "tips").execute();
          return post(...of);
        };
        for (let looks = 0; looks < 40 && standing()[0] === 0; looks++) await stage.relayFor(0.05);
        expect(standing()).toEqual([1, 0]);
        await stage.relay.look();
        expect(standing()).toEqual([1, 0]);
        stage.paper.post = post;
        // The other died, and its time is over.
        await stage.relayFor(2);
        expect(standing()).toEqual([1, 1]);
      },
    );

    test("rule 9: the channel is inspected at every relay; what is not private holds the tip back, and the owner is told without content", async () => {
      const stage = await open();
      const { number } = await stage.send();
      stage.paper.open.add("editors");
      await stage.relayFor(3);
      expect(about(stage, number)).toEqual([]);
      expect(stage.held.length).toBeGreaterThan(0);
      expect(stage.held[0]).toEqual({ place: "editors", why: "the channel is not private: others could read there" });
      expect(JSON.stringify(stage.held)).not.toMatch(new RegExp(`${number}|brother`));
      expect(await rows(stage)).toBe(1);
      stage.paper.open.clear();
      await stage.relayFor(2);
      expect(about(stage, number)).toHaveLength(1);
    });

    test("rule 9: looked at before each post: what is shared between two parts of a tip gets no more of it until it is private", async () => {
      const stage = await open();
      const { number } = await stage.send(`${tipText} ${"All of it, again. ".repeat(150)}`);
      await stage.morning();
      const post = stage.paper.post.bind(stage.paper);
      stage.paper.post = async (...of) => {
        const posted = await post(...of);
        if (of[1].summary.includes(number)) stage.paper.open.add("editors");
        return posted;
      };
      await stage.relayFor(2);
      expect(about(stage, number).map(({ words }) => words)).toEqual([`Tip line: case ${number}, part 1 of 2.`]);
      expect(stage.held.map(({ why }) => why)).toContain("the channel is not private: others could read there");
      expect(await rows(stage)).toBe(1);
      stage.paper.post = post;
      stage.paper.open.clear();
      await stage.relayFor(2);
      expect(about(stage, number).map(({ words }) => words)).toEqual(
        [1, 2].map((part) => `Tip line: case ${number}, part ${part} of 2.`),
      );
      expect(await rows(stage)).toBe(0);
    });

    test("a platform that refuses or asks us to wait loses nothing", async () => {
      const stage = await open();
      const { number } = await stage.send();
      for (const mishap of ["refused", "later"] as const) {
        stage.paper.mishap = (what) => (what === "post" ? mishap : undefined);
        await stage.relayFor(1.6);
        expect(about(stage, number)).toEqual([]);
        expect(await rows(stage)).toBe(1);
      }
      expect(stage.held).toContainEqual({ place: "editors", why: "it is archived" });
      stage.paper.mishap = () => undefined;
      await stage.relayFor(2);
      expect(about(stage, number)).toHaveLength(1);
    });

    test("with two channels the words stay until they stand in both", async () => {
      const channels = ["one", "two"].map((id) => ({ platform: "paper", id }));
      const stage = await open({ channels });
      const { number } = await stage.send();
      stage.paper.open.add("two");
      await stage.relayFor(1.7);
      expect([about(stage, number, "one").length, about(stage, number, "two").length]).toEqual([1, 0]);
      expect(await stage.line.case(number)).toMatchObject({ state: "relayed" });
      expect(await rows(stage)).toBe(1);
      stage.paper.open.clear();
      await stage.relayFor(2);
      expect([about(stage, number, "one").length, about(stage, number, "two").length]).toEqual([1, 1]);
      expect(await rows(stage)).toBe(0);
    });

    test("rule 3: in sealed mode what is posted opens with the editors’ key, and not without; long ones go in parts", async () => {
      const stage = await open({ mode: "sealed" });
      const { number } = await stage.send(`${tipText} ${"All of it, again. ".repeat(150)}`);
      await stage.relayFor(2);
      const sheets = about(stage, number);
      expect(sheets.length).toBeGreaterThan(1);
      const armour = sheets
        .flatMap(({ shown }) => JSON.parse(shown).card.blocks as { kind: string; text: string }[])
        .flatMap(({ kind, text }) => (kind === "code" ? [text] : []))
        .join("\n");
      for (const { shown } of sheets) expect(shown).not.toContain("brother");
      const decrypter = new Decrypter();
      decrypter.addIdentity(stage.identity);
      expect(await decrypter.decrypt(armor.decode(`${armour}\n`), "text")).toContain(tipText);
    });

    test("rule 8: a source who deletes has our posts removed, also one that was on its way", async () => {
      const stage = await open();
      const { number, codename } = await stage.send();
      const post = stage.paper.post.bind(stage.paper);
      stage.paper.post = async (...of) => {
        if (of[1].summary.includes(number)) await stage.line.erase(ana, codename);
        return post(...of);
      };
      const hours = (): number => stage.now().getUTCHours();
      const removed: number[] = [];
      const remove = stage.paper.remove.bind(stage.paper);
      stage.paper.remove = (message) => {
        removed.push(hours());
        return remove(message);
      };
      await stage.relayFor(2.8);
      expect(await rows(stage)).toBe(0);
      expect(about(stage, number)).toEqual([]);
      // It stood for the rest of the window: else its going would tell when its source was there.
      expect(removed).toHaveLength(1);
      // A removal that falls into a window's last minutes goes as the next begins.
      expect(removed[0]).toBeGreaterThanOrEqual(11);
      expect(await stage.line.case(number)).toMatchObject({ state: "deleted" });
      const left = await stage.store.db.selectFrom("tip_posts").selectAll().where("number", "=", number).execute();
      expect(left).toEqual([]);
    });

    test("removal is tried until it succeeds", async () => {
      const stage = await open();
      const { number, codename } = await stage.send();
      await stage.relayFor(1.8);
      stage.paper.mishap = (what) => (what === "remove" ? "refused" : undefined);
      await stage.line.erase(ana, codename);
      await stage.relayFor(2);
      expect(about(stage, number)).toHaveLength(1);
      expect(stage.held[0]?.why).toContain("cannot be: it is archived");
      stage.paper.mishap = () => undefined;
      await stage.relayFor(1.2);
      expect(about(stage, number)).toEqual([]);
    });

    test("rule 8: after 30 days without a word everything of a case goes, its number and its posts too", async () => {
      const stage = await open();
      const { number, codename } = await stage.send();
      await stage.relayFor(1.8);
      await stage.say(`/tips claim ${number}`, ana);
      stage.pass(29 * day);
      await stage.purge();
      expect(await stage.line.case(number)).toMatchObject({ number });
      stage.pass(day);
      await stage.purge();
      expect(await stage.line.case(number)).toBeUndefined();
      expect((await stage.check(codename)).problem).toBe("not-found");
      expect(await stage.line.audit()).toEqual([]);
      await stage.relayFor(0.1);
      expect(about(stage, number)).toEqual([]);
    });

    test("each morning what waits is counted, once, whether or not there is anything, in the same size", async () => {
      const stage = await open({ at: "2024-07-10T06:30:00Z" });
      const counts = () => stage.paper.sheets("editors").filter(({ words }) => words.startsWith("Tip line: 0"));
      await stage.relayFor(1);
      expect(counts().map(({ words }) => words)).toEqual(["Tip line: 000 unclaimed, 000 claimed, 000 replied to."]);
      await stage.again().look();
      await stage.send();
      await stage.relayFor(2);
      expect(counts()).toHaveLength(1);
      stage.pass(day - 2 * hour);
      await stage.relayFor(1);
      expect(counts().map(({ words }) => words)).toEqual([
        "Tip line: 000 unclaimed, 000 claimed, 000 replied to.",
        "Tip line: 001 unclaimed, 000 claimed, 000 replied to.",
      ]);
    });

    test("rule 9: the channel is looked at before the morning’s count as well", async () => {
      const stage = await open({ at: "2024-07-10T06:57:00Z" });
      stage.paper.open.add("editors");
      await stage.relayFor(0.1);
      expect(stage.paper.sheets("editors")).toEqual([]);
      expect(stage.held[0]?.why).toContain("not private");
    });
  },
  isLong,
);

describe("rule 10: tip text is hostile input", () => {
  test("nothing in it is seen that could act on the screen", async () => {
    const stage = await openTips();
    const { number } = await stage.send(
      "A tip with \u202Ereversed\u202C and \u200Bhidden and \u0007bells in it, long enough.",
    );
    await stage.relayFor(2);
    const [sheet] = about(stage, number);
    const shown = toText(JSON.parse(sheet?.shown ?? "{}"), { width: 300, timeZone: "Etc/UTC" });
    expect(shown).not.toMatch(/[\u202A-\u202E\u200B\u0007]/);
    expect(shown).toContain("reversed");
  });
});
