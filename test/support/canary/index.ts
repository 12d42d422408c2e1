/**
 * Tips, replies, codenames and deletions by the thousand through both platforms' SDKs, while platforms fail and the
 * program is killed. Then every byte that was kept or sent is searched for the sources, for their words, and for what
 * tells when and in which order they came.
 */
import { setTimeout as pause } from "node:timers/promises";
import { answer, check, erase, send, sourcesOf, tipOf, wrongCodename, type Receipt, type Source } from "./lives.ts";
import { below } from "../../../src/tips/rules/random.ts";
import { usualWindow } from "../../../src/tips/rules/blur.ts";
import { repeatable } from "../chance.ts";
import type { Kept } from "./evidence.ts";
import { judge } from "./judge.ts";
import type { Moment } from "./moments.ts";
import { ofEnd } from "./odd-places.ts";
import { differences, type Stretch } from "./same.ts";
import type { Found } from "./search.ts";
import { ordinary, replies } from "./everyday.ts";
import { settled, type Standing } from "./settle.ts";
import { openCanaryStage, type CanaryStageOptions } from "./stage.ts";

export interface CanaryOptions extends CanaryStageOptions {
  /** None is a night on which nobody sends anything. */
  readonly tips: number;
  readonly kills: number;
  readonly say?: (words: string) => void;
}

export interface CanaryReport extends Standing {
  /** Secrets that were found where they may not be, and traces of them. */
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
  /** Parts that could not be looked at. */
  readonly unseen: readonly string[];
  /** The end of the program's log. */
  readonly log: string;
}

/** An hour is two seconds: long enough to write a codename down in. */
const canarySpeed = 1_800;

/** Kills after which all that is there is looked at. */
const mostKept = 6;

/** Tips of the calm stretch: with some fewer a time that is kept of each could be chance. */
const calmTips = 6;

export async function canary(options: CanaryOptions): Promise<CanaryReport> {
  const { tips, kills, mode, speed = canarySpeed, say = () => {} } = options;
  const began = performance.now();
  const stage = await openCanaryStage({ ...options, speed });
  const from = Date.now();
  const each = Math.max(3, Math.min(60, Math.ceil(tips / 3)));
  const moments: Moment[] = [];
  const sources = sourcesOf(stage, each, moments);
  const random = repeatable(options.seed);
  const counts = { checks: 0, answers: 0, replies: 0, deletions: 0, refused: 0 };
  const receipts: Receipt[] = [];
  const odd: string[] = [];
  const kept: Kept[] = [];
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

  /** A stretch of the night in which ordinary questions are asked, and whatever else. */
  async function stretch(else_: () => Promise<unknown>): Promise<Stretch> {
    const [at, before] = [stage.lines.length, await stage.glance()];
    await ordinary(stage);
    await else_();
    const after = await stage.glance();
    return { lines: stage.lines.slice(at).map(({ text }) => text), before, after };
  }

  const keep = async (when: string): Promise<void> => {
    kept.unshift({ when, at: Date.now(), files: stage.kept(), rows: await stage.rows() });
  };

  try {
    await stage.start();
    await stage.discord.user("mia", { manages: true }).slash("/tip open");
    await ordinary(stage);
    const quiet = await stretch(() => pause(usualWindow / speed / 2));
    let standing: Standing = { lost: [], standing: [], repeated: 0 };
    const found: Found[] = [];
    let killed = 0;
    if (tips > 0) {
      // Each at a moment of chance, so that no two things coincide because the test does them together.
      const busyStretch = await stretch(async () => {
        const crew = sources.slice(0, Math.min(calmTips, tips));
        await Promise.all(crew.map(async (source, i) => pause(i * 600 + below(500, random)).then(() => visit(source))));
        await settled(stage, receipts, mode);
      });
      found.push(...differences(quiet, busyStretch));
      const storm = stage.storm();
      for (let wave = 0; receipts.length < tips || killed < kills; wave++) {
        const isKill = killed < kills && receipts.length >= ((killed + 1) * tips) / (kills + 1);
        // As many sources as may wait for their codename's keys at once.
        const crew = sources.filter((source, i) => i % 3 === wave % 3 && !busy.has(source)).slice(0, 20);
        const work = Promise.all(crew.map((source) => pause(below(300, random)).then(() => visit(source))));
        if (isKill) {
          await pause(150 + below(400, random));
          await stage.kill();
          killed++;
          if (killed <= mostKept) await keep(`, after kill ${killed}`);
          await stage.start();
          await pause(below(400, random));
          // A source whose program was killed waits in vain for a while, and comes again later.
        } else await work;
        await stage.glance();
        // A source that waits in vain since a kill is left alone.
        const free = receipts.filter(({ source }) => !busy.has(source));
        counts.replies += await replies(stage, free, random);
        say(`${receipts.length} of ${tips} tips, ${killed} kills, ${JSON.stringify(counts)}`);
      }
      await Promise.all(storm.map((one) => one.calm()));
      standing = await settled(stage, receipts, mode);
      counts.replies += await replies(stage, receipts, random);
    } else found.push(...differences(quiet, await stretch(() => pause((3 * usualWindow) / speed))));
    await stage.glance();
    await stage.backup();
    await keep(", while it ran");
    found.push(...ofEnd(await stage.end()));
    await keep("");
    const to = Date.now();
    const clocks = stage.watched().flatMap((one) => (one.kind === "clock" ? [one.process, one.machine] : []));
    const origins = [...new Set(clocks.map(Math.round))].slice(0, 12);
    const evidence = {
      stage,
      mode,
      each,
      kept,
      receipts,
      moments,
      window: usualWindow,
      run: { from, to, wound: stage.wound, real: stage.real, origins },
    };
    found.push(...judge(evidence));
    const { files } = kept[0]?.rows ?? {};
    return {
      found,
      receipts: receipts.length,
      ...standing,
      odd,
      counts,
      kills: killed,
      requests: stage.heard.length,
      bytes: [...(kept[0]?.files.values() ?? []), ...stage.heard.map(({ body }) => body)].reduce(
        (sum, { length }) => sum + length,
        0,
      ),
      seconds: (performance.now() - began) / 1_000,
      unseen: options.database !== undefined && !files ? ["the server’s own files"] : [],
      log: stage.lines
        .map(({ text }) => text)
        .join("\n")
        .slice(-3_000),
    };
  } finally {
    await stage.close();
  }
}

/** Failures that may happen: the program was killed, too many were waiting, or the day had its most. */
const may =
  /saw nothing|nothing was shown|not connected|did not respond|busy with other codenames|Come back tomorrow|Nothing waits to be sent/;
