/** Both platforms faked and overheard, a newsroom with a tip line, and the program, which is killed and started again. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Chaos } from "../chaos.ts";
import { userId } from "../edge.ts";
import { openDiscord, type FakeDiscord } from "../fake-discord/index.ts";
import { openFakeSlack, type FakeSlack } from "../fake-slack/index.ts";
import { backup } from "../../../src/data/store/backup.ts";
import { self } from "../fake-slack/world.ts";
import { gone } from "../gone.ts";
import { overwrites } from "../memory/overwrites.ts";
import type { Heard } from "../heard.ts";
import { freePort } from "../run-stage.ts";
import { tokensOf } from "../tokens.ts";
import { clockOf } from "./clock.ts";
import { filesIn, modesOf, timesOf } from "./files.ts";
import { overhear } from "./overhear.ts";
import type { Stamps } from "./moments.ts";
import { tablesOfFiles, tablesOfServer, type Server } from "./tables.ts";
import type { Run } from "./times.ts";
import type { Watched } from "./watching.ts";

export interface CanaryStageOptions {
  readonly seed: number;
  readonly mode: "text" | "sealed";
  /** An address of PostgreSQL with a new, empty schema; absent, a file of its own. */
  readonly database?: string;
  /** Names of leaks from the table of `plants.ts`. */
  readonly plants?: readonly string[];
  /** By how much the program's clock is faster than ours; an hour is a second unless it is given. */
  readonly speed?: number;
  /** Leaves the program's doings unwatched: whoever watches keeps copies of them in its memory. */
  readonly unwatched?: true;
}

/** The workspace that sources ask from: the one that may, and no other's. */
export const workspace = "TZSCHWARZ9";
const usualSpeed = 3_600;

/** Something that the program wrote, and when we had it: milliseconds since 1970. */
export interface Line {
  readonly at: number;
  readonly text: string;
}

export interface CanaryStage {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly editors: Readonly<Record<"slack" | "discord", string>>;
  readonly identity: string;
  readonly heard: readonly Heard[];
  /** Lines of its log. */
  readonly lines: readonly Line[];
  /** Its doings besides writing and sending: see `watch.ts`. */
  watched(): readonly Watched[];
  /** Addresses that it may call. */
  readonly own: readonly string[];
  /** Its folder, with all its files. */
  readonly folder: string;
  /** Settings that are keys. */
  readonly keys: readonly string[];
  readonly wound: Run["wound"];
  readonly real: Run["real"];
  /** Begins a bad night at both platforms. */
  storm(): readonly Chaos[];
  /** Starts the program, and waits until it is there. */
  start(): Promise<void>;
  /** Kills it with no word of warning. */
  kill(): Promise<void>;
  /** Tells it to leave. @returns its exit code */
  end(): Promise<number | null>;
  /** Reads its pages, whole, and its arguments. @returns the pages */
  glance(): Promise<readonly string[]>;
  /** Everything that it has written or shown, by where. */
  kept(): ReadonlyMap<string, Buffer>;
  /** Times of its files themselves. */
  stamps(): readonly Stamps[];
  modes(): ReadonlyMap<string, number>;
  /** Makes a backup among what it has written, while it runs or not. */
  backup(): Promise<void>;
  /** Its database's rows. */
  rows(): Promise<Server>;
  close(): Promise<void>;
}

export async function openCanaryStage(options: CanaryStageOptions): Promise<CanaryStage> {
  const { seed, mode, plants = [], database, speed = usualSpeed } = options;
  const [slack, discord, ops, server] = await Promise.all([
    openFakeSlack(),
    openDiscord(),
    freePort(),
    database === undefined ? undefined : overhear(database),
  ]);
  const [folder, aside] = ["teller-canary-", "teller-watch-"].map((name) => mkdtempSync(join(tmpdir(), name))) as [
    string,
    string,
  ];
  const [temporary, home] = ["temporary", "home"].map((name) => join(folder, name)) as [string, string];
  for (const path of [temporary, home]) mkdirSync(path);
  const watch = join(aside, "watched");
  writeFileSync(watch, "");
  const heard: Heard[] = [];
  discord.state.ear = (one) => void heard.push(one);
  slack.listen((one) => void heard.push(one));
  const editors = {
    slack: slack.addChannel({ isPrivate: true }),
    discord: discord.addChannel({ isPrivate: true }),
  };
  const identity = await generateX25519Identity();
  const since = Date.now();
  const env: Record<string, string> = {
    PATH: process.env["PATH"] ?? "",
    TMPDIR: temporary,
    HOME: home,
    ...overwrites,
    ...tokensOf(slack, discord),
    SLACK_PACE: "0",
    ...(server === undefined ? { DATABASE: join(home, "teller.sqlite") } : { DATABASE_URL: server.address }),
    OPS_PORT: String(ops),
    LOG_LEVEL: "info",
    POST_SECONDS: "2",
    GRACE_SECONDS: "1",
    LEASE_SECONDS: "2",
    STAFF: `ed:editor=slack:${userId("ed")},discord:${userId("ed")}`,
    TIPS_CHANNELS: `slack:${editors.slack},discord:${editors.discord}`,
    TIPS_NEWSROOM: "The Gazette",
    TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop",
    TIPS_SLACK_TEAMS: `${self.team},${workspace}`,
    ...(mode === "text" ? { TIPS_IDENTITY: identity } : { TIPS_RECIPIENTS: await identityToRecipient(identity) }),
    CANARY_SINCE: String(since),
    CANARY_SPEED: String(speed),
    CANARY_WATCH: watch,
    ...(plants.length > 0 && { CANARY_PLANTS: JSON.stringify(plants) }),
  };
  const pages = new Set<string>();
  const its = new Set<string>();
  const lines: Line[] = [];
  let child: ChildProcess | undefined;
  let half = "";

  async function page(path: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${ops}${path}`);
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
    return [`${response.status} ${response.statusText}`, ...headers, "", await response.text()].join("\n");
  }

  function write(part: Buffer): void {
    const whole = (half + part.toString("latin1")).split("\n");
    half = whole.pop() ?? "";
    for (const text of whole) lines.push({ at: Date.now(), text });
  }

  async function start(): Promise<void> {
    const program = [
      "--no-warnings",
      ...(options.unwatched ? [] : ["--import", join(import.meta.dirname, "watch.ts")]),
      join(import.meta.dirname, "program.ts"),
    ];
    const one = spawn(process.execPath, program, { env, cwd: home, stdio: ["pipe", "pipe", "pipe"] });
    for (const stream of [one.stdout, one.stderr]) stream.on("data", write);
    child = one;
    const isUp = () =>
      page("/readyz").then(
        (text) => /"slack":"up"/.test(text) && /"discord":"up"/.test(text),
        () => false,
      );
    const end = performance.now() + 120_000;
    while (!(await isUp())) {
      if (one.exitCode !== null || performance.now() > end)
        throw new Error(
          `the program is not up:\n${lines
            .map(({ text }) => text)
            .join("\n")
            .slice(-2_000)}`,
        );
      await pause(50);
    }
  }

  return {
    slack,
    discord,
    editors,
    identity,
    heard,
    lines,
    folder,
    keys: [identity, slack.botToken, slack.appToken, slack.signingSecret, discord.state.token],
    own: [new URL(slack.url).host, new URL(discord.apiUrl).host, ...(server ? [server.host] : [])],
    ...clockOf(since, speed),
    storm() {
      const rates = {
        post: { error: 0.05, errorDone: 0.05, reset: 0.03, resetDone: 0.03, slow: 0.05 },
        history: { error: 0.03 },
      };
      const bad = { rates, slow: 200, within: 500, retryAfter: 1 };
      return [slack.chaos({ seed, ...bad }), discord.chaos({ seed: seed + 1, ...bad })];
    },
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
      const all = await Promise.all(["/metrics", "/readyz", "/healthz"].map((path) => page(path).catch(() => "")));
      for (const one of all) pages.add(one);
      for (const name of ["cmdline", "comm"]) its.add(readFileSync(`/proc/${child?.pid}/${name}`, "latin1"));
      return all;
    },
    watched: () =>
      readFileSync(watch, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Watched),
    kept() {
      const all = filesIn(folder);
      all.set("its log", Buffer.from(lines.map(({ text }) => text).join("\n"), "latin1"));
      all.set("its pages", Buffer.from([...new Set([...pages].flatMap((one) => one.split("\n")))].join("\n")));
      all.set("its arguments", Buffer.from([...its].join("\n"), "latin1"));
      if (server) all.set("what the server was told", Buffer.concat(server.told));
      return all;
    },
    backup: async () => {
      await backup(database ?? join(home, "teller.sqlite"), join(folder, "backup"), new Date(since));
    },
    stamps: () => timesOf(folder),
    modes: () => modesOf(folder),
    rows: async () =>
      database === undefined
        ? { tables: tablesOfFiles(filesIn(folder)), files: undefined, others: Buffer.alloc(0) }
        : tablesOfServer(database),
    async close() {
      child?.kill("SIGKILL");
      await Promise.all([slack.stop(), discord.close(), server?.close()]);
      for (const path of [folder, aside]) rmSync(path, { recursive: true, force: true });
    },
  };
}
