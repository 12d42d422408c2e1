/**
 * Kills a process of the tip line two hundred times between the form and the relay, before another step each time:
 * `node tools/tip-kills.ts [--kills 200] [--postgres ADDRESS] [--fault]`. Exits with 1 where anything
 * that was confirmed was lost or doubled, or anything that was not was relayed, or was there windows later.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dieAt, type Death } from "../test/support/mortal/index.ts";
import { inOwnSchema } from "../test/support/own-schema.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    postgres: { type: "string" },
    /** The program sends what nobody pressed: it has to be found. */
    fault: { type: "boolean", default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), "teller-tip-kills-"));
let count = 0;

/** One life in a store of its own, which goes again. */
async function one(step: number | undefined): ReturnType<typeof dieAt> {
  const file = join(folder, `${(count += 1)}.sqlite`);
  return inOwnSchema(values.postgres, "kill", (database = file) =>
    dieAt(step, database, values.fault ? "sends unasked" : undefined, join(folder, "compiled")),
  );
}

const { steps } = await one(undefined);
const kills = Number(values.kills);
const deaths: Death[] = [];
const died = (): number => deaths.filter(({ step }) => step !== undefined).length;
const isBad = ({ lost, doubled, unasked, left: stayed }: Death): boolean =>
  lost.length + doubled.length + unasked.length + stayed > 0;
/**
 * Spreads deaths over all steps, again and again: chance makes some lives shorter than the step, and these are made up
 * for.
 */
function* spread(): Generator<number> {
  for (let n = 0; died() < kills && n < 2 * kills; n++) yield 1 + Math.floor(((n % kills) * steps) / kills);
}
const left = spread();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const step of left) {
      const death = await one(step);
      deaths.push(death);
      if (isBad(death)) console.log(death);
    }
  }),
);
rmSync(folder, { recursive: true, force: true });
const bad = deaths.filter(isBad);
const receipts = deaths.reduce((sum, death) => sum + death.receipts, 0);
console.log(
  `killed ${died()} times, of ${steps} steps; ${receipts} receipts, ${bad.length} lives with a tip lost, doubled, unasked or left`,
);
if (bad.length > 0 || died() < kills) process.exitCode = 1;
