/** Both platforms faked and overheard, a newsroom with a tip line, and the program, which is killed and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import type { Chaos } from "../chaos.ts";
import { userId } from "../edge.ts";
import { openDiscord, type FakeDiscord } from "../fake-discord/index.ts";
import { openFakeSlack, type FakeSlack } from "../fake-slack/index.ts";
import { self } from "../fake-slack/world.ts";
import { gone } from "../gone.ts";
import type { Heard } from "../heard.ts";
import { freePort } from "../run-stage.ts";
import { tokensOf } from "../tokens.ts";
import type { PlantName } from "./plants.ts";

export interface CanaryStageOptions {
  readonly seed: number;
  readonly mode: "text" | "sealed";
  /** An address of PostgreSQL with a new, empty schema; absent, a file of its own. */
  readonly database?: string;
  readonly plants?: readonly PlantName[];
}

/** The speed of the program's clock: an hour is a second. */
export const speed = 3_600;

export interface CanaryStage {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly editors: Readonly<Record<"slack" | "discord", string>>;
  readonly identity: string;
  readonly chaos: readonly Chaos[];
  readonly heard: readonly Heard[];
  /** Starts the program, and waits until it is there. */
  start(): Promise<void>;
  /** Kills it with no word of warning. */
  kill(): Promise<void>;
  /** Tells it to leave. @returns its exit code */
  end(): Promise<number | null>;
  /** Reads its metrics and its arguments. */
  glance(): Promise<void>;
  /** Everything that it has written or shown, by where. */
  kept(): Promise<ReadonlyMap<string, Buffer>>;
  close(): Promise<void>;
}

export async function openCanaryStage(options: CanaryStageOptions): Promise<CanaryStage> {
  const { seed, mode, plants = [] } = options;
  const [slack, discord, ops] = await Promise.all([openFakeSlack(), openDiscord(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), "teller-canary-"));
  const [temporary, home] = ["temporary", "home"].map((name) => join(folder, name)) as [string, string];
  for (const path of [temporary, home]) mkdirSync(path);
  const file = join(home, "teller.sqlite");
  const database = options.database;
  const heard: Heard[] = [];
  discord.state.ear = (one) => void heard.push(one);
  slack.listen((one) => void heard.push(one));
  const editors = {
    slack: slack.addChannel({ isPrivate: true }),
    discord: discord.addChannel({ isPrivate: true }),
  };
  const identity = await generateX25519Identity();
  const rates = {
    post: { error: 0.05, errorDone: 0.05, reset: 0.03, resetDone: 0.03, slow: 0.05 },
    history: { error: 0.03 },
  };
  const bad = { rates, slow: 200, within: 500, retryAfter: 1 };
  const chaos = [slack.chaos({ seed, ...bad }), discord.chaos({ seed: seed + 1, ...bad })];
  const env: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    TMPDIR: temporary,
    HOME: home,
    // As the files in deploy/ have it: memory that is given back is overwritten.
    MALLOC_PERTURB_: "165",
    ...tokensOf(slack, discord),
    SLACK_PACE: "0",
    ...(database === undefined ? { DATABASE: file } : { DATABASE_URL: database }),
    OPS_PORT: String(ops),
    LOG_LEVEL: "info",
    POST_SECONDS: "2",
    GRACE_SECONDS: "1",
    LEASE_SECONDS: "2",
    STAFF: `ed:editor=slack:${userId("ed")},discord:${userId("ed")}`,
    TIPS_CHANNELS: `slack:${editors.slack},discord:${editors.discord}`,
    TIPS_NEWSROOM: "The Gazette",
    TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop",
    TIPS_SLACK_TEAMS: self.team,
    ...(mode === "text" ? { TIPS_IDENTITY: identity } : { TIPS_RECIPIENTS: await identityToRecipient(identity) }),
    CANARY_SINCE: String(Date.now()),
    CANARY_SPEED: String(speed),
    ...(plants.length > 0 && { CANARY_PLANTS: plants.join(";") }),
  };
  const page = (path: string) => fetch(`http://127.0.0.1:${ops}${path}`).then((response) => response.text());
  const pages: Buffer[] = [];
  const its: Buffer[] = [];
  const written: Buffer[] = [];
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const one = spawn(process.execPath, ["--no-warnings", join(import.meta.dirname, "program.ts")], {
      env,
      cwd: home,
      stdio: ["pipe", "pipe", "pipe"],
    });
    for (const stream of [one.stdout, one.stderr]) stream.on("data", (part: Buffer) => void written.push(part));
    child = one;
    const isUp = () =>
      page("/readyz").then(
        (text) => /"slack":"up"/.test(text) && /"discord":"up"/.test(text),
        () => false,
      );
    const end = performance.now() + 30_000;
    while (!(await isUp())) {
      if (one.exitCode !== null || performance.now() > end)
        throw new Error(`the program is not up:\n${Buffer.concat(written).toString().slice(-2_000)}`);
      await pause(50);
    }
  }

  async function kept(): Promise<ReadonlyMap<string, Buffer>> {
    const all = new Map<string, Buffer>();
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (statSync(join(folder, path)).isFile()) all.set(path, readFileSync(join(folder, path)));
    if (database !== undefined) all.set("the tables", await tablesOf(database));
    all.set("its log", Buffer.concat(written));
    all.set("its pages", Buffer.concat(pages));
    all.set("its arguments", Buffer.concat(its));
    return all;
  }

  return {
    slack,
    discord,
    editors,
    identity,
    chaos,
    heard,
    start,
    async kill() {
      child?.kill("SIGKILL");
      if (child) await gone(child);
    },
    async end() {
      child?.kill("SIGTERM");
      return child ? gone(child) : null;
    },
    async glance() {
      for (const path of ["/metrics", "/readyz", "/healthz"]) pages.push(Buffer.from(await page(path).catch(() => "")));
      its.push(readFileSync(`/proc/${child?.pid}/cmdline`));
    },
    kept,
    async close() {
      child?.kill("SIGKILL");
      await Promise.all([slack.stop(), discord.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every row of every table, as text. */
async function tablesOf(database: string): Promise<Buffer> {
  const url = new URL(database);
  const schema = url.searchParams.get("schema") ?? "public";
  url.searchParams.delete("schema");
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = $1",
      [schema],
    );
    const all: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${schema}."${name}" t`);
      all.push(name, ...rows.map(({ row }) => row));
    }
    return Buffer.from(all.join("\n"));
  } finally {
    await client.end();
  }
}
