/** What the tip line's cryptography costs: sealing and opening, and what a codename opens. */
import { randomBytes } from "node:crypto";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { newCaseNumber } from "../src/tips/rules/case-number.ts";
import { newCodename, readCodename } from "../src/tips/rules/codename.ts";
import { createDerive, newSalt } from "../src/tips/rules/derive.ts";
import { open, seal } from "../src/tips/rules/seal.ts";
import { quantile, row } from "./figures.ts";

const runs = 300;

/** @returns milliseconds of each run, after some that do not count */
async function times(work: () => unknown, count = runs): Promise<readonly number[]> {
  const all: number[] = [];
  for (let i = -20; i < count; i += 1) {
    const begun = performance.now();
    await work();
    if (i >= 0) all.push(performance.now() - begun);
  }
  return all;
}

export async function tipsTable(): Promise<string> {
  const identities = await Promise.all(Array.from({ length: 3 }, () => generateX25519Identity()));
  const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
  const number = newCaseNumber(randomBytes);
  const text = "Words of a tip. ".repeat(31);
  const sealed = await seal(number, text, recipients);
  const derive = createDerive(newSalt(randomBytes));
  const codename = newCodename(randomBytes);
  const slipped = codename.replaceAll(/(\w)(\w)\b/g, "$2$1");
  const figures = {
    "seal 500 characters to one key": await times(() => seal(number, text, recipients.slice(0, 1))),
    "seal 500 characters to three keys": await times(() => seal(number, text, recipients)),
    "seal 3,500 characters to three keys": await times(() => seal(number, text.repeat(7), recipients)),
    "open with the last of three keys": await times(() => open(number, sealed, identities)),
    "keys from a codename": await times(() => derive(codename), 60),
    "read a codename as given": await times(() => readCodename(codename)),
    "read one with seven slips": await times(() => readCodename(slipped)),
  };
  return [
    row("", "median ms", "worst 1 %", "a second"),
    ...Object.entries(figures).map(([name, all]) => {
      const total = all.reduce((sum, one) => sum + one, 0);
      return row(name, quantile(all, 0.5), quantile(all, 0.99), Math.round((1_000 * all.length) / total));
    }),
  ].join("\n");
}
