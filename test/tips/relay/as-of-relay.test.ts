/** Rule 5 of the tip line: what editors can see changes with the relay, and never before. */
import { expect, test } from "vitest";
import { count } from "../../../src/tips/relay/count.ts";
import { onEveryDatabase } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { ana, openTips, other, source, tipText } from "../../support/tips-stage.ts";

onEveryDatabase(
  "what editors see",
  ({ fresh }) => {
    const open = async () => openTips(isLong ? { database: await fresh() } : {});

    test("rule 5: posts of cases that sources deleted go at moments of chance in the next window", async () => {
      const stage = await open();
      const sent = [];
      for (let n = 0; n < 6; n++) sent.push(await stage.send(`${tipText} Thing ${n}.`, n < 3 ? source : other));
      await stage.relayFor(1.8);
      for (const { codename } of sent) await stage.line.erase(source, codename);
      const gone: string[] = [];
      const moments = new Set<string>();
      const remove = stage.paper.remove.bind(stage.paper);
      stage.paper.remove = (message) => {
        gone.push(message.id);
        moments.add(stage.now().toISOString().slice(0, 16));
        return remove(message);
      };
      await stage.relayFor(0.8);
      expect(gone).toEqual([]);
      await stage.relayFor(1.1);
      expect(gone).toHaveLength(6);
      expect(moments.size).toBeGreaterThan(2);
      for (const moment of moments) expect(moment).toMatch(/T12:|T13:0[0-2]/);
    });

    test("rule 5: nothing that editors can see tells what sources did since the last relay", async () => {
      const stage = await open();
      const [first, deleted, answered] = [
        await stage.send(`${tipText} One.`),
        await stage.send(),
        await stage.send(`${tipText} Three.`),
      ];
      await stage.relayFor(1.8);
      for (const { number } of [deleted, answered]) {
        await stage.say(`/tips claim ${number}`, ana);
        await stage.line.reply(number, "Which ward was it?", "ana");
      }
      await stage.say(`/tips close ${first.number}`, ana);
      const seen = async () => {
        const lines = [
          "/tips list",
          "/tips stats",
          "/tips audit",
          ...[first, deleted, answered].map(({ number }) => `/tips case ${number}`),
        ];
        const said = [];
        for (const line of lines) said.push((await stage.say(line, ana)).text);
        return [
          ...said,
          (await count({ db: stage.store.db })).summary,
          stage.paper.sheets("editors").map(({ shown }) => shown),
        ];
      };
      const before = await seen();
      const fresh = await stage.send(`${tipText} Another.`, other);
      await stage.line.answer(source, answered.codename, "It was the third ward of that hall.");
      await stage.line.answer(source, first.codename, "It was the first ward of that hall.");
      await stage.line.erase(source, deleted.codename);
      expect(await seen()).toEqual(before);
      for (const act of ["claim", "delete"] as const)
        expect(await stage.line.act(act, fresh.number, "ana")).toEqual({ kind: "unknown" });
      expect((await stage.line.reply(fresh.number, "Which?", "ana")).kind).toBe("unknown");
      // It is no more; but an editor who writes to it meets just what would have been before.
      expect((await stage.check(deleted.codename).catch((error: unknown) => ({ text: String(error) }))).text).toContain(
        "No case",
      );
      expect((await stage.line.reply(deleted.number, "Are you there?", "ana")).kind).toBe("done");
      await stage.relayFor(1);
      const [list = ""] = await seen();
      expect(list).toContain(fresh.number);
      const states = await Promise.all(
        [first, deleted, answered, fresh].map(async ({ number }) => (await stage.line.case(number))?.state),
      );
      expect(states).toEqual(["relayed", "deleted", "claimed", expect.stringMatching(/sealed|relayed/)]);
    });
  },
  isLong,
);
