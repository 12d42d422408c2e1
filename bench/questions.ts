/** Plain questions by kind: how many are answered right, helped with, or answered wrongly, and how long reading takes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerTo, here, type House } from "../src/cli/house.ts";
import { readQuestion } from "../src/core/questions/read.ts";
import { quantile, row } from "./figures.ts";

const file = join(import.meta.dirname, "..", "test", "published", "questions.json");

/** The best of so many: what others do on the machine meanwhile is none of the reading. */
const repeats = 5;

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

interface Count {
  right: number;
  helped: number;
  wrong: number;
  readonly times: number[];
}

export async function questionsTable(house: House): Promise<string> {
  const questions: readonly (readonly string[])[] = JSON.parse(readFileSync(file, "utf8"));
  const known = house.context(here);
  const counts = new Map<string, Count>();
  for (const [, line = ""] of questions) readQuestion(line, known);
  for (const [kind = "", line = "", ...says] of questions) {
    const count = counts.get(kind) ?? { right: 0, helped: 0, wrong: 0, times: [] };
    counts.set(kind, count);
    const once = (): number => {
      // The question read last is remembered: another comes between.
      readQuestion("and?", known);
      return timed(() => readQuestion(line, known));
    };
    count.times.push(Math.min(...Array.from({ length: repeats }, once)));
    const { reply, problem } = await answerTo(line, house);
    const shown = JSON.stringify([reply.summary, reply.card]);
    const isRight = kind === "unknown" ? problem === "not-found" : !problem && says.every((one) => shown.includes(one));
    count[isRight ? "right" : problem ? "helped" : "wrong"] += 1;
  }
  const line = (name: string, { right, helped, wrong, times }: Count): string =>
    row(name, right, helped, wrong, quantile(times, 0.5), quantile(times, 0.99));
  const all = [...counts.values()].reduce(
    (sum, one) => ({
      right: sum.right + one.right,
      helped: sum.helped + one.helped,
      wrong: sum.wrong + one.wrong,
      times: [...sum.times, ...one.times],
    }),
    { right: 0, helped: 0, wrong: 0, times: [] },
  );
  return [
    row("", "right", "helped", "wrong", "p50 ms", "p99 ms"),
    ...[...counts].map(([kind, count]) => line(kind, count)),
    line("all", all),
  ].join("\n");
}
