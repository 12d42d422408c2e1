/**
 * `node tools/write-questions.ts FOLDER`: plain questions with the right answer of each, from the publishers' files in FOLDER
 * and from nothing of ours, into `test/published/questions.json`.
 */
import { parse } from "csv-parse/sync";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asked } from "./write-questions/asked.ts";
import { fresh } from "./write-questions/fresh.ts";
import { later } from "./write-questions/later.ts";
import { createFacts } from "./write-questions/facts.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new TypeError("say the folder of the publishers’ files");
const table = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, file), "utf8"), { bom: true, columns: true });

const facts = createFacts({
  seats: table("results/hoc_ge2024_results_by_constituency.csv"),
  candidates: table("results/hoc_ge2024_results_by_candidate_20260105.csv"),
  before: table("notional_2019/derived_notional_2019_long.csv"),
});
const questions = [...asked(facts), ...fresh(facts), ...later(facts)];
const file = join(import.meta.dirname, "..", "test", "published", "questions.json");
writeFileSync(file, `[\n${questions.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
process.stdout.write(`${questions.length} questions\n`);
