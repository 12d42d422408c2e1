/** Rule 3: a reply is sealed with its number and its day, so that whoever writes the database rewrites neither. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { asCaseNumber } from "../../../src/tips/rules/case-number.ts";
import { seal } from "../../../src/tips/rules/seal.ts";
import { openReply, sealReply } from "../../../src/tips/rules/sealed-reply.ts";
import { asDay } from "../../../src/tips/rules/state.ts";
import { day, openTips, source, type TipsStage } from "../../support/tips-stage.ts";

const words = ["Who else knows of it?", "Do not meet anybody.", "Thank you, we have it."] as const;

async function replied() {
  const stage = await openTips();
  const sent = await stage.send();
  await stage.relayFor(2);
  for (const text of words) {
    await stage.line.reply(sent.number, text, "ana");
    stage.pass(day);
  }
  return { stage, ...sent };
}

const read = async ({ line }: TipsStage, codename: string) => {
  const checked = await line.check(source, codename);
  if (checked.kind !== "found") throw new TypeError(checked.kind);
  return checked.replies.toSorted((a, b) => a.n - b.n).map((reply) => [reply.day, reply.text]);
};

const damaged = "This reply is damaged and cannot be read.";

describe("rule 3: replies are sealed with their number and day", () => {
  test("as they were sent, all are read", async () => {
    const { stage, codename } = await replied();
    expect(await read(stage, codename)).toEqual([
      ["2024-07-10", words[0]],
      ["2024-07-11", words[1]],
      ["2024-07-12", words[2]],
    ]);
  });

  test("two that changed places in the database are shown as damaged, and the third is read", async () => {
    const { stage, number, codename } = await replied();
    const rows = () => stage.store.db.updateTable("tip_replies").where("number", "=", number);
    for (const [from, to] of [
      [1, 99],
      [2, 1],
      [99, 2],
    ] as const)
      await rows().set({ n: to }).where("n", "=", from).execute();
    expect((await read(stage, codename)).map(([, text]) => text)).toEqual([damaged, damaged, words[2]]);
  });

  test("one that was given another day, or the words of another, is shown as damaged", async () => {
    const { stage, number, codename } = await replied();
    const { db } = stage.store;
    await db.updateTable("tip_replies").set({ day: "2024-07-09" }).where("n", "=", 1).execute();
    const [third] = await db.selectFrom("tip_replies").select("sealed").where("n", "=", 3).execute();
    await db
      .updateTable("tip_replies")
      .set({ sealed: third?.sealed ?? new Uint8Array() })
      .where("number", "=", number)
      .where("n", "=", 2)
      .execute();
    expect((await read(stage, codename)).map(([, text]) => text)).toEqual([damaged, damaged, words[2]]);
  });

  test("one that an older Teller sealed opens as it is", async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const facts = { number: asCaseNumber("K7M4QX"), n: 2, day: asDay("2024-07-05") };
    expect(await openReply(facts, await seal(facts.number, words[0], [recipient]), identity)).toBe(words[0]);
    const sealed = await sealReply(facts, words[1], recipient);
    expect(await openReply(facts, sealed, identity)).toBe(words[1]);
    for (const over of [{ n: 3 }, { day: "2024-07-06" }, { number: asCaseNumber("K7M4QY") }])
      await expect(openReply({ ...facts, ...over }, sealed, identity)).rejects.toMatchObject({ name: "SealError" });
  });
});
