/** Moments of a night that are waited for, each with a limit: none may be waited for in vain. */
import { setTimeout as pause } from "node:timers/promises";
import { last } from "../../../src/data/store/counter.ts";
import { messagesOf } from "./told.ts";
import { kinds, waits, type BadStage } from "./stage.ts";

async function nightAt({ store }: BadStage): Promise<Date | undefined> {
  const row = await store.db.selectFrom("switches").select("value").where("name", "=", "rehearsal").executeTakeFirst();
  return row && new Date((JSON.parse(row.value) as { night: number }).night);
}

export const clockOf = async (stage: BadStage): Promise<string> =>
  `the night is at ${(await nightAt(stage))?.toISOString() ?? "nothing"}`;

export const clockBegins = (stage: BadStage): Promise<void> =>
  come(stage, "the clock of the night begins", 30_000, async () => (await nightAt(stage)) !== undefined);

export const over = (stage: BadStage, end: Date, say: (words: string) => void): Promise<void> =>
  come(
    stage,
    "the night is over",
    1_800_000,
    async () => ((await nightAt(stage)) ?? new Date(0)) >= end,
    async () => say(await clockOf(stage)),
  );

export const lacking = ({ met }: BadStage): readonly string[] =>
  kinds.filter((kind) => ![...met.keys()].some((one) => one.endsWith(` ${kind}`)));

/** Slow programs tell much after the end of the night: faults go on until each was met, or everything is told. */
export async function worst(stage: BadStage): Promise<void> {
  for (let tries = 0; tries < 100 && lacking(stage).length > 0 && (await waiting(stage)) > 0; tries++) await pause(200);
}

/** The number of places that are behind the log. */
async function waiting({ store: { db } }: BadStage): Promise<number> {
  const head = await last(db, "log");
  return (await db.selectFrom("places").select("id").where("cursor", "<", head).execute()).length;
}

/** Resolves when nothing is under way, and every place is told and mended up to the log's end. */
export async function settled(stage: BadStage, say: (words: string) => void): Promise<void> {
  const { db } = stage.store;
  let before = -1;
  let calm = 0;
  let stuck = "";
  await come(
    stage,
    "all is told",
    180_000,
    async () => {
      const head = await last(db, "log");
      const open = await db
        .selectFrom("messages")
        .select(["id", "state", "kind", "place", "attempts"])
        .where("state", "in", ["due", "posting"])
        .execute();
      const behind = await db
        .selectFrom("places")
        .select(["id", "cursor", "corrected", "lease_until", "due_at", "wake_at", "blocked_why"])
        .where((it) => it.or([it("cursor", "<", head), it("corrected", "<", head)]))
        .execute();
      calm = head === before && open.length === 0 && behind.length === 0 ? calm + 1 : 0;
      before = head;
      stuck = `head ${head}, open ${JSON.stringify(open)}, behind ${JSON.stringify(behind)}`;
      // Long enough for the feed to have been asked once more, and for a scoreboard to have been edited.
      return calm > 15;
    },
    async () => {
      stage.note(`settling: ${stuck}`);
      say(`settling: ${stuck}`);
    },
  );
  await pause(waits.lands);
}

/**
 * Resolves when no channel has more messages than may stand there: a post that landed very late is taken away minutes later,
 * but for one that was given up, since nobody could look, and may have landed for all that.
 */
export const noneTwice = (stage: BadStage): Promise<void> =>
  come(stage, "late doubles are taken away", 600_000, async () => {
    const written = await Promise.all(stage.places.map((place) => messagesOf(stage, place)));
    return stage.places.every(
      (place, i) => stage.fakes[place.platform].history(place.channel).length <= (written[i] ?? []).length,
    );
  });

/** Waits for a condition. @throws when it takes too long, or when a program has ended by itself */
async function come(
  { programs }: BadStage,
  what: string,
  milliseconds: number,
  holds: () => Promise<boolean>,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let n = 1; !(await holds()); n++) {
    if (programs.unasked.length > 0) throw new Error(`not awaited, as a program is missing: ${what}`);
    if (performance.now() > end) throw new Error(`not within ${milliseconds / 1_000} s: ${what}`);
    await pause(400);
    if (n % 25 === 0) await meanwhile?.();
  }
}
