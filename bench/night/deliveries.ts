/** Messages a second, against a bare loop of the same SDK with the same payload; and of several instances against one. */
import { availableParallelism } from "node:os";
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
  /** Milliseconds of the processor for a message: of all instances, and of the loop. */
  readonly cpu: { readonly ours: number[]; readonly bare: number[] };
}

interface Stage {
  readonly instances?: number;
  /** Milliseconds that the platform takes for a post. */
  readonly slow?: number;
  /** Flags of Node's own, for a profile. */
  readonly flags?: readonly string[];
}

export async function deliver(
  platform: "slack" | "discord",
  kind: Kind,
  { instances = 1, slow, flags = [] }: Stage = {},
): Promise<Runs> {
  const fakes = start<Fakes>("fakes.ts");
  const bare = start<Bare>("bare.ts");
  const kept = await keep(kind);
  const us = Array.from({ length: instances }, () => start<Instance>("instance.ts", flags));
  const runs: Runs = { ours: [], bare: [], cpu: { ours: [], bare: [] } };
  const pace = { pace: 0, ahead, instances, ...(slow !== undefined && { slow }) };
  try {
    const secrets = await fakes.ask("secrets");
    const channels = (await fakes.ask("channels", { slack: 0, discord: 0, [platform]: places }))[platform];
    await place(
      kept,
      channels.map((channel) => ({ platform, channel })),
    );
    await Promise.all(us.map((one) => one.ask("open", { secrets, on: [platform], where: kept.where, ...pace })));
    const log = createLog(kept.store.db);
    const declarations = theDeclarations();
    // In turn, so that a slow spell of the machine is shared; the first round warms both.
    for (let round = -1; round < rounds; round += 1) {
      await Promise.all(us.map((one) => one.ask("cpu")));
      await log.append(speaker, declarations.slice(round + 1, round + 2), new Date(Date.now() + ahead));
      await settled(kept);
      const ours = (await fakes.ask("arrivals"))[platform];
      if (ours.length !== places) throw new Error(`${ours.length} messages for ${places} places`);
      const cpus = await Promise.all(us.map((one) => one.ask("cpu")));
      const payload = (await fakes.ask("last"))[platform] ?? {};
      await bare.ask("cpu");
      await bare.ask("run", { secrets, platform, channels, payload, concurrency });
      const loop = await bare.ask("cpu");
      const theirs = (await fakes.ask("arrivals"))[platform];
      if (round < 0) continue;
      runs.ours.push(rateOf(ours));
      runs.bare.push(rateOf(theirs));
      runs.cpu.ours.push(cpus.reduce((sum, ms) => sum + ms, 0) / places);
      runs.cpu.bare.push(loop / places);
    }
    return runs;
  } finally {
    await Promise.all(us.map((one) => one.end()));
    await Promise.all([bare.end(), fakes.end(), kept.drop()]);
  }
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** On PostgreSQL a message is to cost at most twice what it does in a file. */
const aims = {
  ofSqlite: "0.50",
  instances: new Map([
    [2, "1.70"],
    [4, "2.50"],
  ]),
} as const;

export async function deliveriesTable(kinds: readonly Kind[]): Promise<string> {
  const heads = ["messages/s", "spread", "bare loop", "spread", "ratio", "CPU ms", "bare CPU", "of SQLite", "aim"];
  const lines = [row("", ...heads)];
  for (const platform of ["slack", "discord"] as const) {
    let inFile = Number.NaN;
    for (const kind of kinds) {
      const { ours, bare, cpu } = await deliver(platform, kind);
      const [a, b] = [median(ours), median(bare)];
      const isFile = kind === "SQLite";
      if (isFile) inFile = a;
      const figures = [
        Math.round(a),
        spread(ours),
        Math.round(b),
        spread(bare),
        b / a,
        median(cpu.ours),
        median(cpu.bare),
      ];
      lines.push(row(`${platform}, ${kind}`, ...figures, ...(isFile ? [] : [a / inFile, aims.ofSqlite])));
    }
  }
  return lines.join("\n");
}

/** Milliseconds that a platform may well take for a post: then it is not the processors that set the rate. */
const slow = 300;

export async function instancesTable(): Promise<string> {
  const lines = [row(`of ${availableParallelism()} processors`, "messages/s", "spread", "CPU ms", "ratio", "aim")];
  for (const [name, over] of [
    ["", {}],
    [`, ${slow} ms a post`, { slow }],
  ] as const) {
    let one = 0;
    for (const instances of [1, 2, 4]) {
      const { ours, cpu } = await deliver("slack", "PostgreSQL", { instances, ...over });
      one ||= median(ours);
      const figures = [Math.round(median(ours)), spread(ours), median(cpu.ours), median(ours) / one];
      const aim = aims.instances.get(instances);
      lines.push(row(`${instances} instance${instances > 1 ? "s" : ""}${name}`, ...figures, ...(aim ? [aim] : [])));
    }
  }
  return lines.join("\n");
}
