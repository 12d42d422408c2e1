/**
 * Tips, replies, codenames and deletions by the thousand through both platforms' SDKs, while platforms fail and the
 * program is killed. Then every byte that was kept or sent is searched for the sources, and for their words.
 */
import { setTimeout as pause } from "node:timers/promises";
import {
  answer,
  check,
  erase,
  reply,
  send,
  sourcesOf,
  tipOf,
  wrongCodename,
  type Receipt,
  type Source,
} from "./lives.ts";
import { below, type Random } from "../../../src/tips/rules/random.ts";
import { repeatable } from "../chance.ts";
import { judge } from "./judge.ts";
import type { Found } from "./search.ts";
import { settled, type Standing } from "./settle.ts";
import { openCanaryStage, type CanaryStage, type CanaryStageOptions } from "./stage.ts";

export interface CanaryOptions extends CanaryStageOptions {
  readonly tips: number;
  readonly kills: number;
  readonly say?: (words: string) => void;
}

export interface CanaryReport extends Standing {
  /** Secrets that were found where they may not be. */
  readonly found: readonly Found[];
  /** The number of receipts that sources have. */
  readonly receipts: number;
  /** Failed questions, but for the failures that may happen: the program was killed, or had too much to do. */
  readonly odd: readonly string[];
  readonly counts: Readonly<Record<"checks" | "answers" | "replies" | "deletions" | "refused", number>>;
  readonly kills: number;
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The end of the program's log. */
  readonly log: string;
}

export async function canary(options: CanaryOptions): Promise<CanaryReport> {
  const { tips, kills, mode, say = () => {} } = options;
  const began = performance.now();
  const stage = await openCanaryStage(options);
  const each = Math.max(2, Math.min(60, Math.ceil(tips / 6)));
  const sources = sourcesOf(stage, each);
  const random = repeatable(options.seed);
  const counts = { checks: 0, answers: 0, replies: 0, deletions: 0, refused: 0 };
  const receipts: Receipt[] = [];
  const odd: string[] = [];
  /** Sources in the midst of something. */
  const busy = new Set<Source>();
  let sent = 0;

  async function visit(source: Source): Promise<void> {
    busy.add(source);
    try {
      const receipt = await send(source, tipOf((sent += 1)));
      receipts.push(receipt);
      const dice = below(8, random);
      counts.checks++;
      await check(source, dice < 3 ? wrongCodename(random) : receipt.codename);
      if (dice === 4) await answer(receipt).then(() => counts.answers++);
      if (dice === 5) await erase(receipt).then(() => counts.deletions++);
    } catch (error) {
      // The source comes again.
      counts.refused++;
      if (!may.test(String(error))) odd.push(String(error));
    } finally {
      busy.delete(source);
    }
  }

  try {
    await stage.start();
    await stage.discord.user("mia", { manages: true }).slash("/tip open");
    let killed = 0;
    for (let wave = 0; receipts.length < tips; wave++) {
      const isKill = killed < kills && receipts.length >= ((killed + 1) * tips) / (kills + 1);
      // As many sources as may wait for their codename's keys at once.
      const crew = sources.filter((source, i) => i % 3 === wave % 3 && !busy.has(source)).slice(0, 20);
      const work = Promise.all(crew.map(visit));
      if (isKill) {
        await pause(150 + below(400, random));
        await stage.kill();
        killed++;
        await stage.start();
        // A source whose program was killed waits in vain for a while, and comes again later.
      } else await work;
      await stage.glance();
      // A source that waits in vain since a kill is left alone.
      const free = receipts.filter(({ source }) => !busy.has(source));
      counts.replies += await replies(stage, free, random);
      say(`${receipts.length} of ${tips} tips, ${killed} kills, ${JSON.stringify(counts)}`);
    }
    await Promise.all(stage.chaos.map((one) => one.calm()));
    const standing = await settled(stage, receipts, mode);
    counts.replies += await replies(stage, receipts, random);
    await stage.glance();
    const live = await stage.kept();
    await stage.end();
    const kept = [...live].map(([name, bytes]) => [`${name}, while it ran`, bytes] as const);
    const found = judge(stage, mode, each, new Map([...kept, ...(await stage.kept())]));
    return {
      found,
      receipts: receipts.length,
      ...standing,
      odd,
      counts,
      kills: killed,
      requests: stage.heard.length,
      bytes: [...live.values(), ...stage.heard.map(({ body }) => body)].reduce((sum, { length }) => sum + length, 0),
      seconds: (performance.now() - began) / 1_000,
      log: live.get("its log")?.toString().slice(-3_000) ?? "",
    };
  } finally {
    await stage.close();
  }
}

/** Failures that may happen: the program was killed, too many were waiting, or the day had its most. */
const may = /saw nothing|nothing was shown|not connected|did not respond|busy with other codenames|Come back tomorrow/;

/** An editor replies to a few cases, and their sources read it. */
async function replies(stage: CanaryStage, receipts: readonly Receipt[], random: Random): Promise<number> {
  let done = 0;
  const posts = stage.slack.history(stage.editors.slack).map(({ text }) => text);
  const there = receipts
    .slice(-60)
    .filter(
      ({ number, isDeleted, isUnsure }) => !isDeleted && !isUnsure && posts.some((text) => text.includes(number)),
    );
  for (let i = 0; i < 3; i++) {
    const [receipt] = there.splice(below(Math.max(1, there.length), random), 1);
    if (!receipt) break;
    const isDone = await reply(stage, receipt).catch(() => false);
    if (!isDone) continue;
    done++;
    await check(receipt.source, receipt.codename).catch(() => {});
  }
  return done;
}
