/**
 * Damaged documents by the thousand, through every source: nothing may crash, nothing may be invented, and no undamaged
 * seat may be lost.
 *
 *     node tools/fuzz.ts --inputs 100000 --seed 1 [--first N]
 *
 * A fault is printed with the number of its input: `--first N --inputs 1` repeats it.
 */
import { parseArgs } from "node:util";
import { loadPack } from "../src/data/election-pack.ts";
import { fuzz } from "./fuzz/run.ts";

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    first: { type: "string", default: "0" },
  },
});
const [inputs, seed, first] = [values.inputs, values.seed, values.first].map(Number);
const pack = loadPack(new URL("../elections/uk-2024/", import.meta.url));
const began = Date.now();
const { tallies, faults } = await fuzz(pack, {
  inputs: inputs ?? 0,
  seed: seed ?? 0,
  first: first ?? 0,
  progress: (done) => console.log(`${done} inputs, ${Math.round((Date.now() - began) / 1000)} s`),
});
console.table(Object.fromEntries(tallies));
for (const { input, document, what } of faults) {
  console.error(`input ${input} (${document.shape}, ${document.harm}): ${what}`);
  if (inputs === 1)
    for (const { name, bytes } of document.files) console.error(`--- ${name}\n${bytes.toString("utf8")}`);
}
process.exitCode = faults.length > 0 ? 1 : 0;
