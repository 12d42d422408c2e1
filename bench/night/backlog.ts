/** All of a night at once to a thousand places, against the time that the platforms' limits alone take for what was sent. */
import { statSync } from "node:fs";
import { paces } from "../../src/adapters/slack/limits.ts";
import type { Filter } from "../../src/core/seats/filter.ts";
import { createLog } from "../../src/data/store/log.ts";
import { quantile, row } from "../figures.ts";
import { start } from "./child.ts";
import type { Arrival, Fakes } from "./fakes.ts";
import type { Instance } from "./instance.ts";
import { ahead, keep, place, settled, speaker, theDeclarations, type Wanted } from "./stage.ts";

/** A workspace has fewer channels that want news than Discord has servers. */
const places = { slack: 50, discord: 950 } as const;
/** The platforms' own: at half of it, Discord's limit raised by as much, two processors have too much to do. */
const pace = 1;
/** A message of 5 in 5 seconds and a channel, and 50 requests a second of the bot's. */
const ofDiscord = { channel: 1_000, burst: 5, every: 20 } as const;

/** What places ask for, in turn. */
const filters: readonly Filter[] = [
  { is: "everything" },
  { is: "gains" },
  { is: "party", party: "lab", does: "gains" },
  { is: "party", party: "con", does: "loses" },
  { is: "nation", nation: "Scotland" },
  { is: "region", region: "London" },
  { is: "targets", party: "lab", upTo: 100 },
  { is: "party", party: "ld", does: "wins" },
  { is: "portillo" },
  { is: "nation", nation: "Wales" },
];

/** Milliseconds that the limits take for so many, of which the busiest channel has so many. */
function bounds(slack: readonly Arrival[], discord: readonly Arrival[]): { slack: number; discord: number } {
  const busiest = (arrivals: readonly Arrival[]): number =>
    Math.max(0, ...[...Map.groupBy(arrivals, ({ channel }) => channel).values()].map((some) => some.length));
  const { channel, methods } = paces;
  const post = methods["chat.postMessage"];
  return {
    slack: pace * Math.max((slack.length - post.burst) * post.every, (busiest(slack) - channel.burst) * channel.every),
    discord: Math.max(
      discord.length * ofDiscord.every * pace,
      (busiest(discord) - ofDiscord.burst) * ofDiscord.channel,
    ),
  };
}

const aims = { slack: "1.05", discord: "1.03", fair: "1.20" } as const;

/** Of the moments at which channels had all of theirs: the last against the median. */
function fairness(arrivals: readonly Arrival[]): number {
  const began = firstOf(arrivals);
  const ends = [...Map.groupBy(arrivals, ({ channel }) => channel).values()].map((some) => lastOf(some) - began);
  return Math.max(...ends) / quantile(ends, 0.5);
}

const lastOf = (arrivals: readonly Arrival[]): number => Math.max(...arrivals.map(({ at }) => at));
const firstOf = (arrivals: readonly Arrival[]): number => Math.min(...arrivals.map(({ at }) => at));

export async function backlogTable(flags: readonly string[] = []): Promise<string> {
  const fakes = start<Fakes>("fakes.ts");
  const teller = start<Instance>("instance.ts", flags);
  const kept = await keep("SQLite");
  try {
    const secrets = await fakes.ask("secrets");
    const channels = await fakes.ask("channels", places);
    await fakes.ask("limit", pace);
    const wanted = (["slack", "discord"] as const).flatMap((platform) =>
      channels[platform].map((channel, i): Wanted => {
        const filter = filters[i % filters.length];
        return { platform, channel, ...(filter && { subscription: { filter } }) };
      }),
    );
    await place(kept, wanted);
    await teller.ask("open", { secrets, on: ["slack", "discord"], where: kept.where, pace, ahead });
    await createLog(kept.store.db).append(speaker, theDeclarations(), new Date(Date.now() + ahead));
    await settled(kept);
    const { slack, discord } = await fakes.ask("arrivals");
    const bound = bounds(slack, discord);
    const provoked = await fakes.ask("provoked");
    const rows = (
      [
        ["Slack, 50 places", slack, bound.slack, aims.slack],
        ["Discord, 950 places", discord, bound.discord, aims.discord],
      ] as const
    ).map(([name, arrivals, ms, aim]) => {
      const took = lastOf(arrivals) - firstOf(arrivals);
      return row(name, arrivals.length, took / 1_000, ms / 1_000, took / ms, aim, fairness(arrivals), aims.fair);
    });
    const both = [...slack, ...discord];
    const [took, ms] = [lastOf(both) - firstOf(both), Math.max(bound.slack, bound.discord)];
    return [
      row("", "messages", "took s", "limits s", "ratio", "aim", "last/med.", "aim"),
      ...rows,
      row("together", both.length, took / 1_000, ms / 1_000, took / ms),
      `refused for haste: ${provoked}`,
      "",
      row("", "MB"),
      row("Teller, its peak of memory", Math.round(teller.peak())),
      row("both fakes, theirs", Math.round(fakes.peak())),
      row("the database, with its journal", sizeOf(kept.where)),
    ].join("\n");
  } finally {
    await teller.end();
    await Promise.all([fakes.end(), kept.drop()]);
  }
}

const sizeOf = (path: string): number =>
  ["", "-wal"].reduce((sum, suffix) => sum + statSync(`${path}${suffix}`).size, 0) / 1024 ** 2;
