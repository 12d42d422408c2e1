/** The rest of the night: ordinary questions, and what editors do. */
import { below, type Random } from "../../../src/tips/rules/random.ts";
import { follow } from "./follows.ts";
import { check, reply, type Receipt } from "./lives.ts";
import type { CanaryStage } from "./stage.ts";

/** Questions that anybody asks on such a night. */
export async function ordinary(stage: CanaryStage): Promise<void> {
  const { slack, discord } = stage;
  await patiently(() => slack.user("decoy1").slash("/teller seat bath"));
  await patiently(() => slack.user("decoy1").slash("/teller swing lab"));
  await patiently(() => discord.user("decoy2").slash("/seat bath"));
  await patiently(() => follow(stage));
}

/** Again, where a busy machine let somebody wait in vain, or a planted word came first. */
async function patiently(ask: () => Promise<unknown>, left = 3): Promise<void> {
  await ask().catch((error: unknown) => {
    if (left === 0 || !/nothing was shown|saw nothing|nothing is followed/.test(String(error))) throw error;
    return patiently(ask, left - 1);
  });
}

/** An editor replies to a few cases, and their sources read it. */
export async function replies(stage: CanaryStage, receipts: readonly Receipt[], random: Random): Promise<number> {
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
