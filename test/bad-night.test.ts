/**
 * The chaos test in its shortest form. `.ci/run` plays longer ones, on PostgreSQL and with several programs as well, and
 * `tools/bad-night.ts` whole nights; its heading says what a seed fixes, and what it does not.
 */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { restore } from "../src/data/store/restore.ts";
import { playNight } from "./support/bad-night/index.ts";
import { createPrograms } from "./support/bad-night/programs.ts";
import { badTable } from "./support/bad-night/table.ts";
import { connectUp, sqliteFile } from "./support/databases.ts";
import { isLong } from "./support/long.ts";

// Real programs and seconds: `.ci/run` plays it, and longer nights.
test.runIf(isLong)(
  "a bad night leaves every place with what it asked for, each once, in order, as things stand at the end",
  async () => {
    const played = await playNight({
      seed: 28,
      instances: 1,
      kills: 3,
      speed: 300,
      from: "2024-07-05T02:00",
      until: "2024-07-05T02:40",
    });
    onTestFinished(() => played.close());
    const { stage } = played;
    const night = await played.judge();
    const table = badTable(night);
    expect(night.wrong, `${table}\n${night.kept ?? ""}`).toEqual([]);
    expect(night.rows).toHaveLength(20);
    expect(night.rows.find(({ name }) => name === "everything")?.declarations).toBeGreaterThan(10);
    expect(night.kept).toBeUndefined();
    process.stdout.write(`\n${table}\n`);

    // The same night, but for a platform that has one post twice.
    const { channel = "" } =
      stage.places.find(({ name, platform }) => name === "everything" && platform === "slack") ?? {};
    const before = stage.fakes.slack.history(channel);
    await stage.plant(channel, before.at(-1)?.text ?? "");
    const { wrong, kept = "" } = await played.judge();
    onTestFinished(() => rmSync(kept, { recursive: true }));
    // A busy machine is told of besides.
    expect(wrong.filter((line) => !line.startsWith("this machine"))).toEqual([
      expect.stringMatching(/^everything, slack: \d+ stand there, \d+ were written down$/),
    ]);
    expect(readdirSync(kept).toSorted()).toEqual([
      "database.backup.gz",
      "diary.txt",
      "discord.json",
      "programs.txt",
      "slack.json",
      "wrong.txt",
    ]);
    const read = (name: string): string => readFileSync(join(kept, name), "utf8");
    expect(read("wrong.txt")).toContain("stand there");
    expect(read("diary.txt")).toMatch(/^ +[\d.]+ s {2}slack: post met late$/m);
    expect(read("diary.txt").match(/killed \d of 3, the night is at 2024-07-05T/g)).toHaveLength(3);
    const channels = JSON.parse(read("slack.json")) as { name: string; history: unknown[] }[];
    expect(channels.find(({ name }) => name === "everything")?.history).toHaveLength(before.length + 1);
    expect(read("discord.json")).toContain("REHEARSAL");
    // The tests' own folder goes with them.
    expect(kept.startsWith(tmpdir())).toBe(false);
    const again = sqliteFile();
    await restore(again, join(kept, "database.backup.gz"), { now: new Date(), replace: false });
    const messages = await (await connectUp(again)).selectFrom("messages").select("id").execute();
    expect(messages.length).toBeGreaterThan(20);
  },
  120_000,
);

test("a program that ends by itself is told from one that is killed, and from one that leaves when told", async () => {
  const diary: string[] = [];
  /** One that is ready when asked, and fails once it is told to by another page. */
  const code = `
    const server = require("node:http").createServer((request, response) => {
      if (request.url === "/fail") process.exit(3);
      response.end("ok");
    }).listen(Number(process.env.OPS_PORT), "127.0.0.1");
    console.log("port " + process.env.OPS_PORT);
    process.once("SIGTERM", () => process.exit(0));`;
  const programs = createPrograms({
    args: () => ["-e", code],
    env: () => ({}),
    cwd: tmpdir(),
    note: (what) => void diary.push(what),
  });
  onTestFinished(() => programs.end());
  await programs.start(0);
  await programs.start(1);
  await programs.replace(1);
  expect([programs.kills, programs.unasked]).toEqual([1, []]);
  // The one in its place is up as well.
  await expect.poll(() => programs.text().match(/port/g), { timeout: 10_000 }).toHaveLength(3);
  const [, port = ""] = /port (\d+)/.exec(programs.text()) ?? [];
  await fetch(`http://127.0.0.1:${port}/fail`).catch(() => {});
  await expect.poll(() => programs.unasked).toEqual(["instance 1 ended by itself: exit code 3"]);
  await programs.replace(0);
  await programs.end();
  expect([programs.kills, programs.unasked]).toEqual([1, ["instance 1 ended by itself: exit code 3"]]);
  expect(diary).toContain("instance 2 ended: SIGKILL");
});

test("a night that lacks a fault of the feed is not begun", async () => {
  const short = { seed: 2, instances: 1, kills: 0, speed: 300, from: "2024-07-05T02:00", until: "2024-07-05T02:05" };
  await expect(playNight(short)).rejects.toThrow(/^with seed 2 nothing is .* in these hours: choose others$/);
  await expect(playNight({ ...short, instances: 2 })).rejects.toThrow(/PostgreSQL/);
});
