/** Both platforms, faked, a database, and programs that play a night into them and can be killed. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openStore, type Store } from "../../../src/data/store/index.ts";
import { idlePlace } from "../../../src/data/store/places.ts";
import type { Chaos } from "../chaos.ts";
import { openDiscord } from "../fake-discord/index.ts";
import { openFakeSlack } from "../fake-slack/index.ts";
import { gone } from "../gone.ts";
import { tokensOf } from "../tokens.ts";
import type { Channels } from "../told.ts";
import { places, type Asked } from "./places.ts";

const program = join(import.meta.dirname, "../../../teller.mjs");

export interface BadNightOptions {
  readonly seed: number;
  /** Where the store is: a path or an address, new and empty. A file of its own unless given. */
  readonly database?: string;
  readonly instances: number;
  /** How often a program is killed. */
  readonly kills: number;
  readonly speed: number;
  /** Of the night, in the voters' own time. */
  readonly from?: string;
  readonly until: string;
  /** Told how it goes. */
  readonly say?: (words: string) => void;
}

/** Milliseconds: a post is unanswered, may still land, and a place is held by the dead. */
export const waits = { post: 1_000, lands: 600, grace: 2_500, lease: 4_000 } as const;

export interface Placed extends Asked {
  readonly platform: "slack" | "discord";
  readonly channel: string;
  /** Its id in the store. */
  readonly id: string;
}

export interface BadStage {
  readonly places: readonly Placed[];
  readonly store: Store;
  readonly fakes: Readonly<Record<"slack" | "discord", Channels>>;
  readonly chaos: Readonly<Record<"slack" | "discord", Chaos>>;
  readonly provoked: () => number;
  readonly refused: () => readonly string[];
  readonly programs: Programs;
  close(): Promise<void>;
}

export async function openStage(options: BadNightOptions): Promise<BadStage> {
  const [slack, discord] = await Promise.all([openFakeSlack(), openDiscord()]);
  const folder = mkdtempSync(join(tmpdir(), "teller-bad-night-"));
  const database = options.database ?? join(folder, "night.sqlite");
  const store = await openStore(database);
  const fakes = { slack, discord } as const;
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
          state: "on",
          staff: 0,
          cursor: 0,
          corrected: 0,
          noticed: 0,
          ...idlePlace,
          since: 0,
        })
        .execute();
      return { ...one, channel, id };
    }),
  );
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
  };
  const bad = { rates, slow: 300, within: waits.lands, retryAfter: 1 };
  const chaos = {
    slack: slack.chaos({ seed: options.seed, ...bad }),
    discord: discord.chaos({ seed: options.seed + 1, ...bad }),
  };
  slack.limits({ scale: 0.05 });
  discord.limits({ scale: 0.05 });
  const env = {
    ...tokensOf(slack, discord),
    SLACK_PACE: "0.06",
    REPLAY: database,
    DATABASE: join(folder, "unused.sqlite"),
    INSTANCES: String(options.instances),
    LEASE_SECONDS: String(waits.lease / 1_000),
    GRACE_SECONDS: String(waits.grace / 1_000),
    POST_SECONDS: String(waits.post / 1_000),
    LOG_LEVEL: "warn",
  };
  const args = [
    program,
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
  const programs = createPrograms(args, env);
  return {
    places: placed,
    store,
    fakes,
    chaos,
    provoked: () => slack.provoked + discord.provoked,
    refused: () => [...slack.refusals.map(({ why }) => why), ...discord.state.refused],
    programs,
    async close() {
      await programs.end();
      await store.close();
      await Promise.all([slack.stop(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Programs {
  start(): void;
  /** Kills the nth, with no word of warning, and starts another in its place. */
  replace(n: number): Promise<void>;
  /** Everything that any of them wrote. */
  text(): string;
  /** Tells all to leave, and waits until they have. @returns exit codes */
  end(): Promise<readonly (number | null)[]>;
}

function createPrograms(args: readonly string[], env: Readonly<Record<string, string>>): Programs {
  const running: ChildProcess[] = [];
  let text = "";
  const launch = (): ChildProcess => {
    const child = spawn(process.execPath, [...args], {
      env: { PATH: process.env["PATH"] ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      cwd: dirname(program),
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text = `${text}${part}`.slice(-200_000)));
    return child;
  };
  return {
    start: () => void running.push(launch()),
    async replace(n) {
      const child = running[n];
      if (!child) return;
      child.kill("SIGKILL");
      await gone(child);
      running[n] = launch();
    },
    text: () => text,
    end: () =>
      Promise.all(
        running.splice(0).map((child) => {
          child.kill("SIGTERM");
          const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
          return gone(child).finally(() => clearTimeout(late));
        }),
      ),
  };
}
