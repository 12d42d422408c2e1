/**
 * Rule 12: the memory of a running program, read as whoever has taken over its machine would. Two minutes after a tip was relayed and
 * deleted none of its words is left, nor three words of its codename; of numbers and ids it is told how many are.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { overwrites } from "./support/memory/overwrites.ts";
import { countIn, childOf } from "./support/memory/read.ts";
import { userId } from "./support/edge.ts";
import { check, erase, send, sourcesOf, type Receipt } from "./support/canary/lives.ts";
import { openCanaryStage } from "./support/canary/stage.ts";
import { isLong } from "./support/long.ts";

const root = join(import.meta.dirname, "..");

/** Seconds of the machine's clock: until what was sent is relayed, and between two sweeps of the memory. */
const [relayed, swept] = [14, 24];
/** An hour is four seconds: a busy machine needs some to send a tip. */
const speed = 900;

/** Seconds that a connection nobody uses lasts, and more. */
const connected = 20;

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

/** Text comes by HTTP as a platform sends it, is read, and is let go of. A line of input sweeps. */
const program = `
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { createSweep } from "./src/tips/rules/memory.ts";
const server = createServer(async (request, response) => {
  let text = "";
  for await (const part of request.setEncoding("utf8")) text += part;
  response.end(String(JSON.parse(text).text.length));
});
server.listen(0, "127.0.0.1", async () => {
  const { port } = server.address();
  for (let i = 0; i < 20; i++) {
    const text = ["Wgr", "xq", "zub"].join("") + ": the papers of one ward, " + i;
    await (await fetch("http://127.0.0.1:" + port, { method: "POST", body: JSON.stringify({ text }) })).text();
  }
  process.stdout.write("sent\\n");
});
let minutes = 0;
const sweep = createSweep(() => (minutes += 1) * 60_000);
createInterface(process.stdin).on("line", () => void sweep().then(() => process.stdout.write("swept\\n")));
`;

test.runIf(isLong && process.platform === "linux")(
  "rule 12: what was let go of is overwritten by a sweep",
  async () => {
    const { PATH = "" } = process.env;
    const env = { PATH, ...overwrites };
    const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", program], { cwd: root, env });
    const said = child.stdout.setEncoding("utf8")[Symbol.asyncIterator]();
    const count = () => countIn(child.pid ?? 0, ["rxqzub: the papers"]).get("rxqzub: the papers") ?? 0;
    expect((await said.next()).value).toContain("sent");
    const before = count();
    // What a connection still refers to goes with it, and is overwritten a minute later.
    for (let sweeps = 0; sweeps < 2; sweeps++) {
      child.stdin.write("sweep\n");
      expect((await said.next()).value).toContain("swept");
      await pause(connected * 1_000);
    }
    const after = count();
    child.kill();
    process.stdout.write(`Copies of twenty texts before two sweeps and after them: ${before}, ${after}\n`);
    expect(before).toBeGreaterThanOrEqual(20);
    expect(after).toBeLessThanOrEqual(before / 5);
  },
  120_000,
);

test.runIf(isLong && process.platform === "linux")(
  "rule 12: of a tip that was relayed and deleted no words and no codename are left in memory",
  async () => {
    const stage = await openCanaryStage({ seed: 5, mode: "text", speed, unwatched: true });
    try {
      await stage.start();
      await stage.discord.user("mia", { manages: true }).slash("/tip open");
      const sources = sourcesOf(stage, 2, []).slice(0, 2);
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
      for (const source of sources.slice(0, 1))
        await patiently(() => check(source, "seven words that are no codename of ours"));
      await pause(2 * swept * 1_000);
      // A busy machine takes longer for two sweeps.
      for (let more = 8; more > 0 && left([...words, ...codenames]).length > 0; more--) await pause(swept * 1_000);
      const told = { words: left(words), codenames: left(codenames), "numbers and ids": left(others) };
      process.stdout.write(`Left in memory, and how often: ${JSON.stringify(told)}\n`);
      expect({ words: told.words, codenames: told.codenames }).toEqual({ words: [], codenames: [] });
    } finally {
      await stage.close();
    }
  },
  480_000,
);
