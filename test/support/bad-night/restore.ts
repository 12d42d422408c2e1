/** A restore in the midst of a night: a backup, some news, every program told to leave, and the backup as the database. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDatabaseAddress } from "../../../src/lib/address.ts";
import { postOf, waits, type BadStage } from "./stage.ts";
import { isOutOfOrder, messagesOf } from "./told.ts";
import { watchWork } from "./work.ts";

/** Messages that stand by the restore, and of which the backup does not know. */
const since = 6;
/** Milliseconds in which so many are posted, and in which a restore succeeds, after what is to be mended was. */
const patience = { posts: 30_000, restore: 60_000 } as const;

/** @returns whether any message was lost with the database */
export async function restoreMidway(stage: BadStage): Promise<boolean> {
  const { programs } = stage;
  const note = (what: string): void => stage.note(what);
  const file = join(stage.folder, "midway.backup.gz");
  await programs.up();
  try {
    await teller(stage, "backup", file);
    const kept = await standing(stage);
    note(`a backup is made, with ${kept} messages`);
    for (const end = performance.now() + patience.posts; performance.now() < end; await pause(200))
      if ((await standing(stage)) >= kept + since) break;
    let lost = 0;
    await programs.without(async () => {
      // A restore takes an operator minutes: all that was on its way has landed.
      await pause(waits.lands);
      await Promise.all(Object.values(stage.chaos).map((one) => one.landed()));
      lost = (await standing(stage)) - kept;
      await judgeLost(stage);
      await restored(stage, file);
      note(`the backup is restored: ${lost} messages are known no more`);
      await rememberForgotten(stage);
      if (isDatabaseAddress(stage.database)) await watchWork(stage.store.db);
    });
    return lost > 0;
  } finally {
    rmSync(file, { force: true });
  }
}

/** An operator reads why it was refused, and tries again: a lease is running out, or a platform did not answer. */
async function restored(stage: BadStage, file: string): Promise<void> {
  for (const end = performance.now() + patience.restore; ;)
    try {
      return await teller(stage, "restore", file, "--replace");
    } catch (error) {
      stage.note(`the restore was refused: ${String(error)}`);
      if (performance.now() > end) throw error;
      await pause(1_000);
    }
}

/** The order of what the backup does not know is that of the log which is about to be lost with it. */
async function judgeLost(stage: BadStage): Promise<void> {
  for (const place of stage.places) {
    const { name, platform } = place;
    if (isOutOfOrder(stage, place, await messagesOf(stage, place)))
      stage.lost.push(`${name}, ${platform}: before the restore not in the order of the log`);
  }
}

async function rememberForgotten({ store: { db }, places, fakes, forgotten }: BadStage): Promise<void> {
  const rows = await db.selectFrom("messages").select(["place", "ref"]).execute();
  const known = new Set(rows.map(({ place, ref }) => `${place} ${ref}`));
  for (const place of places)
    for (const { id } of fakes[place.platform].history(place.channel))
      if (!known.has(`${place.id} ${id}`)) forgotten.add(postOf(place, id));
}

async function standing({ store: { db } }: BadStage): Promise<number> {
  return (await db.selectFrom("messages").select("id").where("state", "=", "sent").execute()).length;
}

function teller({ database, program, env }: BadStage, ...args: readonly string[]): Promise<void> {
  const where = isDatabaseAddress(database) ? { DATABASE_URL: database } : { DATABASE: database };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...args],
      { env: { PATH: process.env["PATH"] ?? "", ...env, ...where }, timeout: 120_000 },
      (error, _, err) => (error ? reject(new Error(err.trim() || error.message)) : resolve()),
    );
  });
}
