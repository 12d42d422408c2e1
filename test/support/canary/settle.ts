/** Posts in the editors' channels in the end. */
import { setTimeout as pause } from "node:timers/promises";
import { Decrypter, armor } from "age-encryption";
import { usualWindow } from "../../../src/tips/rules/blur.ts";
import type { Receipt } from "./lives.ts";
import type { CanaryStage } from "./stage.ts";

export interface Standing {
  /** Case numbers that no editor got, though their sources have receipts and deleted nothing. */
  readonly lost: readonly string[];
  /** Deleted cases that still stand in a channel. */
  readonly standing: readonly string[];
  /** Posts beyond one for each tip and answer in a channel, each under the same number. */
  readonly repeated: number;
}

/** Waits until every tip with a receipt stands in both channels, and deleted ones in none. */
export async function settled(
  stage: CanaryStage,
  receipts: readonly Receipt[],
  mode: "text" | "sealed",
): Promise<Standing> {
  const sure = receipts.filter(({ isUnsure }) => !isUnsure);
  // Whatever came last is relayed within two windows.
  const speed = stage.wound(1) - stage.wound(0);
  const end = performance.now() + 60_000 + (2 * usualWindow) / speed;
  for (;;) {
    const shown = (["slack", "discord"] as const).map((platform) =>
      stage[platform].history(stage.editors[platform]).map(({ text }) => text),
    );
    const lost = [];
    const standing = [];
    for (const receipt of sure) {
      const posts = shown.map((texts) => texts.filter((text) => text.includes(receipt.number)));
      if (receipt.isDeleted && posts.flat().length > 0) standing.push(receipt.number);
      if (!receipt.isDeleted && !(await hasWords(stage, posts, receipt, mode))) lost.push(receipt.number);
    }
    if ((lost.length === 0 && standing.length === 0) || performance.now() > end) {
      const posts = shown.map((texts) => texts.filter((text) => text.includes("A stranger’s words")));
      const repeated = posts.reduce((sum, texts) => sum + texts.length - new Set(texts).size, 0);
      return { lost, standing, repeated };
    }
    await pause(500);
  }
}

/** Whether words stand in each channel. */
async function hasWords(
  { identity }: CanaryStage,
  posts: readonly (readonly string[])[],
  { text }: Receipt,
  mode: "text" | "sealed",
): Promise<boolean> {
  if (mode === "text") return posts.every((some) => some.some((one) => one.includes(text)));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await Promise.all(
    posts.map(async (some) => {
      for (const one of some) {
        const armoured = /-----BEGIN[^]*END AGE ENCRYPTED FILE-----/.exec(one)?.[0];
        if (armoured && (await decrypter.decrypt(armor.decode(`${armoured}\n`), "text")).includes(text)) return true;
      }
      return false;
    }),
  );
  return opened.every(Boolean);
}
