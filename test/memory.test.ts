/**
 * Rule 12: the memory of a running program, read as whoever has taken over its machine would, after tips were relayed and deleted.
 * Words and codenames may not be there; how much is left of case numbers and of people's ids is told.
 */
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { countIn, childOf } from "./support/memory/read.ts";
import { userId } from "./support/edge.ts";
import { check, erase, send, sourcesOf, type Receipt } from "./support/canary/lives.ts";
import { openCanaryStage } from "./support/canary/stage.ts";
import { isLong } from "./support/long.ts";

/** Seconds of the machine's clock: until what was sent is relayed, and between two sweeps of the memory. */
const [relayed, swept] = [6, 24];

/** Parts of a codename too: whoever has five of its words has the rest. */
const codenameParts = ({ codename }: Receipt): readonly string[] => {
  const words = codename.split(" ");
  return words.slice(0, -2).map((_, i) => words.slice(i, i + 3).join(" "));
};

/** Again, where the machine was too busy for the platform's patience. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 8; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await pause(1_000);
    }
  }
}

test.runIf(isLong && process.platform === "linux")(
  "rule 12: of a tip that was relayed and deleted no word and no codename is in memory",
  async () => {
    const stage = await openCanaryStage({ seed: 5, mode: "text" });
    try {
      await stage.start();
      await Promise.all(stage.chaos.map((one) => one.calm()));
      await stage.discord.user("mia", { manages: true }).slash("/tip open");
      const sources = sourcesOf(stage, 2).slice(0, 2);
      const pid = childOf(process.pid, "canary/program.ts");
      if (pid === undefined) throw new Error("the program is not found");
      const receipts: Receipt[] = [];
      for (const [i, source] of sources.entries()) {
        const text = `Wgrxq${i}zub: papers of one ward were counted twice, so qvyzt${i}k says, and once more at night.`;
        receipts.push(await patiently(() => send(source, text)));
      }
      const words = receipts.flatMap((_, i) => [`grxq${i}zub`, `qvyzt${i}k says`]);
      const codenames = receipts.flatMap(codenameParts);
      const others = [...receipts.map(({ number }) => number), ...sources.map(({ name }) => userId(name))];
      const left = (needles: readonly string[]) => [...countIn(pid, needles)].filter(([, times]) => times > 0);
      // It finds what is there.
      expect(left(words)).not.toEqual([]);
      await pause(relayed * 1_000);
      for (const receipt of receipts) await patiently(() => erase(receipt));
      // Somebody else uses the line, and the program goes on.
      await patiently(() =>
        check(sources[0] ?? { name: "", client: stage.discord.user("x") }, "seven words that are no codename of ours"),
      );
      await pause(2 * swept * 1_000);
      expect({ words: left(words), codenames: left(codenames) }).toEqual({ words: [], codenames: [] });
      process.stdout.write(`Left of case numbers and ids, and how often: ${JSON.stringify(left(others))}\n`);
    } finally {
      await stage.close();
    }
  },
  240_000,
);
