/** Sources, editors, the relay and the minute’s work at the same moment: none of them fails because another is at it. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { onEveryDatabase, onPostgresAlone } from "../../support/databases.ts";
import { isLong } from "../../support/long.ts";
import { hour, openTips, other, source, tipText } from "../../support/tips-stage.ts";

/** Others have their turn: on SQLite nothing else would let them. */
const turn = (): Promise<void> => pause(1);

onEveryDatabase("rule 8: a deletion", ({ fresh }) => {
  test.runIf(isLong)(
    "comes through while its tip is relayed, its answer is shown, and all is written anew",
    async () => {
      const stage = await openTips({
        database: await fresh(),
        caps: { sends: Infinity, looks: Infinity },
        channels: [
          { platform: "paper", id: "editors" },
          { platform: "paper", id: "others" },
        ],
      });
      const tips = 12;
      const sent = [];
      for (let n = 0; n < tips; n++) sent.push(await stage.send(`${tipText} Thing ${n}.`));
      stage.pass(hour);
      for (const { codename } of sent.slice(0, 6)) await stage.line.answer(other, codename, `${tipText} An answer.`);
      stage.pass(hour);
      const over = new AbortController();
      const busy = [
        (async () => {
          for (; !over.signal.aborted; await turn()) {
            stage.pass(60_000);
            await stage.relay.look();
          }
        })(),
        (async () => {
          for (; !over.signal.aborted; await turn()) await stage.purge();
        })(),
        (async () => {
          for (; !over.signal.aborted; await turn()) await stage.line.scrub();
        })(),
      ];
      const erased = await Promise.allSettled(sent.map(({ codename }) => stage.line.erase(source, codename)));
      over.abort();
      await Promise.all(busy);
      expect(erased.map((one) => (one.status === "fulfilled" ? one.value.kind : String(one.reason)))).toEqual(
        sent.map(() => "erased"),
      );
    },
  );
});

onPostgresAlone("rule 8: a deletion in the midst of its own tip’s relay", ({ fresh }) => {
  test("waits for it, where either could wait for the other for good", async () => {
    const failed: string[] = [];
    const note = (event: string): void => void failed.push(event);
    const stage = await openTips({ database: await fresh(), log: { info: () => {}, warn: note, error: note } });
    const { db } = stage.store;
    // Words take a while to go, in which the source deletes.
    await sql`create function dawdle() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.5); return old; end $$`.execute(db);
    await sql`create trigger dawdles after delete on tip_words for each row execute function dawdle()`.execute(db);
    const { number, codename } = await stage.send();
    stage.pass(hour);
    const relayed = stage.relayFor(1);
    while (!JSON.stringify(stage.paper.sheets("editors")).includes(number)) await turn();
    expect(await stage.line.erase(source, codename)).toMatchObject({ kind: "erased" });
    await relayed;
    expect(failed).toEqual([]);
  });
});
