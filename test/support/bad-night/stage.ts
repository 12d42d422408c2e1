/** Both platforms, faked, a database, and programs that play a night into them and can be killed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDatabaseAddress } from "../../../src/lib/address.ts";
import { openStore, type Store } from "../../../src/data/store/index.ts";
import type { Act, Chaos, Met } from "../chaos.ts";
import { openDiscord } from "../fake-discord/index.ts";
import { openFakeSlack } from "../fake-slack/index.ts";
import { tokensOf } from "../tokens.ts";
import type { Channels } from "../told.ts";
import { places, type Asked } from "./places.ts";
import { createPrograms, type Programs } from "./programs.ts";
import { smallDisk, type Disk } from "./disk.ts";
import type { OwnServer } from "../own-server.ts";
import { addressOf, watchWork } from "./work.ts";
import { untoldPlace } from "../untold-place.ts";
import { windable } from "./wind.ts";

const program = join(import.meta.dirname, "../../../teller.mjs");

export interface BadNightOptions {
  readonly seed: number;
  /** The path or address of a new, empty store. A file of its own unless given. */
  readonly database?: string;
  readonly instances: number;
  /** The number of kills. */
  readonly kills: number;
  /** Of pauses that last longer than a lease, of cuts of an instance's connections (on PostgreSQL), and of moves of an instance's clock. */
  readonly pauses?: number;
  readonly cuts?: number;
  readonly winds?: number;
  /** Of restarts of the database, which needs a server of the night's own; of times when a file's disk is full; and of times when one platform shows no history. */
  readonly restarts?: number;
  readonly fills?: number;
  readonly shuts?: number;
  /** Of restores from a backup, in the midst of the night. */
  readonly restores?: number;
  /** Of posts that land 8 to 40 seconds late. */
  readonly lates?: number;
  /** The folder of another version, which the last instance runs. */
  readonly older?: string;
  readonly server?: OwnServer;
  readonly speed: number;
  /** Hours of the night, in the voters' own time. */
  readonly from?: string;
  readonly until: string;
  /** Called with the night's progress. */
  readonly say?: (words: string) => void;
}

/**
 * Milliseconds: until a post counts as unanswered, until one no longer lands, until one is repeated, and of a lease.
 */
export const waits = { post: 1_000, lands: 600, grace: 5_000, lease: 4_000 } as const;

export interface Placed extends Asked {
  readonly platform: "slack" | "discord";
  readonly channel: string;
  /** Its id in the store. */
  readonly id: string;
}

export interface BadStage {
  readonly places: readonly Placed[];
  /** The store's path or address. */
  readonly database: string;
  readonly store: Store;
  readonly fakes: Readonly<Record<"slack" | "discord", Channels>>;
  readonly chaos: Readonly<Record<"slack" | "discord", Chaos>>;
  /** The number of each fault that was met: "post late" and so on. */
  readonly met: ReadonlyMap<string, number>;
  readonly provoked: () => number;
  readonly refused: () => readonly string[];
  readonly programs: Programs;
  /** The path of the program, and what all its instances are configured with. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** A folder that goes with the night. */
  readonly folder: string;
  /** Posts that stood there by a restore, and of which its backup did not know: channel and id, as `postOf` has them. */
  readonly forgotten: Set<string>;
  /** Faults of what was told by a log that a restore has lost, each in a line. */
  readonly lost: string[];
  /** Moves an instance's clock; absent where this machine has no faketime. */
  readonly wind: ((n: number, seconds: number) => void) | undefined;
  /** The disk that the database is on, where one of our own was asked for and can be had. */
  readonly disk: Disk | undefined;
  /** Events with their seconds, each in a line. */
  readonly diary: readonly string[];
  note(what: string): void;
  /** A fault of Slack's own: puts a message into a channel that no program sent. */
  plant(channel: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/** A post's name over both platforms. */
export const postOf = ({ channel }: Pick<Placed, "channel">, id: string): string => `${channel} ${id}`;

/** Shares of all calls. */
const rates = {
  post: {
    haste: 0.03,
    error: 0.03,
    errorDone: 0.03,
    reset: 0.02,
    resetDone: 0.02,
    slow: 0.05,
    stall: 0.01,
    late: 0.02,
  },
  edit: { haste: 0.03, error: 0.03, errorDone: 0.03, reset: 0.02, slow: 0.05 },
  history: { error: 0.02, slow: 0.05 },
} as const;

/** Kinds of faults in every night, whatever the calls that meet them. */
export const kinds: readonly string[] = [...new Set(Object.values(rates).flatMap(Object.keys))];

export async function openStage(options: BadNightOptions): Promise<BadStage> {
  const [slack, discord] = await Promise.all([openFakeSlack(), openDiscord()]);
  const folder = mkdtempSync(join(tmpdir(), "teller-bad-night-"));
  const own = options.database === undefined && (options.fills ?? 0) > 0 ? smallDisk() : undefined;
  const database = options.database ?? join(own?.folder ?? folder, "night.sqlite");
  const store = await openStore(database);
  if (isDatabaseAddress(database)) await watchWork(store.db);
  const fakes = { slack, discord } as const;
  const began = performance.now();
  const diary: string[] = [];
  const note = (what: string): void =>
    void diary.push(`${((performance.now() - began) / 1_000).toFixed(3).padStart(9)} s  ${what}`);
  const placed = await Promise.all(
    places.map(async (one, i): Promise<Placed> => {
      const channel = fakes[one.platform].addChannel();
      const id = `place-${i}`;
      await store.db
        .insertInto("places")
        .values({
          id,
          platform: one.platform,
          place: channel,
          subscription: JSON.stringify(one.subscription),
          ...untoldPlace,
        })
        .execute();
      return { ...one, channel, id };
    }),
  );
  const bad = (platform: string) => ({
    rates,
    slow: 300,
    within: waits.lands,
    retryAfter: 1,
    each: true,
    far: { most: options.lates ?? 0, from: 8_000, to: 40_000 },
    met: (act: Act, fault: Met): void => {
      met.set(`${act} ${fault}`, (met.get(`${act} ${fault}`) ?? 0) + 1);
      note(`${platform}: ${act} met ${fault}`);
    },
  });
  const met = new Map<string, number>();
  const chaos = {
    slack: slack.chaos({ seed: options.seed, ...bad("slack") }),
    discord: discord.chaos({ seed: options.seed + 1, ...bad("discord") }),
  };
  slack.limits({ scale: 0.05 });
  discord.limits({ scale: 0.05 });
  const env = {
    ...tokensOf(slack, discord),
    SLACK_PACE: "0.06",
    DATABASE: join(folder, "unused.sqlite"),
    INSTANCES: String(options.instances),
    LEASE_SECONDS: String(waits.lease / 1_000),
    GRACE_SECONDS: String(waits.grace / 1_000),
    POST_SECONDS: String(waits.post / 1_000),
    LOG_LEVEL: "warn",
  };
  const args = (n: number): readonly string[] => [
    options.older !== undefined && n === options.instances - 1 ? join(options.older, "teller.mjs") : program,
    "replay",
    "--post",
    "--speed",
    String(options.speed),
    "--faults",
    String(options.seed),
    ...(options.from === undefined ? [] : ["--from", options.from]),
    "--until",
    options.until,
  ];
  const wound = windable(folder);
  const programs = createPrograms({
    args,
    env: (n) => ({ ...env, ...wound.env(n), REPLAY: addressOf(database, n) }),
    cwd: dirname(program),
    note,
  });
  return {
    places: placed,
    database,
    store,
    fakes,
    chaos,
    provoked: () => slack.provoked + discord.provoked,
    refused: () => [...slack.refusals.map(({ why }) => why), ...discord.state.refused],
    met,
    programs,
    program,
    env,
    folder,
    forgotten: new Set(),
    lost: [],
    wind: wound.wind,
    disk: own ?? options.server?.disk,
    diary,
    note,
    async plant(channel, text) {
      const headers = { authorization: `Bearer ${slack.botToken}` };
      const body = new URLSearchParams({ channel, text });
      await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", headers, body });
    },
    async close() {
      await programs.end();
      await store.close();
      await Promise.all([slack.stop(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
      own?.remove();
    },
  };
}
