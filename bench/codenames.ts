/** What a codename costs those who try one, and everyone who asks something meanwhile. */
import { randomBytes } from "node:crypto";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { here, type House } from "../src/cli/house.ts";
import { openStore } from "../src/data/store/index.ts";
import { createSwitches } from "../src/data/store/switches.ts";
import { saltOf } from "../src/tips/store/keys.ts";
import { createTipLine, type KeptTipLine } from "../src/tips/store/line.ts";
import { newCodename } from "../src/tips/rules/codename.ts";
import { createDerive } from "../src/tips/rules/derive.ts";
import { createTipLimits } from "../src/tips/rules/limits.ts";
import { quantile, row } from "./figures.ts";
import { asPseudonym } from "../src/core/asker.ts";
import type { Place } from "../src/core/place.ts";

const place: Place = { platform: "paper", id: "C1", kind: "channel" };
const sender = { caller: asPseudonym("someone"), place, secrets: "everywhere" } as const;
const runs = 60;
const questions = 2_000;

async function openLine(): Promise<{ readonly line: KeptTipLine; close(): Promise<void> }> {
  const store = await openStore(":memory:");
  const tables = await store.tips();
  const random = (bytes: number): Uint8Array => randomBytes(bytes);
  const endless = { sends: Infinity, looks: Infinity, origin: Infinity, all: Infinity };
  const line = await createTipLine({
    tables,
    switches: createSwitches(store.db),
    now: () => new Date(),
    random,
    derive: createDerive(await saltOf(tables.db, random)),
    limits: createTipLimits(random, endless),
    recipients: [await identityToRecipient(await generateX25519Identity())],
    mode: "sealed",
    newsroom: "The Gazette",
    saferWays: [],
    relay: "",
    days: 30,
    wants: [],
  });
  return { line, close: () => store.close() };
}

/** In turn, so that a slow spell of the machine is shared. */
async function costs(line: KeptTipLine): Promise<readonly string[]> {
  const sent = await line.send(sender, { subject: "other", text: "Words of a tip, of some length." });
  if (sent.kind !== "held") throw new Error(sent.why);
  await line.confirm(sender, sent.token);
  const typed = {
    "a codename that is known": () => sent.codename,
    "one that nobody was given": () => newCodename(randomBytes),
    "words that are none": () => "seven words that are no codename of ours",
  };
  const times = Object.entries(typed).map(([name, words]) => ({ name, words, all: [] as number[] }));
  for (let run = -5; run < runs; run++)
    for (const { words, all } of times) {
      const began = performance.now();
      await line.check(sender, words());
      if (run >= 0) all.push(performance.now() - began);
    }
  return times.map(({ name, all }) => row(name, quantile(all, 0.5), quantile(all, 0.99)));
}

/** Milliseconds of each question, asked one after another as they come from a platform. */
async function asked(house: House): Promise<readonly number[]> {
  const all: number[] = [];
  for (let n = -100; n < questions; n++) {
    const began = performance.now();
    const begun = house.dispatch.line("/seat bath", { ...here, caller: asPseudonym(`asker ${n % 50}`) });
    if (begun.kind === "answer") await begun.answer;
    if (n >= 0) all.push(performance.now() - began);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return all;
}

export async function codenamesTable(house: House): Promise<string> {
  const its = await openLine();
  const { line } = its;
  const prices = await costs(line);
  const alone = await asked(house);
  const over = new AbortController();
  let tried = 0;
  const began = performance.now();
  const trying = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      await line.check(sender, newCodename(randomBytes));
      tried++;
    }
  });
  const meanwhile = await asked(house);
  over.abort();
  await Promise.all(trying);
  const rate = (1_000 * tried) / (performance.now() - began);
  await its.close();
  return [
    row("", "p50 ms", "p99 ms"),
    ...prices,
    row("/seat bath, nobody tries any", quantile(alone, 0.5), quantile(alone, 0.99)),
    row("/seat bath, four try without end", quantile(meanwhile, 0.5), quantile(meanwhile, 0.99)),
    `codenames tried a second meanwhile: ${rate.toFixed(0)}`,
  ].join("\n");
}
