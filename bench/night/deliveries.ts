/** Messages a second, against a bare loop of the same SDK with the same payload; and of several instances against one. */
import { createLog } from "../../src/data/store/log.ts";
import { quantile, row } from "../figures.ts";
import type { Bare } from "./bare.ts";
import { start } from "./child.ts";
import type { Arrival, Fakes } from "./fakes.ts";
import type { Instance } from "./instance.ts";
import { ahead, keep, place, settled, speaker, theDeclarations, type Kind } from "./stage.ts";

/** Of one declaration each has a message of its own. */
const places = 1_000;
const rounds = 3;
/** Places that Teller visits at the same time. */
const concurrency = 64;

/** From the first that came to the last. */
export function rateOf(arrivals: readonly Arrival[]): number {
  const times = arrivals.map(({ at }) => at).toSorted((a, b) => a - b);
  const [first = 0, last = first] = [times[0], times.at(-1)];
  return (1_000 * (times.length - 1)) / (last - first);
}

export const spread = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}-${Math.round(Math.max(...values))}`;

interface Runs {
  readonly ours: number[];
  readonly bare: number[];
}

/** @param flags of Node's own, for a profile */
export async function deliver(
  platform: "slack" | "discord",
  kind: Kind,
  instances = 1,
  flags: readonly string[] = [],
): Promise<Runs> {
  const fakes = start<Fakes>("fakes.ts");
  const bare = start<Bare>("bare.ts");
  const kept = await keep(kind);
  const us = Array.from({ length: instances }, () => start<Instance>("instance.ts", flags));
  const runs: Runs = { ours: [], bare: [] };
  try {
    const secrets = await fakes.ask("secrets");
    const channels = (await fakes.ask("channels", { slack: 0, discord: 0, [platform]: places }))[platform];
    await place(
      kept,
      channels.map((channel) => ({ platform, channel })),
    );
    await Promise.all(
      us.map((one) => one.ask("open", { secrets, on: [platform], where: kept.where, pace: 0, ahead, instances })),
    );
    const log = createLog(kept.store.db);
    const declarations = theDeclarations();
    // In turn, so that a slow spell of the machine is shared; the first round warms both.
    for (let round = -1; round < rounds; round += 1) {
      await log.append(speaker, declarations.slice(round + 1, round + 2), new Date(Date.now() + ahead));
      await settled(kept);
      const ours = (await fakes.ask("arrivals"))[platform];
      if (ours.length !== places) throw new Error(`${ours.length} messages for ${places} places`);
      const payload = (await fakes.ask("last"))[platform] ?? {};
      await bare.ask("run", { secrets, platform, channels, payload, concurrency });
      const theirs = (await fakes.ask("arrivals"))[platform];
      if (round < 0) continue;
      runs.ours.push(rateOf(ours));
      runs.bare.push(rateOf(theirs));
    }
    return runs;
  } finally {
    await Promise.all(us.map((one) => one.end()));
    await Promise.all([bare.end(), fakes.end(), kept.drop()]);
  }
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

export async function deliveriesTable(kinds: readonly Kind[]): Promise<string> {
  const lines = [row("", "messages/s", "spread", "bare loop", "spread", "ratio")];
  for (const platform of ["slack", "discord"] as const)
    for (const kind of kinds) {
      const { ours, bare } = await deliver(platform, kind);
      const [a, b] = [median(ours), median(bare)];
      lines.push(row(`${platform}, ${kind}`, Math.round(a), spread(ours), Math.round(b), spread(bare), b / a));
    }
  return lines.join("\n");
}

export async function instancesTable(): Promise<string> {
  const lines = [row("", "messages/s", "spread", "ratio")];
  let one = 0;
  for (const count of [1, 2, 4]) {
    const { ours } = await deliver("slack", "PostgreSQL", count);
    one ||= median(ours);
    lines.push(
      row(`${count} instance${count > 1 ? "s" : ""}`, Math.round(median(ours)), spread(ours), median(ours) / one),
    );
  }
  return lines.join("\n");
}
